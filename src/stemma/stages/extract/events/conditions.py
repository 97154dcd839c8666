"""On what an event is said to depend: clauses and phrases of condition, as the parse has them."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from stemma.stages.extract.clauses import SUBJECTS
from stemma.stages.extract.events.marks import has_will, is_future, is_imperative, is_inverted

CONDITIONS = frozenset({"if", "unless", "provided", "providing", "lest", "once"})
_PHRASES = (
    ("in", "case"),
    ("as", "long"),
    ("so", "long"),
    ("in", "exchange"),
    ("in", "return"),
    ("on", "condition"),
    ("in", "the", "event"),
    ("only", "when"),
    ("on", "the", "condition"),
    ("subject", "to"),
    ("contingent", "on"),
    ("depending", "on"),
    ("assuming",),
    ("supposing",),
    ("barring",),
    ("pending",),
    ("failing",),
    ("given", "that"),
    ("provided",),
    ("providing",),
)
_FUTURE_ONLY = frozenset({"when", "until", "once", "after", "as soon as"})


def condition_of(head: Token) -> Token | None:
    """Return the head of the condition on which the clause of `head` depends, or None."""
    for child in head.children:
        if child.dep_ in ("advcl", "parataxis", "ccomp") and is_condition(child, head):
            return child
        if child.dep_ in ("obl", "advcl") and (opens_with_condition(child) or _without(child, head)):
            return child
        if child.dep_ == "obl" and any(
            word.lower_ in ("if", "unless") and word.dep_ in ("mark", "case") for word in child.children
        ):
            return child
        if (
            child.dep_ in ("nsubj", "nsubj:pass")
            and any(det.lower_ == "any" for det in child.children)
            and is_future(head)
        ):
            return child
    return _offered(head) or _depends(head)


def is_condition(clause: Token, main: Token) -> bool:
    """Tell whether `clause` is a condition of `main`: if, unless, provided, an inversion, or "when" under a future."""
    words = {
        child.lower_ for child in clause.children if child.dep_ in ("mark", "advmod", "case") and child.i < clause.i
    }
    if words & CONDITIONS or _follows_condition(clause):
        return True
    if opens_with_condition(clause) or is_inverted(clause):
        return True
    only = any(child.lower_ == "only" and child.i > main.i for child in main.children) or "only" in words
    return "when" in words and (has_will(main) or (only and is_future(main)))


def after_future(clause: Token, main: Token) -> bool:
    """Tell whether `clause` is a time clause of a main clause that has not happened ("will end once it is signed")."""
    marked = any(child.lower_ in _FUTURE_ONLY for child in clause.children if child.dep_ in ("mark", "advmod"))
    return marked and is_future(main)


def opens_with_condition(clause: Token) -> bool:
    """Tell whether a phrase of condition stands at the head of `clause` ("subject to", "in exchange for")."""
    opening = tuple(_first_words(clause))
    if opening[:1] == ("only",):
        opening = opening[1:] if opening[1:2] != ("when",) else opening
    return any(opening[: len(phrase)] == phrase for phrase in _PHRASES)


def _first_words(clause: Token) -> Iterator[str]:
    first, doc = clause.left_edge.i, clause.doc
    while first < clause.i and doc[first].is_punct:
        first += 1
    for i in range(first, min(first + 4, len(doc))):
        yield doc[i].lower_


def _follows_condition(clause: Token) -> bool:
    """Tell whether "if" or "provided that" stands right before a finite clause, whatever the parser hung it on."""
    before = clause.left_edge.i - 1
    if before > 0 and clause.doc[before].lower_ == "that":
        before -= 1
    return clause.dep_ == "advcl" and before >= 0 and clause.doc[before].lower_ in CONDITIONS


def _without(child: Token, head: Token) -> bool:
    """Tell whether "without ..." is what a consequence depends on ("would have run out without aid", "Without it, the mill will close")."""
    if not any(case.lower_ in ("without", "absent") for case in child.children):
        return False
    verbs = {verb.lower_ for verb in head.children if verb.dep_ in ("aux", "aux:pass")}
    subject = next((part for part in head.children if part.dep_ in SUBJECTS), None)
    fronted = subject is not None and child.i < subject.i
    return "would" in verbs or (fronted and bool(verbs & {"will", "could", "may", "might", "can"}))


def _offered(head: Token) -> Token | None:
    """Return the imperative that a promise or threat hangs on ("Accept the deal and we will withdraw"), or None."""
    joined = any(child.dep_ == "cc" and child.lower_ == "and" for child in head.children)
    if head.dep_ in ("conj", "parataxis") and joined and has_will(head) and is_imperative(head.head):
        return head.head
    return None


def _depends(head: Token) -> Token | None:
    """Return what "but that depends on ..." names after the clause of `head`, or None."""
    for child in head.children:
        if child.dep_ in ("conj", "parataxis") and child.lemma_ in ("depend", "hinge"):
            if any(
                subject.lower_ in ("that", "this", "it", "which")
                for subject in child.children
                if subject.dep_ in SUBJECTS
            ):
                return next(
                    (
                        deep
                        for deep in child.children
                        if deep.dep_ in ("obl", "ccomp", "advcl", "obl:arg") and deep.i > child.i
                    ),
                    None,
                )
    return None
