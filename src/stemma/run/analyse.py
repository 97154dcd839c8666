"""From the articles of a case to its stories: every stage after `clean`, each only where something is new.

What a stage made is kept with a fingerprint of its inputs, versions and settings; what still fits is not made again.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace
from weakref import WeakKeyDictionary

from stemma.flow import VERSIONS
from stemma.model.article import Article
from stemma.model.codec import to_json
from stemma.model.decision import Decision
from stemma.model.extracted import Extracted
from stemma.model.lineage import Passage, Story
from stemma.model.problem import Problem
from stemma.model.words import Entity
from stemma.nlp import one_thread
from stemma.run.answers import Seen, keep_answers
from stemma.run.collector import no_collection
from stemma.run.digests import fingerprint, resources_digest
from stemma.run.executor import Executor, Local
from stemma.run.progress import Progress, silent
from stemma.run.records import load_extracted, passages_by_story, seen_from, tellings_of, with_known_vectors
from stemma.run.story import StoryInput, StoryResult, story_job
from stemma.run.worker import (
    ExtractJob,
    encoder_digest,
    extract_job,
    model_digest,
)
from stemma.settings import Settings
from stemma.stages.group.memory import Memory
from stemma.stages.group.run import group_stories
from stemma.stages.link.bind import entity_of_mention
from stemma.stages.link.run import link_entities
from stemma.store.case import Case, Maker

_log = logging.getLogger(__name__)
_MEMORIES: WeakKeyDictionary[Case, Memory] = WeakKeyDictionary()
"""What grouping found in each open case, for a process that analyses one again and again (`watch`, `serve`)."""


def analyse(
    case: Case,
    *,
    settings: Settings,
    executor: Executor | None = None,
    on_progress: Progress = silent,
    answers: bool = True,
) -> None:
    """Bring every record of the case up to date with its articles, decisions and settings.

    Args:
        case: The open case, holding articles.
        settings: All settings.
        executor: Who runs the per-article work; this process if None.
        on_progress: Called with stage name, how much is done, and how much there is.
        answers: Whether to make what a server is asked for most; a case that is only reported on needs none.
    """
    with one_thread():
        _analyse(case, settings=settings, executor=executor or Local(), on_progress=on_progress, answers=answers)


def _analyse(case: Case, *, settings: Settings, executor: Executor, on_progress: Progress, answers: bool) -> None:
    articles = tellings_of(case)
    extract_articles(case, articles, settings=settings, executor=executor, on_progress=on_progress)
    extracted = {article.id: load_extracted(case, article) for article in articles}
    if not _corpus_is_current(case, extracted, settings=settings):
        on_progress("link and group", 0, 1)
        _link_and_group(case, list(extracted.values()), settings=settings)
        on_progress("link and group", 1, 1)
    seen = _analyse_stories(case, extracted, settings=settings, executor=executor, on_progress=on_progress)
    if answers:
        keep_answers(case, articles, seen, settings=settings, executor=executor, on_progress=on_progress)


def extract_articles(
    case: Case, articles: Sequence[Article], *, settings: Settings, executor: Executor, on_progress: Progress = silent
) -> None:
    """Extract from every article that has no current extraction, writing each as soon as it is made."""
    maker = Maker("extract", VERSIONS["extract"], model_digest(), resources_digest(), settings.digest())
    done = case.done("extract")
    prints = {article.id: _extract_fingerprint(article, maker) for article in articles}
    stale = [article for article in articles if done.get(article.id) != prints[article.id]]
    jobs = [ExtractJob(article, settings.extract) for article in stale]
    for number, result in enumerate(executor.each(extract_job, jobs), start=1):
        with case.writing():
            for kind, records in result.records.items():
                case.put_records(kind, result.article, records, maker)
            case.put_problems("extract", result.article, result.problems)
            case.mark_done("extract", result.article, prints[result.article])
        on_progress("extract", number, len(stale))


def _extract_fingerprint(article: Article, maker: Maker) -> str:
    content = to_json(replace(article, places=(), version_of=None))
    return fingerprint(content, maker.version, maker.model, maker.resources, maker.settings)


def _corpus_fingerprint(case: Case, extracted: dict[str, Extracted], settings: Settings) -> str:
    done = case.done("extract")
    decisions = [to_json(decision) for decision in case.decisions()]
    versions = [VERSIONS["link"], VERSIONS["group"], resources_digest(), settings.digest()]
    return fingerprint([(article, done.get(article)) for article in extracted], decisions, versions)


def _corpus_is_current(case: Case, extracted: dict[str, Extracted], *, settings: Settings) -> bool:
    return case.done("group").get("") == _corpus_fingerprint(case, extracted, settings)


def _link_and_group(case: Case, extracted: list[Extracted], *, settings: Settings) -> None:
    decisions = case.decisions()
    entities, link_problems = _split(link_entities(extracted, decisions))
    memory = _MEMORIES.setdefault(case, Memory())
    with no_collection():
        grouped, group_problems = _split(
            group_stories(
                extracted,
                decisions,
                settings.group,
                former=case.records(Story, ""),
                memory=memory,
                prints=case.done("extract"),
            )
        )
    stories = [record for record in grouped if isinstance(record, Story)]
    passages = [record for record in grouped if isinstance(record, Passage)]
    with case.writing():
        for kind, records in (("Entity", entities), ("Story", stories), ("Passage", passages)):
            stage = "link" if kind == "Entity" else "group"
            case.put_records(
                kind, "", records, Maker(stage, VERSIONS[stage], "", resources_digest(), settings.digest())
            )
        case.put_problems("link", "", link_problems)
        case.put_problems("group", "", [*group_problems, *_unmet(decisions, extracted)])
        case.mark_done("group", "", _corpus_fingerprint(case, {e.article.id: e for e in extracted}, settings))


def _split(records: Iterable[object]) -> tuple[list[object], list[Problem]]:
    kept: list[object] = []
    problems: list[Problem] = []
    for record in records:
        if isinstance(record, Problem):
            problems.append(record)
        else:
            kept.append(record)
    return kept, problems


def _unmet(decisions: Sequence[Decision], extracted: list[Extracted]) -> list[Problem]:
    known = {item.article.id for item in extracted}
    return [
        Problem(
            "decision-unmet",
            "group",
            f"decision {d.id} names an article that the case does not hold: {d.left} / {d.right}",
        )
        for d in decisions
        if d.left.split(":")[0] not in known or d.right.split(":")[0] not in known
    ]


def _analyse_stories(
    case: Case, extracted: dict[str, Extracted], *, settings: Settings, executor: Executor, on_progress: Progress
) -> list[Seen]:
    stories = {story.id: story for story in case.records(Story, "")}
    by_mention = entity_of_mention(case.records(Entity, ""))
    passages = passages_by_story(list(stories.values()), case.records(Passage, ""))
    done, extracts, decisions = case.done("report"), case.done("extract"), case.decisions()
    _drop_former(case, set(done) - set(stories))
    seen = []
    sights: dict[str, tuple[object, ...]] = {}
    for story in stories.values():
        mine = _entities_of([extracted[article] for article in story.articles], by_mention)
        fits = [extracts.get(article, "") for article in story.articles]
        sights.update((entity.id, what_a_story_sees(entity)) for entity in mine if entity.id not in sights)
        current = _story_fingerprint(story, fits, [sights[entity.id] for entity in mine], decisions, settings)
        seen.append(Seen(story, mine, tuple(passages[story.id]), current))
    stale = [item for item in seen if done.get(item.story.id) != item.fingerprint]
    jobs = (
        StoryInput(
            item.story,
            tuple(with_known_vectors(case, extracted[article]) for article in item.story.articles),
            item.passages,
            tuple(seen_from(entity, item.story.articles) for entity in item.entities),
            decisions,
            settings,
        )
        for item in stale
    )
    for number, (item, result) in enumerate(zip(stale, executor.each(story_job, jobs), strict=True), start=1):
        _write_story(case, result, item.fingerprint, settings=settings)
        on_progress("stories", number, len(stale))
    return seen


def _entities_of(tellings: Sequence[Extracted], by_mention: dict[str, Entity]) -> tuple[Entity, ...]:
    found = {}
    for telling in tellings:
        for mention in telling.mentions:
            entity = by_mention.get(mention.id)
            if entity is not None:
                found[entity.id] = entity
    return tuple(found[key] for key in sorted(found))


def _story_fingerprint(
    story: Story,
    extracts: list[str],
    names: list[tuple[object, ...]],
    decisions: Sequence[Decision],
    settings: Settings,
) -> str:
    mine = set(story.articles)
    ruled = [to_json(d) for d in decisions if d.left.split(":")[0] in mine or d.right.split(":")[0] in mine]
    return fingerprint(
        to_json(story), extracts, names, ruled, VERSIONS, encoder_digest(), resources_digest(), settings.digest()
    )


def what_a_story_sees(entity: Entity) -> tuple[object, ...]:
    """Return all that the analysis of a story takes from an entity beyond its mentions there (see `seen_from`)."""
    forms = sorted({mention.form for mention in entity.mentions})
    return entity.id, entity.name, entity.kind, entity.country, to_json(entity.place), forms


def _drop_former(case: Case, former: set[str]) -> None:
    if former:
        with case.writing():
            for story in sorted(former):
                case.drop_scope(story)


def _write_story(case: Case, result: StoryResult, current: str, *, settings: Settings) -> None:
    with case.writing():
        for vector in result.vectors:
            case.put_vector(vector)
        for stage, kind, records in result.records.by_stage():
            maker = Maker(stage, VERSIONS[stage], encoder_digest(), resources_digest(), settings.digest())
            case.put_records(kind, result.story, records, maker)
        case.put_problems("weigh", result.story, result.records.problems)
        case.mark_done("report", result.story, current)
