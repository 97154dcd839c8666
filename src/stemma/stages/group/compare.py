"""How much two articles look like tellings of one happening: a few features, each with one weight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from stemma.lang.weights import weights
from stemma.stages.group.blocking import Ints
from stemma.stages.group.signature import Signature
from stemma.stages.group.sparse import Sparse

FEATURES = (
    "content", "lead", "details", "other matter", "strangers", "same day", "days apart", "one undated", "both undated"
)  # fmt: skip
_CHUNK = 50_000
_NAMES_PRIOR, _NAMES_TAIL = 2.0, 6.0
_RARE_PRIOR = 5.0
_STRANGERS = 0.6
_OTHER_MATTER = 0.15
_LONGEST = 7.0
MOST = 6.0
Floats = NDArray[np.float64]
Dot = Callable[[sparse.csr_matrix, sparse.csr_matrix], Floats]


@dataclass(frozen=True, slots=True, eq=False)
class Corpus:
    """All articles as sparse matrices, one row each; rows of `content`, `lead` and `details` have length 1.

    Attributes:
        rarity: Names, numbers and dates by their rarity, in the columns of `details`.
        prominent, rare: Prominent names, and the rare ones among them; `told` has 1 for every detail, in the same columns.
        when: Days named; the product of two rows is the weight of the days that both name.
        earliest, latest: Days between which each was published; infinite where open.
    """

    content: sparse.csr_matrix
    lead: sparse.csr_matrix
    details: sparse.csr_matrix
    rarity: sparse.csr_matrix
    told: sparse.csr_matrix
    prominent: sparse.csr_matrix
    rare: sparse.csr_matrix
    when: sparse.csr_matrix
    earliest: Floats
    latest: Floats


def corpus_of(signatures: Sequence[Signature]) -> Corpus:
    """Return the signatures as matrices."""
    columns = np.unique(_flat([s.details for s in signatures]))
    details = _matrix([s.details for s in signatures], columns)
    return Corpus(
        content=_unit(_matrix([s.terms for s in signatures])),
        lead=_unit(_matrix([s.lead for s in signatures])),
        details=_unit(details),
        rarity=details,
        told=sparse.csr_matrix((np.ones_like(details.data), details.indices, details.indptr), shape=details.shape),
        prominent=_matrix([s.prominent for s in signatures], columns),
        rare=_matrix([s.rare for s in signatures], columns),
        when=_matrix([s.when for s in signatures]).sqrt(),
        earliest=np.array([-np.inf if s.earliest is None else s.earliest for s in signatures], float),
        latest=np.array([np.inf if s.latest is None else s.latest for s in signatures], float),
    )


def features_of(corpus: Corpus, left: Ints, right: Ints) -> Floats:
    """Return one row of `FEATURES` for each pair of rows.

    Content and lead are geometric means of the likeness of words and of the prominent names that both tell, so that two happenings of one
    kind, told in the same words, stay apart; `strangers` is how far both lack the other's rare names. `other matter` is how far their words
    fall short of what tellings of one happening share whatever names they have in common: a museum and an outbreak in one small town.
    """
    rows = np.empty((len(left), len(FEATURES)))
    for start in range(0, len(left), _CHUNK):
        one, other = left[start : start + _CHUNK], right[start : start + _CHUNK]
        rows[start : start + _CHUNK] = _features(corpus, partial(_dot, one, other), one, other)
    return rows


def features_inside(corpus: Corpus, members: Sequence[int]) -> Floats:
    """Return the `FEATURES` of every pair of `members`, each with the first that follow it: what `features_of` gives, by products of matrices."""
    rows = np.array(members, np.int64)
    left, right = np.triu_indices(len(rows), 1)
    pairs = left * len(rows) + right
    return _features(corpus, lambda one, other: _dots(rows, one, other).ravel()[pairs], rows[left], rows[right])


def _features(corpus: Corpus, dot: Dot, left: Ints, right: Ints) -> Floats:
    names = _covered(dot, (corpus.prominent, corpus.told), left, right, prior=_NAMES_PRIOR, tail=_NAMES_TAIL)
    rare = _covered(dot, (corpus.rare, corpus.told), left, right, prior=_RARE_PRIOR, tail=_RARE_PRIOR)
    undated = np.isinf(corpus.earliest) | np.isinf(corpus.latest)
    gap = np.maximum(corpus.earliest[left] - corpus.latest[right], corpus.earliest[right] - corpus.latest[left])
    words = dot(corpus.content, corpus.content)
    columns = (
        np.sqrt(words * names),
        np.sqrt(dot(corpus.lead, corpus.lead) * names),
        dot(corpus.details, corpus.details),
        np.maximum(0.0, _OTHER_MATTER - words),
        np.maximum(0.0, _STRANGERS - rare),
        np.minimum(dot(corpus.when, corpus.when), 1.0),
        np.minimum(np.log1p(np.maximum(gap, 0.0)), _LONGEST),
        undated[left] ^ undated[right],
        undated[left] & undated[right],
    )
    return np.stack(columns, axis=-1).astype(float)


def _covered(
    dot: Dot, names: tuple[sparse.csr_matrix, sparse.csr_matrix], left: Ints, right: Ints, *, prior: float, tail: float
) -> Floats:
    """Return the share of the names of one article that the other tells, smoothed, in the direction that has more."""
    part, whole = names
    weight = np.asarray(part.sum(axis=1), float).ravel()
    forth = (dot(part, whole) + prior) / (weight[left] + tail)
    back = (dot(whole, part) + prior) / (weight[right] + tail)
    most: Floats = np.maximum(forth, back)
    return most


def likeness(rows: Floats) -> Floats:
    """Return, for each row of features, the log odds that both articles tell one happening, within `MOST` on either side of nought."""
    table = weights("group")
    total = table["constant"] + rows @ np.array([table[name] for name in FEATURES])
    odds: Floats = np.clip(total, -MOST, MOST)
    return odds


def _dot(left: Ints, right: Ints, one: sparse.csr_matrix, other: sparse.csr_matrix) -> Floats:
    """Return the products of the rows `left` of one matrix with the rows `right` of the other, pair by pair."""
    return np.asarray(one[left].multiply(other[right]).sum(axis=1), float).ravel()


def _dots(rows: Ints, one: sparse.csr_matrix, other: sparse.csr_matrix) -> Floats:
    """Return the products of all `rows` of one matrix with all of them of the other."""
    return np.asarray((one[rows] @ other[rows].T).toarray(), float)


def entries_of(matrix: sparse.csr_matrix, rows: Sequence[int]) -> tuple[Ints, Ints, Floats]:
    """Return the entries of some rows: which of `rows` each stands in, its column and its value; much faster than slicing for a few."""
    chosen = np.array(rows, np.int64)
    first = matrix.indptr[chosen].astype(np.int64)
    counts = matrix.indptr[chosen + 1] - first
    at = np.arange(counts.sum()) + np.repeat(first - np.cumsum(counts) + counts, counts)
    return np.repeat(np.arange(len(chosen)), counts), matrix.indices[at], matrix.data[at].astype(float)


def _flat(vectors: Sequence[Sparse]) -> NDArray[np.uint64]:
    return np.concatenate([v.keys for v in vectors]) if vectors else np.empty(0, np.uint64)


def _matrix(vectors: Sequence[Sparse], columns: NDArray[np.uint64] | None = None) -> sparse.csr_matrix:
    """Return the vectors as rows; columns are the keys given, of which every key must be one, or the keys met."""
    flat = _flat(vectors)
    if columns is None:
        known, at = np.unique(flat, return_inverse=True)
    else:
        known, at = columns, np.searchsorted(columns, flat)
    ends = np.cumsum([0, *(len(v.keys) for v in vectors)])
    content = np.concatenate([v.weights for v in vectors]) if vectors else np.empty(0, np.float32)
    matrix = sparse.csr_matrix((content, at.astype(np.int32), ends), shape=(len(vectors), max(len(known), 1)))
    matrix.sort_indices()
    return matrix


def _unit(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return sparse.csr_matrix(sparse.diags(1.0 / np.maximum(lengths, 1e-9)) @ matrix)
