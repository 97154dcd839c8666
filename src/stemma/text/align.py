"""How two texts run along each other: near-verbatim runs, mutual-best pairs, agreement of order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stemma.text.shingles import Hashes

_GAP = 8
_MOST_PLACES = 4


@dataclass(frozen=True, slots=True)
class Run:
    """Words `[left, left_end)` of one text that stand, nearly, as `[right, right_end)` in the other; `shared` n-grams support it."""

    left: int
    left_end: int
    right: int
    right_end: int
    shared: int


def near_verbatim_runs(
    left: Hashes, right: Hashes, *, n: int = 5, right_order: NDArray[np.int64] | None = None
) -> list[Run]:
    """Return the runs that two texts share word for word, merged across gaps of up to eight words on either side.

    Args:
        left, right: Hashes of the texts' n-grams, in order.
        n: Words per n-gram.
        right_order: The order that sorts `right`, where the caller has it already.
    """
    found: list[list[int]] = []
    for at_left, at_right in _seeds(left, right, right_order):
        run = next((r for r in reversed(found[-6:]) if _continues(r, at_left, at_right, n)), None)
        if run is None:
            found.append([at_left, at_left + n, at_right, at_right + n, 1])
        else:
            run[1], run[3], run[4] = max(run[1], at_left + n), max(run[3], at_right + n), run[4] + 1
    return [Run(*run) for run in found]


def _seeds(left: Hashes, right: Hashes, order: NDArray[np.int64] | None) -> Iterator[tuple[int, int]]:
    """Yield places of equal n-grams, in order; an n-gram with many places in the right text keeps its first few."""
    order = np.argsort(right, kind="stable") if order is None else order
    ordered = right[order]
    if not len(ordered):
        return
    low = np.searchsorted(ordered, left, "left")
    at = np.flatnonzero((low < len(ordered)) & (ordered[np.minimum(low, len(ordered) - 1)] == left))
    for i in at:
        place = int(low[i])
        for k in range(place, min(place + _MOST_PLACES, len(ordered))):
            if ordered[k] != left[i]:
                break
            yield int(i), int(order[k])


def _continues(run: list[int], at_left: int, at_right: int, n: int) -> bool:
    left_gap, right_gap = at_left - (run[1] - n), at_right - (run[3] - n)
    return 0 <= left_gap <= n + _GAP and 0 <= right_gap <= n + _GAP


def mutual_best(similarity: NDArray[np.float64], least: float) -> list[tuple[int, int]]:
    """Return the pairs (row, column) that are each other's best match, at `least` or above, in order of rows."""
    if 0 in similarity.shape:
        return []
    best_right, best_left = similarity.argmax(axis=1), similarity.argmax(axis=0)
    rows = np.flatnonzero((best_left[best_right] == np.arange(len(best_right))) & (similarity.max(axis=1) >= least))
    return [(int(row), int(best_right[row])) for row in rows]


def order_agreement(pairs: list[tuple[int, int]]) -> float:
    """Return Kendall's tau of aligned positions: 1 where both texts go in one order, -1 where reversed; 0 for fewer than two pairs."""
    if len(pairs) < 2:
        return 0.0
    left, right = np.array(pairs).T
    signs = np.sign(left[:, None] - left[None, :]) * np.sign(right[:, None] - right[None, :])
    upper = signs[np.triu_indices(len(pairs), 1)]
    return float(upper.mean())
