"""Undated articles: bounded by office holders, deaths, elections and dates; never by a guess. The articles are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import spacy

from stemma.model.article import Article, Basis, Block, BlockKind, Published
from stemma.model.span import Span
from stemma.model.words import Mention, MentionForm, Sentence
from stemma.stages.extract.dating import infer_published
from stemma.stages.extract.dating.bounds import intersect, join
from stemma.stages.extract.dating.evidence import weekday_bounds
from stemma.stages.extract.text import Text
from stemma.stages.extract.times import find_times

_NLP = spacy.blank("en")
_NLP.add_pipe("sentencizer")


def read(words: str) -> Text:
    doc = _NLP(words)
    article = Article("a", ("a",), "", words, (Block(0, len(words), BlockKind.BODY),))
    bounds = tuple((sent.start, sent.end) for sent in doc.sents)

    def offsets(first: int, end: int) -> tuple[int, int]:
        return doc[first].idx, doc[end - 1].idx + len(doc[end - 1])

    sentences = tuple(Sentence(f"s{i}", Span("a", *offsets(*b)), i, BlockKind.BODY) for i, b in enumerate(bounds))
    return Text(article, doc, offsets, sentences, bounds)


def dated(words: str, *people: tuple[str, str | None, str | None]) -> tuple[Text, Published]:
    """Infer from `words`, in which `people` are (name, title, country); nations are marked by table-like names."""
    text = read(words)
    mentions = []
    for name, title, country in people:
        start = words.index(name)
        span = Span("a", start, start + len(name))
        token = text.token_at(start)
        label = "PERSON" if title or " " in name else "LOC"
        mentions.append(
            Mention(
                f"m{start}",
                span,
                MentionForm.NAME,
                label,
                name.split()[-1],
                text.sentence_of(token or 0).id,
                None,
                title,
                country,
            )
        )
    return text, infer_published(text, find_times(text), mentions)


def test_two_terms_of_office_meet() -> None:
    _, found = dated(
        "President Emmanuel Macron received Prime Minister Rishi Sunak in Calais.",
        ("Emmanuel Macron", "President", None),
        ("Rishi Sunak", "Prime Minister", None),
    )
    assert (found.earliest, found.latest, found.basis) == ("2022-10-25", "2024-07-05", Basis.INFERRED)


def test_former_office_holders_bound_nothing() -> None:
    _, found = dated("Former president Jacques Chirac spoke.", ("Jacques Chirac", "Former president", None))
    assert found == Published()


def test_a_look_back_keeps_only_its_lower_end() -> None:
    _, found = dated(
        "President Joe Biden recalled a visit by Prime Minister Tony Blair.",
        ("Joe Biden", "President", None),
        ("Tony Blair", "Prime Minister", None),
    )
    assert (found.earliest, found.latest) == ("2021-01-20", "2025-01-20")


def test_a_coming_election_and_a_holder_give_weeks() -> None:
    text, found = dated(
        "Weeks before the US presidential elections, President Barack Obama flew to Ohio.",
        ("US", None, "USA"),
        ("Barack Obama", "President", None),
    )
    assert found.earliest is not None and found.latest is not None
    assert found.latest[:4] in ("2012", "2016")
    assert "Weeks before the US presidential elections" in {text.words(span) for span in found.evidence}


def test_a_death_in_a_month_without_year_lies_less_than_a_year_back() -> None:
    _, found = dated("Hugo Chavez died in March.", ("Hugo Chavez", None, None))
    assert (found.earliest, found.latest) == ("2013-03-05", "2014-02-28")


def test_nothing_said_is_nothing_inferred() -> None:
    assert dated("The mayor opened a bridge on Monday.")[1] == Published()


def test_every_bound_has_evidence_inside_the_text() -> None:
    text, found = dated("Secretary of State John Kerry landed in Geneva.", ("John Kerry", "Secretary of State", None))
    assert (found.earliest, found.latest) == ("2013-02-01", "2017-01-20")
    assert [text.words(span) for span in found.evidence] == ["Secretary of State John Kerry"]


def test_inferred_dates_give_times_their_bounds() -> None:
    text, found = dated("Secretary of State Mike Pompeo left last year.", ("Mike Pompeo", "Secretary of State", None))
    (ref,) = find_times(replace(text, article=replace(text.article, published=found)))
    assert (ref.earliest, ref.latest) == ("2017-01-01", "2020-12-31")
    assert ref.value is None


def test_sets_of_days() -> None:
    a, b, c, d = map(date.fromisoformat, ("2020-01-01", "2020-01-31", "2020-01-15", "2020-02-10"))
    assert join([(a, b), (c, d)]) == ((a, d),)
    assert intersect(((a, b),), ((c, d),)) == ((c, b),)
    assert intersect(((a, c),), ((d, d),)) == ()


def test_a_date_whose_words_begin_with_a_comma_names_no_weekday_and_breaks_nothing() -> None:
    text = read("It rained on Monday , September 28 in the port.")
    (found, *_) = find_times(text)
    start = text.article.text.index(",")
    odd = replace(found, span=Span("a", start, start + 14), value="XXXX-09-28")
    assert list(weekday_bounds(text, [odd], {"monday": 0})) == []
