"""What is said to have happened, and whether it is said to have happened at all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from stemma.model.span import Reason, Span
from stemma.model.words import Location, Quantity


class Status(StrEnum):
    """Whether an event is said to have happened; in the order of precedence, the first that holds."""

    DENIED = "denied"
    NEGATED = "negated"
    FAILED = "failed"
    CONDITIONAL = "conditional"
    THREATENED = "threatened"
    REQUESTED = "requested"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    ONGOING = "ongoing"
    ASSERTED = "asserted"


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor or recipient: its words, the mention and entity they are, country (ISO alpha-3) and PLOVER sector code."""

    span: Span
    mention: str | None = None
    entity: str | None = None
    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class EventPlace:
    """Where an event is said to have happened."""

    span: Span
    location: Location | None = None
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """An event mention: "[Washington] [killed] [Qasem Soleimani] … [in January]".

    Attributes:
        type: PLOVER's sixteen words (AGREE … ASSAULT) or ACCIDENT, DISASTER, DEATH, RULING, VOTE, APPOINT, ANNOUNCE, ECONOMY.
        cameo: Derived CAMEO code; None on doubt, never a default.
        status: The first that holds by `Status` order; `also` lists the others with their cues.
        background: Told as history, not as the news.
        same_as: Id of the first mention of the same event in this article.
        statement: Id of the statement in whose content it stands.
    """

    id: str
    article: str
    sentence: str
    trigger: Span
    lemma: str
    type: str
    mode: str | None = None
    context: tuple[str, ...] = ()
    cameo: str | None = None
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    instrument: Span | None = None
    place: EventPlace | None = None
    time: str | None = None
    background: bool = False
    status: Status = Status.ASSERTED
    also: tuple[Status, ...] = ()
    status_cue: Span | None = None
    condition: Span | None = None
    certainty: str = "certain"
    quantities: tuple[Quantity, ...] = ()
    statement: str | None = None
    same_as: str | None = None
    reasons: tuple[Reason, ...] = ()
