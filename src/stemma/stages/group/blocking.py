"""Which pairs of articles are worth comparing: those that share rare details in a window of time, or wording.

Both are one join: postings (key, article) are sorted by key and time, and each meets the next ones with the same key.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stemma.stages.group.signature import Signature

Ints = NDArray[np.int64]
Rows = NDArray[np.int32]
_BUCKET_ROOM = 3_000_000
UNDATED = -1
_LOOSE_DAYS = 31


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairs of articles by their row, left < right, in order, each with the number of keys they share."""

    left: Ints
    right: Ints
    shared: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """Which rows have a key that more than one has: parallel arrays, sorted by key, then time, then row."""

    keys: NDArray[np.uint64]
    rows: Rows


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a join looks.

    Attributes:
        days: Articles further apart in time do not meet; None for no limit. Undated articles meet all.
        whole: All articles of a key that stands in up to this many meet each other.
        next: Of a more frequent key, each meets this many that follow it in time; 0 for none.
        least: Fewest shared keys of a pair.
    """

    days: int | None
    whole: int
    next: int
    least: int


def postings_of(keys: NDArray[np.uint64], rows: Rows, days: Ints) -> Postings:
    """Return the postings of the keys that more than one article has.

    Args:
        keys, rows: Each key that an article has, and the article's row.
        days: The day of each row (`UNDATED` for none).
    """
    order = np.argsort(days, kind="stable")
    rank = np.empty(len(days), np.int64)
    rank[order] = np.arange(len(days))
    by_key = np.argsort(keys)
    keys = keys[by_key]
    first = np.append(True, keys[1:] != keys[:-1])[: len(keys)]
    shared = ~(first & np.append(first[1:], True)[: len(keys)])
    # one number for key and time sorts faster than two, and the keys stay in their order
    places = np.sort(np.cumsum(first)[shared] << 32 | rank[rows[by_key[shared]]])
    return Postings(keys[shared], order[places & 0xFFFFFFFF].astype(np.int32))


def shared_by(postings: Postings, least: int, most: int | None = None) -> Postings:
    """Return the postings of keys that stand in `least` to `most` articles."""
    size = _sizes(postings)
    kept = (size >= least) if most is None else (size >= least) & (size <= most)
    return Postings(postings.keys[kept], postings.rows[kept])


def _sizes(postings: Postings) -> Ints:
    """Return for each posting in how many articles its key stands."""
    starts = np.flatnonzero(np.r_[True, postings.keys[1:] != postings.keys[:-1]]) if len(postings.keys) else np.empty(0)
    sizes = np.diff(np.r_[starts, len(postings.keys)]).astype(np.int64)
    return np.repeat(sizes, sizes)


def meet(postings: Postings, days: Ints, reach: Reach) -> Pairs:
    """Return the pairs of rows that share at least `reach.least` keys."""
    total = len(days)
    room = _room(postings, reach)
    shards = 1 + int(room.sum() // (2 * _BUCKET_ROOM))
    parts = [_meet_shard(postings, days, reach, room, (shard, shards)) for shard in range(shards)]
    codes = np.concatenate([codes for codes, _ in parts])
    counts = np.concatenate([counts for _, counts in parts])
    order = np.argsort(codes)
    codes, counts = codes[order], counts[order]
    return Pairs(codes // max(total, 1), codes % max(total, 1), counts)


def _room(postings: Postings, reach: Reach) -> Ints:
    """Return how many of the postings that follow each one it meets."""
    size = _sizes(postings)
    first = np.flatnonzero(np.append(True, postings.keys[1:] != postings.keys[:-1])[: len(size)])
    following = size - 1 - (np.arange(len(size)) - np.repeat(first, size[first]))
    return np.where(size <= reach.whole, following, np.minimum(following, reach.next))


def _meet_shard(postings: Postings, days: Ints, reach: Reach, room: Ints, shard: tuple[int, int]) -> tuple[Ints, Ints]:
    """Count shared keys of the pairs whose earlier row falls in one shard, so that memory stays bounded."""
    at = np.flatnonzero((room > 0) & (postings.rows % shard[1] == shard[0]))
    at = at[np.argsort(-room[at], kind="stable")]
    most = -room[at]
    rows = postings.rows[at].astype(np.int64)
    found = [np.empty(0, np.int64)]
    for offset in range(1, 1 - int(most.min(initial=0))):
        count = np.searchsorted(most, -offset, "right")
        left, right = rows[:count], postings.rows[at[:count] + offset].astype(np.int64)
        if reach.days is not None:
            near = (days[right] - days[left] <= reach.days) | (days[left] == UNDATED)
            left, right = left[near], right[near]
        found.append(np.minimum(left, right) * len(days) + np.maximum(left, right))
    codes, counts = np.unique(np.concatenate(found), return_counts=True)
    kept = counts >= reach.least
    return codes[kept], counts[kept]


def days_of(signatures: Sequence[Signature]) -> Ints:
    """Return the day from which each article can have been published, `UNDATED` where that is not known to a month."""
    return np.fromiter((_day_of(s) for s in signatures), np.int64, len(signatures))


def _day_of(signature: Signature) -> int:
    earliest, latest = signature.earliest, signature.latest
    if earliest is None or latest is None or latest - earliest > _LOOSE_DAYS:
        return UNDATED
    return earliest
