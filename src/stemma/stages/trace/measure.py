"""What is measured between the tellings of a story: who has whose details, whose sentences, whose words.

Square arrays have the child in rows and the candidate parent in columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from stemma.stages.trace.details import Amount, Key
from stemma.stages.trace.gathered import gathered_in_common
from stemma.stages.trace.sources import named_beyond
from stemma.stages.trace.telling import View
from stemma.text.align import mutual_best, order_agreement
from stemma.text.numbers import amounts_match

Floats = NDArray[np.float64]
Pairs = tuple[tuple[int, int], ...]

ALIGNED = 0.35
COVERED = 0.45
_SOFT = 0.7
_SMOOTHING = (3.5, 10.0)
_ODDNESS = 6.0
_ROUND_WITHIN = 0.08
_SEVERAL = 3


@dataclass(frozen=True, slots=True, eq=False)
class Measures:
    """All measures of a story.

    Attributes:
        coverage: Share of the child's details, weighed by rarity, that the parent has.
        odd: The same with details that many other tellings have discounted.
        rare: Share of the child's rare words that the parent has.
        mutual: Mutual-best aligned sentences as a share of the shorter telling's.
        told: Mean similarity of the child's sentences to their best match; lead: of its first two.
        tau: Agreement of order of the aligned sentences.
        n3, n5: Share of the child's 3- and 5-grams outside quotations that the parent has.
        aligned: Mutual-best sentence pairs (child's, parent's) of each pair of rows.
        best: For each child and parent, the best similarity of each of the child's sentences.
        detail_count: Number of details of each telling. foreign: how often each prints numbers as another language does, or a name as hardly any other.
        spoken: How many persons the child quotes by name whom the parent does not name.
        gathered: How much child and parent share of what one of them gathered itself.
        has, holds: Which telling has which detail; the same with rounded and converted numbers in part. weight: their rarity.
    """

    coverage: Floats
    odd: Floats
    rare: Floats
    mutual: Floats
    told: Floats
    lead: Floats
    tau: Floats
    n3: Floats
    n5: Floats
    aligned: dict[tuple[int, int], Pairs]
    scores: dict[tuple[int, int], tuple[float, ...]]
    best: dict[tuple[int, int], Floats]
    detail_count: NDArray[np.int64]
    foreign: NDArray[np.int64]
    spoken: NDArray[np.int64]
    gathered: Floats
    has: Floats
    holds: Floats
    weight: Floats

    def joint(self, child: int, parents: Sequence[int]) -> float:
        """Return the share of the child's details that any of `parents` has, smoothed as `coverage` is."""
        own = self.has[child] * self.weight
        held = self.holds[list(parents)].max(axis=0)
        return float((own @ held + _SMOOTHING[0]) / (own.sum() + _SMOOTHING[1]))


def regrouped(measures: Measures, groups: Sequence[int]) -> Measures:
    """Return `measures` with copies counted once: how common a detail is in the story is counted in groups of copies.

    Args:
        measures: All measures of a story.
        groups: For each telling, the number of its group.
    """
    return replace(measures, odd=_odd(measures.has, measures.holds, measures.weight, groups))


