"""Parts of a piece that are one story because they name the same rare people and places.

An agency's report and a local paper's can share few words, and average linkage then keeps their families apart. Two happenings of one kind
may share a country, a body and a word for what happened; they do not share several names that hardly any news text has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from stemma.settings import GroupSettings
from stemma.stages.group.decisions import Ruling
from stemma.stages.group.postings import Ints
from stemma.stages.group.signature import Signature
from stemma.text.shingles import Hashes


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Rows that stay together, ascending, and the rare details that a good share of them tell."""

    rows: list[int]
    told: Hashes


def part_of(rows: list[int], signatures: Sequence[Signature], settings: GroupSettings) -> Part:
    """Return `rows` with what they tell."""
    details = [signatures[row].details for row in rows]
    rare = np.concatenate([told.keys[told.weights >= settings.telling_rarity] for told in details])
    met, tellings = np.unique(rare, return_counts=True)
    return Part(rows, met[tellings >= settings.telling_share * len(rows)])


def reunited(
    parts: Sequence[Part], signatures: Sequence[Signature], ruling: Ruling, settings: GroupSettings
) -> list[list[int]]:
    """Return the rows of the parts, those joined that share enough rare details and lie near each other in time; strongest first, one step at a time.

    Args:
        parts: The parts of one piece.
        signatures, ruling, settings: The articles, what a person ruled, choices of grouping.
    """
    left = list(parts)
    apart = {frozenset(pair) for pair in ruling.different}
    while True:
        pairs = _sharing([part.told for part in left], settings)
        pair = next((p for p in pairs if _may_join(left[p[0]], left[p[1]], signatures, apart, settings)), None)
        if pair is None:
            return sorted(part.rows for part in left)
        joined = part_of(sorted(left[pair[0]].rows + left[pair[1]].rows), signatures, settings)
        left = [part for k, part in enumerate(left) if k not in pair] + [joined]


def _sharing(told: Sequence[Hashes], settings: GroupSettings) -> list[tuple[int, int]]:
    """Return the places of the pairs of parts that share enough details: those that share most first, then in order of places."""
    if len(told) < 2:
        return []
    met, at = np.unique(np.concatenate(told), return_inverse=True)
    ends = np.cumsum([0, *map(len, told)])
    tells = sparse.csr_matrix((np.ones(len(at), np.int64), at, ends), shape=(len(told), len(met)))
    shared = sparse.triu(tells @ tells.T, 1).tocoo()
    enough = shared.data >= settings.telling_details
    one, other, count = shared.row[enough], shared.col[enough], shared.data[enough]
    order = np.lexsort((other, one, -count))
    return list(zip(one[order].tolist(), other[order].tolist(), strict=True))


def _may_join(
    one: Part, other: Part, signatures: Sequence[Signature], apart: set[frozenset[int]], settings: GroupSettings
) -> bool:
    """Tell whether two parts lie near each other in time and no ruling keeps a member of one apart from one of the other."""
    if _days_apart(_dated(one, signatures), _dated(other, signatures)) > settings.telling_days:
        return False
    return not apart or not any(frozenset((a, b)) in apart for a in one.rows for b in other.rows)


def _days_apart(one: Ints, other: Ints) -> float:
    """Return the days between the nearest two dated members of the parts; infinite where a part has none, for names alone say too little then."""
    if not len(one) or not len(other):
        return np.inf
    gaps = np.maximum(one[:, :1] - other[:, 1], other[:, 0] - one[:, 1:])
    return float(np.maximum(gaps, 0).min())


def _dated(part: Part, signatures: Sequence[Signature]) -> Ints:
    """Return from when and until when each dated member of a part can have been published, shape (members, 2)."""
    days = ((signatures[row].earliest, signatures[row].latest) for row in part.rows)
    return np.array([(first, last) for first, last in days if first is not None and last is not None], np.int64)
