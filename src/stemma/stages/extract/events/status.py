"""Whether an event is said to have happened: its own clause and everything that governs it, from the inside out.

The climb goes from the trigger to what it depends on, level by level. Each level may give a mark: of its own (negation, modal, tense) or
as a governor ("threatened to", "attempt to", "fears of"). The first status in the order of `Status` that any mark gives is the event's.
Classes of governing words follow FactBank (Saurí & Pustejovsky, 2009) and are data: `status_cues.tsv`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from stemma.lang.status_words import certainty_of, status_effect
from stemma.model.event import Status
from stemma.stages.extract.clauses import SUBJECTS, child_with
from stemma.stages.extract.events.links import Link, link_of
from stemma.stages.extract.events.marks import (
    Mark,
    after_future,
    condition_of,
    is_condition,
    is_future,
    is_negated,
    own_marks,
)

_MOST_LEVELS = 10
_ORDER = {status: place for place, status in enumerate(Status)}
_TRIES = frozenset({"try", "struggle", "effort", "bid", "attempt"})
_ABLE = frozenset({"able", "can", "manage"})
_VOWS = frozenset(
    {"vow", "pledge", "promise", "swear", "warn", "say", "tell", "threaten", "caution", "announce", "declare"}
)
_WHETHER = frozenset({"whether", "if"})
_SAYS = frozenset(
    {
        "say",
        "tell",
        "claim",
        "report",
        "confirm",
        "announce",
        "state",
        "reply",
        "comment",
        "indicate",
        "reveal",
        "know",
        "specify",
        "clarify",
    }
)


@dataclass(frozen=True, slots=True)
class StatusReading:
    """The status of one event, with its cue and condition as token numbers.

    Attributes:
        cue: Number of the token that shows the status; None for asserted.
        condition: Head of the condition; None where there is none.
        certainty: "certain", "probable" or "possible", by the writer's own hedges.
    """

    status: Status
    also: tuple[Status, ...]
    cue: int | None
    condition: Token | None
    certainty: str


@dataclass(slots=True)
class _Climb:
    """What was met on the way up."""

    marks: list[Mark] = field(default_factory=list)
    condition: Token | None = None
    inside_condition: Mark | None = None
    predicted: bool = False
    levels: list[Token] = field(default_factory=list)


def read_status(trigger: Token, *, harmful: Callable[[Token], bool], headline: bool = False) -> StatusReading:
    """Return the status of the event that `trigger` tells.

    Args:
        trigger: The word that tells the event.
        harmful: Tells whether a word tells an act to somebody's harm; what is said that one will do is then a threat.
        headline: The sentence is a headline ("Nurses to strike").
    """
    climb = _Climb()
    _start(trigger, climb)
    token = trigger
    for _ in range(_MOST_LEVELS):
        link = link_of(token)
        if link is None or not _step(token, link, climb, harmful(trigger)):
            break
        token = link.head
    _question(token, climb)
    return _settle(climb, trigger)


def _start(trigger: Token, climb: _Climb) -> None:
    climb.levels.append(trigger)
    climb.marks += own_marks(trigger)
    climb.condition = condition_of(trigger)
    if climb.condition is not None and not (is_future(trigger) or _is_open(trigger)):
        climb.condition = None


def _is_open(head: Token) -> bool:
    """Tell whether the clause is not told as past: an infinitive, an imperative, or a present."""
    return head.tag_ in ("VB", "VBP", "VBZ", "VBG")


def _step(token: Token, link: Link, climb: _Climb, harmful: bool) -> bool:
    """Take one step up; tell whether to go on."""
    head = link.head
    if link.kind == "adverbial":
        return _adverbial(token, head, climb)
    if link.kind in ("shared", "transparent"):
        if link.kind == "transparent" or link.shares_marks:
            _inherit(head, climb)
        climb.levels.append(head)
        return True
    effect, cue = _effect(head, link)
    climb.levels.append(head)
    if effect is None:
        return _neutral(token, link, climb, harmful)
    _govern(token, head, cue, Status(effect), climb, harmful)
    _take_condition(head, climb)
    return True


def _inherit(head: Token, climb: _Climb) -> None:
    climb.marks += [mark for mark in own_marks(head)]
    _take_condition(head, climb)


def _take_condition(head: Token, climb: _Climb) -> None:
    if climb.condition is None:
        condition = condition_of(head)
        if condition is not None and condition.i not in {level.i for level in climb.levels}:
            climb.condition = condition


def _adverbial(token: Token, head: Token, climb: _Climb) -> bool:
    """Read a clause that stands beside the main one: if, without, before, to, when."""
    words = {
        child.lower_
        for child in token.children
        if child.dep_ in ("mark", "case", "advmod", "aux") and child.i < token.i
    }
    first = token.left_edge.i
    if is_condition(token, head) or (words & _WHETHER) or after_future(token, head):
        climb.inside_condition = Mark(Status.HYPOTHETICAL, first)
        return False
    if "without" in words:
        climb.marks.append(Mark(Status.NEGATED, first))
        return False
    if "before" in words and _ends(head):
        climb.marks.append(Mark(Status.NEGATED, first))
        return False
    if token.tag_ == "VB" and "to" in words:
        climb.marks.append(Mark(Status.PLANNED, first))
        return False
    if token.tag_ in ("VBG", "VBN") and not words:
        climb.marks += [mark for mark in own_marks(head) if mark.status is not Status.ONGOING]
        climb.levels.append(head)
        return True
    return False


def _ends(main: Token) -> bool:
    """Tell whether the main clause tells of an end, so that what stands after "before" did not come about."""
    lemma = main.lemma_.lower()
    ending = any(status_effect(lemma, "v", kind) == "failed" for kind in ("object", "subject"))
    return ending or lemma in ("shoot", "intercept", "destroy", "kill", "arrest", "die", "crash", "detain", "down")


def _effect(head: Token, link: Link) -> tuple[str | None, Token]:
    """Return what `head` does to its complement, and the word that does it; its particle or preposition belongs to it."""
    pos = {"NOUN": "n", "PROPN": "n", "ADJ": "a"}.get(head.pos_, "v")
    lemma = head.lemma_.lower()
    particle = child_with(head, "compound:prt")
    tries = [
        f"{lemma} {link.preposition}" if link.preposition else None,
        f"{lemma} {particle.lower_}" if particle is not None else None,
        lemma,
    ]
    for words in tries:
        for kind in (link.kind, "clause") if link.kind == "object" and pos == "a" else (link.kind,):
            effect = status_effect(words, pos, kind) if words else None
            if effect is None and pos == "v" and head.tag_ in ("VBN", "JJ") and words:
                effect = status_effect(head.lower_, "a", kind)
            if effect is not None and not _misread(lemma, effect, link):
                return effect, head
    return None, head


def _misread(lemma: str, effect: str, link: Link) -> bool:
    """Tell whether a word has the effect only with another complement ("stopped to talk", "keep fighting")."""
    if effect == "failed" and lemma in ("keep", "stop", "block") and link.kind == "clause":
        return link.preposition != "from"
    return False


def _govern(token: Token, head: Token, cue: Token, effect: Status, climb: _Climb, harmful: bool) -> None:
    lemma = head.lemma_.lower()
    marks = own_marks(head)
    negated = any(mark.status in (Status.NEGATED, Status.FAILED) for mark in marks)
    if effect is Status.HYPOTHETICAL and lemma in (
        "predict",
        "forecast",
        "fear",
        "hope",
        "expect",
        "anticipate",
        "speculate",
        "think",
        "believe",
        "doubt",
        "warn",
    ):
        climb.predicted = True
    if effect is Status.FAILED and lemma in _TRIES and not _told_as_past(head):
        effect = Status.HYPOTHETICAL
    if effect is Status.PLANNED and harmful and lemma in _VOWS:
        effect = Status.THREATENED
    if effect is Status.HYPOTHETICAL and lemma == "warn" and _own_deed(token, head):
        effect = Status.THREATENED
    if negated:
        effect = _under_negation(effect, lemma)
    outer = [mark for mark in marks if mark.status not in (Status.NEGATED, Status.ONGOING, Status.FAILED)]
    climb.marks += outer
    if effect is not None:
        climb.marks.append(Mark(effect, cue.i))


def _under_negation(effect: Status, lemma: str) -> Status | None:
    """Return what a negated governor does: "no plan to" negates, "did not refuse to" and "did not deny" leave it open."""
    if effect is Status.HYPOTHETICAL and lemma in _ABLE:
        return Status.FAILED
    if effect is Status.HYPOTHETICAL and lemma in ("clear", "certain", "doubt", "question", "likely"):
        return Status.HYPOTHETICAL
    if effect is Status.DENIED:
        return Status.HYPOTHETICAL
    if effect in (Status.NEGATED, Status.FAILED):
        return None
    return Status.NEGATED


def _told_as_past(head: Token) -> bool:
    return head.tag_ in ("VBD", "VBN") and not is_future(head)


def _own_deed(token: Token, head: Token) -> bool:
    """Tell whether one warns of what one will do oneself: the same subject, by pronoun or shared."""
    subject = child_with(token, *SUBJECTS)
    return subject is None or subject.lower_ in ("it", "they", "he", "she", "we", "i")


def _neutral(token: Token, link: Link, climb: _Climb, harmful: bool) -> bool:
    """Pass a governor that by itself gives no status; tell whether what governs it still bears on the event."""
    head, lemma = link.head, link.head.lemma_.lower()
    if link.kind == "clause":
        marks = own_marks(head)
        negation = next((mark for mark in marks if mark.status is Status.NEGATED), None)
        whether = any(child.dep_ == "mark" and child.lower_ in _WHETHER for child in token.children)
        if whether:
            climb.inside_condition = Mark(Status.HYPOTHETICAL, head.i)
            return False
        if token.dep_ == "xcomp" or token.dep_ == "acl":
            climb.marks += marks
        elif negation is not None and lemma in _SAYS:
            climb.marks.append(Mark(Status.HYPOTHETICAL, negation.i))
        elif (
            lemma in _VOWS
            and harmful
            and any(mark.will or mark.status is Status.HYPOTHETICAL for mark in climb.marks)
            and _own_deed(token, head)
        ):
            climb.marks.append(Mark(Status.THREATENED, head.i))
        _take_condition_of_saying(token, head, climb)
        return True
    if link.kind in ("object", "subject") and link.indefinite:
        climb.marks += [mark for mark in own_marks(head) if mark.status is not Status.ONGOING]
        _take_condition(head, climb)
        return True
    return False


def _take_condition_of_saying(token: Token, head: Token, climb: _Climb) -> None:
    """Take a condition that the parse hung on the verb of saying."""
    if climb.marks and climb.condition is None:
        _take_condition(head, climb)


def _question(top: Token, climb: _Climb) -> None:
    last = top.right_edge
    sentence_end = next((t for t in reversed(list(_near(last))) if t.is_punct), last)
    if sentence_end.text == "?" and not any(t.tag_ in ("WP", "WRB", "WDT") for t in top.subtree if t.i < top.i + 2):
        climb.marks.append(Mark(Status.HYPOTHETICAL, sentence_end.i))


def _near(last: Token) -> Iterator[Token]:
    for i in range(last.i, min(last.i + 2, len(last.doc))):
        yield last.doc[i]


def _settle(climb: _Climb, trigger: Token) -> StatusReading:
    marks = list(climb.marks)
    if climb.inside_condition is not None:
        also = tuple(
            sorted({mark.status for mark in marks if mark.status in (Status.NEGATED,)}, key=_ORDER.__getitem__)
        )
        return StatusReading(Status.HYPOTHETICAL, also, climb.inside_condition.cue, None, _certainty(climb, trigger))
    if climb.predicted:
        marks = [mark for mark in marks if not mark.will]
    if any(mark.status is Status.REQUESTED and mark.cue == trigger.i for mark in marks):
        marks = [mark for mark in marks if mark.status is not Status.NEGATED]
    statuses = {mark.status: mark for mark in sorted(marks, key=lambda mark: -mark.cue)}
    if climb.condition is not None:
        statuses[Status.CONDITIONAL] = Mark(Status.CONDITIONAL, climb.condition.left_edge.i)
    ordered = sorted(statuses, key=_ORDER.__getitem__)
    if not ordered:
        return StatusReading(Status.ASSERTED, (), None, None, _certainty(climb, trigger))
    first = ordered[0]
    return StatusReading(first, tuple(ordered[1:]), statuses[first].cue, climb.condition, _certainty(climb, trigger))


def _certainty(climb: _Climb, trigger: Token) -> str:
    found = {
        certainty_of(child.lower_)
        for level in climb.levels[:3]
        for child in level.children
        if child.dep_ in ("advmod", "amod", "aux")
    }
    found |= {certainty_of(level.lower_) for level in climb.levels[1:]}
    return "possible" if "possible" in found else "probable" if "probable" in found else "certain"
