"""What is told, by how many origins, and where the tellings disagree."""

from __future__ import annotations

from dataclasses import dataclass

from stemma.model.span import Reason, Span


@dataclass(frozen=True, slots=True)
class Telling:
    """One article telling a claim: its spans, the statements and events that carry it, and the origin of this passage.

    Attributes:
        sure: Its words are near enough to the claim's to count as support; where not, it is shown and adds no origin.
    """

    article: str
    spans: tuple[Span, ...]
    statements: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    origin: str | None = None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class NotCounted:
    """A telling that adds no origin: copy, inherits, same source, same owner, not established, earlier version."""

    article: str
    reason: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Reporter:
    """An outlet or agency that a text only mentions as having told it ("first reported by …"); never counted."""

    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Corroboration:
    """How many independent origins tell a claim.

    Attributes:
        count: Size of the largest set of origins pairwise shown independent; 1 where nothing is shown.
        at_most: `count` plus the groups whose independence is not established.
        independence: Verdict over all origins that tell it: "independent", "not established", "shared origin".
    """

    origins: tuple[str, ...]
    count: int
    at_most: int
    independence: str
    mentioned: tuple[Reporter, ...] = ()
    not_counted: tuple[NotCounted, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition, with one polarity and one class of status, told by one or more tellings.

    Attributes:
        text: A readable sentence chosen from the tellings; carries no value where tellings differ in one.
        polarity: "positive" or "negative".
        kind: "news", "background", "opinion" or "prediction".
        sources: Ids of the sources who are said to know it.
    """

    id: str
    story: str
    text: str
    polarity: str
    status: str
    kind: str
    tellings: tuple[Telling, ...]
    sources: tuple[str, ...] = ()
    corroboration: Corroboration | None = None
    propositions: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


FURTHER = "goes further"
"""Feature of a clash between two steps of one scale ("was questioned" / "has been arrested")."""

OTHER_FIGURE = "other figure?"
"""Feature of a clash between figures of which only the words are known ("240 million" / "310 million")."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two propositions of two tellings that speak of the same and cannot both hold as told.

    Attributes:
        left, right: Proposition ids.
        slot: polarity, status, number, time, place, actor, recipient or quote wording.
        grade: "certain" (gated: keeps the two out of one claim) or "possible" (told differently).
    """

    left: str
    right: str
    slot: str
    grade: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Unclaimed:
    """A body sentence that yields no claim, and why."""

    story: str
    span: Span
    why: str


@dataclass(frozen=True, slots=True)
class Value:
    """One of the values that differ: what is said, where, and which origins say it."""

    value: str
    article: str
    span: Span | None
    origins: tuple[str, ...] = ()
    count: int = 1


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Values of one slot that differ between tellings.

    Attributes:
        slot: number, time, place, actor, recipient, status, polarity, quote wording, source, name, attribution, hedge, omission.
        type: update, conflict, variant, omission, hardening.
        grade: "certain" or "possible" (told differently; never splits a claim or counts).
        parent, child: Ends of the edge along which it arose; None between branches.
    """

    id: str
    story: str
    claims: tuple[str, ...]
    slot: str
    type: str
    values: tuple[Value, ...]
    grade: str = "certain"
    parent: str | None = None
    child: str | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """An event or a report in order: what = "event" or "report", id of the event or article, and its interval."""

    story: str
    what: str
    id: str
    earliest: str | None
    latest: str | None
