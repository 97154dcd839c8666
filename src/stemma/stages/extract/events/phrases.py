"""The word groups by which a governing word is known: "come to nothing", "fall short", "be under way"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from stemma.lang.status_words import has_phrases

_PHRASAL = ("compound:prt", "advmod", "obj", "obl", "xcomp", "obl:arg", "advcl")
_WIDEST_PHRASE = 7


def phrases_of(head: Token) -> Iterator[tuple[str, frozenset[int]]]:
    """Give the word groups that a governor may be known by, longest first ("come to nothing", "fall short", "vote down"), with their tokens."""
    lemma = head.lemma_.lower()
    if not has_phrases(lemma):
        return
    for child in head.children:
        if child.dep_ in _PHRASAL and 0 < child.i - head.i < _WIDEST_PHRASE:
            between = [word for word in child.children if word.dep_ in ("case", "mark") and word.i < child.i]
            parts = frozenset({child.i, *(word.i for word in between)})
            for last in dict.fromkeys((child.lower_, child.lemma_.lower())):
                yield " ".join([lemma, *(word.lower_ for word in between), last]), parts
            if between:
                yield " ".join([lemma, between[0].lower_]), frozenset()


def predicate_of(head: Token) -> str:
    """Return the words by which a noun phrase is a predicate ("be under way", "be in swing"), or "" where it is none."""
    between = [child.lower_ for child in head.children if child.dep_ == "case" and child.i < head.i]
    copular = any(child.dep_ == "cop" for child in head.children)
    return " ".join(["be", *between, head.lower_]) if between and copular else ""
