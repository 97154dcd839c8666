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
_BUCKET_ROOM = 6_000_000
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
        next: With how many following articles of one key each meets; bounds the cost of frequent keys.
        undated: The same for articles without a date, which come first in every key and may belong with any of the others.
        least: Fewest shared keys of a pair.
    """

    days: int | None
    next: int
    least: int
    undated: int = 0


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


def frequent(postings: Postings, cap: int) -> tuple[Postings, Postings]:
    """Split into postings of keys that stand in 2 to `cap` articles, and those of keys above the cap."""
    if not len(postings.keys):
        return postings, postings
    starts = np.flatnonzero(np.r_[True, postings.keys[1:] != postings.keys[:-1]])
    sizes = np.diff(np.r_[starts, len(postings.keys)])
    size = np.repeat(sizes, sizes)
    kept, above = (size >= 2) & (size <= cap), size > cap
    return Postings(postings.keys[kept], postings.rows[kept]), Postings(postings.keys[above], postings.rows[above])


def meet(postings: Postings, days: Ints, reach: Reach) -> Pairs:
    """Return the pairs of rows that share at least `reach.least` keys."""
    total = len(days)
    shards = 1 + int(len(postings.keys) * min(reach.next, 12) // _BUCKET_ROOM)
    parts = [_meet_shard(postings, days, reach, (shard, shards)) for shard in range(shards)]
    codes = np.concatenate([codes for codes, _ in parts])
    counts = np.concatenate([counts for _, counts in parts])
    order = np.argsort(codes, kind="stable")
    codes, counts = codes[order], counts[order]
    return Pairs(codes // max(total, 1), codes % max(total, 1), counts)


def _meet_shard(postings: Postings, days: Ints, reach: Reach, shard: tuple[int, int]) -> tuple[Ints, Ints]:
    """Count shared keys of the pairs whose earlier row falls in one shard, so that memory stays bounded."""
    at = np.flatnonzero(postings.rows % shard[1] == shard[0]) if shard[1] > 1 else np.arange(len(postings.keys))
    total = len(days)
    found: list[Ints] = []
    for offset in range(1, max(reach.next, reach.undated) + 1):
        at = at[at + offset < len(postings.keys)]
        if offset > reach.next:
            at = at[days[postings.rows[at]] == UNDATED]
        at = at[postings.keys[at] == postings.keys[at + offset]]
        if not len(at):
            break
        left, right = postings.rows[at].astype(np.int64), postings.rows[at + offset].astype(np.int64)
        if reach.days is not None:
            near = (days[right] - days[left] <= reach.days) | (days[left] == UNDATED)
            left, right = left[near], right[near]
            at = at[near]
        found.append(np.minimum(left, right) * total + np.maximum(left, right))
    if not found:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    codes, counts = np.unique(np.concatenate(found), return_counts=True)
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
