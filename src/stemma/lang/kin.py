"""Words that tell the same without sharing a stem, what is a kind of what, and opposites."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from stemma.lang.tables import read_table
from stemma.text.stems import stem

Phrase = tuple[str, ...]


def same_words(word: str) -> frozenset[Phrase]:
    """Return the words and phrases, as stems, that may stand for a word or phrase given as stems joined by blanks."""
    return _same().get(word, frozenset())


@cache
def single_words(word: str) -> frozenset[str]:
    """Return the single stems that may stand for a stem."""
    return frozenset(phrase[0] for phrase in same_words(word) if len(phrase) == 1)


def kinds_of(word: str) -> frozenset[str]:
    """Return stems of wider words that may take up a stem later in a text ("the bus ... the vehicle")."""
    return _kinds().get(word, frozenset())


def opposites_of(word: str) -> frozenset[Phrase]:
    """Return the words and phrases, as stems, that cannot hold of a thing of which a stem holds."""
    return _opposites().get(word, frozenset())


@cache
def _same() -> dict[str, frozenset[Phrase]]:
    found: dict[str, set[Phrase]] = {}
    for name, one, others in _rows("same"):
        for other in others:
            found.setdefault(" ".join(one), set()).add(other)
            found.setdefault(" ".join(other), set()).update((one, *others) if name == "news_kin.tsv" else (one,))
    return {word: frozenset(others - {tuple(word.split())}) for word, others in found.items()}


@cache
def _kinds() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in read_table("news_kin.tsv"):
        if row["relation"] == "kind":
            for narrow in row["words"].split("|"):
                found.setdefault(stem(narrow), set()).add(stem(row["head"]))
    return {word: frozenset(wide - {word}) for word, wide in found.items()}


@cache
def _opposites() -> dict[str, frozenset[Phrase]]:
    found: dict[str, set[Phrase]] = {}
    rows = [(one, others) for _, one, others in _rows("opposite")]
    rows += [((stem(row["one"]),), [(stem(row["other"]),)]) for row in read_table("antonyms.tsv")]
    for one, others in rows:
        for other in others:
            if one != other:
                found.setdefault(" ".join(one), set()).add(other)
                found.setdefault(" ".join(other), set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}


def _rows(relation: str) -> Iterator[tuple[str, Phrase, list[Phrase]]]:
    """Give (table, word, others) of a relation."""
    for name, one, others in (("news_kin.tsv", "head", "words"), ("word_kin.tsv", "word", "others")):
        for row in read_table(name):
            if row["relation"] == relation:
                yield name, _phrase(row[one]), [_phrase(other) for other in row[others].split("|")]


def _phrase(words: str) -> Phrase:
    return tuple(stem(word) for word in words.split() if word != "be")
