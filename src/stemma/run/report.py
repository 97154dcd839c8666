"""From the records of a case to its report."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version

from stemma.model.article import Article
from stemma.model.claim import Claim, Disagreement, TimelineEntry, Unclaimed
from stemma.model.extracted import Extracted
from stemma.model.lineage import Alignment, Origin, Passage, Stemma, Story
from stemma.model.report import CaseReport, MadeBy, StoryReport
from stemma.model.statement import SourceChain
from stemma.model.words import Entity
from stemma.run.digests import resources_digest
from stemma.run.records import load_extracted, passages_by_story, tellings_of
from stemma.run.worker import encoder_digest, model_digest
from stemma.settings import Settings
from stemma.stages.link.bind import bind_entities, entity_of_mention
from stemma.stages.report.run import assemble_story
from stemma.store.case import Case


def report_case(case: Case, *, settings: Settings, only: frozenset[str] | None = None) -> CaseReport:
    """Return the report of an analysed case.

    Args:
        case: The open case, analysed with `settings`.
        settings: All settings; their digest stands in `made_by`.
        only: Ids of stories to report; all if None.
    """
    current = {article.id: article for article in tellings_of(case)}
    stories = [story for story in case.records(Story, "") if only is None or story.id in only]
    entities = case.records(Entity, "")
    by_mention = entity_of_mention(entities)
    passages = passages_by_story(stories, case.records(Passage, ""))
    reports = [
        report_story(
            case,
            story,
            [current[a] for a in story.articles if a in current],
            by_mention=by_mention,
            passages=passages[story.id],
        )
        for story in stories
    ]
    return CaseReport(
        made_by=made_by(settings),
        stories=tuple(sorted((r for r in reports if len(r.articles) > 1), key=_size_order)),
        alone=tuple(sorted((r for r in reports if len(r.articles) == 1), key=_size_order)),
        not_analysed=tuple(sorted(_set_aside(case, current), key=lambda article: article.id)),
        problems=tuple(case.problems()),
    )


def report_story(
    case: Case, story: Story, articles: list[Article], *, by_mention: dict[str, Entity], passages: list[Passage]
) -> StoryReport:
    """Return the report of one story from its stored records."""
    tellings = [bind_entities(load_extracted(case, article), by_mention) for article in articles]
    mine = {by_mention[m.id].id: by_mention[m.id] for t in tellings for m in t.mentions if m.id in by_mention}
    stemmas = case.records(Stemma, story.id)
    stemma = stemmas[0] if stemmas else Stemma(story.id, (), ())
    return assemble_story(
        story,
        tellings,
        stemma=replace(stemma, origins=(*stemma.origins, *case.records(Origin, story.id))),
        passages=passages,
        alignments=case.records(Alignment, story.id),
        chains=case.records(SourceChain, story.id),
        claims=case.records(Claim, story.id),
        unclaimed=case.records(Unclaimed, story.id),
        disagreements=case.records(Disagreement, story.id),
        timeline=case.records(TimelineEntry, story.id),
        entities=list(mine.values()),
    )


def made_by(settings: Settings) -> MadeBy:
    """Return versions and digests of what makes records here and now."""
    return MadeBy(package_version(), model_digest(), encoder_digest(), resources_digest(), settings.digest())


def package_version() -> str:
    """Return the installed version of Stemma; "0+source" where it runs from an uninstalled checkout."""
    try:
        return version("stemma-news")
    except PackageNotFoundError:
        return "0+source"


def extracted_of(case: Case, article: Article) -> Extracted:
    """Return one article's records with its entities bound."""
    return bind_entities(load_extracted(case, article), entity_of_mention(case.records(Entity, "")))


def _size_order(report: StoryReport) -> tuple[int, str, str]:
    return -len(report.articles), report.story.earliest or "9999", report.story.id


def _set_aside(case: Case, current: dict[str, Article]) -> list[Article]:
    """Articles that are no tellings: other languages, and versions that a newer one replaced."""
    return [replace(article, analysed=False) for article in case.articles() if article.id not in current]
