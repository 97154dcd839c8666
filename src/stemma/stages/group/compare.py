"""How much two articles look like tellings of one happening: a few features, each with one weight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from stemma.lang.weights import weights
from stemma.stages.group.postings import Ints
from stemma.stages.group.signature import DETAILS, LEAD, PROMINENT, RARE, TERMS, WHEN, Signature
from stemma.stages.group.sparse import Stack, Stacked
from stemma.text.shingles import Hashes

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
    """Articles as sparse matrices, one row each; rows of `content`, `lead` and `details` have length 1.

    Attributes:
        prominent, rare: Prominent names, and the rare ones among them; `told` has 1 for every detail, in the same columns.
        prominence, rareness: What the names of each row weigh together.
        when: Days named; the product of two rows is the weight of the days that both name.
        earliest, latest: Days between which each was published; infinite where open.
    """

    content: sparse.csr_matrix
    lead: sparse.csr_matrix
    details: sparse.csr_matrix
    told: sparse.csr_matrix
    prominent: sparse.csr_matrix
    rare: sparse.csr_matrix
    prominence: Floats
    rareness: Floats
    when: sparse.csr_matrix
    earliest: Floats
    latest: Floats


def corpus_of(signatures: Sequence[Signature], asking: Sequence[int] | None = None) -> Corpus:
    """Return the signatures as matrices.

    Args:
        signatures: The articles.
        asking: Rows, if only products with these are wanted: what none of them has is left out, which is most where they are few.
    """
    stack = Stack.of([s.vectors for s in signatures])
    few = stack if asking is None else Stack.of([signatures[row].vectors for row in asking])

    def matrix(vectors: Stacked, columns: Hashes) -> sparse.csr_matrix:
        return _matrix(vectors if asking is None else vectors.among(columns), columns)

    names, terms, lead, days = (np.unique(few[number].keys) for number in (DETAILS, TERMS, LEAD, WHEN))
    prominent, rare, details = stack[PROMINENT], stack[RARE], matrix(stack[DETAILS].unit(), names)
    return Corpus(
        content=matrix(stack[TERMS].unit(), terms),
        lead=matrix(stack[LEAD].unit(), lead),
        details=details,
        told=sparse.csr_matrix((np.ones_like(details.data), details.indices, details.indptr), shape=details.shape),
        prominent=matrix(prominent, names),
        rare=matrix(rare, names),
        prominence=_sums(prominent),
        rareness=_sums(rare),
        when=matrix(stack[WHEN], days).sqrt(),
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
    return _features(corpus, lambda one, other: _dots(one[rows], other[rows])[pairs], rows[left], rows[right])


def features_beside(corpus: Corpus, some: Ints) -> Floats:
    """Return the `FEATURES` of the rows `some` with every row, theirs with themselves included, one after the other."""
    total = len(corpus.earliest)
    left, right = np.repeat(some, total), np.tile(np.arange(total), len(some))
    return _features(corpus, lambda one, other: _dots(one[some], other), left, right)


def _features(corpus: Corpus, dot: Dot, left: Ints, right: Ints) -> Floats:
    told, prominent, rare = corpus.told, (corpus.prominent, corpus.prominence), (corpus.rare, corpus.rareness)
    names = _covered(dot, prominent, told, left, right, prior=_NAMES_PRIOR, tail=_NAMES_TAIL)
    shared = _covered(dot, rare, told, left, right, prior=_RARE_PRIOR, tail=_RARE_PRIOR)
    undated = np.isinf(corpus.earliest) | np.isinf(corpus.latest)
    gap = np.maximum(corpus.earliest[left] - corpus.latest[right], corpus.earliest[right] - corpus.latest[left])
    words = dot(corpus.content, corpus.content)
    columns = (
        np.sqrt(words * names),
        np.sqrt(dot(corpus.lead, corpus.lead) * names),
        dot(corpus.details, corpus.details),
        np.maximum(0.0, _OTHER_MATTER - words),
        np.maximum(0.0, _STRANGERS - shared),
        np.minimum(dot(corpus.when, corpus.when), 1.0),
        np.minimum(np.log1p(np.maximum(gap, 0.0)), _LONGEST),
        undated[left] ^ undated[right],
        undated[left] & undated[right],
    )
    return np.stack(columns, axis=-1).astype(float)


def _covered(
    dot: Dot, names: tuple[sparse.csr_matrix, Floats], told: sparse.csr_matrix, left: Ints, right: Ints,
    *, prior: float, tail: float,
) -> Floats:  # fmt: skip
    """Return the share of the names of one article that the other tells, smoothed, in the direction that has more."""
    part, weight = names
    forth = (dot(part, told) + prior) / (weight[left] + tail)
    back = (dot(told, part) + prior) / (weight[right] + tail)
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


def _dots(one: sparse.csr_matrix, other: sparse.csr_matrix) -> Floats:
    """Return the products of all rows of one matrix with all of the other, row by row."""
    return np.asarray((one @ other.T).toarray(), float).ravel()


def _matrix(vectors: Stacked, columns: Hashes) -> sparse.csr_matrix:
    """Return the vectors as rows; `columns` are their keys, ascending, and perhaps more."""
    at = np.searchsorted(columns, vectors.keys).astype(np.int32)
    return sparse.csr_matrix((vectors.weights, at, vectors.ends), shape=(len(vectors.ends) - 1, max(len(columns), 1)))


def _sums(vectors: Stacked) -> Floats:
    return np.bincount(vectors.owners, vectors.weights, len(vectors.ends) - 1).astype(float)
