"""The tree: for each telling its parent or parents among the others, strongest evidence first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from stemma.settings import TraceSettings
from stemma.stages.trace.circumstances import Circumstances
from stemma.stages.trace.measure import Measures
from stemma.stages.trace.scores import Scores

Floats = NDArray[np.float64]
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """All that the tree is built from."""

    measures: Measures
    around: Circumstances
    scores: Scores
    size: int
    same: frozenset[Pair] = frozenset()
    different: frozenset[Pair] = frozenset()


@dataclass(slots=True)
class Tree:
    """Parents of each telling (row → rows); ties, pairs of one origin whose direction stays open; and pairs of roots that must have a
    common unseen parent."""

    parents: dict[int, tuple[int, ...]] = field(default_factory=dict)
    ties: list[Pair] = field(default_factory=list)
    siblings: list[Pair] = field(default_factory=list)

    def line(self, row: int) -> set[int]:
        """Return `row` and all it descends from."""
        seen: set[int] = set()
        open_rows = [row]
        while open_rows:
            current = open_rows.pop()
            if current not in seen:
                seen.add(current)
                open_rows.extend(self.parents.get(current, ()))
        return seen

    def roots(self, row: int) -> set[int]:
        """Return the tellings without a parent that `row` descends from, itself where it has none."""
        return {r for r in self.line(row) if not self.parents.get(r)}


def copy_groups(measures: Measures, settings: TraceSettings) -> list[int]:
    """Return, for each telling, the smallest row of its group of copies."""
    total = len(measures.n5)
    head = list(range(total))
    alike = np.argwhere(np.triu(np.maximum(measures.n5, measures.n5.T) >= settings.group_copies, 1))
    for a, b in alike.tolist():
        low, high = sorted((head[a], head[b]))
        head = [low if h == high else h for h in head]
    return head


def build_tree(evidence: Evidence, settings: TraceSettings) -> Tree:
    """Return the tree of seen parents: copies first, then the strongest edges, then second parents."""
    tree = Tree()
    order = _edge_order(evidence, settings)
    for child, parent in order:
        if not tree.parents.get(child) and child not in tree.line(parent):
            tree.parents[child] = (parent,)
    _prefer_ancestors(tree, evidence, settings)
    for child, parents in list(_mergers(tree, evidence, settings)):
        if all(child not in tree.line(parent) for parent in parents):
            tree.parents[child] = parents
    _part_siblings(tree, evidence, settings)
    return tree


def is_copy(evidence: Evidence, child: int, parent: int, settings: TraceSettings) -> bool:
    """Tell whether so much of the child stands word for word in the parent that nothing else need be weighed."""
    return bool(evidence.measures.n5[child, parent] >= settings.verbatim)


def strength(evidence: Evidence, child: int, parent: int, settings: TraceSettings) -> float:
    """Return by how much the evidence that `child` comes from `parent` exceeds the cut."""
    measures = evidence.measures
    margin = float(evidence.scores.dependent[child, parent]) - settings.dependent_cut
    if is_copy(evidence, child, parent, settings):
        margin += settings.copy_bonus * float(measures.n5[child, parent])
    return margin


def _edge_order(evidence: Evidence, settings: TraceSettings) -> list[Pair]:
    """Return the edges worth drawing, best first; of two directions the likelier one goes first."""
    found = []
    for child in range(evidence.size):
        for parent in range(evidence.size):
            if child == parent or (child, parent) in evidence.different:
                continue
            if (child, parent) in evidence.same:
                found.append(((2, 0.0, 0.0), child, parent))
            elif _drawable(evidence, child, parent, settings):
                margin = strength(evidence, child, parent, settings)
                lean = direction(evidence, child, parent)
                found.append(((int(is_copy(evidence, child, parent, settings)), margin + lean, 0.0), child, parent))
    found.sort(key=lambda edge: (-edge[0][0], -edge[0][1], edge[1], edge[2]))
    return [(child, parent) for _, child, parent in found]


def _drawable(evidence: Evidence, child: int, parent: int, settings: TraceSettings) -> bool:
    measures, around = evidence.measures, evidence.around
    if around.later[child, parent] or strength(evidence, child, parent, settings) < 0:
        return False
    if measures.detail_count[child] < settings.least_details and measures.n3[child, parent] < settings.verbatim:
        return bool(around.credited[child, parent] or around.linked[child, parent])
    covered = measures.coverage[child, parent] >= settings.drawn_coverage
    followed = around.one_house[child, parent] and around.earlier[child, parent]
    return bool(covered or followed or measures.n3[child, parent] >= 0.1 or measures.mutual[child, parent] >= 0.75)


def direction(evidence: Evidence, child: int, parent: int) -> float:
    """Return how much speaks for this direction against its reverse: time, credit, who contains whom."""
    measures, around = evidence.measures, evidence.around
    lean = 2.0 * (float(around.earlier[child, parent]) - float(around.later[child, parent]))
    lean += 1.0 * (float(around.credited[child, parent]) - float(around.credited[parent, child]))
    lean += 1.0 * (float(around.linked[child, parent]) - float(around.linked[parent, child]))
    lean += 1.0 * float(measures.coverage[child, parent] - measures.coverage[parent, child])
    return lean + 1.0 * float(measures.n5[child, parent] - measures.n5[parent, child])


def _prefer_ancestors(tree: Tree, evidence: Evidence, settings: TraceSettings) -> None:
    """Hang a telling on its grandparent where that covers it about as well: a derivative seldom is what others derive from."""
    for child in range(evidence.size):
        for _ in range(evidence.size):
            parent = next(iter(tree.parents.get(child, ())), None)
            above = next(iter(tree.parents.get(parent, ())), None) if parent is not None else None
            if parent is None or above is None or not _as_good(evidence, child, (above, parent), settings):
                break
            tree.parents[child] = (above,)


def _as_good(evidence: Evidence, child: int, parents: Pair, settings: TraceSettings) -> bool:
    above, parent = parents
    if (child, parent) in evidence.same or (child, above) in evidence.different:
        return False
    measures = evidence.measures
    covers = measures.coverage[child, above] >= measures.coverage[child, parent] - settings.ancestor_slack
    worded = measures.n3[child, above] >= measures.n3[child, parent] - 0.05
    return bool(covers and worded and strength(evidence, child, above, settings) > 0)


def _part_siblings(tree: Tree, evidence: Evidence, settings: TraceSettings) -> None:
    """Part a child from a root that lacks details which the child shares with others of the family: both had an unseen text before them.

    What a child has beyond its true parent nobody else of the family has, unless from the child.
    """
    for child, parents in sorted(tree.parents.items()):
        if len(parents) != 1 or tree.parents.get(parents[0]) or (child, parents[0]) in evidence.same:
            continue
        if is_copy(evidence, child, parents[0], settings) or evidence.around.linked[child, parents[0]]:
            continue
        if evidence.measures.coverage[child, parents[0]] >= settings.surely_covered:
            continue
        family = [row for row in range(evidence.size) if parents[0] in tree.line(row) and child not in tree.line(row)]
        strays = _strays(evidence, child, parents[0], [row for row in family if row != parents[0]])
        if strays >= settings.stray_weight:
            tree.siblings.append((parents[0], child))
    for _, child in tree.siblings:
        tree.parents.pop(child, None)


def _strays(evidence: Evidence, child: int, parent: int, family: list[int]) -> float:
    """Return the weight of the child's details that the parent lacks and another of the family has."""
    if not family:
        return 0.0
    measures = evidence.measures
    lacking = measures.has[child] * (measures.holds[parent] == 0)
    return float((lacking * measures.has[family].max(axis=0)) @ measures.weight)


