"""What a governing word does to the event it governs, by its table, its complement and its own negation."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from stemma.lang.event_types import noun_class, sector_of
from stemma.lang.status_words import HOLDS, Signature, has_trait, signature_of, status_effect
from stemma.model.event import Status
from stemma.stages.extract.clauses import SUBJECTS, child_with, is_finite
from stemma.stages.extract.events.links import Link, is_light
from stemma.stages.extract.events.marks import Mark, is_future, own_marks
from stemma.stages.extract.events.phrases import phrases_of, predicate_of

_POS = {"NOUN": "n", "PROPN": "n", "ADJ": "a", "ADV": "a"}
_HOSTILE = frozenset({"REB", "UAF", "CRM", "PRM", "IMG"})
_HOW = frozenset({"who", "whom", "how", "why", "when", "where", "what", "which"})
_WHETHER = frozenset({"whether", "if"})
_ONLY_INFINITIVE = frozenset(
    {"tell", "instruct", "call", "invite", "press", "push", "encourage", "set", "move", "help"}
)
_TOPICS = frozenset({"discuss", "debate", "examine", "study", "explore", "question"})
_EPISTEMIC = frozenset(
    "possible likely probable unlikely improbable conceivable feasible uncertain doubtful unclear impossible unsuccessful conditional "
    "contingent dependent subject due ready scheduled slated set bound able unable unknown certain sure".split()
)
_OWNERS = frozenset({"his", "her", "its", "their", "our", "my"})
_SPEAKERS = frozenset({"it", "they", "he", "she", "we", "i"})


@dataclass(frozen=True, slots=True)
class Effect:
    """What a governor does, and the word by which it does it (a noun for "took no decision to").

    Attributes:
        signature: Its effect, affirmed and negated.
        parts: Numbers of the tokens beside `word` that belong to it ("nothing" of "came to nothing"); they negate nothing.
    """

    signature: Signature
    word: Token
    parts: frozenset[int] = frozenset()

    @property
    def status(self) -> Status | None:
        """The status that it gives where nothing negates it; None where the event is told to hold."""
        return None if self.signature.effect == HOLDS else Status(self.signature.effect)


def effect_of(token: Token, link: Link, *, trigger: bool) -> Effect | None:
    """Return what the governor at the end of `link` does to `token`, before its own negation; None where it does nothing.

    Args:
        token: The governed word.
        link: How it is governed.
        trigger: `token` is the event's own word: a demand that is turned down was made all the same.
    """
    head = link.head
    if (is_light(head) or has_trait(head.lemma_.lower(), "occurs")) and (
        link.kind == "clause" or (link.kind == "object" and link.preposition is not None)
    ):
        by_noun = _by_noun(token, head, "clause" if link.kind == "clause" else "object")
        if by_noun is not None:
            return by_noun
    found = _table_effect(token, head, link, trigger=trigger)
    if found is None or _misread(token, found, link) or (trigger and _only_rejects(token, found, link)):
        return None
    return found


def under_infinitive(token: Token, head: Token) -> Effect | None:
    """Return the effect of a verb on a verb that the parse made an adjunct ("called on them to freeze", "gave up trying"), or None."""
    if token.tag_ == "VBG" and token.i - 1 in (head.i, head.i + 1):
        return _table_effect(token, head, Link(head, "clause"), trigger=True)
    if token.tag_ != "VB":
        return None
    by_noun = _by_noun(token, head, "clause") if is_light(head) else None
    found = by_noun or _table_effect(token, head, Link(head, "clause"), trigger=True)
    fits = found is not None and (
        found.signature.effect in (HOLDS, "requested", "threatened", "planned", "failed")
        or has_trait(head.lemma_.lower(), "tries")
    )
    return found if fits or by_noun is not None else None


def settle_effect(effect: Effect, token: Token, *, harmful: bool) -> Status | None:
    """Return the status that `effect` gives once the governor's tense, subject and negation are taken into account.

    Args:
        effect: What the table says.
        token: The governed word.
        harmful: The event is an act to somebody's harm.
    """
    word, status = effect.word, effect.status
    lemma = word.lemma_.lower()
    if is_denied(word, parts=effect.parts):
        return _under_negation(effect)
    if status is Status.FAILED and has_trait(lemma, "tries") and not (_told_as_past(word) or _given_up(word)):
        status = Status.HYPOTHETICAL
    if status is Status.PLANNED and harmful and has_trait(lemma, "vows"):
        status = Status.THREATENED
    if lemma == "warn" and status is Status.HYPOTHETICAL and _own_or_hostile(token, word, harmful=harmful):
        status = Status.THREATENED
    return Status.REQUESTED if _wants_done(word, token) else status


def is_denied(head: Token, *, parts: frozenset[int] = frozenset()) -> bool:
    """Tell whether a governor is negated or failed of its own, by a word that is not in `parts`; for a noun, also its light verb."""
    marks = list(own_marks(head))
    if head.pos_ == "NOUN" and head.dep_ in ("obj", "nsubj", "nsubj:pass") and is_light(head.head):
        marks += own_marks(head.head)
    return any(mark.status in (Status.NEGATED, Status.FAILED) and mark.cue not in parts for mark in marks)


def asks_whether(token: Token) -> bool:
    """Tell whether the clause of `token` is a question that another word puts ("asked whether")."""
    return any(child.dep_ == "mark" and child.lower_ in _WHETHER for child in token.children)


def asks_how(token: Token) -> bool:
    """Tell whether the clause of `token` asks who, how or why of something that it takes for granted ("not known who fired")."""
    asking = any(child.lower_ in _HOW and child.i < token.i for child in token.children)
    return asking and token.dep_ in ("ccomp", "csubj", "xcomp") and _in_the_past(token)


def outer_marks(head: Token) -> list[Mark]:
    """Return the marks of a governor that pass to what it governs: its modals and its own request or plan, not its negation or aspect."""
    stay = (Status.NEGATED, Status.ONGOING, Status.FAILED)
    return [mark for mark in own_marks(head) if mark.status not in stay]


def own_deed(token: Token) -> bool:
    """Tell whether a clause tells what its speaker does: its subject is a pronoun, one's own people, or shared with the verb of saying."""
    subject = child_with(token, *SUBJECTS)
    return (
        subject is None
        or subject.lower_ in _SPEAKERS
        or any(child.dep_ == "nmod:poss" and child.lower_ in _OWNERS for child in subject.children)
    )


