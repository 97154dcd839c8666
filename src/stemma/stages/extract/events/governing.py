"""What a governing word does to the event it governs, by its table, its complement and its own negation."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from stemma.lang.event_types import sector_of
from stemma.lang.status_words import has_trait, status_effect
from stemma.model.event import Status
from stemma.stages.extract.clauses import SUBJECTS, child_with, is_finite
from stemma.stages.extract.events.links import Link, is_light
from stemma.stages.extract.events.marks import Mark, is_future, own_marks

_POS = {"NOUN": "n", "PROPN": "n", "ADJ": "a"}
_HOSTILE = frozenset({"REB", "UAF", "CRM", "PRM", "IMG"})
_WHETHER = frozenset({"whether", "if"})
_ONLY_INFINITIVE = frozenset(
    {"tell", "instruct", "call", "invite", "press", "push", "encourage", "set", "move", "help"}
)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a governor does: a status, and the word by which it does it (a noun for "took no decision to")."""

    status: Status
    word: Token


def effect_of(token: Token, link: Link, *, trigger: bool) -> Effect | None:
    """Return what the governor at the end of `link` does to `token`, before its own negation; None where it does nothing.

    Args:
        token: The governed word.
        link: How it is governed.
        trigger: `token` is the event's own word: a demand that is turned down was made all the same.
    """
    head = link.head
    found = _table_effect(head, link)
    if found is not None and not _misread(token, found, link) and not (trigger and _only_rejects(token, found, link)):
        return Effect(Status(found), head)
    if link.kind == "clause" and is_light(head):
        return _by_noun(token, head)
    return None


def under_infinitive(token: Token, head: Token) -> Effect | None:
    """Return the effect of a verb on an infinitive that the parse made an adjunct ("called on them to freeze"), or None."""
    effect = status_effect(head.lemma_.lower(), "v", "clause")
    if effect in ("requested", "threatened", "planned", "failed") and token.tag_ == "VB":
        return Effect(Status(effect), head)
    return _by_noun(token, head) if is_light(head) and token.tag_ == "VB" else None


def settle_effect(effect: Effect, token: Token, *, harmful: bool) -> Status | None:
    """Return the status that `effect` gives once the governor's tense, subject and negation are taken into account.

    Args:
        effect: What the table says.
        token: The governed word.
        harmful: The event is an act to somebody's harm.
    """
    word, status = effect.word, effect.status
    lemma = word.lemma_.lower()
    if status is Status.FAILED and has_trait(lemma, "tries") and not _told_as_past(word):
        status = Status.HYPOTHETICAL
    if status is Status.PLANNED and harmful and has_trait(lemma, "vows"):
        status = Status.THREATENED
    if lemma == "warn" and status is Status.HYPOTHETICAL and _own_or_hostile(token, word, harmful=harmful):
        status = Status.THREATENED
    if is_denied(word):
        return _under_negation(status, lemma)
    return status


def is_denied(head: Token) -> bool:
    """Tell whether a governor is negated or failed of its own; for a noun, also the light verb that carries it."""
    marks = list(own_marks(head))
    if head.pos_ == "NOUN" and head.dep_ in ("obj", "nsubj", "nsubj:pass") and is_light(head.head):
        marks += own_marks(head.head)
    return any(mark.status in (Status.NEGATED, Status.FAILED) for mark in marks)


def asks_whether(token: Token) -> bool:
    """Tell whether the clause of `token` is a question that another word puts ("asked whether")."""
    return any(child.dep_ == "mark" and child.lower_ in _WHETHER for child in token.children)


def outer_marks(head: Token) -> list[Mark]:
    """Return the marks of a governor that pass to what it governs: its modals and its own request or plan, not its negation or aspect."""
    stay = (Status.NEGATED, Status.ONGOING, Status.FAILED)
    return [mark for mark in own_marks(head) if mark.status not in stay]


