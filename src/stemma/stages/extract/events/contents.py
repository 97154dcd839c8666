"""What is said of a claim, report or rumour that tells an event: dismissed, called untrue, contradicted in the next sentence."""

from __future__ import annotations

from spacy.tokens import Token

from stemma.lang.status_words import has_trait
from stemma.model.event import Status
from stemma.stages.extract.events.governing import effect_of, is_denied
from stemma.stages.extract.events.links import Link
from stemma.stages.extract.events.marks import own_marks
from stemma.stages.extract.events.phrases import phrases_of
from stemma.stages.extract.events.reading import Climb
from stemma.stages.extract.events.reversals import contradiction

_NEAR = 14
_TRUE = frozenset({"true", "correct", "accurate", "so", "truth", "substance", "basis", "foundation"})
_GROUNDS = frozenset({"truth", "substance", "basis", "foundation"})


def is_untrue(word: Token) -> bool:
    """Tell whether a predicate says that what it is told of is not so: "untrue", "not true", "no truth"."""
    if word.lower_ in _TRUE:
        return any(mark.status is Status.NEGATED for mark in own_marks(word))
    return has_trait(word.lower_, "untrue") and not is_denied(word)


def holds_content(token: Token, link: Link, climb: Climb) -> bool:
    """Tell whether `token` is a claim or rumour that holds the event; talks that failed are more than talk."""
    if token.i == climb.trigger.i or token.pos_ != "NOUN" or not has_trait(token.lemma_.lower(), "content"):
        return False
    return not (link.kind == "subject" and effect_of(token, link, trigger=False) is not None)


def judge_content(verb: Token, climb: Climb) -> None:
    """Read what is said of a claim or rumour that tells the event: dismissed, called untrue, turned out to be false."""
    lemma = verb.lemma_.lower()
    untrue = next((part for part in verb.subtree if is_untrue(part) and abs(part.i - verb.i) < _NEAR), None)
    top = verb.head if lemma in _GROUNDS else verb
    quoted = has_trait(lemma, "says") and untrue is not None and untrue.dep_ == "ccomp" and untrue.head.i == verb.i
    said = quoted or has_trait(lemma, "labels") or (top.dep_ == "ccomp" and has_trait(top.head.lemma_.lower(), "says"))
    dismissed = has_trait(lemma, "dismisses") or any(has_trait(words, "dismisses") for words, _ in phrases_of(verb))
    if dismissed and not is_denied(verb):
        climb.add(Status.DENIED, verb.i)
    elif untrue is not None:
        climb.add(Status.DENIED if said else Status.NEGATED, untrue.i)
    else:
        look_for_denial(climb.levels[-1], climb, content=True)


def look_for_denial(noun: Token, climb: Climb, *, content: bool = False) -> None:
    """Look for a denial around a claim or report of which its own clause says nothing ("did nothing of the kind, after a report that")."""
    if content or (noun.i != climb.trigger.i and noun.pos_ == "NOUN" and has_trait(noun.lemma_.lower(), "content")):
        denial = contradiction(climb.trigger)
        if denial is not None:
            climb.add(Status.DENIED, denial.i)
