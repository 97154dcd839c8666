"""How two texts run along each other: near-verbatim runs, mutual-best pairs, agreement of order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from stemma.text.shingles import Hashes

_GAP = 8
_MOST_PLACES = 4
_BITS = 20
_MASK = (1 << _BITS) - 1
_NONE = np.empty(0, np.int64)
Ints = NDArray[np.int64]


class Run(NamedTuple):
    """Words `[left, left_end)` of one text that stand, nearly, as `[right, right_end)` in another; `shared` n-grams support it."""

    left: int
    left_end: int
    right: int
    right_end: int
    shared: int


def near_verbatim_runs(
    texts: Sequence[tuple[Hashes, Sequence[Hashes]]], *, n: int = 5, least: int = 1
) -> list[list[Run]]:
    """Return the runs that texts share word for word, merged across gaps of up to eight words on either side.

    Args:
        texts: Hashes of n-grams in order, of each text and of those to walk along with it; none has a million.
        n: Words per n-gram.
        least: Fewest n-grams of a run.

    Returns:
        One list for each pair of a text and another, in order.
    """
    found: list[list[list[int]]] = [[] for _, others in texts for _ in others]
    for pair, at_left, at_right, length in _diagonals(texts):
        runs = found[pair]
        run = next((r for r in reversed(runs[-6:]) if _continues(r, at_left, at_right, n)), None)
        if run is None:
            run = [at_left, 0, at_right, 0, 0]
            runs.append(run)
        run[1], run[3], run[4] = at_left + length - 1 + n, at_right + length - 1 + n, run[4] + length
    return [[Run(*run) for run in runs if run[4] >= least] for runs in found]


def _continues(run: list[int], at_left: int, at_right: int, n: int) -> bool:
    left_gap, right_gap = at_left - (run[1] - n), at_right - (run[3] - n)
    return 0 <= left_gap <= n + _GAP and 0 <= right_gap <= n + _GAP


def _diagonals(texts: Sequence[tuple[Hashes, Sequence[Hashes]]]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the places of equal n-grams in order, as one (pair, left, right, length) where they follow each other in both texts.

    An n-gram that stands twice in the left text begins a place of its own, for it may continue another run than the one before it.
    """
    places, once = _places(texts)
    follows = np.zeros(len(places), bool)
    follows[1:] = (np.diff(places) == (1 << _BITS) + 1) & once[1:]
    first = np.flatnonzero(~follows)
    lengths = np.diff(first, append=len(places))
    begun = places[first]
    columns = begun >> 2 * _BITS, begun >> _BITS & _MASK, begun & _MASK, lengths
    yield from zip(*(column.tolist() for column in columns), strict=True)


def _places(texts: Sequence[tuple[Hashes, Sequence[Hashes]]]) -> tuple[Ints, NDArray[np.bool_]]:
    """Return the places of equal n-grams in order, (pair, left, right) in one number, and whether each n-gram stands only once on the left.

    An n-gram with many places in a right text keeps its first few.
    """
    orders = [np.argsort(left) for left, _ in texts]
    ordered = [left[order] for (left, _), order in zip(texts, orders, strict=True)]
    at, met = _met(ordered, [others for _, others in texts])
    alike = np.concatenate([_NONE, *map(_alike, ordered)])
    each = alike[at]
    at = np.repeat(at - np.cumsum(each) + each, each) + np.arange(each.sum())
    met = np.repeat(met, each)
    begin = np.cumsum([0, *(len(other) for _, others in texts for other in others)])
    pair = np.searchsorted(begin, met, "right") - 1
    left = np.concatenate([_NONE, *orders])[at]
    places = (pair << 2 * _BITS) + (left << _BITS) + met - begin[pair]
    once = np.repeat(each == 1, each)
    order = np.argsort(places)
    return _first_few(places[order], once[order])


def _met(ordered: Sequence[Hashes], others: Sequence[Sequence[Hashes]]) -> tuple[Ints, Ints]:
    """Return where the n-grams of other texts stand among those of each text, in order there, and which of the others' n-grams these are.

    Both count on from text to text; of n-grams that are alike the first is given.
    """
    at, met = [_NONE], [_NONE]
    before, passed = 0, 0
    for text, rights in zip(ordered, others, strict=True):
        flat = np.concatenate([text[:0], *rights])
        if len(text):
            low = np.searchsorted(text, flat)
            here = np.flatnonzero(np.append(text, text[-1])[low] == flat)
            at.append(low[here] + before)
            met.append(here + passed)
        before, passed = before + len(text), passed + len(flat)
    return np.concatenate(at), np.concatenate(met)


def _alike(ordered: Hashes) -> Ints:
    """Return for each number of an ordered array how often it stands there."""
    first = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]][: len(ordered)])
    times = np.diff(first, append=len(ordered))
    return np.repeat(times, times)


def _first_few(places: Ints, once: NDArray[np.bool_]) -> tuple[Ints, NDArray[np.bool_]]:
    """Return the places without those of a left n-gram beyond its first few in one right text."""
    kept = np.ones(len(places), bool)
    kept[_MOST_PLACES:] = places[_MOST_PLACES:] >> _BITS != places[:-_MOST_PLACES] >> _BITS
    return places[kept], once[kept]


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