def own_deed(token: Token) -> bool:
    """Tell whether a clause tells what its speaker does: its subject is a pronoun, or shared with the verb of saying."""
    subject = child_with(token, *SUBJECTS)
    return subject is None or subject.lower_ in ("it", "they", "he", "she", "we", "i")


def same_speaker(token: Token, head: Token) -> bool:
    """Tell whether the pronoun that is the subject of `token` may stand for the subject of the verb of saying `head`, by number."""
    subject, speaker = child_with(token, "nsubj", "nsubj:pass"), child_with(head, "nsubj")
    if subject is None or speaker is None:
        return False
    plural = speaker.tag_ in ("NNS", "NNPS") or any(child.dep_ == "conj" for child in speaker.children)
    return subject.lower_ in (("they", "we") if plural else ("it", "he", "she", "i", "we"))


def _table_effect(head: Token, link: Link) -> str | None:
    pos, lemma = _POS.get(head.pos_, "v"), head.lemma_.lower()
    particle = child_with(head, "compound:prt")
    tries = [lemma]
    if particle is not None:
        tries.insert(0, f"{lemma} {particle.lower_}")
    if link.preposition:
        tries.insert(0, f"{lemma} {link.preposition}")
    kinds = (link.kind, "clause") if link.kind == "object" and pos == "a" else (link.kind,)
    for words in tries:
        for kind in kinds:
            effect = status_effect(words, pos, kind)
            if effect is None and pos == "v" and head.tag_ in ("VBN", "JJ"):
                effect = status_effect(head.lower_, "a", kind)
            if effect is not None:
                return effect
    return None


def _misread(token: Token, effect: str, link: Link) -> bool:
    """Tell whether a word has the effect only with another complement ("stopped to talk", "told them that")."""
    lemma = link.head.lemma_.lower()
    if effect == "failed" and lemma in ("keep", "stop", "block") and link.kind == "clause":
        return link.preposition != "from"
    if effect == "requested" and link.preposition in ("about", "over", "on", "regarding") and lemma == "ask":
        return True
    if effect == "requested" and lemma == "insist" and token.dep_ == "ccomp" and is_finite(token):
        return True
    if effect in ("requested", "planned") and lemma in _ONLY_INFINITIVE and token.dep_ == "ccomp":
        return token.tag_ != "VB"
    return False


def _only_rejects(token: Token, effect: str, link: Link) -> bool:
    """Tell whether a governor turns down an act of speech, which was made all the same."""
    rejected = effect in ("negated", "denied") and link.kind == "object"
    return rejected and status_effect(token.lemma_.lower(), "n", "clause") in ("requested", "threatened")


def _by_noun(token: Token, verb: Token) -> Effect | None:
    """Return the effect of a noun whose light verb the infinitive hangs on ("no decision has been taken to close")."""
    for noun in verb.children:
        if noun.dep_ in ("obj", "nsubj:pass", "nsubj") and noun.pos_ == "NOUN" and noun.i != token.i:
            effect = status_effect(noun.lemma_.lower(), "n", "clause")
            if effect is not None:
                return Effect(Status(effect), noun)
    return None


def _own_or_hostile(token: Token, warner: Token, *, harmful: bool) -> bool:
    if any(child.lower_ in ("will", "would", "may", "might", "'d") for child in token.children) and own_deed(token):
        return True
    subject = child_with(warner, "nsubj")
    return harmful and subject is not None and sector_of(subject.lemma_.lower()) in _HOSTILE


def _told_as_past(head: Token) -> bool:
    return head.tag_ in ("VBD", "VBN") and not is_future(head)


def _under_negation(effect: Status, lemma: str) -> Status | None:
    """Return what a negated governor does: "no plan to" negates, "did not refuse to" and "did not deny" leave it open."""
    if effect is Status.HYPOTHETICAL and has_trait(lemma, "able"):
        return Status.FAILED
    if effect is Status.DENIED or (effect is Status.HYPOTHETICAL and has_trait(lemma, "unsure")):
        return Status.HYPOTHETICAL
    return None if effect in (Status.NEGATED, Status.FAILED) else Status.NEGATED
