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
    """Which rows have which key: parallel arrays, sorted by key, then time, then row."""

    keys: NDArray[np.uint64]
    rows: NDArray[np.int32]


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


def postings_of(keys: Sequence[NDArray[np.uint64]], days: Ints) -> Postings:
    """Return the postings of articles whose keys are `keys` and whose days are `days` (`UNDATED` for none)."""
    rows = np.repeat(np.arange(len(keys), dtype=np.int32), [len(k) for k in keys])
    flat = np.concatenate(keys) if len(keys) else np.empty(0, np.uint64)
    order = np.argsort(days, kind="stable")
    rank = np.empty(len(days), np.int32)
    rank[order] = np.arange(len(days), dtype=np.int32)
    by_time = np.argsort(rank[rows], kind="stable")
    flat, rows = flat[by_time], rows[by_time]
    by_key = np.argsort(flat, kind="stable")
    return Postings(flat[by_key], rows[by_key])


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
    size = _sizes(postings)
    reaching = np.where(size <= reach.whole, size, reach.next)
    shards = 1 + int(reaching.sum() // (2 * _BUCKET_ROOM))
    parts = [_meet_shard(postings, days, reach, reaching, (shard, shards)) for shard in range(shards)]
    codes = np.concatenate([codes for codes, _ in parts])
    counts = np.concatenate([counts for _, counts in parts])
    order = np.argsort(codes, kind="stable")
    codes, counts = codes[order], counts[order]
    return Pairs(codes // max(total, 1), codes % max(total, 1), counts)


def _meet_shard(
    postings: Postings, days: Ints, reach: Reach, reaching: Ints, shard: tuple[int, int]
) -> tuple[Ints, Ints]:
    """Count shared keys of the pairs whose earlier row falls in one shard, so that memory stays bounded."""
    at = np.flatnonzero(postings.rows % shard[1] == shard[0]) if shard[1] > 1 else np.arange(len(postings.keys))
    total = len(days)
    found: list[Ints] = []
    offset = 0
    while len(at):
        offset += 1
        at = at[(at + offset < len(postings.keys)) & (reaching[at] >= offset)]
        at = at[postings.keys[at] == postings.keys[at + offset]]
        left, right = postings.rows[at].astype(np.int64), postings.rows[at + offset].astype(np.int64)
        if reach.days is not None:
            near = (days[right] - days[left] <= reach.days) | (days[left] == UNDATED)
            left, right = left[near], right[near]
            at = at[near]
        found.append(np.minimum(left, right) * total + np.maximum(left, right))
    codes, counts = np.unique(np.concatenate([np.empty(0, np.int64), *found]), return_counts=True)
    kept = counts >= reach.least
    return codes[kept], counts[kept].astype(np.int64)


def days_of(signatures: Sequence[Signature]) -> Ints:
    """Return the day from which each article can have been published, `UNDATED` where that is not known to a month."""
    return np.fromiter((_day_of(s) for s in signatures), np.int64, len(signatures))


def _day_of(signature: Signature) -> int:
    earliest, latest = signature.earliest, signature.latest
    if earliest is None or latest is None or latest - earliest > _LOOSE_DAYS:
        return UNDATED
    return earliest
