"""What takes back a plan, promise or order, or denies what was told before: "but never did", "changed its mind", "that did not happen"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from stemma.lang.status_words import has_trait, signature_of, words_with
from stemma.model.event import Status
from stemma.stages.extract.clauses import SUBJECTS
from stemma.stages.extract.events.governing import is_denied
from stemma.stages.extract.events.phrases import phrases_of
from stemma.stages.extract.events.reading import Climb

_OPEN = (Status.PLANNED, Status.REQUESTED, Status.THREATENED, Status.HYPOTHETICAL, Status.CONDITIONAL, Status.FAILED)
_JOINED = ("conj", "parataxis")
_COMPLEMENTS = frozenset({"obj", "xcomp", "ccomp", "obl:arg"})
_ANAPHORS = frozenset({"it", "this", "that", "they", "he", "she", "none", "neither", "which", "those", "these"})
_ABOUT = frozenset({"that", "this", "it"})
_ENDINGS = frozenset({"end", "finish", "conclude", "close", "break"})
_WITHOUT = frozenset({"one", "any", "it", "result", "success", "agreement", "deal", "breakthrough"})
_NEAR = 4  # tokens between "so much for" and what it gives up
_NEGATIVE = frozenset({"not", "n't", "n’t", "never", "no", "nothing"})


def take_back(climb: Climb) -> None:
    """Note what a later clause says of an event that is told as planned, asked for or tried: not done after all, or done."""
    refused = _refusal(climb)
    if refused is not None:
        climb.add(Status.NEGATED, refused)
    if not climb.has(*_OPEN):
        return
    for level in climb.levels:
        for clause in _later_clauses(level):
            verdict = _verdict(clause)
            if verdict is Status.ASSERTED:
                climb.marks[:] = [mark for mark in climb.marks if mark.status not in _OPEN]
                climb.condition = None
            elif verdict is not None:
                climb.add(verdict, clause.i)


def _refusal(climb: Climb) -> int | None:
    """Return the token at which a set phrase of the sentence turns the event down ("over my dead body", "count us out"), or None.

    "So much for the evacuation" turns down what it is said of; the others what is planned or asked for.
    """
    sentence = climb.trigger.sent
    words = [token.lower_ for token in sentence]
    for phrase in words_with("turns down"):
        parts = phrase.split()
        for i in range(len(words) - len(parts) + 1):
            if words[i : i + len(parts)] == parts and (
                climb.has(*_OPEN)
                if parts[-1] != "for"
                else 0 < climb.trigger.i - sentence.start - i - len(parts) + 1 <= _NEAR
            ):
                return sentence.start + i
    return None


def contradiction(trigger: Token, *, outright: bool = False) -> Token | None:
    """Return the word by which the next sentence, or the main clause around, says that what was alleged did not happen; None where none does.

    Args:
        trigger: The word that tells the event.
        outright: Take "nothing of the kind" and "no such thing" only, for what is told by somebody and not as a claim.
    """
    sentence = trigger.sent
    following = trigger.doc[sentence.end : min(sentence.end + 14, len(trigger.doc))]
    if outright:
        return next((word for word in (*sentence, *following) if word.i > trigger.i and _outright(word)), None)
    found = _denies(list(following), opening=True) if len(following) else None
    return found or _denies(
        [word for word in sentence if word.i < trigger.i - 2 or word.i > trigger.i + 2], opening=False
    )


def _later_clauses(level: Token) -> Iterator[Token]:
    for child in level.children:
        if child.dep_ in _JOINED and child.i > level.i:
            yield child
            yield from (deep for deep in child.children if deep.dep_ == "conj")


def _verdict(clause: Token) -> Status | None:
    """Return NEGATED where a clause takes back what the one before announced, ASSERTED where it says that it was done, else None."""
    words = {child.lower_ for child in clause.children}
    subjects = [child for child in clause.children if child.dep_ in SUBJECTS]
    if clause.lower_ in ("did", "have", "has", "had", "was", "were") and not any(
        child.dep_ in (*_COMPLEMENTS, "advcl", "cop", "obl") or child.pos_ in ("NOUN", "ADJ")
        for child in clause.children
        if child not in subjects and not _is_date(child)
    ):
        if clause.lower_ in ("was", "were") and "," in words:
            return None
        return Status.NEGATED if words & _NEGATIVE else Status.ASSERTED if clause.lower_ == "did" else None
    if any(has_trait(phrase, "reverses") for phrase, _ in phrases_of(clause)) or has_trait(
        clause.lemma_.lower(), "reverses"
    ):
        return None if words & _NEGATIVE else Status.NEGATED
    if _goes_without(clause):
        return Status.FAILED if clause.lemma_.lower() in _ENDINGS else Status.NEGATED
    anaphoric = (not subjects and clause.dep_ == "conj") or any(subject.lower_ in _ANAPHORS for subject in subjects)
    if anaphoric and words & _NEGATIVE and has_trait(clause.lemma_.lower(), "occurs"):
        return Status.NEGATED
    failing = signature_of(clause.lemma_.lower(), "v", "subject")
    if (
        any(subject.lower_ in ("it", "this", "that") for subject in subjects)
        and failing is not None
        and failing.effect == "failed"
    ):
        return Status.FAILED if not is_denied(clause) else None
    return None


def _goes_without(clause: Token) -> bool:
    """Tell whether a clause ends without what was to come of it ("ended without one", "adjourned without doing so")."""
    for child in clause.children:
        if any(word.lower_ == "without" for word in child.children):
            return child.lower_ in _WITHOUT or any(word.lower_ in ("so", "it") for word in child.children)
    return False


def _is_date(token: Token) -> bool:
    return token.ent_type_ == "DATE" or token.pos_ in ("PROPN", "NUM")


def _outright(word: Token) -> bool:
    following = [other.lower_ for other in word.doc[word.i + 1 : word.i + 4]]
    return (word.lower_ == "nothing" and following in (["of", "the", "kind"], ["of", "the", "sort"])) or (
        word.lower_ == "no"
        and following[:2] in (["such", "thing"], ["such", "order"], ["such", "event"], ["such", "incident"])
    )


def _denies(words: list[Token], *, opening: bool) -> Token | None:
    """Return the word of denial where `words` say "that did not happen", "it was untrue", "nothing of the kind"; else None."""
    while (
        opening and words and (words[0].is_punct or words[0].is_space or words[0].lower_ in ("but", "however", "yet"))
    ):
        words = words[1:]
    for word in words[:2] if opening else words:
        if _outright(word):
            return word
        if word.lower_ in _ABOUT and word.dep_ in SUBJECTS and not any(child.dep_ == "det" for child in word.children):
            verb = word.head
            negative = next((child for child in verb.children if child.lower_ in _NEGATIVE), None)
            if negative is not None and (
                has_trait(verb.lemma_.lower(), "occurs") or verb.lower_ in ("true", "so", "correct", "case")
            ):
                return negative
            if opening and has_trait(verb.lower_, "untrue") and negative is None:
                return verb
    return None
