"""From what was met on the way up from a trigger to the one status of its event."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from stemma.lang.status_words import certainty_of
from stemma.model.event import Status
from stemma.stages.extract.clauses import SUBJECTS, child_with
from stemma.stages.extract.events.lost_conditions import Lost
from stemma.stages.extract.events.marks import Mark

_ORDER = {status: place for place, status in enumerate(Status)}
_PAST_AUX = frozenset({"did", "had", "has", "have", "was", "were", "been", "'ve"})


@dataclass(frozen=True, slots=True)
class StatusReading:
    """The status of one event, with its cue and condition as tokens.

    Attributes:
        cue: Number of the token that shows the status; None for asserted.
        condition: Head of the condition; None where there is none.
        lost: Bounds of a condition that the parse lost, as tokens; None where `condition` shows them.
        certainty: "certain", "probable" or "possible", by the writer's own hedges.
    """

    status: Status
    also: tuple[Status, ...]
    cue: int | None
    condition: Token | None
    certainty: str
    lost: Lost | None = None


@dataclass(slots=True)
class Climb:
    """What was met on the way up from a trigger."""

    trigger: Token
    harmful: bool
    marks: list[Mark] = field(default_factory=list)
    condition: Token | None = None
    lost: Lost | None = None
    inside_condition: Mark | None = None
    ended: Mark | None = None
    predicted: bool = False
    levels: list[Token] = field(default_factory=list)

    def has(self, *statuses: Status) -> bool:
        """Tell whether a mark of one of `statuses` was met."""
        return any(mark.status in statuses for mark in self.marks)

    def add(self, status: Status, cue: int) -> None:
        """Note a mark."""
        self.marks.append(Mark(status, cue))


def settle(climb: Climb) -> StatusReading:
    """Return the first status in order that any mark gives, with the others, the cue, the condition and the writer's certainty."""
    certainty = _certainty(climb)
    own = climb.marks
    if climb.ended is not None:
        status = climb.ended.status
        return StatusReading(status, (), climb.ended.cue if status is Status.ONGOING else None, None, certainty)
    if climb.inside_condition is not None:
        also = (Status.NEGATED,) if climb.has(Status.NEGATED) else ()
        return StatusReading(Status.HYPOTHETICAL, also, climb.inside_condition.cue, None, certainty)
    if climb.predicted:
        own = [mark for mark in own if not mark.will]
    if any(mark.status is Status.REQUESTED and mark.cue == climb.trigger.i for mark in own):
        own = [mark for mark in own if mark.status is not Status.NEGATED]
    statuses = {mark.status: mark.cue for mark in sorted(own, key=lambda mark: -mark.cue)}
    if Status.NEGATED in statuses and _first_person(climb.trigger) and is_past(climb.trigger):
        statuses[Status.DENIED] = statuses[Status.NEGATED]
    condition = climb.condition
    if condition is None and climb.lost is not None:
        condition = climb.trigger.doc[climb.lost.end - 1]
        statuses[Status.CONDITIONAL] = climb.lost.start
    elif condition is not None:
        statuses[Status.CONDITIONAL] = condition.left_edge.i
    ordered = sorted(statuses, key=_ORDER.__getitem__)
    if not ordered:
        return StatusReading(Status.ASSERTED, (), None, None, certainty)
    return StatusReading(ordered[0], tuple(ordered[1:]), statuses[ordered[0]], condition, certainty, climb.lost)


def is_past(verb: Token) -> bool:
    """Tell whether a clause is told as past, perfect included."""
    words = {child.lower_ for child in verb.children if child.dep_ in ("aux", "aux:pass", "cop")}
    return (verb.tag_ == "VBD" and not words) or bool(words & _PAST_AUX)


def _first_person(verb: Token) -> bool:
    subject = child_with(verb, *SUBJECTS)
    return subject is not None and subject.lower_ in ("i", "we")


def _certainty(climb: Climb) -> str:
    hedges = ("advmod", "amod", "aux")
    found = {
        certainty_of(child.lower_) for level in climb.levels[:3] for child in level.children if child.dep_ in hedges
    }
    found |= {certainty_of(level.lower_) for level in climb.levels[1:]}
    return "possible" if "possible" in found else "probable" if "probable" in found else "certain"