def _mergers(tree: Tree, evidence: Evidence, settings: TraceSettings) -> Iterator[tuple[int, Pair]]:
    for child in range(evidence.size):
        known = tree.parents.get(child, ())
        if known and is_copy(evidence, child, known[0], settings):
            continue
        firsts = known or tuple(_half_parents(evidence, child, settings))
        pairs = [pair for first in firsts for pair in _second_parents(tree, evidence, (child, first), settings)]
        if pairs:
            best = max(pairs, key=lambda pair: (_joint(evidence, child, pair), pair))
            yield child, _older(tree, evidence, child, best, settings)


def _older(tree: Tree, evidence: Evidence, child: int, parents: Pair, settings: TraceSettings) -> Pair:
    """Return the parents with each replaced by its own parent where both then cover the child about as well."""
    kept = parents
    for own, other in ((0, 1), (1, 0)):
        for above in tree.parents.get(kept[own], ()):
            pair = (above, kept[other]) if own == 0 else (kept[other], above)
            allowed = above not in (child, kept[other]) and (child, above) not in evidence.different
            if allowed and _joint(evidence, child, pair) >= _joint(evidence, child, kept) - settings.ancestor_slack:
                kept = pair
    return kept


def _half_parents(evidence: Evidence, child: int, settings: TraceSettings) -> Iterable[int]:
    return [p for p in range(evidence.size) if p != child and _may_add(evidence, child, p, settings)]


def _may_add(evidence: Evidence, child: int, parent: int, settings: TraceSettings) -> bool:
    scores, around = evidence.scores, evidence.around
    allowed = (child, parent) not in evidence.different and not around.later[child, parent]
    return bool(allowed and scores.dependent[child, parent] >= settings.dependent_cut - settings.merger_slack)


def _second_parents(tree: Tree, evidence: Evidence, edge: Pair, settings: TraceSettings) -> Iterator[Pair]:
    """Yield (first, second) parents where each brings details and sentences of its own to the child, and both do not share a line."""
    child, first = edge
    measures = evidence.measures
    for second in range(evidence.size):
        if second in (child, first) or not _may_add(evidence, child, second, settings):
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


def _brings_both(evidence: Evidence, child: int, parents: Pair, settings: TraceSettings) -> bool:
    """Tell whether each parent alone gives enough details and is the clearly better match of enough sentences."""
    joint = _joint(evidence, child, parents)
    best = [evidence.measures.best[child, parent] for parent in parents]
    for own, other in ((0, 1), (1, 0)):
        alone = joint - float(evidence.measures.coverage[child, parents[other]])
        better = int(((best[own] > best[other] + 0.08) & (best[own] > settings.told)).sum())
        if alone < settings.merger_gain or better < settings.merger_sentences:
            return False
    return True


def _joint(evidence: Evidence, child: int, parents: Pair) -> float:
    """Return the share of the child's details that either parent has."""
    return float(evidence.measures.joint(child, parents))
