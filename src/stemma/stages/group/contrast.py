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
from stemma.stages.group.signature import DETAILS, LEAD, TERMS, Signature
from stemma.stages.group.sparse import Stack, Stacked

_LEAST = 4
_DENSE = 64
Floats = NDArray[np.float64]


def contrasted(group: Sequence[Signature], odds: Floats, settings: GroupSettings) -> Floats:
    """Return the log odds of the pairs of a group with what sets them apart inside it added.

    Args:
        group: The articles.
        odds: Log odds of their pairs, shape (group, group).
        settings: `contrast` is the weight in a large group; one of `contrast_size` members has half of it.
    """
    if len(group) < _LEAST:
        return odds
    weight = settings.contrast * len(group) / (len(group) + settings.contrast_size)
    near = _likeness_inside(Stack.of([s.vectors for s in group]))
    shifted: Floats = odds + weight * (near - near[np.triu_indices(len(group), 1)].mean())
    return shifted


def _likeness_inside(stack: Stack) -> Floats:
    mean: Floats = np.mean([_cosine_inside(stack[number]) for number in (DETAILS, TERMS, LEAD)], axis=0)
    return mean


def _cosine_inside(vectors: Stacked) -> Floats:
    """Return the cosines between vectors when each key weighs by how few of them have it; one that a single one has, not at all."""
    rows, weights, total = vectors.owners, vectors.weights.astype(float), len(vectors.ends) - 1
    _, at, have = np.unique(vectors.keys, return_inverse=True, return_counts=True)
    common = have > 1
    scale = np.clip(np.log((total + 1) / (have + 0.5)) / np.log((total + 1) / 1.5), 0.0, 1.0)
    kept = common[at]
    at, rows, weights = (np.cumsum(common) - 1)[at[kept]], rows[kept], (weights * scale[at])[kept]
    lengths = np.maximum(np.sqrt(np.bincount(rows, weights**2, total)), 1e-9)
    shape = total, int(common.sum())
    if total > _DENSE:
        unit = sparse.csr_matrix((weights / lengths[rows], (rows, at)), shape=shape)
        return np.asarray((unit @ unit.T).todense(), float)
    dense = np.zeros(shape)
    dense[rows, at] = weights / lengths[rows]
    return dense @ dense.T
