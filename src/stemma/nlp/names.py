"""Corrects the names of one article: countries and peoples by table, one type per name, the full name decides for its parts."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from stemma.lang.names import PARTICLES, title_words
from stemma.nlp import name_spans, repeats
from stemma.nlp.article_words import ArticleWords
from stemma.nlp.listed_names import Name, by_table, known, missed_places, with_whole


def correct_names(doc: Doc) -> None:
    """Correct `doc.ents` in place: the network reads sentence by sentence, an article names the same things throughout."""
    article = ArticleWords(doc)
    ents = [(e.start, e.end, e.label_) for e in doc.ents]
    persons = {w for low, high, label in ents if label == "PERSON" and high - low > 1 for w in article.words[low:high]}
    ents = [trimmed for ent in ents if (trimmed := name_spans.trimmed(article, ent)) is not None]
    ents = [_without_title(article, ent) for ent in ents if not _only_title(article, ent, persons)]
    ents = [by_table(article, ent, persons) for ent in with_whole(article, name_spans.redrawn(article, ents))]
    ents = repeats.by_vote(article, ents)
    full = repeats.full_names(article, ents)
    last_names = repeats.surnames(full)
    ents = [repeats.by_surname(article, ent, last_names) for ent in ents]
    ents = repeats.by_short_form(article, ents, repeats.short_forms(article, ents))
    ents = _with_missed(article, ents, full, last_names)
    doc.set_ents([Span(doc, low, high, label) for low, high, label in _apart(ents)])


def _apart(ents: list[Name]) -> list[Name]:
    """Return the names in order; where two corrections claim one word, the longer name has it."""
    taken: set[int] = set()
    kept = []
    for low, high, label in sorted(set(ents), key=lambda ent: (ent[0] - ent[1], ent)):
        if taken.isdisjoint(range(low, high)):
            taken.update(range(low, high))
            kept.append((low, high, label))
    return sorted(kept)


def _with_missed(
    article: ArticleWords, ents: list[Name], full: list[list[str]], last_names: dict[str, str]
) -> list[Name]:
    """Add what the network passed over, the surest first."""
    taken = {i for low, high, _ in ents for i in range(low, high)}
    ents = ents + missed_places(article, taken)
    ents += repeats.missed_surnames(article, taken, last_names)
    for again in (repeats.missed_repeats(article, taken, ents, full), repeats.missed_first_names(article, taken, full)):
        free = [ent for ent in again if not taken & set(range(ent[0], ent[1]))]
        taken.update(i for low, high, _ in free for i in range(low, high))
        ents += free
    return ents


def _is_title(word: str) -> bool:
    return word.lower().rstrip(".") in title_words() and word.lower() not in PARTICLES


def _only_title(article: ArticleWords, ent: Name, persons: set[str]) -> bool:
    """Tell whether a "person" is a bare title ("President", "US Secretary", "Senators")."""
    low, high, label = ent
    last = article.words[high - 1]
    plural = last.endswith("s") and _is_title(last[:-1])
    if label != "PERSON" or not (plural or _is_title(last)):
        return False
    if high - low == 1:
        return last not in persons and (plural or article.doc[low].dep_ in ("nmod:desc", "compound"))
    return all(known(w) is not None or w.lower().rstrip(".") in title_words() for w in article.words[low : high - 1])


def _without_title(article: ArticleWords, ent: Name) -> Name:
    """Take "President" off "President Salih"."""
    low, high, label = ent
    if label == "PERSON":
        while high - low > 1 and _is_title(article.words[low]):
            low += 1
    return low, high, label
