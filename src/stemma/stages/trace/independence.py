"""What is known of two origins: shared, independent or, by default, not established. Decided between branches, never between pairs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from stemma.model.lineage import Verdict
from stemma.model.span import Reason, Span
from stemma.settings import TraceSettings
from stemma.stages.trace.family import Family, Root
from stemma.stages.trace.grounds import Evidence
from stemma.stages.trace.scores import BARE_BRIEF
from stemma.stages.trace.sources import has_statements, own_named_persons, own_sources
from stemma.stages.trace.telling import View

Judged = tuple[Verdict, tuple[Reason, ...]]
_SHOWN = 6


def judge_roots(
    family: Family, evidence: Evidence, views: Sequence[View], settings: TraceSettings
) -> dict[tuple[Root, Root], Judged]:
    """Return the verdict on every pair of roots (first < second) with its reasons."""
    roots = family.roots()
    members = {root: family.members(root) for root in roots}
    return {
        (one, other): _judge((members[one], members[other]), family, evidence, views, settings)
        for i, one in enumerate(roots)
        for other in roots[i + 1 :]
    }


def judge_articles(
    family: Family, judged: dict[tuple[Root, Root], Judged], evidence: Evidence, pair: tuple[int, int]
) -> Judged:
    """Return the verdict on two tellings from the verdicts on what they descend from; who names the other's house may have it from there."""
    left, right = family.roots_of(pair[0]), family.roots_of(pair[1])
    if left & right:
        return Verdict.SHARED, (Reason("common ancestor in the stemma", float(len(left & right))),)
    verdicts = [judged[min(a, b), max(a, b)] for a, b in product(sorted(left), sorted(right))]
    open_ones = [v for v in verdicts if v[0] is not Verdict.INDEPENDENT]
    if open_ones:
        return open_ones[0]
    if evidence.around.named(*pair) or evidence.around.named(*pair[::-1]):
        return Verdict.NOT_ESTABLISHED, (_one_names_the_other([pair[0]], [pair[1]], evidence),)
    return verdicts[0]


def _judge(
    branches: tuple[list[int], list[int]],
    family: Family,
    evidence: Evidence,
    views: Sequence[View],
    settings: TraceSettings,
) -> Judged:
    left, right = ([row for row in own if row not in other] for own, other in (branches, branches[::-1]))
    if not left or not right:
        return Verdict.NOT_ESTABLISHED, (Reason("every telling of the one descends from the other as well", None),)
    nearest = _nearest(left, right, family, evidence, settings)
    reasons = [Reason("best evidence of dependence between the branches, cut deducted", round(nearest, 3), None)]
    own = [_own_details(rows, others, evidence, views) for rows, others in ((left, right), (right, left))]
    reasons += [Reason("own details", round(weight, 1), None, spans) for weight, spans in own]
    if min(max(evidence.measures.detail_count[rows]) for rows in (left, right)) < settings.least_details:
        return Verdict.NOT_ESTABLISHED, (Reason("too few details", None), *reasons)
    if _one_house(left, right, evidence) and not all(
        own_named_persons(a, b, views) for a, b in ((left, right), (right, left))
    ):
        return Verdict.NOT_ESTABLISHED, (Reason("same outlet or owner, no own sources", None), *reasons)
    if nearest > -settings.band or min(weight for weight, _ in own) < settings.own_weight:
        return Verdict.NOT_ESTABLISHED, tuple(reasons)
    if _relies_on(left, right, family, evidence) or _relies_on(right, left, family, evidence):
        return Verdict.NOT_ESTABLISHED, (_one_names_the_other(left, right, evidence), *reasons)
    if _cites_release(left, right, evidence, views) or _cites_release(right, left, evidence, views):
        return Verdict.NOT_ESTABLISHED, (Reason("one quotes the other's statement", None), *reasons)
    spoken = [_spoken(rows, others, views) for rows, others in ((left, right), (right, left))]
    if has_statements((*left, *right), views) and not all(found is not None for found in spoken):
        return Verdict.NOT_ESTABLISHED, (Reason("no own sources on both sides", None), *reasons)
    sources = [Reason("own sources", len(found), None, found[:_SHOWN]) for found in spoken if found]
    return Verdict.INDEPENDENT, (*reasons, *sources)


