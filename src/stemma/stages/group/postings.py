"""Postings: which articles have a key, the keys that one article alone has left out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stemma.text.shingles import Hashes

Ints = NDArray[np.int64]
Rows = NDArray[np.int32]
Mask = NDArray[np.bool_]
_SIEVE = np.uint64(0x3FFFFF)


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """Which rows have a key that more than one has: parallel arrays, sorted by key, then time, then row."""

    keys: Hashes
    rows: Rows

    def __getitem__(self, chosen: Mask | Ints) -> Postings:
        return Postings(self.keys[chosen], self.rows[chosen])


def postings_of(keys: Hashes, rows: Rows, days: Ints) -> Postings:
    """Return the postings of the keys that more than one article has.

    Args:
        keys, rows: Each key that an article has, and the article's row.
        days: The day of each row, in order of time.
    """
    order = np.argsort(days, kind="stable")
    rank = np.empty(len(days), np.int64)
    rank[order] = np.arange(len(days))
    by_key = np.argsort(keys)
    keys = keys[by_key]
    first = _first(keys)
    shared = ~(first & np.append(first[1:], True)[: len(keys)])
    keys, by_key, numbers = keys[shared], by_key[shared], np.cumsum(first)[shared]
    # one number for key and time sorts faster than two, and the keys stay in their order
    places = numbers << 32 | rank[rows[by_key]]
    places.sort()
    return Postings(keys, order.astype(np.int32)[places & 0xFFFFFFFF])


def bounds_of(postings: Postings) -> tuple[Rows, Rows]:
    """Return for each posting where the postings of its key start and end."""
    bounds = np.append(np.flatnonzero(_first(postings.keys)), len(postings.keys)).astype(np.int32)
    sizes = bounds[1:] - bounds[:-1]
    return np.repeat(bounds[:-1], sizes), np.repeat(bounds[1:], sizes)


def held_by(keys: Hashes, wanted: Hashes) -> Ints:
    """Return where `keys` are among those that are `wanted`, ascending: by a sieve first, for most are not."""
    sieve = np.zeros(int(_SIEVE) + 1, bool)
    sieve[wanted & _SIEVE] = True
    likely = np.flatnonzero(sieve[keys & _SIEVE])
    wanted = np.append(np.unique(wanted), np.uint64(0))
    held: Ints = likely[wanted[np.searchsorted(wanted[:-1], keys[likely])] == keys[likely]]
    return held


def _first(keys: Hashes) -> Mask:
    """Tell of each posting whether it is the first of its key."""
    return np.append(True, keys[1:] != keys[:-1])[: len(keys)]
