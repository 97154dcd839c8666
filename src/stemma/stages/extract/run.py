"""From an article's frozen text to everything that stands in it: one reading by the language pipeline, then plain rules in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.language import Language

from stemma import nlp as door
from stemma.model.article import Article, BlockKind, Published
from stemma.model.event import Event
from stemma.model.problem import Problem
from stemma.model.statement import Statement
from stemma.model.words import Detail, Mention, Proposition, Quantity, Sentence, TimeRef
from stemma.settings import ExtractSettings
from stemma.stages.extract.dating import infer_published
from stemma.stages.extract.details import find_details
from stemma.stages.extract.events import find_events
from stemma.stages.extract.mentions import find_mentions
from stemma.stages.extract.propositions import find_propositions
from stemma.stages.extract.quantities import find_quantities
from stemma.stages.extract.sentences import find_sentences
from stemma.stages.extract.statements import find_statements
from stemma.stages.extract.text import Text
from stemma.stages.extract.times import find_times

Record = Sentence | Mention | TimeRef | Quantity | Statement | Event | Proposition | Detail | Published | Problem


def extract_article(article: Article, *, nlp: Language, settings: ExtractSettings) -> Iterator[Record]:
    """Give what stands in one article: sentences, mentions, times, quantities, statements, events, propositions, details.

    Nothing is read from boilerplate. An article whose date nothing states also gives the interval that its own contents allow.

    Args:
        article: The article; must be in a language that the pipeline reads.
        nlp: The language pipeline, as `stemma.nlp.load` gives it.
        settings: Cuts of this stage.
    """
    text = read_text(article, nlp)
    mentions = find_mentions(text)
    times = find_times(text)
    undated = article.published.earliest is None and article.published.latest is None
    if undated:
        # What bounds the article's date bounds the times that hang on it ("last week"), so they are read again against it.
        inferred = infer_published(text, times, mentions)
        text = replace(text, article=replace(article, published=inferred))
        times = find_times(text)
        yield inferred
    quantities = find_quantities(text, mentions, times)
    statements = find_statements(text, mentions, settings)
    events = find_events(text, mentions, times, quantities, statements)
    yield from text.sentences
    yield from mentions
    yield from times
    yield from quantities
    yield from statements
    yield from events
    yield from find_propositions(text, mentions, times, quantities, statements, events)
    yield from find_details(text, mentions, times, quantities)


def read_text(article: Article, nlp: Language) -> Text:
    """Return the article as the rules of extraction see it."""
    ranges = [(b.start, b.end, b.kind.value) for b in article.blocks if b.kind is not BlockKind.BOILERPLATE]
    reading = door.read_article(nlp, article.text, ranges)
    sentences, bounds = find_sentences(article, reading.doc, reading.span)
    return Text(replace(article), reading.doc, reading.span, sentences, bounds)
