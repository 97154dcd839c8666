"""The table of contents: the stages in the order in which records flow through them.

Each stage is a folder under `stemma.stages` whose `run.py` reads as a summary. Raise a stage's version whenever its output may change:
whatever an older version made is then stale and made anew by `stemma update`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from stemma.model.article import Article, Page, Received
from stemma.model.claim import Claim, Disagreement, TimelineEntry, Unclaimed
from stemma.model.event import Event
from stemma.model.lineage import Alignment, Passage, Stemma, Story
from stemma.model.report import StoryReport
from stemma.model.statement import SourceChain, Statement
from stemma.model.words import Detail, Entity, Mention, Proposition, Quantity, Sentence, TimeRef


class Shape(Enum):
    """How a stage's work divides, and so how it can be spread over processes or machines."""

    EACH = "one record at a time"
    CASE = "the whole case, through keys, pairs within a key, and connected components"
    STORY = "one story at a time"


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the flow: what it reads, what it writes, and how it divides."""

    name: str
    version: int
    shape: Shape
    reads: tuple[type, ...]
    writes: tuple[type, ...]


EXTRACTED: tuple[type, ...] = (Sentence, Mention, TimeRef, Quantity, Statement, Event, Proposition, Detail)

FLOW: tuple[Stage, ...] = (
    Stage("read", 3, Shape.EACH, (Received,), (Page,)),
    Stage("clean", 4, Shape.EACH, (Page,), (Article,)),
    Stage("extract", 6, Shape.EACH, (Article,), EXTRACTED),
    Stage("link", 5, Shape.CASE, (Article, Mention, Event, Statement), (Entity,)),
    Stage("group", 6, Shape.CASE, (Article, Sentence, Detail), (Passage, Story)),
    Stage("trace", 6, Shape.STORY, (Story, Passage, Article, *EXTRACTED), (Alignment, Stemma)),
    Stage("attribute", 6, Shape.STORY, (Story, Stemma, Article, Statement), (SourceChain,)),
    Stage("claims", 6, Shape.STORY, (Story, Alignment, Entity, *EXTRACTED), (Claim, Unclaimed)),
    Stage(
        "weigh",
        6,
        Shape.STORY,
        (Story, Stemma, Alignment, SourceChain, Claim, Entity, *EXTRACTED),
        (Claim, Disagreement, TimelineEntry),
    ),
    Stage(
        "report",
        2,
        Shape.STORY,
        (Story, Stemma, SourceChain, Claim, Unclaimed, Disagreement, TimelineEntry, *EXTRACTED),
        (StoryReport,),
    ),
)

VERSIONS: dict[str, int] = {stage.name: stage.version for stage in FLOW}
