"""Who was harmed and how many, told in any words: "killing at least two soldiers", "put the number of soldiers killed at four".

Two tellings of one happening that count the dead tell of one toll, however far apart their clauses are worded. On the stories with gold, of 187
pairs of gold clauses that count one kind of harm 167 are one claim, half of which no likeness of words had brought together.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from stemma.lang.elsewhere import HARMS
from stemma.model.words import EntityKind, Quantity
from stemma.stages.claims.units import Unit, Units


def toll_pairs(units: Units, centred: NDArray[np.float32]) -> set[tuple[int, int]]:
    """Return pairs of units that tell a toll of one kind: each with the likest of every other telling."""
    by_kind: defaultdict[str, defaultdict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for unit in units.items:
        for kind in _tolls(unit, units):
            by_kind[kind][unit.telling].append(unit.number)
    found: set[tuple[int, int]] = set()
    for by_telling in by_kind.values():
        for telling, numbers in by_telling.items():
            for other, partners in by_telling.items():
                if other != telling:
                    for number in numbers:
                        likest = max(partners, key=lambda partner: (float(centred[number, partner]), -partner))
                        found.add((min(number, likest), max(number, likest)))
    return found


def compare_tolls(left: Unit, right: Unit, units: Units) -> dict[str, float]:
    """Return whether both tell a toll of one kind, with one figure or two, and whether of another place or year or of those of another side."""
    mine, theirs = _tolls(left, units), _tolls(right, units)
    kinds = sorted(mine.keys() & theirs.keys())
    one_toll = float(bool(kinds))
    alike = float(any(_figure(mine[kind]) == _figure(theirs[kind]) for kind in kinds))
    return {
        "same toll": one_toll * alike,
        "same toll, another figure": one_toll * (1 - alike),
        "toll of another place": one_toll * float(_apart(_places(left, units), _places(right, units))),
        "toll of another year": one_toll * float(_years(left) != _years(right)),
        "toll of another side": one_toll * float(any(_of_two_sides(mine[kind], theirs[kind], units) for kind in kinds)),
    }


def _tolls(unit: Unit, units: Units) -> dict[str, Quantity]:
    """Return kind of harm → the first figure, where the unit tells that it happened in this story and not elsewhere."""
    found: dict[str, Quantity] = {}
    if unit.status_class == "so" and unit.polarity == "positive":
        for quantity in unit.quantities:
            if quantity.kind in HARMS and _figure(quantity) and quantity.id not in units.elsewhere:
                found.setdefault(quantity.kind, quantity)
    return found


def _figure(quantity: Quantity) -> float | None:
    return quantity.best or quantity.low or quantity.high


def _places(unit: Unit, units: Units) -> set[str]:
    return {key for key in unit.keys if key in units.entities and units.entities[key].kind is EntityKind.PLACE}


def _apart(one: set[str], other: set[str]) -> bool:
    return bool(one and other and not one & other)


def _of_two_sides(one: Quantity, other: Quantity, units: Units) -> bool:
    """Tell whether those counted stand on two sides, both said: 19 soldiers and 11 villagers are two tolls of one battle."""
    mine, theirs = units.sides.get(one.id), units.sides.get(other.id)
    return mine is not None and theirs is not None and mine != theirs


def _years(unit: Unit) -> set[str]:
    return {term for term in unit.proposition.terms if term.isdigit() and len(term) == 4}