def same_speaker(token: Token, head: Token) -> bool:
    """Tell whether the pronoun that is the subject of `token` may stand for the subject of the verb of saying `head`, by number."""
    subject, speaker = child_with(token, "nsubj", "nsubj:pass"), child_with(head, "nsubj")
    if subject is None or speaker is None:
        return False
    plural = speaker.tag_ in ("NNS", "NNPS") or any(child.dep_ == "conj" for child in speaker.children)
    return subject.lower_ in (("they", "we") if plural else ("it", "he", "she", "i", "we"))


def _table_effect(token: Token, head: Token, link: Link, *, trigger: bool) -> Effect | None:
    pos, lemma = _POS.get(head.pos_, "v"), head.lemma_.lower()
    predicate = signature_of(predicate_of(head), "v", "subject") if pos == "n" else None
    if predicate is not None:
        return Effect(predicate, head)
    tries = list(phrases_of(head)) if pos != "n" else []
    whole = [(words, parts) for words, parts in tries if parts]
    if link.preposition:
        bound = [(f"{words} {link.preposition}", parts) for words, parts in tries]
        whole = [*bound, *whole, (f"{lemma} {link.preposition}", frozenset())]
    tries = [*whole, (lemma, frozenset())]
    kinds = [link.kind, "clause"] if link.kind == "object" and pos == "a" else [link.kind]
    if (
        link.kind in ("object", "subject")
        and not trigger
        and signature_of(token.lemma_.lower(), "n", "clause") is not None
    ):
        kinds.insert(0, "plan")
    for words, parts in tries:
        for kind in kinds:
            found = signature_of(words, pos, kind)
            if found is None and pos == "v" and head.tag_ in ("VBN", "JJ") and words == lemma:
                found = signature_of(head.lower_, "a", kind)
            if found is not None:
                went_on = words == "go on" and token.tag_ == "VB"
                return Effect(Signature(HOLDS, found.negated) if went_on else found, head, parts)
    return None


def _misread(token: Token, found: Effect, link: Link) -> bool:
    """Tell whether a word has the effect only with another complement ("stopped to talk", "told them that")."""
    lemma, effect = link.head.lemma_.lower(), found.signature.effect
    if _only_beside(token, found, link) or (effect in ("planned", "requested") and _told_as_done(token, link)):
        return True
    if lemma == "stop" and link.kind == "clause" and token.tag_ == "VB":
        return True
    if lemma in ("keep", "stop", "block", "hold") and link.kind == "clause" and effect == "failed":
        return link.preposition != "from"
    if effect == "requested" and link.preposition in ("about", "over", "regarding", "against", "after"):
        return True
    if effect == "requested" and link.preposition == "on" and lemma == "ask":
        return True
    if effect == "requested" and lemma == "insist" and token.dep_ == "ccomp" and is_finite(token):
        return True
    if effect in ("requested", "planned") and lemma in _ONLY_INFINITIVE and token.dep_ == "ccomp":
        return not any(child.lower_ == "to" for child in token.children if child.dep_ in ("mark", "aux"))
    return False


