"""Whole examples: every body sentence is in a claim or in `unclaimed`, and no count stands beside what fewer tell."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

import stemma
from stemma.model.article import BlockKind
from stemma.model.extracted import Extracted
from stemma.model.lineage import Story
from stemma.model.report import StoryReport
from stemma.model.words import Entity
from stemma.run.analyse import analyse
from stemma.run.ingest import ingest
from stemma.run.records import load_extracted
from stemma.run.report import report_case
from stemma.run.sources import receive
from stemma.settings import ClaimsSettings, Settings
from stemma.stages.claims.run import find_claims
from stemma.store.case import Case

EXAMPLES = Path(stemma.__file__).parent / "examples"


Told = list[tuple[StoryReport, tuple[Extracted, ...]]]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    settings = Settings()
    with Case(tmp_path_factory.mktemp("told") / "told.stemma") as case:
        sources = [str(EXAMPLES / name) for name in ("payments_probe", "kilindo_flood")]
        ingest(case, receive(sources, settings=settings.read), settings=settings)
        analyse(case, settings=settings)
        made = report_case(case, settings=settings)
        return [(r, tuple(load_extracted(case, a) for a in r.articles)) for r in (*made.stories, *made.alone)]


def test_every_body_sentence_is_told_or_set_aside(told: Told) -> None:
    for report, tellings in told:
        claimed = {p for claim in report.claims for p in claim.propositions}
        aside = {item.span for item in report.unclaimed}
        for telling in tellings:
            held = {p.sentence for p in telling.propositions if p.id in claimed}
            for sentence in telling.sentences:
                if sentence.kind is BlockKind.BODY:
                    assert (sentence.id in held) != (sentence.span in aside), telling.text_of(
                        sentence.span.start, sentence.span.end
                    )


def test_every_proposition_is_in_one_claim(told: Told) -> None:
    for report, tellings in told:
        members = [p for claim in report.claims for p in claim.propositions]
        assert sorted(members) == sorted(p.id for telling in tellings for p in telling.propositions)


def test_no_count_is_above_the_origins_that_tell_it(told: Told) -> None:
    for report, _ in told:
        for claim in report.claims:
            assert claim.corroboration is not None
            counted = {telling.origin for telling in claim.tellings if telling.sure}
            assert claim.corroboration.count <= max(1, len(counted))
            assert claim.corroboration.at_most <= max(1, len({telling.origin for telling in claim.tellings}))


def test_no_value_is_printed_with_more_than_those_who_state_it(told: Told) -> None:
    seen = 0
    for report, _ in told:
        for disagreement in report.disagreements:
            for value in disagreement.values:
                stating = {v.article for v in disagreement.values if v.value == value.value}
                assert value.count <= max(1, len(stating)), value
                assert value.count <= max(1, len(value.origins)), value
                seen += 1
    assert seen


def test_a_claim_whose_tellings_differ_in_a_figure_prints_none(told: Told) -> None:
    seen = 0
    for report, tellings in told:
        held = {p.id: p for telling in tellings for p in telling.propositions}
        quantities = {q.id: q for telling in tellings for q in telling.quantities}
        for claim in report.claims:
            figures: dict[tuple[str, str | None], set[float | None]] = {}
            for key in claim.propositions:
                for q in (quantities[q] for q in held[key].quantities if q in quantities):
                    if q.best is not None:
                        figures.setdefault((q.kind, q.unit), set()).add(q.best)
            if any(len(values) > 1 for values in figures.values()):
                seen += 1
                shown = {
                    f"{value:g}"
                    for values in figures.values()
                    if len(values) > 1
                    for value in values
                    if value is not None
                }
                assert not shown & set(claim.text.replace(",", "").split()), claim.text
    assert seen


@pytest.mark.parametrize("seed", range(3))
def test_claims_do_not_depend_on_the_order_of_entities(told: Told, seed: int) -> None:
    report, tellings = told[0]
    shuffled = list(report.entities)
    random.Random(seed).shuffle(shuffled)
    story: Story = report.story

    def claims(entities: Sequence[Entity]) -> list[object]:
        return list(find_claims(story, tellings, (), entities, (), ClaimsSettings()))

    assert claims(report.entities) == claims(shuffled)
