"""What stands in one text: sentences, mentions, times, quantities, propositions, details; and what names denote across texts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from stemma.model.article import BlockKind
from stemma.model.span import Reason, Span


class MentionForm(StrEnum):
    """How a text refers to somebody."""

    NAME = "name"
    ROLE = "role"
    PRONOUN = "pronoun"
    GOVERNMENT = "government"


class EntityKind(StrEnum):
    """What an entity is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GOVERNMENT = "government"
    ARMED_GROUP = "armed group"
    OUTLET = "outlet"
    AGENCY = "agency"
    COUNTRY = "country"
    PLACE = "place"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a headline, body or caption block.

    Attributes:
        index: Position among the article's sentences, from 0.
        kind: Kind of the block it stands in (never boilerplate).
        terms: Lower-case lemmas of its content words, in order, names as written; what comparison of wording reads.
        quoted: Parts of the sentence that stand in quotation marks.
        paragraph: Number of its paragraph in the article, from 0.
    """

    id: str
    span: Span
    index: int
    kind: BlockKind
    terms: tuple[str, ...] = ()
    quoted: tuple[Span, ...] = ()
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, role or pronoun in a text that refers to somebody or something: "the secretary of state", "Pompeo", "he".

    Attributes:
        label: Type the pipeline or gazetteer gave: PERSON, ORG, LOC, NORP or OTHER (DATE is a TimeRef, never a mention).
        head: The word that carries the reference (surname of a person, head noun of a role).
        refers_to: Id of the mention in the same article that names what this one refers to; None where it names itself or nothing is known.
        title: Titles and roles that stand with the name ("US Secretary of State").
        country: ISO 3166-1 alpha-3 where the mention itself shows it (demonym, country table).
        reasons: Why it refers to what it does.
    """

    id: str
    span: Span
    form: MentionForm
    label: str
    head: str
    sentence: str
    refers_to: str | None = None
    title: str | None = None
    country: str | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeRef:
    """A time expression: "last week", "in 2014-2017", "on Monday".

    Attributes:
        type: TIMEX3 type: DATE, TIME, DURATION, SET.
        value: TIMEX3 value ("2020-09-21", "2020-W39", "PAST_REF", "P2W"); None where nothing could be established.
        granularity: "minute", "hour", "day", "week", "month", "quarter", "year", "decade" or "vague".
        earliest, latest: Interval (RFC 3339, inclusive); None where open or unknown.
        anchor: What it was computed from: an article's id (its date) or another TimeRef's id; None for absolute ones.
        hedge: "about", "before", "after", "early", "late" … as said.
    """

    id: str
    span: Span
    type: str
    value: str | None
    granularity: str
    earliest: str | None = None
    latest: str | None = None
    anchor: str | None = None
    hedge: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A counted or measured amount: "at least 12 people were killed", "$4.5bn", "770 km".

    Attributes:
        kind: "killed", "injured", "missing", "detained", "displaced", "money", "distance", "troops", "percent", "age", "count" ….
        low, best, high: Bounds as the words give them; None where open.
        unit: Counted noun's lemma or measure in its base form ("person", "USD", "km").
        hedge: "at least", "about", "up to" … as said.
        counted_by: Id of the mention or statement source that counted; as_of: id of the TimeRef.
    """

    id: str
    span: Span
    kind: str
    low: float | None
    best: float | None
    high: float | None
    unit: str | None = None
    hedge: str | None = None
    counted_by: str | None = None
    as_of: str | None = None

    @property
    def point(self) -> float | None:
        """The best single number for it; None where nothing bounds it."""
        return next((value for value in (self.best, self.low, self.high) if value is not None), None)


@dataclass(frozen=True, slots=True)
class Governor:
    """One word that governs a proposition and bears on whether it holds: "refused to", "may", "not yet", "plans to"."""

    lemma: str
    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Role:
    """One filler of a proposition's frame.

    Attributes:
        name: "A0" (who does), "A1" (to whom or what), "A2", or the preposition ("in", "with") for an oblique.
        head: Lemma of the filler's head word (a name as written).
        mention: Id of the mention it is; None for a common noun.
    """

    name: str
    span: Span
    head: str
    mention: str | None = None


@dataclass(frozen=True, slots=True)
class Proposition:
    """One clause with its whole governing chain: "(Washington) (not) (yet) launched plans to withdraw".

    The unit that claims are made of. `governors` lists negations, modals and governing predicates from the outside in, never reduced
    to a bit.

    Attributes:
        span: The clause without the source and cue of a report verb.
        predicate: Lemma of the head; predicate_span: the head word.
        tense: "past", "present", "future" or "none" (headline, non-finite).
        sound: False where the clause lost its subject, object or governor in parsing; such a unit may not enter a clash.
        statement: Id of the statement whose content it is part of; None for the writer's own words.
        event: Id of the event mention with the same trigger.
        terms: Lemmas of its content words; names as written.
    """

    id: str
    span: Span
    sentence: str
    predicate: str
    predicate_span: Span
    governors: tuple[Governor, ...] = ()
    roles: tuple[Role, ...] = ()
    tense: str = "none"
    sound: bool = True
    terms: tuple[str, ...] = ()
    statement: str | None = None
    event: str | None = None
    quantities: tuple[str, ...] = ()
    times: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Detail:
    """Something specific that a telling has: a name, number, date or quotation, reduced to a key that survives respelling.

    Attributes:
        kind: "name", "number", "date" or "quote".
        key: Skeleton of the name, normalised value with unit, ISO date, or hash of the quoted words.
        value: Number where it is one, for comparison with tolerance.
    """

    kind: str
    key: str
    span: Span
    sentence: str
    value: float | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Vector:
    """The sentence encoder's reading of one article: one row per sentence, float32, row-major bytes."""

    article: str
    encoder: str
    rows: int
    content: bytes


@dataclass(frozen=True, slots=True)
class NameCount:
    """A way in which an entity is named, and how often."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class EntityMention:
    """A mention as a member of an entity."""

    mention: str
    span: Span
    form: MentionForm


@dataclass(frozen=True, slots=True)
class Entity:
    """The person, organisation, place or country that mentions denote across articles."""

    id: str
    name: str
    kind: EntityKind
    names: tuple[NameCount, ...]
    mentions: tuple[EntityMention, ...]
    country: str | None = None
    place: Location | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Location:
    """Where a place lies: precision is "country", "admin1", "city" or "point"; coordinates in degrees, WGS 84."""

    name: str
    country: str | None
    precision: str
    latitude: float | None = None
    longitude: float | None = None
