"""Tellings with two parents: each brings details and sentences of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stemma.settings import TraceSettings
from stemma.stages.trace.branches import Tree
from stemma.stages.trace.edges import quotes_release, sought_out
from stemma.stages.trace.grounds import Evidence, Pair

_CITED = 2.0


def mergers(tree: Tree, evidence: Evidence, settings: TraceSettings) -> Iterator[tuple[int, Pair]]:
    for child in range(evidence.size):
        known = tree.parents.get(child, ())
        if known and evidence.measures.n5[child, known[0]] >= settings.all_copied:
            continue
        firsts = known or tuple(_half_parents(evidence, child, settings))
        pairs = [pair for first in firsts for pair in _second_parents(tree, evidence, (child, first), settings)]
        if pairs:
            best = max(
                pairs, key=lambda pair: (_joint(evidence, child, pair) + 3.0 * _worded(evidence, child, pair), pair)
            )
            yield child, _older(tree, evidence, child, best, settings)


def _older(tree: Tree, evidence: Evidence, child: int, parents: Pair, settings: TraceSettings) -> Pair:
    """Return the parents with each replaced by its own parent where both then cover the child about as well."""
    kept = parents
    for own, other in ((0, 1), (1, 0)):
        for above in tree.parents.get(kept[own], ()):
            pair = (above, kept[other]) if own == 0 else (kept[other], above)
            allowed = above not in (child, kept[other]) and may_add(
                evidence, child, above, settings, beside=kept[other]
            )
            allowed = allowed and not sought_out(evidence, child, kept[own], above)
            covers = _joint(evidence, child, pair) >= _joint(evidence, child, kept) - settings.ancestor_slack
            words = _worded(evidence, child, pair) >= _worded(evidence, child, kept) - settings.wording_slack
            if allowed and covers and words:
                kept = pair
    return kept


def _half_parents(evidence: Evidence, child: int, settings: TraceSettings) -> Iterable[int]:
    return [p for p in range(evidence.size) if p != child and may_add(evidence, child, p, settings)]


def may_add(evidence: Evidence, child: int, parent: int, settings: TraceSettings, *, beside: int | None = None) -> bool:
    """Tell whether a telling may be one of two parents: each explains a part only, and the child need credit but one of them.

    `beside` is the other of the two, where it is known to be one.
    """
    scores = evidence.scores
    if quotes_release(evidence, child, parent, settings):
        return False
    own = float(scores.parent[child, parent] - scores.parent_parts["credits another"][1][child, parent])
    return (
        _may_help(evidence, child, parent, settings, beside=beside)
        and own >= settings.parent_cut - settings.merger_slack
    )


def _may_help(
    evidence: Evidence, child: int, parent: int, settings: TraceSettings, *, beside: int | None = None
) -> bool:
    """Tell whether a telling explains a part of the child, be it its parent or another child of that part's parent."""
    if (child, parent) in evidence.different or evidence.around.later[child, parent]:
        return False
    own = float(evidence.scores.dependent[child, parent])
    if beside is not None and evidence.around.named(child, beside):
        own -= float(evidence.scores.parts["credits another"][1][child, parent])
    return own >= settings.dependent_cut - settings.merger_slack


def _second_parents(tree: Tree, evidence: Evidence, edge: Pair, settings: TraceSettings) -> Iterator[Pair]:
    """Yield (first, second) parents where each brings details and sentences of its own to the child, and both do not share a line."""
    child, first = edge
    known = first if tree.parents.get(child) else None
    measures = evidence.measures
    for second in range(evidence.size):
        if second in (child, first) or not _may_help(evidence, child, second, settings, beside=known):
            continue
        if tree.parents.get(child) and not may_add(evidence, child, second, settings, beside=known):
            continue
        if _goes_on(evidence, child, first) and not evidence.around.named(child, second):
            continue
        if tree.roots(first) & tree.roots(second) or child in tree.line(second) or child in tree.line(first):
            continue
        if evidence.scores.siblings[first, second] > settings.sibling_cut or not _brings_both(
            evidence, child, (first, second), settings
        ):
            continue
        if (
            _joint(evidence, child, (first, second)) >= settings.merger_coverage
            and measures.detail_count[child] >= settings.least_details
        ):
            yield first, second


def _goes_on(evidence: Evidence, child: int, parent: int) -> bool:
    """Tell whether a house goes on with its own story: what is new it has gathered, unless it names another."""
    return bool(evidence.around.one_house[child, parent] and evidence.around.earlier[child, parent])


def _brings_both(evidence: Evidence, child: int, parents: Pair, settings: TraceSettings) -> bool:
    """Tell whether each parent alone gives enough details and is the clearly better match of enough sentences."""
    joint = _joint(evidence, child, parents)
    best = [evidence.measures.best[child, parent] for parent in parents]
    measures = evidence.measures
    apart = max(measures.n5[parents], measures.n5[parents[::-1]]) < settings.apart
    for own, other in ((0, 1), (1, 0)):
        alone = joint - float(measures.coverage[child, parents[other]])
        better = int(((best[own] > best[other] + 0.08) & (best[own] > settings.told)).sum())
        part = 0.5 if evidence.around.named(child, parents[own]) else 1.0
        if better >= settings.merger_sentences and _cites(evidence, child, parents[own]):
            continue
        if apart and measures.n5[child, parents[own]] >= settings.taken:
            alone = 1.0  # whole passages that the other parent lacks need no details beside them
        if alone < part * settings.merger_gain or better < part * settings.merger_sentences:
            return False
    return True


def _cites(evidence: Evidence, child: int, parent: int) -> bool:
    """Tell whether a telling names a paper and has what that paper gathered itself; agencies are named by whoever prints them."""
    around = evidence.around
    return (
        around.named(child, parent) and not around.wire[parent] and evidence.measures.gathered[child, parent] >= _CITED
    )


def _joint(evidence: Evidence, child: int, parents: Pair) -> float:
    """Return the share of the child's details that either parent has."""
    return float(evidence.measures.joint(child, parents))


def _worded(evidence: Evidence, child: int, parents: Pair) -> float:
    """Return how much of the child's wording its parents have, each by itself."""
    return float(sum(evidence.measures.n5[child, parent] for parent in parents))
