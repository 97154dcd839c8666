"""Sparse vectors, made many at a time; those of one article stand in one array, for a case has hundreds of thousands of them."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from stemma.lang.rarity import rarity
from stemma.stages.group.postings import Ints, held_by
from stemma.text.normalise import stem
from stemma.text.shingles import Hashes, word_hash

Weights = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Sparse:
    """A sparse vector: keys (hashes, ascending) and one weight each."""

    keys: Hashes
    weights: Weights


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """Several sparse vectors, one after the other; `ends` says where each ends."""

    keys: Hashes
    weights: Weights
    ends: tuple[int, ...]

    def __getitem__(self, number: int) -> Sparse:
        start, end = self.ends[number - 1] if number else 0, self.ends[number]
        return Sparse(self.keys[start:end], self.weights[start:end])


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """What vectors hold, in any order: the number of the vector, key and weight of each entry."""

    vectors: Ints
    keys: Hashes
    weights: Weights

    @classmethod
    def of(cls, found: Sequence[Collection[tuple[int, float]]]) -> Entries:
        """Return the entries of vectors given as keys with their weights."""
        return cls(
            np.repeat(np.arange(len(found)), [len(pairs) for pairs in found]),
            np.array([key for pairs in found for key, _ in pairs], np.uint64),
            np.array([weight for pairs in found for _, weight in pairs], np.float32),
        )

    def placed(self, each: int, first: int, among: int) -> Entries:
        """Return the same entries where every `each` vectors are those from `first` on of `among`."""
        return Entries(self.vectors // each * among + first + self.vectors % each, self.keys, self.weights)


@dataclass(frozen=True, slots=True, eq=False)
class Stacked:
    """One vector of each of many articles, one after the other; vector k is that from `ends[k]` to `ends[k + 1]`."""

    keys: Hashes
    weights: Weights
    ends: Ints

    @property
    def owners(self) -> Ints:
        """Which vector each entry is of."""
        return np.repeat(np.arange(len(self.ends) - 1), np.diff(self.ends))

    def unit(self) -> Stacked:
        """Return the vectors with length 1."""
        lengths = np.sqrt(np.bincount(self.owners, self.weights.astype(float) ** 2, len(self.ends) - 1))
        weights = self.weights / np.repeat(np.maximum(lengths, 1e-9), np.diff(self.ends))
        return Stacked(self.keys, weights.astype(np.float32), self.ends)

    def among(self, wanted: Hashes) -> Stacked:
        """Return the vectors with those keys alone that are `wanted`."""
        held = held_by(self.keys, wanted)
        return Stacked(self.keys[held], self.weights[held], np.searchsorted(held, self.ends))


@dataclass(frozen=True, slots=True, eq=False)
class Stack:
    """The vectors of many articles, to be taken apart by their number: faster than going from article to article for each."""

    keys: Hashes
    weights: Weights
    numbers: NDArray[np.int8]
    counts: Ints

    @classmethod
    def of(cls, vectors: Sequence[Vectors]) -> Stack:
        """Return the stack of `vectors`; there must be one article at least."""
        ends = np.array([v.ends for v in vectors], np.int64)
        counts = ends - np.c_[np.zeros(len(ends), np.int64), ends[:, :-1]]
        numbers = np.tile(np.arange(counts.shape[1], dtype=np.int8), len(vectors))
        return cls(
            np.concatenate([v.keys for v in vectors]),
            np.concatenate([v.weights for v in vectors]),
            np.repeat(numbers, counts.ravel()),
            counts,
        )

    def __getitem__(self, number: int) -> Stacked:
        chosen = np.flatnonzero(self.numbers == number)
        return Stacked(self.keys[chosen], self.weights[chosen], np.cumsum(np.append(0, self.counts[:, number])))


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

    def entries(self, told: Sequence[Sequence[str]]) -> Entries:
        """Return the entries of one vector for each list of terms: their rarity, more where one is told more often; terms of one key add up."""
        numbers = [[self[term] for term in terms] for terms in told]
        owners = np.repeat(np.arange(len(told)), [len(found) for found in numbers])
        terms = np.fromiter(chain.from_iterable(numbers), np.int64, len(owners))
        met, times = np.unique(owners << 32 | terms, return_counts=True)
        owners, terms = met >> 32, met & 0xFFFFFFFF
        keys, weights = np.array(self._keys)[terms], np.array(self._weights)[terms] * (1.0 + np.log(times))
        order = np.lexsort((keys, owners))
        owners, keys, weights = owners[order], keys[order], weights[order]
        first = np.flatnonzero(np.r_[True, (keys[1:] != keys[:-1]) | (owners[1:] != owners[:-1])][: len(keys)])
        summed = np.add.reduceat(weights, first) if len(first) else weights
        return Entries(owners[first], keys[first], summed.astype(np.float32))


def vectors_of(entries: Iterable[Entries], each: int, total: int) -> Iterator[Vectors]:
    """Yield the vectors of `total` articles, `each` of them from every article."""
    parts = list(entries)
    owners = np.concatenate([part.vectors for part in parts])
    keys = np.concatenate([part.keys for part in parts])
    weights = np.concatenate([part.weights for part in parts])
    order = np.lexsort((keys, owners))
    keys, weights = keys[order], weights[order]
    ends = np.searchsorted(owners[order], np.arange(each * total + 1))
    starts = ends[::each].tolist()
    inside = (ends[1:].reshape(total, each) - ends[:-1:each, None]).tolist()
    for (start, end), parted in zip(pairwise(starts), inside, strict=True):
        yield Vectors(keys[start:end], weights[start:end], tuple(parted))
