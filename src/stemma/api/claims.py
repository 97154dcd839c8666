"""Views of what tellings have in common and where they differ: claims, corroboration, disagreements."""

from __future__ import annotations

from dataclasses import dataclass, field

from stemma.api.shelf import Shelf
from stemma.api.views import Article, Event, Reason, Source, Span, Statement, reasons_of
from stemma.model import claim as records
from stemma.model.lineage import Origin


@dataclass(frozen=True, slots=True)
class Telling:
    """One article telling a claim: where, through which statements and events, and from which origin this passage is."""

    record: records.Telling
    shelf: Shelf = field(repr=False, compare=False)

    @property
    def article(self) -> Article:
        return Article(self.shelf.articles[self.record.article], self.shelf)

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(Span(span, self.shelf) for span in self.record.spans)

    @property
    def statements(self) -> tuple[Statement, ...]:
        known = self.shelf.statements
        return tuple(Statement(known[key], self.shelf) for key in self.record.statements if key in known)

    @property
    def events(self) -> tuple[Event, ...]:
        known = self.shelf.events
        return tuple(Event(known[key], self.shelf) for key in self.record.events if key in known)

    @property
    def origin(self) -> Origin | None:
        return origins_of(self.shelf).get(self.record.origin or "")


@dataclass(frozen=True, slots=True)
class NotCounted:
    """A telling that adds no origin, and why."""

    article: Article
    reason: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Corroboration:
    """By how many independent origins a claim is told: `count` is shown, `at_most` is not excluded."""

    record: records.Corroboration
    shelf: Shelf = field(repr=False, compare=False)

    @property
    def count(self) -> int:
        return self.record.count

    @property
    def at_most(self) -> int:
        return self.record.at_most

    @property
    def independence(self) -> str:
        """independent, shared origin, or not established."""
        return self.record.independence

    @property
    def origins(self) -> tuple[Origin, ...]:
        known = origins_of(self.shelf)
        return tuple(known[key] for key in self.record.origins if key in known)

    @property
    def mentioned(self) -> tuple[tuple[str, Span], ...]:
        """Reporters that a text only mentions; never counted."""
        return tuple((item.label, Span(item.span, self.shelf)) for item in self.record.mentioned)

    @property
    def not_counted(self) -> tuple[NotCounted, ...]:
        shelf = self.shelf
        return tuple(
            NotCounted(
                Article(shelf.articles[x.article], shelf), x.reason, None if x.span is None else Span(x.span, shelf)
            )
            for x in self.record.not_counted
            if x.article in shelf.articles
        )


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition with one polarity and one class of status; `record` has every field."""

    record: records.Claim
    shelf: Shelf = field(repr=False, compare=False)

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def text(self) -> str:
        return self.record.text

    @property
    def polarity(self) -> str:
        return self.record.polarity

    @property
    def status(self) -> str:
        return self.record.status

    @property
    def kind(self) -> str:
        """news, background, opinion or prediction."""
        return self.record.kind

    @property
    def tellings(self) -> tuple[Telling, ...]:
        return tuple(Telling(telling, self.shelf) for telling in self.record.tellings)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Who is said to know it."""
        known = self.shelf.sources
        return tuple(Source(known[key], self.shelf) for key in self.record.sources if key in known)

    @property
    def corroboration(self) -> Corroboration | None:
        """None where origins were not counted."""
        counted = self.record.corroboration
        return None if counted is None else Corroboration(counted, self.shelf)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        return reasons_of(self.record.reasons, self.shelf)


@dataclass(frozen=True, slots=True)
class Value:
    """One of the values that differ: what is said, by which article, where, and by how many independent origins."""

    value: str
    article: Article
    span: Span | None
    origins: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Where tellings differ; `record` has every field."""

    record: records.Disagreement
    shelf: Shelf = field(repr=False, compare=False)

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def slot(self) -> str:
        return self.record.slot

    @property
    def type(self) -> str:
        """update, conflict, variant, omission or hardening."""
        return self.record.type

    @property
    def grade(self) -> str:
        """certain, or possible (told differently)."""
        return self.record.grade

    @property
    def claims(self) -> tuple[Claim, ...]:
        wanted = set(self.record.claims)
        return tuple(Claim(claim, self.shelf) for claim in self.shelf.report.claims if claim.id in wanted)

    @property
    def values(self) -> tuple[Value, ...]:
        shelf = self.shelf
        return tuple(
            Value(
                v.value,
                Article(shelf.articles[v.article], shelf),
                None if v.span is None else Span(v.span, shelf),
                v.origins,
                v.count,
            )
            for v in self.record.values
        )

    @property
    def reasons(self) -> tuple[Reason, ...]:
        return reasons_of(self.record.reasons, self.shelf)


def origins_of(shelf: Shelf) -> dict[str, Origin]:
    """Return the origins of a story by id."""
    return {origin.id: origin for origin in shelf.report.stemma.origins}
