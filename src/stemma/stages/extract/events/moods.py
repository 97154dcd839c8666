"""What the event's own word and the mood of its sentence show: to continue is under way, "or we publish" threatens, a question leaves open."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from stemma.lang.status_words import own_word, status_effect
from stemma.model.event import Status
from stemma.stages.extract.clauses import SUBJECTS
from stemma.stages.extract.events.marks import Mark, is_imperative
from stemma.stages.extract.events.reading import Climb


def read_own_word(trigger: Token, climb: Climb) -> None:
    """Note what the event's own word shows of itself: to continue is under way, "X or we publish" threatens."""
    lemma = trigger.lemma_.lower()
    if trigger.pos_ == "VERB" and status_effect(lemma, "v", "subject") == "ongoing" and trigger.tag_ in ("VBZ", "VBP"):
        climb.add(Status.ONGOING, trigger.i)
    elif trigger.pos_ == "ADJ" and own_word(trigger.lower_) == "ongoing":
        climb.add(Status.ONGOING, trigger.i)
    joined = any(child.lower_ == "or" and child.dep_ == "cc" for child in trigger.children)
    if (
        joined
        and trigger.dep_ in ("conj", "parataxis")
        and (is_imperative(trigger.head) or (climb.harmful and trigger.head.tag_ == "VB"))
    ):
        if any(child.dep_ in (*SUBJECTS, "aux:pass") for child in trigger.children):
            climb.add(Status.THREATENED, trigger.head.i)


def read_question(top: Token, climb: Climb) -> None:
    last = top.right_edge
    end = next((t for t in reversed(list(_near(last))) if t.is_punct), last)
    if end.text == "?" and not any(t.tag_ in ("WP", "WRB", "WDT") for t in top.subtree if t.i < top.i + 2):
        climb.inside_condition = Mark(Status.HYPOTHETICAL, end.i)


def _near(last: Token) -> Iterator[Token]:
    for i in range(last.i, min(last.i + 2, len(last.doc))):
        yield last.doc[i]
