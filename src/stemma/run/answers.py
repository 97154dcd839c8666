"""What is asked of a story most, its page and the whole of it in the report format, made once per story and kept in the case."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path

from stemma.model.article import Article
from stemma.model.codec import to_json
from stemma.model.lineage import Passage, Story
from stemma.model.problem import Problem
from stemma.model.report import CaseReport, MadeBy, StoryReport
from stemma.model.words import Entity
from stemma.render.page import story_page
from stemma.render.phrases import headline_sentence
from stemma.render.report_json import report_json
from stemma.run.digests import fingerprint, templates_digest
from stemma.run.executor import Executor
from stemma.run.progress import Progress
from stemma.run.records import told_in
from stemma.run.report import made_by, package_version, report_story
from stemma.run.worker import internal_error
from stemma.settings import Settings
from stemma.stages.link.bind import entity_of_mention
from stemma.store.answers import kept_fingerprints, put_answers, squeezed
from stemma.store.case import Case

_SHAPE = 1
"""Raised whenever the same records and templates give other bytes."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Seen:
    """What one story sees of a case: its names and passages, with the fingerprint of its analysis."""

    story: Story
    entities: tuple[Entity, ...]
    passages: tuple[Passage, ...]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class AnswerJob:
    """One story whose answer is made from its records in the case file at `case`."""

    case: Path
    seen: Seen
    articles: tuple[Article, ...]
    made_by: MadeBy


@dataclass(frozen=True, slots=True)
class AnswerMade:
    """The answers of one story by kind, compressed; none and a problem where a defect of ours kept them from being made."""

    bodies: dict[str, bytes]
    problems: tuple[Problem, ...] = ()


def keep_answers(
    case: Case,
    articles: Sequence[Article],
    seen: Sequence[Seen],
    *,
    settings: Settings,
    executor: Executor,
    on_progress: Progress,
) -> None:
    """Make the answers that are new or no longer fit, and keep each as soon as it is made.

    Args:
        case: The open case, its stories analysed.
        articles: Its tellings.
        seen: Every story with what it sees.
        settings: All settings.
        executor: Who makes them.
        on_progress: Called with how many are made, and how many are to be made.
    """
    tellings = {article.id: article for article in articles}
    maker, known, names = made_by(settings), kept_fingerprints(case, shape=shape()), dict[str, str]()
    stale = []
    for item in seen:
        mine = tuple(tellings[article] for article in item.story.articles)
        current = answer_fingerprint(item, mine, made_by=maker, names=names)
        if known.get(item.story.id) != current:
            stale.append((item, mine, current))
    jobs = (AnswerJob(case.path, _near(item, mine), mine, maker) for item, mine, _ in stale)
    for number, ((item, _, current), made) in enumerate(
        zip(stale, executor.each(answer_job, jobs), strict=True), start=1
    ):
        with case.writing():
            case.put_problems("report", item.story.id, made.problems)
            put_answers(case, item.story.id, item.story.articles, made.bodies, shape=shape(), fingerprint=current)
        on_progress("answers", number, len(stale))


def _near(item: Seen, articles: Sequence[Article]) -> Seen:
    """Return what a story sees without what other stories mention, which a process need not be sent."""
    return replace(item, entities=tuple(told_in(entity, articles) for entity in item.entities))


def answer_job(job: AnswerJob) -> AnswerMade:
    """Make the answer of one story in whatever process this is."""
    seen, by_mention = job.seen, entity_of_mention(job.seen.entities)
    try:
        with Case(job.case, read_only=True) as case:
            report = report_story(
                case, seen.story, list(job.articles), by_mention=by_mention, passages=list(seen.passages)
            )
        made = {"json": story_bytes(report, made_by=job.made_by), "page": story_page(report)}
        return AnswerMade({kind: squeezed(content) for kind, content in made.items()})
    except Exception as error:
        _log.exception("the answers of %s could not be made", seen.story.id)
        return AnswerMade({}, (internal_error("report", error, article=None),))


def story_bytes(report: StoryReport, *, made_by: MadeBy) -> bytes:
    """Return one story in the report format, with its headline sentence."""
    several = len(report.articles) > 1
    whole = CaseReport(made_by, (report,) if several else (), () if several else (report,), (), ())
    made = {"headline": headline_sentence(report), **report_json(whole)}
    return json.dumps(made, ensure_ascii=False).encode("utf-8", "backslashreplace")


@cache
def shape() -> str:
    """Return a text that changes whenever the same records may give other bytes: with the version and the templates."""
    return fingerprint(_SHAPE, package_version(), templates_digest())


def answer_fingerprint(seen: Seen, articles: Sequence[Article], *, made_by: MadeBy, names: dict[str, str]) -> str:
    """Return the fingerprint of all that the answers of a story are made from.

    Args:
        seen: The story; the fingerprint of its analysis covers its articles' texts and every record made of them, but not all of its names,
            whose reasons may change through other stories.
        articles: Its tellings; where they lie and what they follow may change without any record doing so.
        made_by: Versions and digests.
        names: Fingerprints of entities by id, filled in as they are needed.
    """
    for entity in seen.entities:
        if entity.id not in names:
            names[entity.id] = fingerprint(to_json(replace(entity, mentions=(), names=())))
    lying = [(article.places, article.version_of) for article in articles]
    named = [names[entity.id] for entity in seen.entities]
    return fingerprint(seen.fingerprint, lying, named, asdict(made_by))