def measure(views: Sequence[View]) -> Measures:
    """Measure every pair of `views`, each telling counted by itself."""
    has, holds, weight = _presence(views)
    n3, n5 = _gram_share(views, 3), _gram_share(views, 5)
    total = len(views)
    square = {name: np.zeros((total, total)) for name in ("mutual", "told", "lead", "tau")}
    aligned: dict[tuple[int, int], Pairs] = {}
    scores: dict[tuple[int, int], tuple[float, ...]] = {}
    best: dict[tuple[int, int], Floats] = {}
    for child, parent, similarity in _similarities(views):
        pairs = mutual_best(similarity, ALIGNED)
        ends = (child, parent), (parent, child)
        aligned[ends[0]], aligned[ends[1]] = tuple(pairs), tuple(sorted((b, a) for a, b in pairs))
        scores[ends[0]] = tuple(float(similarity[a, b]) for a, b in aligned[ends[0]])
        scores[ends[1]] = tuple(float(similarity[b, a]) for a, b in aligned[ends[1]])
        shorter = max(min(similarity.shape), 1)
        tau = order_agreement(pairs)
        for end, axis in ((ends[0], 1), (ends[1], 0)):
            best[end] = similarity.max(axis=axis) if similarity.size else np.zeros(similarity.shape[1 - axis])
            square["mutual"][end], square["tau"][end] = len(pairs) / shorter, tau
            square["told"][end] = best[end].mean() if len(best[end]) else 0.0
            body = _lead_rows(views[end[0]])
            square["lead"][end] = best[end][body].mean() if len(body) else 0.0
    return Measures(
        coverage=_coverage(has, holds, weight, smoothing=_SMOOTHING),
        odd=_odd(has, holds, weight, range(total)),
        rare=_rare(views),
        n3=n3,
        n5=n5,
        aligned=aligned,
        scores=scores,
        best=best,
        detail_count=np.array([len(v.details) for v in views]),
        foreign=np.array([len(v.foreign) + v.misspelled for v in views]),
        spoken=named_beyond(views),
        gathered=gathered_in_common(views, aligned, scores),
        has=has,
        holds=holds,
        weight=weight,
        **square,
    )


def _lead_rows(view: View) -> list[int]:
    return [i for i, s in enumerate(view.sentences) if s.kind.value == "body"][:2]


def _presence(views: Sequence[View]) -> tuple[Floats, Floats, Floats]:
    """Return which telling has which detail; the same with rounded and converted numbers in part; and the details' weights."""
    keys = sorted({key for view in views for key in view.details})
    column = {key: i for i, key in enumerate(keys)}
    has = np.zeros((len(views), len(keys)))
    for row, view in enumerate(views):
        has[row, [column[key] for key in view.details]] = 1.0
    near = _near_numbers(keys, views)
    soft = (has @ near > 0) * _SOFT if near.nnz else np.zeros_like(has)
    weight = np.array([next(v.weights[key] for v in views if key in v.weights) for key in keys])
    return has, np.maximum(has, soft), weight


def _near_numbers(keys: list[Key], views: Sequence[View]) -> sparse.csr_matrix:
    """Return which different numbers may be one amount: printed another way, in other units, or one rounded to at most two digits."""
    numbers: dict[Key, set[Amount]] = {}
    for view in views:
        for key, amounts in view.amounts.items():
            numbers.setdefault(key, set()).update(amounts)
    index = {key: i for i, key in enumerate(keys)}
    found = [
        (index[a], index[b])
        for a, left in numbers.items()
        for b, right in numbers.items()
        if a != b and any(_may_be_one(x, y) for x in left for y in right)
    ]
    rows, columns = np.array(found, np.int64).reshape(-1, 2).T
    return sparse.csr_matrix((np.ones(len(found)), (rows, columns)), shape=(len(keys), len(keys)))


def _may_be_one(left: Amount, right: Amount) -> bool:
    if amounts_match(left, right):
        return True
    if "clock" in (left[1], right[1]) or (left[1] and right[1] and left[1] != right[1]):
        return False
    low, high = sorted((abs(left[0]), abs(right[0])))
    rounded = any(_digits(value) <= 2 for value in (left[0], right[0])) and _digits(left[0]) != _digits(right[0])
    return low >= 100 and rounded and high - low <= _ROUND_WITHIN * high


def _digits(value: float) -> int:
    return len(f"{abs(value):.10g}".replace(".", "").strip("0"))


def _coverage(has: Floats, holds: Floats, weight: Floats, *, smoothing: tuple[float, float]) -> Floats:
    shared = (has * weight) @ holds.T
    own = (has * weight).sum(axis=1, keepdims=True)
    share: Floats = (shared + smoothing[0]) / (own + smoothing[1])
    return share


