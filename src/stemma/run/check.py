"""A claim in somebody's words, held against every story of a case."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from stemma.model.article import Article, Block, BlockKind
from stemma.model.claim import Claim
from stemma.model.errors import UsageError
from stemma.model.extracted import Extracted
from stemma.model.ids import article_id
from stemma.model.lineage import Story
from stemma.model.report import StoryReport
from stemma.model.words import Entity
from stemma.run.worker import ExtractJob, encode_article, extract_job, with_vectors
from stemma.settings import Settings
from stemma.stages.claims.check import Match, check_story, verdict_of

_LONGEST = 1000
_FIELDS = {
    "Sentence": "sentences",
    "Mention": "mentions",
    "TimeRef": "times",
    "Quantity": "quantities",
    "Statement": "statements",
    "Event": "events",
    "Proposition": "propositions",
    "Detail": "details",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a case says of a claim.

    Attributes:
        verdict: "supported", "contradicted", "near" or "none", over all stories.
        found: Story id → the passages that bear on it.
        stories, tellings, claims: How much was searched.
    """

    verdict: str
    found: dict[str, list[Match]]
    stories: int
    tellings: int
    claims: int


@dataclass(frozen=True, slots=True)
class Searched:
    """One story as `check` reads it."""

    story: Story
    tellings: tuple[Extracted, ...]
    claims: tuple[Claim, ...]
    entities: tuple[Entity, ...]


def searched(report: StoryReport, tellings: tuple[Extracted, ...]) -> Searched:
    """Return what `check` reads of one story's report and its articles' records, vectors filled in."""
    return Searched(report.story, tuple(_vectored(t) for t in tellings), report.claims, report.entities)


def read_question(words: str, settings: Settings) -> Extracted:
    """Return a claim in somebody's words, read like an article of one sentence.

    Raises:
        UsageError: It is empty, or too long to be one claim.
    """
    words = " ".join(words.split())
    if not words or len(words) > _LONGEST:
        raise UsageError(f"give one claim of 1 to {_LONGEST} characters")
    sha = hashlib.sha256(words.encode()).hexdigest()
    article = Article(
        id=article_id(canonical=None, outlet=None, sha256=sha),
        places=("the question",),
        sha256=sha,
        text=words,
        blocks=(Block(0, len(words), BlockKind.BODY),),
        language="en",
    )
    result = extract_job(ExtractJob(article, settings.extract))
    made = {field: tuple(result.records.get(kind, ())) for kind, field in _FIELDS.items()}
    return _vectored(Extracted(article=article, **made))  # type: ignore[arg-type]


def check_claim(question: Extracted, stories: list[Searched], settings: Settings) -> Answer:
    """Return what the stories say of the question."""
    found: dict[str, list[Match]] = {}
    for one in stories:
        matches = check_story(question, one.tellings, one.claims, one.entities, settings.claims)
        if matches:
            found[one.story.id] = matches
    return Answer(
        verdict=verdict_of([match for matches in found.values() for match in matches]),
        found=found,
        stories=len(stories),
        tellings=sum(len(one.tellings) for one in stories),
        claims=sum(len(one.claims) for one in stories),
    )


def _vectored(extracted: Extracted) -> Extracted:
    if extracted.vectors is not None or not extracted.sentences:
        return extracted
    return with_vectors(extracted, encode_article(extracted))
