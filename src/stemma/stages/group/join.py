"""From likeness of pairs to stories: pieces that hang together, average linkage inside each, so that no chain of likenesses drifts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import squareform

from stemma.settings import GroupSettings
from stemma.stages.group.blocking import Pairs
from stemma.stages.group.contrast import contrasted
from stemma.stages.group.decisions import Ruling
from stemma.stages.group.memory import Key, Memory, Parts
from stemma.stages.group.postings import Ints, Rows
from stemma.stages.group.reunited import Part, part_of, reunited
from stemma.stages.group.signature import Signature
from stemma.stages.group.strays import with_strays

Floats = NDArray[np.float64]
_FORCED = 1e6
_TOGETHER = 50_000
_KEPT_APART = -1e9


def pieces(total: int, pairs: Pairs, odds: Floats, ruling: Ruling, settings: GroupSettings) -> list[list[int]]:
    """Return the rows of `total` as pieces that hang together, each ascending, in order of their first row.

    Strongest links first. The weaker a link, the smaller the piece that it may build, or else weak links between unrelated articles would
    tie a large case into one. Pairs that a person joined come before all others.
    """
    most = np.minimum(settings.weak_piece * np.exp(odds), settings.largest_piece).astype(np.int64)
    order = np.argsort(-odds, kind="stable")
    root, size = list(range(total)), [1] * total
    _link(root, size, [(a, b, total) for a, b in ruling.same])
    for start in range(0, len(order), _TOGETHER):
        now = order[start : start + _TOGETHER]
        _link(root, size, _open(root, size, pairs.left[now], pairs.right[now], most[now]))
    found: dict[int, list[int]] = {}
    for row in range(total):
        found.setdefault(_root(root, row), []).append(row)
    return list(found.values())


def _open(root: list[int], size: list[int], left: Rows, right: Rows, most: Ints) -> Iterable[tuple[int, int, int]]:
    """Return the links that may still join two pieces: most lie inside one, or between two that have grown too large."""
    home, sizes = np.array(root), np.array(size)
    while not np.array_equal(home, further := home[home]):
        home = further
    one, other = home[left], home[right]
    still = (one != other) & (sizes[one] + sizes[other] <= most)
    return zip(one[still].tolist(), other[still].tolist(), most[still].tolist(), strict=True)


def _link(root: list[int], size: list[int], links: Iterable[tuple[int, int, int]]) -> None:
    """Join what each link ties together, as far as it may build a piece."""
    for left, right, most in links:
        one, other = _root(root, left), _root(root, right)
        if one != other and size[one] + size[other] <= most:
            low, high = min(one, other), max(one, other)
            root[high] = low
            size[low] += size[high]


def _root(root: list[int], row: int) -> int:
    while root[row] != row:
        root[row] = root[root[row]]
        row = root[row]
    return row


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """What pieces are made into stories from: all articles, what a person ruled, choices of grouping, and what was found before."""

    signatures: Sequence[Signature]
    ruling: Ruling
    settings: GroupSettings
    memory: Memory


def stories_of(piece: Sequence[int], odds: Floats, given: Given) -> tuple[list[list[int]], dict[Key, Parts]]:
    """Return the stories of one piece, and its loose groups with what each came apart into.

    Loose groups first, then what in each group is set apart by its own details. Depends on the articles of the piece alone, so that a piece
    that is as it was need not be looked at again, nor a group of one that is not.

    Args:
        piece: Rows, ascending.
        odds: Log odds of their pairs, condensed.
        given: What else there is.
    """
    square = squareform(odds) if len(piece) > 1 else np.zeros((1, 1))
    groups: dict[Key, Parts] = {}
    parts: list[Part] = []
    for group in _linked(ruled(square, piece, given.ruling), given.settings.loose):
        rows = [piece[k] for k in group]
        key = key_of(rows, given.signatures, given.ruling)
        found = given.memory.group(key)
        if found is None:
            found = _parted(rows, square[np.ix_(group, group)], given)
        groups[key] = found
        parts.extend(Part([rows[k] for k in places], told) for places, told in found)
    return reunited(parts, given.signatures, given.ruling, given.settings), groups


def _parted(rows: list[int], odds: Floats, given: Given) -> Parts:
    """Return what a loose group comes apart into: the places of each part, and what it tells."""
    signatures, settings = given.signatures, given.settings
    near = ruled(odds, rows, given.ruling)
    apart = ruled(contrasted([signatures[row] for row in rows], near, settings), rows, given.ruling)
    parts = with_strays(_linked(apart, settings.cut), near, apart, settings)
    return tuple((places, part_of([rows[k] for k in places], signatures, settings).told) for places in parts)


def key_of(rows: Sequence[int], signatures: Sequence[Signature], ruling: Ruling) -> Key:
    """Return the articles of `rows` and what a person ruled about two of them."""
    members = set(rows) if ruling.same or ruling.different else set()
    ruled_inside = (
        (verdict, signatures[a].article, signatures[b].article)
        for verdict, pairs in (("same", ruling.same), ("different", ruling.different))
        for a, b in pairs
        if a in members and b in members
    )
    return tuple(signatures[row].article for row in rows), *ruled_inside


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
