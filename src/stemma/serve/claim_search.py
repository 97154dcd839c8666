"""A claim in an agent's own words, held against the stories of a case that share its words."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stemma.model.article import Article, Block, BlockKind
from stemma.model.claim import Claim
from stemma.model.errors import UsageError
from stemma.model.extracted import Extracted
from stemma.model.lineage import Story
from stemma.model.words import Entity
from stemma.settings import Settings
from stemma.store.case import Case
from stemma.text.normalise import WORD
from stemma.text.stems import stem

if TYPE_CHECKING:
    from stemma.stages.claims.check import Match

MOST_STORIES = 5
LONGEST_QUESTION = 600
_KINDS = {
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
class Found:
    """What one story says to the question, and how many stories of the case were looked at."""

    verdict: str
    matches: tuple[tuple[str, Match], ...]
    stories_compared: int


def check_claim(case: Case, words: str, *, stories: Sequence[Story], settings: Settings) -> Found:
    """Return the passages that bear on `words`, surest first, from the stories that share most words with it.

    Args:
        case: The open, analysed case.
        words: The claim, one sentence.
        stories: The stories to look in.
        settings: All settings.

    Raises:
        UsageError: The claim is empty or too long.
    """
    from stemma.run.report import extracted_of
    from stemma.stages.claims.check import check_story, verdict_of

    question = _question(words, settings=settings)
    chosen = _nearest(case, words, stories)
    entities = case.records(Entity, "")
    found: list[tuple[str, Match]] = []
    for story in chosen:
        articles = [article for article in map(case.article, story.articles) if article is not None]
        tellings = [extracted_of(case, article) for article in articles]
        claims = case.records(Claim, story.id)
        matches = check_story(question, tellings, claims, entities, settings.claims)
        found += [(story.id, match) for match in matches]
    verdict = verdict_of([match for _, match in found])
    rank = {"supported": 0, "contradicted": 1, "near": 2}
    ordered = sorted(found, key=lambda pair: (rank[pair[1].verdict], -pair[1].probability, pair[1].span))
    return Found(verdict, tuple(ordered), len(chosen))


def _question(words: str, *, settings: Settings) -> Extracted:
    from stemma.run.worker import ExtractJob, extract_job

    text = " ".join(words.split())
    if not text or len(text) > LONGEST_QUESTION:
        raise UsageError(f"give the claim as one sentence of up to {LONGEST_QUESTION} characters")
    text = text if text[-1] in ".!?" else f"{text}."
    sha = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    article = Article(f"question_{sha[:16]}", (), sha, text, (Block(0, len(text), BlockKind.BODY),), language="en")
    made = extract_job(ExtractJob(article, settings.extract)).records
    records: dict[str, Any] = {field: tuple(made.get(kind, ())) for kind, field in _KINDS.items()}
    return Extracted(article=article, **records)


def _nearest(case: Case, words: str, stories: Sequence[Story]) -> list[Story]:
    asked = {stem(match[0]) for match in WORD.finditer(words)}
    scored = []
    for story in stories:
        told = " ".join(claim.text for claim in case.records(Claim, story.id)) + " " + story.title
        shared = len(asked & {stem(match[0]) for match in WORD.finditer(told)})
        scored.append((-shared, story.id, story))
    return [story for shared, _, story in sorted(scored, key=lambda item: item[:2])[:MOST_STORIES] if shared]
