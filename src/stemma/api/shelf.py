"""The records of one story by id, shared by all views of it."""

from __future__ import annotations

from functools import cached_property

from stemma.model import article as article_records
from stemma.model import event as event_records
from stemma.model import statement as statement_records
from stemma.model.report import StoryReport
from stemma.model.words import Entity, TimeRef
from stemma.render.quote import Quoter


class Shelf:
    """The records of one story by id, shared by all its views."""

    def __init__(self, report: StoryReport) -> None:
        self.report = report
        self.quote = Quoter(report.articles)

    @cached_property
    def articles(self) -> dict[str, article_records.Article]:
        return {article.id: article for article in self.report.articles}

    @cached_property
    def statements(self) -> dict[str, statement_records.Statement]:
        return {statement.id: statement for statement in self.report.statements}

    @cached_property
    def events(self) -> dict[str, event_records.Event]:
        return {event.id: event for event in self.report.events}

    @cached_property
    def entities(self) -> dict[str, Entity]:
        return {entity.id: entity for entity in self.report.entities}

    @cached_property
    def times(self) -> dict[str, TimeRef]:
        return {time.id: time for time in self.report.times}

    @cached_property
    def chains(self) -> dict[str, statement_records.SourceChain]:
        return {chain.statement: chain for chain in self.report.chains}

    @cached_property
    def sources(self) -> dict[str, statement_records.Source]:
        """The first source of every id, in order of the texts."""
        found: dict[str, statement_records.Source] = {}
        for statement in self.report.statements:
            found.setdefault(statement.source.id, statement.source)
        return found
