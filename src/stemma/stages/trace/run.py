"""Trace: which telling of a story comes from which, and how many origins there are.

view (each telling) → measure → score → tree of seen parents → unseen parents → independence between branches
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

from stemma.lang.agencies import agency_named
from stemma.model.decision import Decision
from stemma.model.extracted import Extracted
from stemma.model.lineage import Alignment, Independence, Origin, Passage, Stemma, Story, Tie, Verdict
from stemma.model.problem import Problem
from stemma.model.span import Reason
from stemma.settings import TraceSettings
from stemma.stages.trace.circumstances import circumstances_of
from stemma.stages.trace.drawing import draw, origins_of
from stemma.stages.trace.edges import copy_groups, is_kin
from stemma.stages.trace.evidence import alignments_between, tie_reasons
from stemma.stages.trace.family import Family, Root
from stemma.stages.trace.grounds import Evidence
from stemma.stages.trace.independence import Judged, judge_articles, judge_roots
from stemma.stages.trace.items import narrowed
from stemma.stages.trace.measure import measure, regrouped
from stemma.stages.trace.own_house import without_own_houses
from stemma.stages.trace.respelled import with_one_spelling
from stemma.stages.trace.rulings import rulings_of
from stemma.stages.trace.scores import score
from stemma.stages.trace.telling import View, view_of
from stemma.stages.trace.tree import build_tree
from stemma.stages.trace.unseen import find_unseen


def trace_story(
    story: Story,
    tellings: Sequence[Extracted],
    passages: Sequence[Passage],
    decisions: Sequence[Decision],
    settings: TraceSettings,
) -> Iterator[Alignment | Stemma | Problem]:
    """Yield the alignments between a story's tellings and its stemma.

    Args:
        story: The story.
        tellings: What was extracted from its articles, in any order.
        passages: Wording that pairs of them share, as grouping found it.
        decisions: A person's rulings; those about derivation hold.
        settings: Choices of tracing.
    """
    ordered = sorted((t for t in tellings if t.article.id in set(story.articles)), key=lambda t: t.article.id)
    if len(ordered) > settings.most_tellings:
        detail = (
            f"story {story.id} has {len(ordered)} tellings; only the first {settings.most_tellings} by id were traced"
        )
        yield Problem("story-too-large", "trace", detail)
        ordered = ordered[: settings.most_tellings]
    views = views_of(ordered)
    same, different, problems = rulings_of(decisions, [view.article for view in views])
    yield from problems
    evidence = gather(views, settings, same=same, different=different)
    for left, right in combinations(range(len(views)), 2):
        yield from alignments_between(evidence, views, left, right)
    yield stemma_of(story, views, evidence, passages, settings)


def views_of(tellings: Sequence[Extracted]) -> list[View]:
    """Return the tellings of a story prepared for comparison with each other."""
    views = [view_of(part, whole) for part, whole in zip(narrowed(tellings), tellings, strict=True)]
    return without_own_houses(with_one_spelling(views))


def gather(
    views: Sequence[View],
    settings: TraceSettings,
    *,
    same: frozenset[tuple[int, int]] = frozenset(),
    different: frozenset[tuple[int, int]] = frozenset(),
) -> Evidence:
    """Measure and score every pair of tellings, copies counted once."""
    measures = measure(views)
    groups = copy_groups(measures, settings)
    if len(set(groups)) < len(groups):
        measures = regrouped(measures, groups)
    around = circumstances_of(views)
    return Evidence(measures, around, score(measures, around), len(views), same, different)


def stemma_of(
    story: Story, views: Sequence[View], evidence: Evidence, passages: Sequence[Passage], settings: TraceSettings
) -> Stemma:
    """Return the family tree of a story with its verdicts and origins."""
    tree = build_tree(evidence, settings)
    family = Family(len(views), tree, tuple(find_unseen(tree, evidence, views, settings)))
    drawn = draw(story, family, views, evidence, passages, settings)
    judged = judge_roots(family, evidence, views, settings)
    origins = origins_of(story, family, views, evidence)
    return Stemma(
        story=story.id,
        nodes=drawn.nodes,
        edges=drawn.edges,
        ties=_ties(family, views, evidence, settings),
        independence=(*_of_articles(family, judged, views, evidence, settings), *_of_origins(judged, origins)),
        origins=tuple(sorted(origins.values(), key=lambda origin: origin.id)),
    )


def _ties(family: Family, views: Sequence[View], evidence: Evidence, settings: TraceSettings) -> tuple[Tie, ...]:
    """Return the pairs of one origin whose direction stays open: no way leads, or one text has the other's line but not surely from it.

    Under an unseen parent that nobody names, one of its children may yet be the other's parent.
    """
    nameless = [unseen.children for unseen in family.unseen if unseen.label is None]
    likely = (
        pair
        for children in nameless
        for pair in combinations(children, 2)
        if any(is_kin(evidence, a, b, settings) for a, b in permutations(pair))
    )
    return tuple(
        Tie(views[a].article, views[b].article, tie_reasons(evidence, views, a, b, settings))
        for a, b in sorted({*family.tree.ties, *likely})
    )


def _of_articles(
    family: Family,
    judged: dict[tuple[Root, Root], Judged],
    views: Sequence[View],
    evidence: Evidence,
    settings: TraceSettings,
) -> Iterator[Independence]:
    if len(views) > settings.pairs_up_to:
        return
    for a, b in combinations(range(len(views)), 2):
        verdict, reasons = judge_articles(family, judged, evidence, (a, b))
        yield Independence("articles", views[a].article, views[b].article, verdict, reasons)


def _of_origins(judged: dict[tuple[Root, Root], Judged], origins: dict[Root, Origin]) -> Iterator[Independence]:
    """Give the verdict on each pair of origins; two lines of one agency share their origin, whatever their texts look like."""
    for (one, other), (verdict, reasons) in sorted(judged.items()):
        left, right = sorted((origins[one], origins[other]), key=lambda origin: origin.id)
        if left.label == right.label and agency_named(left.label) is not None:
            verdict, reasons = Verdict.SHARED, (Reason("one agency", left.label),)
        yield Independence("origins", left.id, right.id, verdict, reasons)
