"""Measures that decide whether an infinitive came about: "too weak to stand", "not enough votes to pass", "the first to land"."""

from __future__ import annotations

from spacy.tokens import Token

from stemma.model.event import Status
from stemma.stages.extract.events.governing import is_denied
from stemma.stages.extract.events.marks import Mark

_FIRST = frozenset("first second third fourth fifth last only latest youngest oldest".split())


def degree_mark(token: Token, head: Token) -> Mark | None:
    """Return the mark of "too weak to stand" and "did not win enough votes to pass"; None where there is no such measure."""
    if token.tag_ != "VB":
        return None
    for word in token.doc[max(head.i - 2, 0) : token.i]:
        if word.lower_ == "too" and word.head.i == head.i:
            return Mark(Status.NEGATED, word.i)
        if word.lower_ in ("enough", "sufficient") and is_denied(head):
            return Mark(Status.FAILED, word.i)
    return None


def first_to(token: Token) -> bool:
    """Tell whether an infinitive tells what somebody was the first or last to do."""
    return any(word.lower_ in _FIRST for word in token.doc[max(token.left_edge.i - 5, 0) : token.i])