def _spoken(rows: list[int], others: list[int], views: Sequence[View]) -> tuple[Span, ...] | None:
    """Return the own sources of `rows`, none for what speaks for itself; None where there is no source of their own."""
    found = own_sources(rows, others, views)
    return found if found or any(views[row].own_voice for row in rows) else None


def _relies_on(rows: list[int], others: list[int], family: Family, evidence: Evidence) -> bool:
    """Tell whether each telling of a branch that has no parent in the case names or links to one of `others`.

    Who names a paper had that paper before it, and may have more from it than it says. A telling with a seen parent has what it names beside
    what it has from the parent, so it says nothing about the branch.
    """
    heads = [row for row in rows if not family.tree.parents.get(row)]
    return bool(heads) and all(any(evidence.around.named(row, other) for other in others) for row in heads)


def _one_names_the_other(left: list[int], right: list[int], evidence: Evidence) -> Reason:
    around = evidence.around
    ways = [way for a, b in product(left, right) for way in ((a, b), (b, a)) if around.named(*way)]
    spans = {
        span for row, other in ways for label in around.outlet[other] for span in around.credits[row].get(label, ())
    }
    return Reason("one names the other's house", None, None, tuple(sorted(spans)[:_SHOWN]))


def _cites_release(rows: list[int], others: list[int], evidence: Evidence, views: Sequence[View]) -> bool:
    """Tell whether one of `rows` is a release or statement whose issuer one of `others` names."""
    return any(views[row].release and evidence.around.named(other, row) for row, other in product(rows, others))


def _nearest(left: list[int], right: list[int], family: Family, evidence: Evidence, settings: TraceSettings) -> float:
    """Return the highest score between any two members of two branches, each with its cut deducted.

    What a telling has from its parent says nothing about whom else it is from, so a pair counts only where each has more in common with
    the other than its own seen parents do. A brief with nothing that either newsroom gathered is not shown to be the other's child, nor to
    be independent of it.
    """
    scores = evidence.scores
    dependent = scores.dependent - scores.parts[BARE_BRIEF][1]
    siblings = scores.siblings - scores.sibling_parts[BARE_BRIEF][1]
    pairs = [
        (a, b)
        for a, b in product(left, right)
        if not (_explained(a, b, family, evidence, settings) or _explained(b, a, family, evidence, settings))
    ]
    return max(
        max(
            float(dependent[a, b]) - settings.dependent_cut,
            float(dependent[b, a]) - settings.dependent_cut,
            float(siblings[a, b]) - settings.sibling_cut,
        )
        for a, b in pairs or product(left, right)
    )


def _explained(row: int, other: int, family: Family, evidence: Evidence, settings: TraceSettings) -> bool:
    """Tell whether the seen parents of a telling have nearly all that it has in common with another."""
    parents = list(family.tree.parents.get(row, ()))
    if not parents:
        return False
    measures = evidence.measures
    common = measures.has[row] * measures.holds[other]
    lacking = 1.0 - measures.holds[parents].max(axis=0)
    return float((common * lacking) @ measures.weight) < settings.common_weight


def _own_details(
    rows: list[int], others: list[int], evidence: Evidence, views: Sequence[View]
) -> tuple[float, tuple[Span, ...]]:
    """Return the rarity of what the fullest of `rows` has and none of `others`, and where it stands."""
    measures = evidence.measures
    held = measures.holds[others].max(axis=0)
    weights = [float((measures.has[row] * (1.0 - held)) @ measures.weight) for row in rows]
    fullest = rows[max(range(len(rows)), key=lambda k: (weights[k], -k))]
    theirs = {key for row in others for key in views[row].details}
    own = sorted(
        (
            (-weight, views[fullest].details[key].span)
            for key, weight in views[fullest].weights.items()
            if key not in theirs
        )
    )
    return max(weights), tuple(span for _, span in own[:_SHOWN])


def _one_house(left: list[int], right: list[int], evidence: Evidence) -> bool:
    return any(evidence.around.one_house[a, b] for a, b in product(left, right))