def _odd(has: Floats, holds: Floats, weight: Floats, groups: Sequence[int]) -> Floats:
    """Return coverage with each detail divided by 1 + 6 x the share of other groups of copies that have it."""
    total = len(has)
    number = np.array(groups)
    kinds = np.unique(number)
    by_group = np.array([holds[number == kind].max(axis=0) for kind in kinds])
    row = np.searchsorted(kinds, number)
    counted = by_group.sum(axis=0)
    odd = np.zeros((total, total))
    for child in range(total):
        own = np.flatnonzero(has[child])
        for parent in range(total):
            pair = {row[child], row[parent]}
            others = len(kinds) - len(pair)
            if others <= 0:
                share = np.zeros(len(own))
            else:
                share = (counted[own] - by_group[sorted(pair)][:, own].sum(axis=0)) / others
            discounted = weight[own] / (1.0 + _ODDNESS * share)
            odd[child, parent] = (float(discounted @ holds[parent, own]) + 4.0) / (float(discounted.sum()) + 12.0)
    return odd


def _rare(views: Sequence[View]) -> Floats:
    keys = sorted({key for view in views for key in view.rare})
    column = {key: i for i, key in enumerate(keys)}
    has = np.zeros((len(views), len(keys)))
    weight = np.zeros(len(keys))
    for row, view in enumerate(views):
        for key, value in view.rare.items():
            has[row, column[key]], weight[column[key]] = 1.0, value
    return _coverage(has, has, weight, smoothing=(3.5, 14.0))


def _gram_share(views: Sequence[View], n: int) -> Floats:
    """Return the share of each child's n-grams that the parent has; runs that three or more tellings share do not count for a pair
    unless more than half of the child is in the parent."""
    grams = [view.grams(n) for view in views]
    known, columns = np.unique(np.concatenate(grams), return_inverse=True)
    ends = np.cumsum([0, *(len(g) for g in grams)])
    has = sparse.csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(views), max(len(known), 1)))
    common = np.asarray(has.sum(axis=0)).ravel() >= _SEVERAL
    lengths = np.maximum([len(g) for g in grams], 1).astype(float)[:, None]
    whole = np.asarray((has @ has.T).todense()) / lengths
    special = has @ sparse.diags((~common).astype(float))
    share: Floats = np.where(whole > 0.15, whole, np.asarray((special @ has.T).todense()) / lengths)
    return share


def _similarities(views: Sequence[View]) -> list[tuple[int, int, Floats]]:
    """Return, for each pair of tellings, the similarity of each sentence of the one to each of the other.

    0.6 cosine + 0.4 overlap of weighed terms over the lighter sentence; without vectors the overlap alone, stretched to its range.
    """
    matrix, light, starts = _term_matrix(views)
    found = []
    for a in range(len(views)):
        own = slice(starts[a], starts[a + 1])
        shared = np.asarray((matrix[own] @ matrix.T).todense())
        overlap = shared / np.maximum(np.minimum(light[own][:, None], light[None, :]), 6.0)
        for b in range(a + 1, len(views)):
            part = overlap[:, starts[b] : starts[b + 1]]
            found.append((a, b, _with_vectors(views[a], views[b], part)))
    return found


def _with_vectors(one: View, other: View, overlap: Floats) -> Floats:
    if one.vectors is None or other.vectors is None:
        return np.minimum(1.0, 1.35 * overlap)
    joined: Floats = 0.6 * np.clip(one.vectors @ other.vectors.T, 0.0, 1.0) + 0.4 * overlap
    return joined


def _term_matrix(views: Sequence[View]) -> tuple[sparse.csr_matrix, Floats, list[int]]:
    """Return sentences by terms, each cell the root of the term's weight (so that products sum shared weights); and sums per sentence."""
    column: dict[Key, int] = {}
    rows, columns, values = [], [], []
    starts = [0]
    for view in views:
        for terms in view.terms:
            row = starts[-1]
            for key, weight in sorted(terms.items()):
                rows.append(row)
                columns.append(column.setdefault(key, len(column)))
                values.append(weight**0.5)
            starts[-1] += 1
        starts.append(starts[-1])
    starts = [0, *starts[:-1]]
    matrix = sparse.csr_matrix((values, (rows, columns)), shape=(max(starts[-1], 1), max(len(column), 1)))
    light = np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel()
    return matrix, light, starts
