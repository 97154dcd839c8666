"""Who is cited, and for what: statements brought together by source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stemma.model.report import StoryReport
from stemma.model.statement import SourceChain, Statement
from stemma.render.phrases import source_keys

_LONGEST_NAME = 90


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """One source with everything it is cited for; `articles` in the order of the report."""

    name: str
    kind: str
    anonymous: bool
    articles: tuple[str, ...]
    statements: tuple[Statement, ...]


def group_sources(story: StoryReport) -> tuple[SourceGroup, ...]:
    """Return the sources of a story's statements, those cited in most tellings first, then those cited most."""
    order = {article.id: number for number, article in enumerate(story.articles)}
    groups = []
    for statements in source_keys(story).values():
        named = [s for s in statements if s.source.same_as is None] or statements
        best = min(named, key=lambda s: (len(s.source.text) > _LONGEST_NAME, -len(s.source.text)))
        articles = sorted({s.article for s in statements}, key=lambda a: order.get(a, 0))
        source = best.source
        groups.append(SourceGroup(source.text, source.kind, source.anonymous, tuple(articles), tuple(statements)))
    return tuple(sorted(groups, key=lambda g: (-len(g.articles), -len(g.statements), g.name.casefold())))


def other_statements(story: StoryReport) -> tuple[Statement, ...]:
    """Return what `group_sources` leaves out: statements without a source, beliefs, intentions, decisions."""
    grouped = {s.id for statements in source_keys(story).values() for s in statements}
    return tuple(s for s in story.statements if s.id not in grouped)


def carried_by(statement: Statement, chains: Mapping[str, SourceChain]) -> tuple[tuple[str, bool], ...]:
    """Return the stations of a statement between its source and the article in hand: label, and whether it is inferred."""
    chain = chains.get(statement.id)
    if chain is None:
        return ()
    middle = chain.links[1:] if chain.links and chain.links[0].kind == "source" else chain.links
    return tuple((link.label, link.basis == "inferred") for link in middle if link.label is not None)
