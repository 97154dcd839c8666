"""A claim in somebody's words, held against every story of a case."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from stemma.model.article import Article, Block, BlockKind
from stemma.model.claim import Claim
from stemma.model.errors import UsageError
from stemma.model.extracted import Extracted, gather_extracted
from stemma.model.ids import article_id
from stemma.model.lineage import Story
from stemma.model.report import StoryReport
from stemma.model.words import Entity
from stemma.run.records import load_extracted, tellings_of, with_known_vectors
from stemma.run.worker import ExtractJob, encode_article, extract_job, with_vectors
from stemma.settings import Settings
from stemma.stages.claims.check import Match, check_story, in_order, touches, verdict_of
from stemma.stages.link.bind import entity_of_mention
from stemma.store.case import Case

_LONGEST = 1000


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

    @property
    def matches(self) -> tuple[tuple[str, Match], ...]:
        """Story id and passage, over all stories: what tells it first, then what contradicts it, the surest first."""
        pairs = ((story, match) for story, matches in self.found.items() for match in matches)
        return tuple(sorted(pairs, key=lambda pair: in_order(pair[1])))


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
    return _vectored(gather_extracted(article, result.records))


def check_case(case: Case, words: str, *, settings: Settings, story: str | None = None) -> Answer:
    """Return what an analysed case says of a claim in somebody's words.

    Args:
        case: The open case.
        words: The claim, one sentence.
        settings: All settings.
        story: Id of the one story to look in; all if None.

    Raises:
        UsageError: The claim is empty, or too long to be one.
    """
    question = read_question(words, settings)
    return check_claim(question, _stories_for(question, case, story), settings)


def check_claim(question: Extracted, stories: Iterable[Searched], settings: Settings) -> Answer:
    """Return what the stories say of the question."""
    found: dict[str, list[Match]] = {}
    searched_in = Counter[str]()
    for one in stories:
        searched_in.update(stories=1, tellings=len(one.tellings), claims=len(one.claims))
        matches = check_story(question, one.tellings, one.claims, one.entities, settings.claims)
        if matches:
            found[one.story.id] = matches
    verdict = verdict_of([match for matches in found.values() for match in matches])
    return Answer(verdict, found, searched_in["stories"], searched_in["tellings"], searched_in["claims"])


def _stories_for(question: Extracted, case: Case, wanted: str | None) -> Iterator[Searched]:
    """Give the stories of a case, one in memory at a time; only those that the question touches get vectors."""
    current = {article.id: article for article in tellings_of(case)}
    by_mention = entity_of_mention(case.records(Entity, ""))
    for story in case.records(Story, ""):
        if wanted not in (None, story.id):
            continue
        tellings = tuple(load_extracted(case, current[key]) for key in story.articles if key in current)
        if touches(question, tellings):
            tellings = tuple(_vectored(with_known_vectors(case, telling)) for telling in tellings)
        entities = {by_mention[m.id].id: by_mention[m.id] for t in tellings for m in t.mentions if m.id in by_mention}
        yield Searched(story, tellings, case.records(Claim, story.id), tuple(entities.values()))


def _vectored(extracted: Extracted) -> Extracted:
    if extracted.vectors is not None or not extracted.sentences:
        return extracted
    return with_vectors(extracted, encode_article(extracted))
