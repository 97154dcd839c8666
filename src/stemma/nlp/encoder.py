"""Sentence vectors: MiniLM-L6 in int8, for finding sentences that may tell the same thing."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession

from stemma.nlp.network import open_network
from stemma.nlp.pieces import WordPieces

_HERE = Path(__file__).parent
_FILES = (_HERE / "encoder" / "encoder.onnx", _HERE / "weights" / "vocab.txt")
#: Longest part of a sentence that is read, in word pieces.
LONGEST = 128
#: Sentences per pass; with the order by length this is part of the vectors' definition.
BATCH = 16
WIDTH = 384


def encode(sentences: Sequence[str]) -> NDArray[np.float32]:
    """Give one unit vector per sentence; similarity is the dot product.

    Call it with all sentences of one article at a time: int8 scales depend on the batch, so vectors are the same only for the
    same list. Do not mix with vectors of the float32 network (mean cosine 0.96 between the two).

    Args:
        sentences: Sentences as they stand in the text.

    Returns:
        Array of shape (number of sentences, 384).
    """
    pieces = _pieces()
    rows = [[pieces.first, *pieces.of_text(text, LONGEST - 2), pieces.last] for text in sentences]
    out = np.zeros((len(rows), WIDTH), dtype=np.float32)
    order = sorted(range(len(rows)), key=lambda i: (len(rows[i]), i))
    for at in range(0, len(order), BATCH):
        group = order[at : at + BATCH]
        longest = max(len(rows[i]) for i in group)
        ids = np.zeros((len(group), longest), dtype=np.int64)
        mask = np.zeros_like(ids)
        for n, i in enumerate(group):
            ids[n, : len(rows[i])] = rows[i]
            mask[n, : len(rows[i])] = 1
        out[group] = _network().run(["vectors"], {"pieces": ids, "mask": mask})[0]
    return out


@cache
def encoder_digest() -> str:
    """Give the sha256 over the encoder's files, as records carry it."""
    digest = hashlib.sha256()
    for path in _FILES:
        digest.update(path.read_bytes())
    return digest.hexdigest()


@cache
def _network() -> InferenceSession:
    return open_network(_FILES[0])


@cache
def _pieces() -> WordPieces:
    return WordPieces(_FILES[1])
