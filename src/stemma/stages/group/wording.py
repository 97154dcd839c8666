"""The words of a text as hashes with their offsets, remembered across articles."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from stemma.text.normalise import WORD, fold
from stemma.text.shingles import Hashes, word_hash


def hashed_words(text: str) -> tuple[Hashes, list[tuple[int, int]]]:
    """Return the hash and the offsets of every word of `text`, in order."""
    spans = [match.span() for match in WORD.finditer(text)]
    return np.fromiter((hash_of(text[a:b]) for a, b in spans), np.uint64, len(spans)), spans


@lru_cache(maxsize=200_000)
def hash_of(word: str) -> int:
    """Return the hash of a word, case and accents aside."""
    return word_hash(fold(word))
