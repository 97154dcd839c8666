"""All that a stemma is built from, in one record."""

from __future__ import annotations

from dataclasses import dataclass

from stemma.stages.trace.circumstances import Circumstances
from stemma.stages.trace.measure import Measures
from stemma.stages.trace.scores import Scores

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """All that the tree is built from."""

    measures: Measures
    around: Circumstances
    scores: Scores
    size: int
    same: frozenset[Pair] = frozenset()
    different: frozenset[Pair] = frozenset()
