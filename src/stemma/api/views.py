"""Views of what stands in one article: spans, articles, sources, statements, events."""

from __future__ import annotations

from dataclasses import dataclass, field

from stemma.api.shelf import Shelf
from stemma.model import article as article_records
from stemma.model import event as event_records
from stemma.model import span as span_records
from stemma.model import statement as statement_records
from stemma.model.words import Entity, Quantity, TimeRef


@dataclass(frozen=True, slots=True)
class Span:
    """The characters `[start, end)` of one article, and what they say."""

    record: span_records.Span
    shelf: Shelf = field(repr=False, compare=False)

    @property
    def article(self) -> Article:
        """The article they stand in."""
        return Article(self.shelf.articles[self.record.article], self.shelf)

    @property
    def start(self) -> int:
        """First character, in Unicode code points of the article's text."""
        return self.record.start

    @property
    def end(self) -> int:
        """One past the last character."""
        return self.record.end

    @property
    def text(self) -> str:
        """The exact characters."""
        return self.shelf.quote(self.record)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Reason:
    """What spoke for a decision, how much it weighed, and where it is seen."""

    feature: str
    value: float | str | None
    weight: float | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One telling; `record` has every field."""

    record: article_records.Article
    shelf: Shelf = field(repr=False, compare=False)

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def title(self) -> str | None:
        return self.record.title

    @property
    def outlet(self) -> str | None:
        return self.record.outlet

    @property
    def url(self) -> str | None:
        return self.record.canonical or self.record.url

    @property
    def text(self) -> str:
        """The frozen text that every span counts in."""
        return self.record.text

    @property
    def published(self) -> article_records.Published:
        """When it appeared: earliest, latest, and how that is known."""
        return self.record.published

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Its statements, in order of the text."""
        return tuple(Statement(s, self.shelf) for s in self.shelf.report.statements if s.article == self.id)

    @property
    def events(self) -> tuple[Event, ...]:
        """Its events, in order of the text."""
        return tuple(Event(e, self.shelf) for e in self.shelf.report.events if e.article == self.id)


@dataclass(frozen=True, slots=True)
class Source:
    """Who is said to know; `record` has every field."""

    record: statement_records.Source
    shelf: Shelf = field(repr=False, compare=False)

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def text(self) -> str:
        """As the text names it; empty where it names none."""
        return self.record.text

    @property
    def kind(self) -> str:
        return self.record.kind

    @property
    def anonymous(self) -> bool:
        return self.record.anonymous

    @property
    def count(self) -> statement_records.Count:
        return self.record.count

    @property
    def span(self) -> Span | None:
        return _span(self.record.span, self.shelf)

    @property
    def why_unnamed(self) -> Span | None:
        return _span(self.record.why_unnamed, self.shelf)

    @property
    def entity(self) -> Entity | None:
        """The person or body it denotes across the case, where known."""
        return self.shelf.entities.get(self.record.entity or "")

    @property
    def parts(self) -> tuple[Source, ...]:
        """Each member of a source such as "the mayor and two officials"."""
        return tuple(Source(part, self.shelf) for part in self.record.parts)


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One station through which a statement came: its label, and the words or record that show it."""

    label: str | None
    kind: str
    basis: str
    span: Span | None
    from_id: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what; `record` has every field."""

    record: statement_records.Statement
    shelf: Shelf = field(repr=False, compare=False)

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def article(self) -> Article:
        return Article(self.shelf.articles[self.record.article], self.shelf)

    @property
    def source(self) -> Source:
        return Source(self.record.source, self.shelf)

    @property
    def cue(self) -> Span | None:
        return _span(self.record.cue, self.shelf)

    @property
    def content(self) -> tuple[Span, ...]:
        return _spans(self.record.content, self.shelf)

    @property
    def text(self) -> str:
        """The words of the content, parts joined by " … "."""
        return " … ".join(span.text for span in self.content)

    @property
    def form(self) -> str:
        """direct, indirect or mixed."""
        return self.record.form

    @property
    def act(self) -> str:
        return self.record.act

    @property
    def negated(self) -> bool:
        return self.record.negated

    @property
    def chain(self) -> tuple[ChainLink, ...]:
        """From who is said to know to the outlet in hand; empty where none was built."""
        chain = self.shelf.chains.get(self.id)
        links = chain.links if chain is not None else ()
        return tuple(ChainLink(x.label, x.kind, x.basis, _span(x.span, self.shelf), x.from_id) for x in links)


@dataclass(frozen=True, slots=True)
class Event:
    """Something said to have happened, or said not to; `record` has every field."""

    record: event_records.Event
    shelf: Shelf = field(repr=False, compare=False)

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def article(self) -> Article:
        return Article(self.shelf.articles[self.record.article], self.shelf)

    @property
    def trigger(self) -> Span:
        return Span(self.record.trigger, self.shelf)

    @property
    def type(self) -> str:
        return self.record.type

    @property
    def mode(self) -> str | None:
        return self.record.mode

    @property
    def status(self) -> str:
        return self.record.status.value

    @property
    def status_cue(self) -> Span | None:
        return _span(self.record.status_cue, self.shelf)

    @property
    def actors(self) -> tuple[Span, ...]:
        return _spans([who.span for who in self.record.actors], self.shelf)

    @property
    def recipients(self) -> tuple[Span, ...]:
        return _spans([who.span for who in self.record.recipients], self.shelf)

    @property
    def place(self) -> Span | None:
        return _span(self.record.place.span if self.record.place else None, self.shelf)

    @property
    def time(self) -> TimeRef | None:
        return self.shelf.times.get(self.record.time or "")

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        return self.record.quantities

    @property
    def statement(self) -> Statement | None:
        """The statement in whose content it stands."""
        found = self.shelf.statements.get(self.record.statement or "")
        return None if found is None else Statement(found, self.shelf)


def reasons_of(records: tuple[span_records.Reason, ...], shelf: Shelf) -> tuple[Reason, ...]:
    """Return views of reasons; spans in articles outside the story are left out, for their text is not at hand."""
    return tuple(
        Reason(r.feature, r.value, r.weight, _spans([s for s in r.spans if s.article in shelf.articles], shelf))
        for r in records
    )


def _span(record: span_records.Span | None, shelf: Shelf) -> Span | None:
    return None if record is None else Span(record, shelf)


def _spans(records: tuple[span_records.Span, ...] | list[span_records.Span], shelf: Shelf) -> tuple[Span, ...]:
    return tuple(Span(record, shelf) for record in records)
