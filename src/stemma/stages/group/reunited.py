"""Parts of a piece that are one story because they name the same rare people and places.

An agency's report and a local paper's can share few words, and average linkage then keeps their families apart. Two happenings of one kind
may share a country, a body and a word for what happened; they do not share several names that hardly any news text has.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from stemma.settings import GroupSettings
from stemma.stages.group.compare import Corpus, entries_of
from stemma.stages.group.decisions import Ruling


def reunited(parts: Sequence[list[int]], corpus: Corpus, ruling: Ruling, settings: GroupSettings) -> list[list[int]]:
    """Return the parts, those joined that share enough rare details and lie near each other in time; strongest first, one step at a time.

    Args:
        parts: Rows of the parts of one piece, each ascending.
        corpus, ruling, settings: The articles, what a person ruled, choices of grouping.
    """
    left = [list(part) for part in parts]
    if len(left) < 2:
        return sorted(left)
    told = [_told(part, corpus, settings) for part in left]
    apart = {frozenset(pair) for pair in ruling.different}
    while True:
        pair = next((p for p in _sharing(told, settings) if _may_join(left, p, corpus, apart, settings)), None)
        if pair is None:
            return sorted(left)
        joined = sorted(left[pair[0]] + left[pair[1]])
        left = [part for k, part in enumerate(left) if k not in pair] + [joined]
        told = [details for k, details in enumerate(told) if k not in pair] + [_told(joined, corpus, settings)]


def _told(part: list[int], corpus: Corpus, settings: GroupSettings) -> NDArray[np.int64]:
    """Return the columns of the rare details that a good share of the members of a part tell."""
    _, columns, rarity = entries_of(corpus.rarity, part)
    met, tellings = np.unique(columns[rarity >= settings.telling_rarity], return_counts=True)
    return met[tellings >= settings.telling_share * len(part)].astype(np.int64)


def _sharing(told: Sequence[NDArray[np.int64]], settings: GroupSettings) -> list[tuple[int, int]]:
    """Return the places of the pairs of parts that share enough details: those that share most first, then in order of places."""
    met, at = np.unique(np.concatenate(told), return_inverse=True)
    ends = np.cumsum([0, *map(len, told)])
    tells = sparse.csr_matrix((np.ones(len(at), np.int64), at, ends), shape=(len(told), len(met)))
    shared = sparse.triu(tells @ tells.T, 1).tocoo()
    enough = shared.data >= settings.telling_details
    one, other, count = shared.row[enough], shared.col[enough], shared.data[enough]
    order = np.lexsort((other, one, -count))
    return list(zip(one[order].tolist(), other[order].tolist(), strict=True))


def _may_join(
    parts: Sequence[list[int]],
    pair: tuple[int, int],
    corpus: Corpus,
    apart: set[frozenset[int]],
    settings: GroupSettings,
) -> bool:
    """Tell whether two parts lie near each other in time and no ruling keeps a member of one apart from one of the other."""
    one, other = parts[pair[0]], parts[pair[1]]
    if _days_apart(one, other, corpus) > settings.telling_days:
        return False
    return not apart or not any(frozenset((a, b)) in apart for a in one for b in other)


def _days_apart(one: list[int], other: list[int], corpus: Corpus) -> float:
    """Return the days between the nearest two dated members of the parts; infinite where a part has none, for names alone say too little then."""
    (from_one, to_one), (from_other, to_other) = _dated(one, corpus), _dated(other, corpus)
    if not len(from_one) or not len(from_other):
        return np.inf
    gaps = np.maximum(from_one[:, None] - to_other[None, :], from_other[None, :] - to_one[:, None])
    return float(np.maximum(gaps, 0.0).min())


def _dated(part: list[int], corpus: Corpus) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return from when and until when each dated member of a part can have been published."""
    earliest, latest = corpus.earliest[part], corpus.latest[part]
    dated = np.isfinite(earliest) & np.isfinite(latest)
    return earliest[dated], latest[dated]
