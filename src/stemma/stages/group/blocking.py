"""Which pairs of articles are worth comparing: those that share rare details in a window of time, or wording.

Both are one join: postings (key, article) are sorted by key and time, and each meets the next ones with the same key. What a join found is
carried on when articles are added: the others stay in their order, so pairs at hand change by keys of new articles alone, and can only lose.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from stemma.stages.group.postings import Ints, Mask, Postings, Rows, bounds_of, held_by, postings_of
from stemma.stages.group.signature import Signature
from stemma.text.shingles import Hashes

_BUCKET_ROOM = 2_000_000
UNDATED = -1
_LOOSE_DAYS = 31


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairs of articles by their row, left < right, in order, each with the number of keys they share."""

    left: Rows
    right: Rows
    shared: Rows

    def __getitem__(self, chosen: Mask) -> Pairs:
        return Pairs(self.left[chosen], self.right[chosen], self.shared[chosen])

    def codes(self, total: int) -> Ints:
        """Return one number for each pair of `total` rows, ascending."""
        return self.left * np.int64(total) + self.right


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a join looks.

    Attributes:
        days: Articles further apart in time do not meet; None for no limit. Undated articles meet all.
        whole: All articles of a key that stands in up to this many meet each other.
        next: Of a more frequent key, each meets this many that follow it in time; with 0 the key is stock.
        least: Fewest shared keys of a pair.
    """

    days: int | None
    whole: int
    next: int
    least: int


@dataclass(frozen=True, slots=True, eq=False)
class Joined:
    """What a join found: the pairs that share keys, and the postings of stock."""

    pairs: Pairs
    stock: Postings

    def moved(self, place: Rows) -> Joined:
        """Return the same with each row at its `place`, in the same order as before."""
        pairs, stock = self.pairs, self.stock
        return Joined(
            Pairs(place[pairs.left], place[pairs.right], pairs.shared), Postings(stock.keys, place[stock.rows])
        )


def join(keys: Hashes, rows: Rows, days: Ints, reach: Reach, before: Joined | None, fresh: Mask) -> Joined:
    """Return the pairs of rows that share at least `reach.least` keys.

    Args:
        keys, rows: Each key that an article has, and the article's row.
        days: The day of each row (`UNDATED` for none).
        reach: How far the join looks.
        before: What it found, in rows as they are now, when all but the `fresh` ones were there; None to join all.
        fresh: Which rows are new.
    """
    if before is not None:
        touched = held_by(keys, keys[fresh[rows]])
        keys, rows = keys[touched], rows[touched]
    postings = postings_of(keys, rows, days)
    asking = np.ones(len(days), bool) if before is None else fresh
    met = _pairs(list(_meetings(postings, days, reach, asking)), len(days))
    stock = _stock(postings, reach)
    if before is None:
        return Joined(met, stock)
    kept = before.stock[~np.isin(before.stock.keys, stock.keys)]
    stock = Postings(np.r_[kept.keys, stock.keys], np.r_[kept.rows, stock.rows])
    left = _without(before.pairs, _lost(postings, days, reach, fresh), reach.least, len(days))
    return Joined(_merged(left, met, len(days)), stock[np.argsort(stock.keys, kind="stable")])


def _meetings(postings: Postings, days: Ints, reach: Reach, asking: Mask) -> Iterator[tuple[Ints, Ints]]:
    """Yield codes of the pairs of which one row asks, with their shared keys, some rows at a time so that memory stays bounded."""
    at = np.flatnonzero(asking[postings.rows]).astype(np.int32)
    low, high = _partners(postings, at, reach, both=not asking.all())
    shards = 1 + int((high - low).sum() // _BUCKET_ROOM)
    shard = postings.rows[at] % shards
    for number in range(shards):
        here = shard == number
        one, other = _ranges(at[here], low[here], high[here])
        new = (other > one) | ~asking[postings.rows[other]]
        codes, counts = np.unique(_codes(postings, one[new], other[new], days, reach), return_counts=True)
        enough = counts >= reach.least
        yield codes[enough], counts[enough]


def _partners(postings: Postings, at: Rows, reach: Reach, *, both: bool) -> tuple[Rows, Rows]:
    """Return from where to where lie the postings that those `at` meet: what follows them, or what stands on either side."""
    starts, ends = (bound[at] for bound in bounds_of(postings))
    near = np.where(ends - starts <= reach.whole, ends - starts, np.int32(reach.next))
    return np.maximum(starts, at - near) if both else at + np.int32(1), np.minimum(ends, at + near + np.int32(1))


def _ranges(at: Rows, low: Rows, high: Rows) -> tuple[Rows, Rows]:
    """Return each of `at` beside every number from its `low` up to its `high`."""
    counts = high - low
    ends = np.cumsum(counts, dtype=np.int64)
    shift = (low - ends + counts).astype(np.int32)
    return np.repeat(at, counts), np.arange(counts.sum(), dtype=np.int32) + np.repeat(shift, counts)


def _codes(postings: Postings, one: Rows, other: Rows, days: Ints, reach: Reach) -> Ints:
    """Return codes of the pairs of postings that lie near each other in time."""
    early, late = (postings.rows[place].astype(np.int64) for place in (np.minimum(one, other), np.maximum(one, other)))
    if reach.days is not None:
        near = (days[late] - days[early] <= reach.days) | (days[early] == UNDATED)
        early, late = early[near], late[near]
    return np.minimum(early, late) * len(days) + np.maximum(early, late)


def _pairs(counted: Sequence[tuple[Ints, Ints]], total: int) -> Pairs:
    codes = np.concatenate([codes for codes, _ in counted])
    order = np.argsort(codes)
    left, right = np.divmod(codes[order], max(total, 1))
    shared = np.concatenate([counts for _, counts in counted])[order]
    return Pairs(left.astype(np.int32), right.astype(np.int32), shared.astype(np.int32))


def _stock(postings: Postings, reach: Reach) -> Postings:
    starts, ends = bounds_of(postings)
    return postings[(ends - starts > reach.whole) & (reach.next == 0)]


def _lost(postings: Postings, days: Ints, reach: Reach, fresh: Mask) -> tuple[Ints, Ints]:
    """Return codes of old pairs that no longer meet by keys that new rows have, with how many such keys: too frequent now, or pushed apart."""
    starts, ends = bounds_of(postings)
    place = np.flatnonzero(~fresh[postings.rows] & (ends - starts > reach.whole))
    old = postings[place]
    starts, ends = bounds_of(old)
    at = np.arange(len(place), dtype=np.int32)
    met = np.where(ends - starts <= reach.whole, ends, np.minimum(ends, at + np.int32(reach.next + 1)))
    apart = place[met - 1] - place > reach.next
    one, other = _ranges(at[apart], at[apart] + np.int32(1), met[apart])
    lost = place[other] - place[one] > reach.next
    codes, counts = np.unique(_codes(old, one[lost], other[lost], days, reach), return_counts=True)
    return codes, counts


def _without(pairs: Pairs, lost: tuple[Ints, Ints], least: int, total: int) -> Pairs:
    codes, counts = lost
    known = pairs.codes(total)
    at = np.searchsorted(known, codes)
    here = np.append(known, -1)[at] == codes
    shared = pairs.shared.copy()
    shared[at[here]] -= counts[here]
    return Pairs(pairs.left, pairs.right, shared)[shared >= least]


def _merged(pairs: Pairs, more: Pairs, total: int) -> Pairs:
    at = np.searchsorted(pairs.codes(total), more.codes(total))
    return Pairs(
        np.insert(pairs.left, at, more.left),
        np.insert(pairs.right, at, more.right),
        np.insert(pairs.shared, at, more.shared),
    )


def days_of(signatures: Sequence[Signature]) -> Ints:
    """Return the day from which each article can have been published, `UNDATED` where that is not known to a month."""
    return np.fromiter((_day_of(s) for s in signatures), np.int64, len(signatures))


def _day_of(signature: Signature) -> int:
    earliest, latest = signature.earliest, signature.latest
    if earliest is None or latest is None or latest - earliest > _LOOSE_DAYS:
        return UNDATED
    return earliest
