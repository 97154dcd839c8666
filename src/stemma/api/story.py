"""The view of one story."""

from __future__ import annotations

from dataclasses import dataclass, field

from stemma.api.claims import Claim, Disagreement
from stemma.api.shelf import Shelf
from stemma.api.views import Article, Event, Reason, Span, Statement, reasons_of
from stemma.model import lineage as records
from stemma.model.claim import TimelineEntry
from stemma.model.report import StoryReport
from stemma.model.words import Entity


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge of the stemma: `child` tells after `parent`; `record` has every field."""

    record: records.Derivation
    shelf: Shelf = field(repr=False, compare=False)

    @property
    def parent(self) -> records.Node:
        return self._node(self.record.parent)

    @property
    def child(self) -> records.Node:
        return self._node(self.record.child)

    @property
    def relation(self) -> str:
        return self.record.relation.value

    @property
    def share(self) -> float:
        """Share of the child's body that the edge accounts for, 0 to 1."""
        return self.record.share

    @property
    def passages(self) -> tuple[tuple[Span | None, Span], ...]:
        """Where the parent's text stands (None where unseen), and where it stands in the child."""
        return tuple(
            (None if pair.parent is None else Span(pair.parent, self.shelf), Span(pair.child, self.shelf))
            for pair in self.record.passages
        )

    @property
    def reasons(self) -> tuple[Reason, ...]:
        return reasons_of(self.record.reasons, self.shelf)

    def _node(self, key: str) -> records.Node:
        return next(node for node in self.shelf.report.stemma.nodes if node.id == key)


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that tell the same happening, and everything read from them."""

    report: StoryReport = field(repr=False)
    shelf: Shelf = field(repr=False, compare=False)

    @property
    def id(self) -> str:
        return self.report.story.id

    @property
    def title(self) -> str:
        return self.report.story.title

    @property
    def articles(self) -> tuple[Article, ...]:
        """The tellings, earliest first."""
        return tuple(Article(article, self.shelf) for article in self.report.articles)

    @property
    def edges(self) -> tuple[Edge, ...]:
        """Who has it from whom."""
        return tuple(Edge(edge, self.shelf) for edge in self.report.stemma.edges)

    @property
    def nodes(self) -> tuple[records.Node, ...]:
        """Tellings in hand and unseen parents."""
        return self.report.stemma.nodes

    @property
    def origins(self) -> tuple[records.Origin, ...]:
        return self.report.stemma.origins

    @property
    def independence(self) -> tuple[records.Independence, ...]:
        """What is known per pair of articles or origins."""
        return self.report.stemma.independence

    @property
    def statements(self) -> tuple[Statement, ...]:
        return tuple(Statement(statement, self.shelf) for statement in self.report.statements)

    @property
    def events(self) -> tuple[Event, ...]:
        return tuple(Event(event, self.shelf) for event in self.report.events)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Claims, the most widely told first."""
        return tuple(Claim(claim, self.shelf) for claim in self.report.claims)

    @property
    def unclaimed(self) -> tuple[tuple[Span, str], ...]:
        """Body sentences that yield no claim, and why."""
        return tuple((Span(item.span, self.shelf), item.why) for item in self.report.unclaimed)

    @property
    def disagreements(self) -> tuple[Disagreement, ...]:
        return tuple(Disagreement(found, self.shelf) for found in self.report.disagreements)

    @property
    def entities(self) -> tuple[Entity, ...]:
        return self.report.entities

    @property
    def timeline(self) -> tuple[TimelineEntry, ...]:
        return self.report.timeline


def story_view(report: StoryReport) -> Story:
    """Return the view of one story's report."""
    return Story(report, Shelf(report))
