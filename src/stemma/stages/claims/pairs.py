"""Which units of two tellings are compared at all, and how: the nearest few, so that cost grows with the story and not its square."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from stemma.model.lineage import Alignment
from stemma.stages.claims.features import Pair, measure, rivalry, similarity
from stemma.stages.claims.tolls import toll_pairs
from stemma.stages.claims.units import Unit, Units

_LOWEST = 0.15
_MOST_HOLDERS = 16


def compare_units(units: Units, alignments: Sequence[Alignment], *, nearest: int) -> list[Pair]:
    """Return the measured pairs of units of different tellings.

    Args:
        units: All units of the story.
        alignments: Which sentences tell the same.
        nearest: How many partners are tried for each unit, over all other tellings.
    """
    if not units.items:
        return []
    plain, centred = similarity(units)
    tellings = np.array([unit.telling for unit in units.items])
    by_telling = {int(telling): np.flatnonzero(tellings == telling) for telling in np.unique(tellings)}
    aligned = {frozenset((a.left, a.right)): a.score for a in alignments}
    pairs = []
    candidates = _candidates(units.items, centred, tellings, nearest=nearest)
    candidates |= _open_questions(units.items) | toll_pairs(units, centred)
    for left, right in sorted(candidates):
        one, other = units.items[left], units.items[right]
        beats = rivalry(centred, left, right, row=by_telling[other.telling], column=by_telling[one.telling])
        pairs.append(
            measure(
                one,
                other,
                units=units,
                cosine=float(plain[left, right]),
                centred=float(centred[left, right]),
                rivalry=beats,
                aligned=_alignment(one, other, aligned),
            )
        )
    return pairs


def compare_with(units: Units, number: int) -> list[Pair]:
    """Return one unit measured against every unit of the other tellings; what `check` reads."""
    plain, centred = similarity(units)
    tellings = np.array([unit.telling for unit in units.items])
    asked = units.items[number]
    pairs = []
    for other in units.items:
        if other.telling != asked.telling:
            left, right = (asked, other) if number < other.number else (other, asked)
            rows, columns = np.flatnonzero(tellings == right.telling), np.flatnonzero(tellings == left.telling)
            beats = rivalry(centred, left.number, right.number, row=rows, column=columns)
            pairs.append(
                measure(
                    left,
                    right,
                    units=units,
                    cosine=float(plain[left.number, right.number]),
                    centred=float(centred[left.number, right.number]),
                    rivalry=beats,
                    aligned=0.0,
                )
            )
    return pairs


def _candidates(
    items: Sequence[Unit], centred: NDArray[np.float32], tellings: NDArray[np.int64], *, nearest: int
) -> set[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    for number in range(len(items)):
        scores = np.where(tellings == tellings[number], -1.0, centred[number])
        count = min(nearest, len(items) - 1)
        if count <= 0:
            continue
        best = np.argpartition(-scores, count - 1)[:count]
        found.update((min(number, int(other)), max(number, int(other))) for other in best if scores[other] > _LOWEST)
    return found


def _open_questions(items: Sequence[Unit]) -> set[tuple[int, int]]:
    """Return pairs in which one unit tells an act as planned or not done and another tells the same act, however worded."""
    settled = [unit.status_class == "so" and unit.polarity == "positive" for unit in items]
    by_act: dict[str, list[Unit]] = {}
    for unit in items:
        for act in unit.acts:
            by_act.setdefault(act, []).append(unit)
    found: set[tuple[int, int]] = set()
    for holders in by_act.values():
        if len(holders) > _MOST_HOLDERS:
            continue
        for index, one in enumerate(holders):
            for other in holders[index + 1 :]:
                if one.telling != other.telling and settled[one.number] != settled[other.number]:
                    found.add((min(one.number, other.number), max(one.number, other.number)))
    return found


def _alignment(one: Unit, other: Unit, aligned: Mapping[frozenset[str], float]) -> float:
    return aligned.get(frozenset((one.sentence.id, other.sentence.id)), 0.0)