def _told_as_done(token: Token, link: Link) -> bool:
    """Tell whether a clause is in a past tense, so that no plan or demand holds it ("announced that he had been hired")."""
    if link.kind != "clause" or token.dep_ not in ("ccomp", "csubj", "acl"):
        return False
    return _in_the_past(token)


def _in_the_past(token: Token) -> bool:
    words = {child.lower_ for child in token.children if child.dep_ in ("aux", "aux:pass", "cop")}
    return (token.tag_ == "VBD" and not words) or bool(words & {"was", "were", "has", "have", "had", "did"})


def _only_beside(token: Token, found: Effect, link: Link) -> bool:
    """Tell whether a word stands beside the governor without being what it governs: other prepositions, definite topics, what is judged."""
    head, effect = link.head, found.signature.effect
    if (
        link.kind == "object"
        and head.pos_ in ("VERB", "AUX")
        and link.preposition not in (None, "of", "from")
        and not found.parts
    ):
        named = signature_of(f"{head.lemma_.lower()} {link.preposition}", "v", "object") is not None
        if effect in ("negated", "failed", "denied") and not named:
            return True
    if effect == "hypothetical" and link.kind == "object" and not link.indefinite and head.lemma_.lower() in _TOPICS:
        return True
    judged = token.pos_ == "NOUN" and token.dep_ in SUBJECTS and head.pos_ == "ADJ"
    return judged and head.lemma_.lower() not in _EPISTEMIC


def _only_rejects(token: Token, found: Effect, link: Link) -> bool:
    """Tell whether a governor turns down an act of speech, which was made, or tells that talks failed, which were held, all the same."""
    if link.kind == "subject":
        return found.signature.effect == "failed" and token.lemma_.lower() in noun_class("meeting")
    rejected = found.signature.effect in ("negated", "denied", "failed") and link.kind == "object"
    lemma = token.lemma_.lower()
    return rejected and (
        has_trait(lemma, "speech") or status_effect(lemma, "n", "clause") in ("requested", "threatened")
    )


def _by_noun(token: Token, verb: Token, complement: str) -> Effect | None:
    """Return the effect of a noun whose light verb the event hangs on ("no decision has been taken to close", "plans were made for a move")."""
    for noun in verb.children:
        if noun.dep_ in ("obj", "nsubj:pass", "nsubj") and noun.pos_ == "NOUN" and noun.i != token.i:
            found = signature_of(noun.lemma_.lower(), "n", complement)
            if found is not None:
                return Effect(found, noun)
    return None


def _own_or_hostile(token: Token, warner: Token, *, harmful: bool) -> bool:
    if any(child.lower_ in ("will", "would", "may", "might", "'d") for child in token.children) and own_deed(token):
        return True
    subject = child_with(warner, "nsubj")
    return harmful and subject is not None and sector_of(subject.lemma_.lower()) in _HOSTILE


def _wants_done(word: Token, token: Token) -> bool:
    """Tell whether a wish is for what others are to do ("wants the quarry closed", "would like them to leave")."""
    if word.lemma_.lower() not in ("want", "like", "need") or token.tag_ not in ("VBN", "VB"):
        return False
    if child_with(word, "obj") is not None:
        return True
    return token.tag_ == "VBN" and child_with(token, "nsubj:pass", "obj") is not None


def _given_up(word: Token) -> bool:
    """Tell whether the trying itself is told to have been given up ("stopped trying to")."""
    names = [word.head.lemma_.lower(), *(words for words, _ in phrases_of(word.head))]
    return word.tag_ == "VBG" and any(status_effect(words, "v", "clause") == "negated" for words in names)


def _told_as_past(head: Token) -> bool:
    return head.tag_ in ("VBD", "VBN") and not is_future(head)


def _under_negation(effect: Effect) -> Status | None:
    """Return what a negated governor does: "no plan to" negates, "did not refuse to" leaves it open, "did not hesitate to" says that it holds."""
    lemma, status, told = effect.word.lemma_.lower(), effect.status, effect.signature.negated
    if status is Status.HYPOTHETICAL and has_trait(lemma, "unsure"):
        return Status.HYPOTHETICAL
    if told:
        return None if told == HOLDS else Status(told)
    if status is Status.HYPOTHETICAL and has_trait(lemma, "able"):
        return Status.FAILED
    if status is Status.DENIED:
        return Status.HYPOTHETICAL
    return None if status in (Status.NEGATED, Status.FAILED) else Status.NEGATED
