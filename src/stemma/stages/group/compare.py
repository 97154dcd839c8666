"""How much two articles look like tellings of one happening: a few features, each with one weight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from stemma.lang.weights import weights
from stemma.stages.group.blocking import UNDATED, Pairs, days_of
from stemma.stages.group.signature import Signature, Sparse

FEATURES = ("content", "lead", "details", "rare details", "lead details", "wording", "days apart", "undated")
_CHUNK = 50_000
_PRIOR = 12.0
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Corpus:
    """All articles as sparse matrices, one row each; rows of `content`, `lead` and `lead_details` have length 1."""

    content: sparse.csr_matrix
    lead: sparse.csr_matrix
    details: sparse.csr_matrix
    detail_length: Floats
    lead_details: sparse.csr_matrix
    detail_weight: Floats
    days: NDArray[np.int64]


def corpus_of(signatures: Sequence[Signature]) -> Corpus:
    """Return the signatures as matrices."""
    details = _matrix([s.details for s in signatures])
    squares = details.multiply(details)
    return Corpus(
        content=_unit(_matrix([s.terms for s in signatures])),
        lead=_unit(_matrix([s.lead for s in signatures])),
        details=details,
        lead_details=_unit(_matrix([s.lead_details for s in signatures])),
        detail_length=np.sqrt(np.asarray(squares.sum(axis=1)).ravel()),
        detail_weight=np.asarray(details.sum(axis=1)).ravel().astype(float),
        days=days_of(signatures),
    )


def features_of(corpus: Corpus, pairs: Pairs, containment: Floats) -> Floats:
    """Return one row of `FEATURES` per pair.

    Args:
        corpus: The articles.
        pairs: Which to compare.
        containment: Share of the shorter article's 5-grams that the other has, one per pair.
    """
    rows = np.empty((len(pairs.left), len(FEATURES)))
    for start in range(0, len(pairs.left), _CHUNK):
        part = slice(start, start + _CHUNK)
        left, right = pairs.left[part], pairs.right[part]
        rows[part, 0] = _dot(corpus.content, left, right)
        rows[part, 1] = _dot(corpus.lead, left, right)
        shared = corpus.details[left].multiply(corpus.details[right])
        lengths = corpus.detail_length[left] * corpus.detail_length[right]
        rows[part, 2] = np.asarray(shared.sum(axis=1)).ravel() / np.maximum(lengths, 1e-9)
        both = np.asarray(shared.sqrt().sum(axis=1)).ravel()
        lesser = np.minimum(corpus.detail_weight[left], corpus.detail_weight[right])
        rows[part, 3] = both / (lesser + _PRIOR)
        rows[part, 4] = _dot(corpus.lead_details, left, right)
        rows[part, 5] = np.minimum(containment[part], 0.5)
        unknown = (corpus.days[left] == UNDATED) | (corpus.days[right] == UNDATED)
        rows[part, 6] = np.where(unknown, 0.0, np.log1p(np.abs(corpus.days[left] - corpus.days[right])))
        rows[part, 7] = unknown
    return rows


def likeness(rows: Floats) -> Floats:
    """Return, for each row of features, the chance that both articles tell one happening."""
    table = weights("group")
    total = table["constant"] + rows @ np.array([table[name] for name in FEATURES])
    chance: Floats = 1.0 / (1.0 + np.exp(-total))
    return chance


def _dot(matrix: sparse.csr_matrix, left: NDArray[np.int64], right: NDArray[np.int64]) -> Floats:
    return np.asarray(matrix[left].multiply(matrix[right]).sum(axis=1)).ravel()


def _matrix(vectors: Sequence[Sparse]) -> sparse.csr_matrix:
    flat = np.concatenate([v.keys for v in vectors]) if vectors else np.empty(0, np.uint64)
    known, columns = np.unique(flat, return_inverse=True)
    ends = np.cumsum([0, *(len(v.keys) for v in vectors)])
    content = np.concatenate([v.weights for v in vectors]) if vectors else np.empty(0, np.float32)
    matrix = sparse.csr_matrix((content, columns.astype(np.int32), ends), shape=(len(vectors), max(len(known), 1)))
    matrix.sort_indices()
    return matrix


def _unit(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return sparse.csr_matrix(sparse.diags(1.0 / np.maximum(lengths, 1e-9)) @ matrix)
