"""Word n-grams as numbers: what a corpus-wide join of shared wording runs on."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
_MIX = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)
_FINISH = np.uint64(0xBF58476D1CE4E5B9)


def word_hash(word: str) -> int:
    """Return a 64-bit number for `word` that is the same on every machine and in every process."""
    content = word.encode("utf-8", "surrogatepass")
    return (zlib.crc32(content) << 32) | zlib.crc32(content, 0x5BD1E995)


def word_hashes(words: Sequence[str], known: dict[str, int] | None = None) -> Hashes:
    """Return one number per word; `known` remembers those already computed."""
    known = {} if known is None else known
    hashed = np.empty(len(words), np.uint64)
    for i, word in enumerate(words):
        value = known.get(word)
        if value is None:
            value = known[word] = word_hash(word)
        hashed[i] = value
    return hashed


def ngram_hashes(words: Hashes, n: int) -> Hashes:
    """Return the numbers of the `n`-grams of `words`, in order; the n-gram that starts at word i is at i.

    Args:
        words: Word hashes of a text, shape (w,).
        n: Words per n-gram.

    Returns:
        Shape (max(w - n + 1, 0),).
    """
    count = len(words) - n + 1
    if count <= 0:
        return np.empty(0, np.uint64)
    mixed = np.zeros(count, np.uint64)
    with np.errstate(over="ignore"):
        for k in range(n):
            mixed = (mixed ^ words[k : k + count]) * _MIX
            mixed ^= mixed >> _SHIFT
        mixed *= _FINISH
        mixed ^= mixed >> _SHIFT
    return mixed
