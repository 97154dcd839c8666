"""Sparse vectors, made many at a time: all in one array, of which each vector is a part."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from stemma.lang.rarity import rarity
from stemma.text.normalise import stem
from stemma.text.shingles import Hashes, word_hash

Ints = NDArray[np.int64]
Weights = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Sparse:
    """A sparse vector: keys (hashes, ascending) and one weight each."""

    keys: Hashes
    weights: Weights


def vectors_of(found: Sequence[Collection[tuple[int, float]]]) -> Iterator[Sparse]:
    """Yield one vector for each collection of keys with their weights."""
    owners = np.repeat(np.arange(len(found)), [len(pairs) for pairs in found])
    keys = np.array([key for pairs in found for key, _ in pairs], np.uint64)
    weights = np.array([weight for pairs in found for _, weight in pairs], np.float32)
    order = np.lexsort((keys, owners))
    return _parted(owners, keys[order], weights[order], len(found))


class Terms(dict[str, int]):
    """Content words as numbers, in order of first sight; the key and the rarity of each are looked up once."""

    def __init__(self) -> None:
        super().__init__()
        self._keys, self._weights = array("Q"), array("d")

    def __missing__(self, term: str) -> int:
        key = stem(term)
        self._keys.append(word_hash(key))
        self._weights.append(rarity("word", key))
        number = self[term] = len(self)
        return number

    def vectors(self, terms: Ints, owners: Ints, total: int) -> Iterator[Sparse]:
        """Yield the vectors of `total` texts: the rarity of each term, more where it is told more often; terms of one key add up.

        Args:
            terms: Numbers of the terms that are told, as often as they are.
            owners: The text that tells each.
            total: How many texts there are.
        """
        told, times = np.unique(owners << 32 | terms, return_counts=True)
        owners, terms = told >> 32, told & 0xFFFFFFFF
        keys, weights = np.array(self._keys)[terms], np.array(self._weights)[terms] * (1.0 + np.log(times))
        order = np.lexsort((keys, owners))
        owners, keys, weights = owners[order], keys[order], weights[order]
        first = np.flatnonzero(np.r_[True, (keys[1:] != keys[:-1]) | (owners[1:] != owners[:-1])][: len(keys)])
        summed = np.add.reduceat(weights, first) if len(first) else weights
        return _parted(owners[first], keys[first], summed.astype(np.float32), total)


def _parted(owners: Ints, keys: Hashes, weights: Weights, total: int) -> Iterator[Sparse]:
    """Yield the part of each of `total` owners, who stand in order."""
    ends = np.searchsorted(owners, np.arange(total + 1)).tolist()
    for start, end in pairwise(ends):
        yield Sparse(keys[start:end], weights[start:end])
