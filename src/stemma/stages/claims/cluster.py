"""Units that tell one claim: average linkage, opposites apart.

Connected components drift (a claim of 69 units in a story of 8 tellings, in the feasibility study); average linkage does not.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence

from stemma.stages.claims.features import Pair


def cluster_units(
    count: int, pairs: Sequence[Pair], apart: Iterable[tuple[int, int]], *, cut: float
) -> list[list[int]]:
    """Return groups of unit numbers, each in order; a unit without partner stands alone.

    Args:
        count: Number of units.
        pairs: Measured pairs; pairs not among them count as 0.
        apart: Pairs of units that may not share a claim (certain clashes).
        cut: Lowest average probability at which two groups are joined.
    """
    sums: dict[tuple[int, int], float] = {_key(pair.left, pair.right): pair.probability for pair in pairs}
    members: dict[int, list[int]] = {number: [number] for number in range(count)}
    neighbours: dict[int, set[int]] = {number: set() for number in range(count)}
    for one, other in sums:
        neighbours[one].add(other)
        neighbours[other].add(one)
    barred = {number: set[int]() for number in range(count)}
    for one, other in apart:
        barred[one].add(other)
        barred[other].add(one)
    waiting = [(-value, one, other) for (one, other), value in sums.items() if value >= cut]
    heapq.heapify(waiting)
    while waiting:
        value, one, other = heapq.heappop(waiting)
        if one not in members or other not in members or other in barred[one]:
            continue
        if abs(-value - _average(sums, members, one, other)) > 1e-9:
            continue  # made before one of the two grew
        _join(one, other, members=members, neighbours=neighbours, sums=sums, barred=barred)
        for near in neighbours[one]:
            average = _average(sums, members, one, near)
            if average >= cut:
                heapq.heappush(waiting, (-average, *_key(one, near)))
    return [sorted(group) for _, group in sorted(members.items())]


def _key(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _average(sums: dict[tuple[int, int], float], members: dict[int, list[int]], one: int, other: int) -> float:
    return sums.get(_key(one, other), 0.0) / (len(members[one]) * len(members[other]))


def _join(
    one: int,
    other: int,
    *,
    members: dict[int, list[int]],
    neighbours: dict[int, set[int]],
    sums: dict[tuple[int, int], float],
    barred: dict[int, set[int]],
) -> None:
    """Put group `other` into group `one`, adding up what was measured to every third group."""
    members[one] += members.pop(other)
    for near in neighbours.pop(other):
        value = sums.pop(_key(other, near), 0.0)
        neighbours[near].discard(other)
        if near != one:
            sums[_key(one, near)] = sums.get(_key(one, near), 0.0) + value
            neighbours[near].add(one)
            neighbours[one].add(near)
    for far in barred.pop(other):
        barred[far].discard(other)
        barred[far].add(one)
        barred[one].add(far)
