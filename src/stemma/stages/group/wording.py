"""The words of many texts at once, as hashes with their places.

Texts are read as arrays of characters, because splitting and hashing words one by one takes longer than all else that grouping does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from stemma.text.normalise import fold
from stemma.text.shingles import Hashes, ngram_hashes

Ints = NDArray[np.int64]
Offsets = NDArray[np.int32]
_CODE_POINTS = 0x110000
_APOSTROPHES, _SEPARATORS = "'’", ".,:"
_LETTER, _DIGIT, _APOSTROPHE, _SEPARATOR = 1, 2, 3, 4
_BASE = 0x9E3779B97F4A7C15  # any large odd number: powers of it have inverses modulo 2**64
_TOGETHER = 250_000
T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of several texts, one text after the other.

    Attributes:
        hashes: One number per word, case and accents aside; two words have the same one only by a freak of chance.
        starts, ends: Where each word stands in its own text, in code points.
        begin: Where each text begins in these arrays, and last where all end.
    """

    hashes: Hashes
    starts: Offsets
    ends: Offsets
    begin: Ints


def batches(items: Iterable[T], measured: Callable[[T], Sized]) -> Iterator[list[T]]:
    """Yield `items` some hundred at a time: as many as are together, by the length of what `measured` gives of each, of a size that a cache holds."""
    batch: list[T] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(measured(item))
        if size >= _TOGETHER:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def words_of(texts: Sequence[str]) -> Words:
    """Return the words of `texts`: what `stemma.text.normalise.WORD` finds in each."""
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    opens = np.cumsum(lengths + 1) - lengths - 1
    codes = np.frombuffer("\n".join([*texts, ""]).encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds, values, sizes = _characters().of(codes)
    inside = _word_kinds(kinds)
    starts = np.flatnonzero((inside != 0) & (inside != np.r_[0, inside[:-1]]))
    ends = np.flatnonzero((inside != 0) & (inside != np.r_[inside[1:], 0])) + 1
    begin = np.searchsorted(starts, np.append(opens, len(codes)))
    at = np.repeat(opens, np.diff(begin))
    return Words(
        _hashes(values, sizes, starts, ends), (starts - at).astype(np.int32), (ends - at).astype(np.int32), begin
    )


def grams_of(texts: Sequence[str], parts: Sequence[Sequence[tuple[int, int]]], n: int) -> list[Hashes]:
    """Return the `n`-grams of the words in some parts of each text as if these followed each other, ascending, each once.

    Args:
        texts: The texts.
        parts: Of each text the `[start, end)` that count, in order.
        n: Words per n-gram.
    """
    words = words_of(texts)
    owners = np.repeat(np.arange(len(texts)), np.diff(words.begin))
    bounds = np.array([(k << 32 | a, k << 32 | b) for k, part in enumerate(parts) for a, b in part], np.int64)
    opened, closed = bounds.reshape(-1, 2).T
    at = np.searchsorted(opened, owners << 32 | words.starts, "right") - 1
    kept = np.flatnonzero((owners << 32 | words.ends) <= np.append(closed, -1)[at])
    grams, owners = ngram_hashes(words.hashes[kept], n), owners[kept]
    whole = owners[: len(grams)] == owners[n - 1 :]
    grams, owners = grams[whole], owners[: len(whole)][whole]
    ends = np.searchsorted(owners, np.arange(len(texts) + 1))
    return [np.unique(grams[start:end]) for start, end in pairwise(ends.tolist())]


def _word_kinds(kinds: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return for each character whether a word of letters or of digits holds it (apostrophes and separators: where both sides do)."""
    before, after = np.r_[0, kinds[:-1]], np.r_[kinds[1:], 0]
    inside = np.where(kinds <= _DIGIT, kinds, 0)
    for mark, kind in ((_APOSTROPHE, _LETTER), (_SEPARATOR, _DIGIT)):
        inside[(kinds == mark) & (before == kind) & (after == kind)] = kind
    return inside


def _hashes(values: Hashes, sizes: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Hashes:
    """Return the polynomial of each word's folded characters, as a difference of sums over all characters before its end and its start."""
    place = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=place[1:])
    powers, inverse = _powers(1 << int(place[-1]).bit_length())
    total = np.zeros(len(values) + 1, np.uint64)
    np.cumsum(values * powers[place[:-1]], out=total[1:])
    return (total[ends] - total[starts]) * inverse[place[starts]]


@cache
def _powers(count: int) -> tuple[Hashes, Hashes]:
    """Return the first `count` powers of the base and of its inverse, modulo 2**64."""
    both = []
    for base in (_BASE, pow(_BASE, -1, 1 << 64)):
        factors = np.full(count, base, np.uint64)
        factors[0] = 1
        both.append(np.cumprod(factors, dtype=np.uint64))
    return both[0], both[1]


class _Characters:
    """What kind each character is, and the polynomial and the length of what it folds to; looked up once per character ever met."""

    def __init__(self) -> None:
        self._met = np.zeros(_CODE_POINTS, bool)
        self._kinds = np.zeros(_CODE_POINTS, np.uint8)
        self._values = np.zeros(_CODE_POINTS, np.uint64)
        self._sizes = np.zeros(_CODE_POINTS, np.uint8)

    def of(self, codes: NDArray[np.uint32]) -> tuple[NDArray[np.uint8], Hashes, NDArray[np.uint8]]:
        """Return kinds, polynomials and lengths of characters."""
        for code in np.unique(codes[~self._met[codes]]).tolist():
            folded = fold(chr(code)).encode("ascii", "replace")
            self._met[code], self._kinds[code], self._sizes[code] = True, _kind(chr(code)), len(folded)
            self._values[code] = sum(byte * pow(_BASE, k, 1 << 64) for k, byte in enumerate(folded)) % (1 << 64)
        return self._kinds[codes], self._values[codes], self._sizes[codes]


@cache
def _characters() -> _Characters:
    return _Characters()


def _kind(char: str) -> int:
    if char.isdecimal():
        return _DIGIT
    if char.isalnum():
        return _LETTER
    return _APOSTROPHE if char in _APOSTROPHES else _SEPARATOR if char in _SEPARATORS else 0
