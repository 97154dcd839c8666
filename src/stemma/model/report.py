"""Everything said about one case, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass

from stemma.model.article import Article
from stemma.model.claim import Claim, Disagreement, TimelineEntry, Unclaimed
from stemma.model.event import Event
from stemma.model.lineage import Alignment, Passage, Stemma, Story
from stemma.model.problem import Problem
from stemma.model.statement import SourceChain, Statement
from stemma.model.words import Entity, Sentence, TimeRef


@dataclass(frozen=True, slots=True)
class MadeBy:
    """Versions and digests of what made a report; no clock."""

    stemma: str
    model: str
    encoder: str
    resources: str
    settings: str


@dataclass(frozen=True, slots=True)
class StoryReport:
    """All records of one story, each in the order in which a reader wants it."""

    story: Story
    articles: tuple[Article, ...]
    sentences: tuple[Sentence, ...]
    stemma: Stemma
    passages: tuple[Passage, ...]
    alignments: tuple[Alignment, ...]
    entities: tuple[Entity, ...]
    times: tuple[TimeRef, ...]
    statements: tuple[Statement, ...]
    chains: tuple[SourceChain, ...]
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    unclaimed: tuple[Unclaimed, ...]
    disagreements: tuple[Disagreement, ...]
    timeline: tuple[TimelineEntry, ...]


@dataclass(frozen=True, slots=True)
class CaseReport:
    """The stories of a case, the articles that stand alone, and every problem."""

    made_by: MadeBy
    stories: tuple[StoryReport, ...]
    alone: tuple[StoryReport, ...]
    not_analysed: tuple[Article, ...]
    problems: tuple[Problem, ...]
