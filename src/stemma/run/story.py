"""The stages from `trace` to `weigh`, over one story."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from stemma.model.claim import Claim, Clash, Disagreement, TimelineEntry, Unclaimed
from stemma.model.decision import Decision
from stemma.model.extracted import Extracted
from stemma.model.lineage import Alignment, Origin, Passage, Stemma, Story
from stemma.model.problem import Problem
from stemma.model.statement import SourceChain
from stemma.model.words import Entity, Vector
from stemma.run.worker import encode_article, internal_error, with_vectors
from stemma.settings import Settings
from stemma.stages.attribute.run import attribute_story
from stemma.stages.claims.run import find_claims
from stemma.stages.link.bind import bind_entities, entity_of_mention
from stemma.stages.trace.run import trace_story
from stemma.stages.weigh.run import weigh_story

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class StoryInput:
    """Everything that the analysis of one story reads."""

    story: Story
    tellings: tuple[Extracted, ...]
    passages: tuple[Passage, ...]
    entities: tuple[Entity, ...]
    decisions: tuple[Decision, ...]
    settings: Settings


@dataclass(slots=True)
class StoryRecords:
    """Everything that it makes."""

    stemma: Stemma
    alignments: list[Alignment] = field(default_factory=list)
    chains: list[SourceChain] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    unclaimed: list[Unclaimed] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)
    timeline: list[TimelineEntry] = field(default_factory=list)
    carriers: list[Origin] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def by_stage(self) -> Iterator[tuple[str, str, Sequence[object]]]:
        """Give (stage, kind, records) for the store."""
        yield "trace", "Stemma", [self.stemma]
        yield "trace", "Alignment", self.alignments
        yield "attribute", "SourceChain", self.chains
        yield "weigh", "Claim", self.claims
        yield "claims", "Clash", self.clashes
        yield "claims", "Unclaimed", self.unclaimed
        yield "weigh", "Disagreement", self.disagreements
        yield "weigh", "Origin", self.carriers
        yield "weigh", "TimelineEntry", self.timeline


@dataclass(frozen=True, slots=True)
class StoryResult:
    """What came of one story, and the vectors made on the way."""

    story: str
    records: StoryRecords
    vectors: tuple[Vector, ...]


def story_job(given: StoryInput) -> StoryResult:
    """Analyse one story in whatever process this is; a defect of ours costs that story and no other.

    A story of two or more tellings gets the vectors it lacks; one telling alone is compared with nothing and needs none.
    """
    made: list[Vector] = []
    tellings = given.tellings
    if len(tellings) > 1:
        made = [encode_article(telling) for telling in tellings if telling.vectors is None]
        by_article = {vector.article: vector for vector in made}
        tellings = tuple(with_vectors(t, by_article[t.article.id]) if t.vectors is None else t for t in tellings)
    try:
        records = analyse_story(replace(given, tellings=tellings))
    except Exception as error:
        _log.exception("analysing %s failed", given.story.id)
        records = StoryRecords(Stemma(given.story.id, (), ()), problems=[internal_error("trace", error, article=None)])
    return StoryResult(given.story.id, records, tuple(made))


def analyse_story(given: StoryInput) -> StoryRecords:
    """Trace one story, build its source chains, align its claims and weigh them."""
    entities = entity_of_mention(given.entities)
    tellings = tuple(bind_entities(telling, entities) for telling in given.tellings)
    made = StoryRecords(Stemma(given.story.id, (), ()))
    for traced in trace_story(given.story, tellings, given.passages, given.decisions, given.settings.trace):
        _keep(traced, made)
    made.chains = list(attribute_story(given.story, tellings, made.stemma, given.settings.attribute))
    for told in find_claims(
        given.story, tellings, made.alignments, given.entities, given.decisions, given.settings.claims
    ):
        _keep(told, made)
    found, made.claims = tuple(made.claims), []
    for weighed in weigh_story(
        given.story,
        tellings,
        stemma=made.stemma,
        chains=tuple(made.chains),
        claims=found,
        clashes=tuple(made.clashes),
        entities=given.entities,
        settings=given.settings.weigh,
        alignments=tuple(made.alignments),
    ):
        _keep(weighed, made)
    return made


def _keep(record: object, made: StoryRecords) -> None:
    match record:
        case Stemma():
            made.stemma = record
        case Alignment():
            made.alignments.append(record)
        case Claim():
            made.claims.append(record)
        case Clash():
            made.clashes.append(record)
        case Unclaimed():
            made.unclaimed.append(record)
        case Disagreement():
            made.disagreements.append(record)
        case Origin():
            made.carriers.append(record)
        case TimelineEntry():
            made.timeline.append(record)
        case Problem():
            made.problems.append(record)
        case _:
            raise TypeError(f"a story stage gave a {type(record).__name__}")
