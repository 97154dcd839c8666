"""A person's rulings on claims, as pairs of units."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.model.decision import Decision
from stemma.stages.claims.features import Pair
from stemma.stages.claims.units import Unit, Units


def ruled_pairs(units: Units, decisions: Sequence[Decision]) -> tuple[list[Pair], set[tuple[int, int]]]:
    """Return (pairs ruled the same, pairs ruled different) among the units that lie in the spans that decisions name."""
    together: list[Pair] = []
    apart: set[tuple[int, int]] = set()
    for decision in decisions:
        if decision.about != "claim":
            continue
        for left in _units_in(units, decision.left):
            for right in _units_in(units, decision.right):
                low, high = sorted((left.number, right.number))
                if decision.verdict == "same":
                    together.append(Pair(low, high, 1.0, {}))
                else:
                    apart.add((low, high))
    return together, apart


def _units_in(units: Units, place: str) -> list[Unit]:
    """Return the units whose predicate lies in `article:start-end`."""
    article, _, offsets = place.partition(":")
    start, _, end = offsets.partition("-")
    if not (start.isdigit() and end.isdigit()):
        return []
    return [
        unit
        for unit in units.items
        if unit.article == article and int(start) <= unit.proposition.predicate_span.start < int(end)
    ]
