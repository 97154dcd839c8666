"""What sets the members of one loose group apart: two happenings of one kind share their common details and differ in the rest.

Details and words that most members have say nothing inside a group; those that some members share and others lack do. Likeness by these
alone, against its mean over the group, is added to the log odds of each pair: in a group of one story it evens out, in a group of two it
widens the gap between them (compare "odd details" in tracing).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from stemma.settings import GroupSettings
from stemma.stages.group.compare import Corpus

_LEAST = 4
Floats = NDArray[np.float64]


def contrasted(group: Sequence[int], odds: Floats, corpus: Corpus, settings: GroupSettings) -> Floats:
    """Return the log odds of the pairs of a group with what sets them apart inside it added.

    Args:
        group: Rows, ascending.
        odds: Log odds of its pairs, shape (group, group).
        corpus: The articles.
        settings: `contrast` is the weight in a large group; one of `contrast_size` members has half of it.
    """
    if len(group) < _LEAST:
        return odds
    weight = settings.contrast * len(group) / (len(group) + settings.contrast_size)
    near = _likeness_inside(group, corpus)
    shifted: Floats = odds + weight * (near - near[np.triu_indices(len(group), 1)].mean())
    return shifted


def _likeness_inside(group: Sequence[int], corpus: Corpus) -> Floats:
    rows = np.array(group, np.int64)
    parts = [_cosine_inside(matrix[rows]) for matrix in (corpus.details, corpus.content, corpus.lead)]
    mean: Floats = np.mean(parts, axis=0)
    return mean


def _cosine_inside(rows: sparse.csr_matrix) -> Floats:
    """Return the cosines between rows when each column weighs by how few of the rows have it; one that a single row has, not at all."""
    total = rows.shape[0]
    columns, at, have = np.unique(rows.indices, return_inverse=True, return_counts=True)
    scale = np.clip(np.log((total + 1) / (have + 0.5)) / np.log((total + 1) / 1.5), 0.0, 1.0)
    scale[have < 2] = 0.0
    local = sparse.csr_matrix((rows.data * scale[at], at, rows.indptr), shape=(total, max(len(columns), 1)))
    lengths = np.sqrt(np.asarray(local.multiply(local).sum(axis=1), float).ravel())
    unit = sparse.diags(1.0 / np.maximum(lengths, 1e-9)) @ local
    return np.asarray((unit @ unit.T).todense(), float)
