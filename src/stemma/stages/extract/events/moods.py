"""What the event's own word and the mood of its sentence show: to continue is under way, "or we publish" threatens, a question leaves open."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from stemma.lang.status_words import has_trait, own_word, status_effect
from stemma.model.event import Status
from stemma.stages.extract.clauses import SUBJECTS
from stemma.stages.extract.events.marks import Mark, is_imperative
from stemma.stages.extract.events.reading import Climb


def read_own_word(trigger: Token, climb: Climb) -> None:
    """Note what the event's own word shows of itself: to continue is under way, "X or we publish" threatens."""
    read_menace(trigger, climb)
    lemma = trigger.lemma_.lower()
    if trigger.pos_ == "VERB" and status_effect(lemma, "v", "subject") == "ongoing" and trigger.tag_ in ("VBZ", "VBP"):
        climb.add(Status.ONGOING, trigger.i)
    elif trigger.pos_ == "ADJ" and own_word(trigger.lower_) == "ongoing":
        climb.add(Status.ONGOING, trigger.i)
    if _follows_order(trigger):
        climb.add(Status.THREATENED if climb.harmful else Status.CONDITIONAL, trigger.head.i)
    joined = any(child.lower_ == "or" and child.dep_ == "cc" for child in trigger.children)
    if (
        joined
        and trigger.dep_ in ("conj", "parataxis")
        and (is_imperative(trigger.head) or (climb.harmful and trigger.head.tag_ == "VB"))
    ):
        if any(child.dep_ in (*SUBJECTS, "aux:pass") for child in trigger.children):
            climb.add(Status.THREATENED, trigger.head.i)


def _follows_order(trigger: Token) -> bool:
    """Tell whether a speaker says what he does if the order before is obeyed ("Raise the toll and we shut the port")."""
    if (
        trigger.dep_ not in ("conj", "parataxis")
        or not (trigger.tag_ in ("VBP", "VB") or trigger.lower_ == trigger.lemma_)
        or not is_imperative(trigger.head)
    ):
        return False
    words = {child.lower_ for child in trigger.children if child.i < trigger.i}
    return bool(words & {"we", "i"}) and ("and" in words or any(c.lower_ == "and" for c in trigger.head.children))


def read_menace(trigger: Token, climb: Climb) -> None:
    """Note what one tells another will come to rue ("you will regret this"): a threat without a word of threat."""
    subject = next((child for child in trigger.children if child.dep_ in SUBJECTS), None)
    future = any(child.lower_ in ("will", "'ll", "’ll", "shall") for child in trigger.children)
    if (
        future
        and subject is not None
        and subject.lower_ in ("you", "they")
        and has_trait(trigger.lemma_.lower(), "menaces")
    ):
        climb.add(Status.THREATENED, trigger.i)


def read_question(top: Token, climb: Climb) -> None:
    last = top.right_edge
    end = next((t for t in reversed(list(_near(last))) if t.is_punct), last)
    if (
        end.text == "?"
        and not _asks_later(top)
        and not any(t.tag_ in ("WP", "WRB", "WDT") for t in top.subtree if t.i < top.i + 2)
    ):
        climb.inside_condition = Mark(Status.HYPOTHETICAL, end.i)


def _asks_later(top: Token) -> bool:
    """Tell whether only a clause after this one asks ("The car hit a cyclist, and what did he do?")."""
    own = any(child.dep_ in SUBJECTS and child.i < top.i for child in top.children)
    inverted = any(
        child.dep_ in ("aux", "aux:pass", "cop") and child.i < child.head.left_edge.i + 1 for child in top.children
    )
    later = [child for child in top.children if child.dep_ in ("conj", "parataxis") and child.i > top.i]
    return own and not inverted and any(word.tag_ in ("WP", "WRB") for clause in later for word in clause.children)


def _near(last: Token) -> Iterator[Token]:
    for i in range(last.i, min(last.i + 2, len(last.doc))):
        yield last.doc[i]
