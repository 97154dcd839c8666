"""From measures to two scores: D, that a telling comes from another, and S, that two come from one unseen text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stemma.lang.weights import weights
from stemma.stages.trace.circumstances import Circumstances
from stemma.stages.trace.measure import Measures

Floats = NDArray[np.float64]
_FEW = 3
_MOST_WORDING = 0.25


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Both scores of every pair, as sums of named parts.

    Attributes:
        dependent: D, child in rows and parent in columns. siblings: S, symmetric.
        parts, sibling_parts: Feature → (what was measured, what it adds to the score).
    """

    dependent: Floats
    siblings: Floats
    parts: dict[str, tuple[Floats, Floats]]
    sibling_parts: dict[str, tuple[Floats, Floats]]


def score(measures: Measures, around: Circumstances) -> Scores:
    """Return the scores of every pair of a story."""
    small = "small " if len(measures.coverage) <= _FEW else ""
    parts = _weighed(
        f"{small}dependent",
        {
            "coverage": measures.coverage,
            "odd details": measures.odd,
            "aligned sentences": measures.mutual,
            "rare words": measures.rare,
            "shared wording": np.minimum(measures.n3, _MOST_WORDING),
        },
    )
    sibling_parts = _weighed(
        f"{small}siblings",
        {
            "coverage": _lesser(measures.coverage),
            "odd details": _lesser(measures.odd),
            "aligned sentences": measures.mutual,
            "rare words": _lesser(measures.rare),
        },
    )
    table = weights("trace")
    foreign = around.wire[:, None] & ~around.one_house & ~around.credited
    flags_by_name = {
        "published later": around.later,
        "credit": around.credited,
        "link": around.linked,
        "agency's own": foreign,
        "credits another": around.elsewhere,
        "same house earlier": around.one_house & around.earlier,
    }
    for name, flags in flags_by_name.items():
        parts[name] = flags.astype(np.float64), flags.astype(np.float64) * table[name]
    together, own = around.together.astype(np.float64), foreign.astype(np.float64)
    sibling_parts["common credit"] = together, together * table["common credit"]
    sibling_parts["agency's own"] = own, (own + own.T) * table["agency's own"]
    return Scores(
        dependent=sum(
            (part for _, part in parts.values()), np.full_like(measures.coverage, table[f"{small}dependent.constant"])
        ),
        siblings=sum(
            (part for _, part in sibling_parts.values()),
            np.full_like(measures.coverage, table[f"{small}siblings.constant"]),
        ),
        parts=parts,
        sibling_parts=sibling_parts,
    )


def _weighed(prefix: str, measured: dict[str, Floats]) -> dict[str, tuple[Floats, Floats]]:
    table = weights("trace")
    return {
        name: (value, value * table[f"{prefix}.{name}"])
        for name, value in measured.items()
        if f"{prefix}.{name}" in table
    }


def _lesser(square: Floats) -> Floats:
    return np.minimum(square, square.T)
