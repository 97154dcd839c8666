"""From likeness of pairs to stories: pieces that hang together, average linkage inside each, so that no chain of likenesses drifts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import squareform

from stemma.settings import GroupSettings
from stemma.stages.group.blocking import Ints, Pairs
from stemma.stages.group.compare import Corpus, likeness
from stemma.stages.group.contrast import contrasted
from stemma.stages.group.decisions import Ruling
from stemma.stages.group.reunited import reunited
from stemma.stages.group.strays import with_strays

Floats = NDArray[np.float64]
_FORCED = 1e6
_KEPT_APART = -1e9


def pieces(total: int, pairs: Pairs, odds: Floats, ruling: Ruling, settings: GroupSettings) -> list[list[int]]:
    """Return the rows of `total` as pieces that hang together, each ascending, in order of their first row.

    Strongest links first. The weaker a link, the smaller the piece that it may build, or else weak links between unrelated articles would
    tie a large case into one. Pairs that a person joined come before all others.
    """
    sizes = np.minimum(settings.weak_piece * np.exp(odds), settings.largest_piece).astype(np.int64)
    order = np.argsort(-odds, kind="stable")
    links = [(a, b, total) for a, b in ruling.same]
    links.extend(zip(pairs.left[order].tolist(), pairs.right[order].tolist(), sizes[order].tolist(), strict=True))
    root, size = list(range(total)), [1] * total
    for left, right, most in links:
        one, other = _root(root, left), _root(root, right)
        if one != other and size[one] + size[other] <= most:
            low, high = min(one, other), max(one, other)
            root[high] = low
            size[low] += size[high]
    found: dict[int, list[int]] = {}
    for row in range(total):
        found.setdefault(_root(root, row), []).append(row)
    return list(found.values())


def _root(root: list[int], row: int) -> int:
    while root[row] != row:
        root[row] = root[root[row]]
        row = root[row]
    return row


@dataclass(frozen=True, slots=True, eq=False)
class Grouped:
    """The rows of one story, ascending, and the mean features of its pairs (None for one article)."""

    rows: list[int]
    features: Floats | None


def stories_of(
    piece: Sequence[int], features: Floats, corpus: Corpus, ruling: Ruling, settings: GroupSettings
) -> list[Grouped]:
    """Return the stories of one piece: loose groups first, then what in each group is set apart by its own details.

    Depends on the articles of the piece alone, so that a piece that is as it was need not be looked at again.

    Args:
        piece: Rows, ascending, two or more; features: those of their pairs, in the order of `pairs_of`.
        corpus, ruling, settings: The articles, what a person ruled, choices of grouping.
    """
    odds = squareform(likeness(features))
    stories: list[list[int]] = []
    for group in _linked(ruled(odds, piece, ruling), settings.loose):
        rows = [piece[k] for k in group]
        near = ruled(odds[np.ix_(group, group)], rows, ruling)
        apart = ruled(contrasted(rows, near, corpus, settings), rows, ruling)
        for part in with_strays(_linked(apart, settings.cut), near, apart, settings):
            stories.append([rows[k] for k in part])
    place = {row: k for k, row in enumerate(piece)}
    return [
        Grouped(rows, _mean(features, len(piece), [place[row] for row in rows]))
        for rows in reunited(stories, corpus, ruling, settings)
    ]


def pairs_of(members: Sequence[int]) -> tuple[Ints, Ints]:
    """Return the pairs of `members`, each with the first that follow it."""
    rows = np.array(members, np.int64)
    left, right = np.triu_indices(len(rows), 1)
    return rows[left], rows[right]


def _mean(features: Floats, total: int, places: Sequence[int]) -> Floats | None:
    """Return the mean features of the pairs of `places` among `total` members."""
    if len(places) == 1:
        return None
    left, right = pairs_of(places)
    at = left * (2 * total - left - 1) // 2 + right - left - 1
    mean: Floats = features[at].mean(axis=0)
    return mean


def ruled(odds: Floats, rows: Sequence[int], ruling: Ruling) -> Floats:
    """Return the log odds of pairs of `rows` with a person's rulings in place of what was computed."""
    place = {row: k for k, row in enumerate(rows)}
    held = odds.copy()
    for pairs, value in ((ruling.same, _FORCED), (ruling.different, _KEPT_APART)):
        for a, b in pairs:
            if a in place and b in place:
                held[place[a], place[b]] = held[place[b], place[a]] = value
    return held


def _linked(odds: Floats, cut: float) -> list[list[int]]:
    """Return groups of places whose log odds are at least `cut` on average (average linkage), each ascending, by first member."""
    groups = {place: [place] for place in range(len(odds))}
    distance = _FORCED - odds
    np.fill_diagonal(distance, 0.0)
    tree = linkage(squareform(distance, checks=False), "average") if len(odds) > 1 else np.empty((0, 4))
    for step, (one, other, apart, _) in enumerate(tree.tolist(), start=len(odds)):
        if apart <= _FORCED - cut and one in groups and other in groups:
            groups[step] = groups.pop(int(one)) + groups.pop(int(other))
    return sorted(sorted(group) for group in groups.values())
