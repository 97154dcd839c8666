"""From likeness of pairs to stories: average linkage inside each component, so that no chain of likenesses drifts."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from stemma.stages.group.blocking import Pairs

Floats = NDArray[np.float64]
Pair = tuple[int, int]
_FORCED = 1e6


def components(total: int, pairs: Pairs, linked: NDArray[np.bool_]) -> list[list[int]]:
    """Return the rows of each connected component of two or more, in order, joining the pairs marked in `linked`."""
    left, right = pairs.left[linked], pairs.right[linked]
    graph = sparse.coo_matrix((np.ones(len(left)), (left, right)), shape=(total, total))
    _, label = connected_components(graph, directed=False)
    order = np.argsort(label, kind="stable")
    cuts = np.flatnonzero(np.diff(label[order])) + 1
    return [list(map(int, part)) for part in np.split(order, cuts) if len(part) > 1]


def average_linkage(
    members: Sequence[int],
    chances: Mapping[Pair, float],
    *,
    cut: float,
    same: Iterable[Pair] = (),
    different: Iterable[Pair] = (),
) -> list[list[int]]:
    """Merge, best first, groups whose pairs are alike by at least `cut` on average; a pair without a chance counts as 0.

    Args:
        members: Rows to be grouped.
        chances: Chance of a pair of rows (smaller first) to be one story, where they were compared.
        cut: Lowest average at which two groups are one story.
        same: Pairs that a person joined: merged before all else. different: pairs that a person keeps apart.

    Returns:
        The groups, each ascending, in order of their first member.
    """
    groups = {row: [row] for row in members}
    sums = _sums(members, chances, same, different)
    heap = [(-value, a, b) for a, near in sums.items() for b, value in near.items() if a < b]
    heapq.heapify(heap)
    while heap:
        score, a, b = heapq.heappop(heap)
        if a not in groups or b not in groups or _average(sums, groups, a, b) != -score:
            continue
        if -score < cut:
            break
        _merge(groups, sums, (a, b))
        for other in sums[a]:
            low, high = min(a, other), max(a, other)
            heapq.heappush(heap, (-_average(sums, groups, low, high), low, high))
    return sorted(sorted(group) for group in groups.values())


def _sums(
    members: Sequence[int], chances: Mapping[Pair, float], same: Iterable[Pair], different: Iterable[Pair]
) -> dict[int, dict[int, float]]:
    sums: dict[int, dict[int, float]] = {row: {} for row in members}
    for (a, b), value in chances.items():
        sums[a][b] = sums[b][a] = value
    for pairs, value in ((same, _FORCED), (different, -_FORCED * 1e3)):
        for a, b in pairs:
            if a in sums and b in sums and a != b:
                sums[a][b] = sums[b][a] = value
    return sums


def _average(sums: dict[int, dict[int, float]], groups: dict[int, list[int]], a: int, b: int) -> float:
    return sums[a].get(b, 0.0) / (len(groups[a]) * len(groups[b]))


def _merge(groups: dict[int, list[int]], sums: dict[int, dict[int, float]], pair: Pair) -> None:
    kept, gone = pair
    groups[kept] = groups[kept] + groups.pop(gone)
    for other, value in sums.pop(gone).items():
        sums[other].pop(gone, None)
        if other != kept:
            sums[kept][other] = sums[other][kept] = sums[kept].get(other, 0.0) + value
