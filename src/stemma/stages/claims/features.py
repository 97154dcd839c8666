"""How alike two propositions of two tellings are: twenty-two features, one logistic weight each.

After the feasibility study, what says most is rivalry (how far a pair beats the next best partner on both sides), then the cosine after
the story's mean is taken off, then shared words weighed by rarity within the story.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import exp

import numpy as np
from numpy.typing import NDArray

from stemma.lang.kin import single_words
from stemma.lang.tables import read_table
from stemma.model.span import Reason
from stemma.stages.claims.tolls import compare_tolls
from stemma.stages.claims.units import EMPTY_HEADS, Unit, Units
from stemma.text.stems import same_stem, stem

_RIVALS_ASIDE = 0.9


@dataclass(frozen=True, slots=True)
class Pair:
    """Two units of two tellings with what was measured between them.

    Attributes:
        probability: That both tell the same proposition, wording and polarity aside.
        features: Feature → value.
    """

    left: int
    right: int
    probability: float
    features: Mapping[str, float]

    def reasons(self) -> tuple[Reason, ...]:
        """Return every feature with its value and what it added."""
        weights = feature_weights()
        return tuple(
            Reason(name, round(value, 3), round(weights.get(name, 0.0) * value, 3))
            for name, value in self.features.items()
        )


@cache
def feature_weights() -> dict[str, float]:
    """Return feature → weight, from the shipped table."""
    return {row["feature"]: float(row["weight"]) for row in read_table("claim_weights.tsv")}


def similarity(units: Units) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return (cosine, centred cosine) between all units; shared words stand in where no vectors were made."""
    if units.vectors is None:
        shared = _shared_matrix(units)
        return shared, shared
    plain = units.vectors @ units.vectors.T
    centred = units.vectors - units.vectors.mean(axis=0)
    centred /= np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-6)
    return plain, centred @ centred.T


def _shared_matrix(units: Units) -> NDArray[np.float32]:
    keys = {key: column for column, key in enumerate(sorted(units.weights))}
    rows = np.zeros((len(units.items), max(1, len(keys))), dtype=np.float32)
    for unit in units.items:
        for key in unit.keys:
            rows[unit.number, keys[key]] = units.weights[key]
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
    return rows @ rows.T


def measure(
    left: Unit, right: Unit, *, units: Units, cosine: float, centred: float, rivalry: float, aligned: float
) -> Pair:
    """Return the pair with its features and the probability that both tell the same."""
    shared = units.weight_of(left.keys & right.keys)
    sizes = [units.sizes[unit.number] for unit in (left, right)]
    features = {
        "clause cosine": cosine,
        "sentence cosine": _sentence_cosine(left, right, units, cosine),
        "centred cosine": centred,
        "shared words, of both": shared / max(1e-6, sizes[0] + sizes[1] - shared),
        "shared words, of the shorter": shared / max(1e-6, min(sizes)),
        "rivalry": rivalry,
        "words alike": _alike(left, right, units),
        "words alike, of the shorter": _alike(left, right, units, shorter=True),
        "same actor": _same_role(left, right, "A0"),
        "same object": _same_role(left, right, "A1"),
        "same predicate": _same_predicate(left, right),
        "sentences aligned": aligned,
        "same quantity": _same_quantity(left, right),
    }
    features |= _differences(left, right) | compare_tolls(left, right, units)
    weights = feature_weights()
    score = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in features.items())
    return Pair(left.number, right.number, 1 / (1 + exp(-score)), features)


def rivalry(
    values: NDArray[np.float32], left: int, right: int, *, row: NDArray[np.intp], column: NDArray[np.intp]
) -> float:
    """Return how far a pair beats the next best partner of both sides: 2s - best other of left - best other of right.

    Args:
        values: Similarities between all units.
        row: The other units of right's telling that compete for `left`; column: of left's telling that compete for `right`.
            Near-repetitions of the partner are no rivals: a telling may say a thing three times.
    """
    others_of_left = row[(row != right) & (values[right, row] < _RIVALS_ASIDE)]
    others_of_right = column[(column != left) & (values[left, column] < _RIVALS_ASIDE)]
    best_row = float(values[left, others_of_left].max()) if len(others_of_left) else 0.0
    best_column = float(values[others_of_right, right].max()) if len(others_of_right) else 0.0
    return 2 * float(values[left, right]) - best_row - best_column


def _alike(left: Unit, right: Unit, units: Units, *, shorter: bool = False) -> float:
    """Return the share of the units' words (of the shorter's), weighed by rarity, that the other has as they are or in words that tell the same."""
    sizes = [units.sizes[unit.number] for unit in (left, right)]
    met = [
        units.weight_of(left.keys & right.alike),
        units.weight_of(right.keys & left.alike),
    ]
    if shorter:
        least = sizes.index(min(sizes))
        return met[least] / max(1e-6, sizes[least])
    return sum(met) / max(1e-6, sum(sizes))


def _differences(left: Unit, right: Unit) -> dict[str, float]:
    """Return what speaks against one proposition: another actor, another class of status, opposite polarity, another figure."""
    settled = [unit.status_class == "so" for unit in (left, right)]
    return {
        "another actor": _other_role(left, right, "A0"),
        "one is open": float(settled[0] != settled[1]),
        "opposite polarity": float(left.polarity != right.polarity),
        "another figure": _other_figure(left, right),
        "headline": (not left.in_body) + float(not right.in_body),
    }


def _other_role(left: Unit, right: Unit, name: str) -> float:
    """Return 1 where both name somebody and not the same, .5 where two descriptions share nothing."""
    one, other = left.roles.get(name), right.roles.get(name)
    if one is None or other is None or one[1].lower() in EMPTY_HEADS or other[1].lower() in EMPTY_HEADS:
        return 0.0
    if one[0] is not None and other[0] is not None:
        return float(one[0] != other[0])
    if one[0] in right.keys or other[0] in left.keys or stem(one[1]) in right.alike or stem(other[1]) in left.alike:
        return 0.0
    return 0.5


def _other_figure(left: Unit, right: Unit) -> float:
    """Return 1 where both count the same kind of thing and give different figures."""
    for one in left.quantities:
        rivals = [q for q in right.quantities if (q.kind, q.unit) == (one.kind, one.unit)]
        if rivals and all(q.best != one.best for q in rivals):
            return 1.0
    return 0.0


def _same_role(left: Unit, right: Unit, name: str) -> float:
    one, other = left.roles.get(name), right.roles.get(name)
    if one is None or other is None:
        return 0.0
    if one[0] is not None and one[0] == other[0]:
        return 1.0
    return 0.8 if same_stem(one[1], other[1]) else 0.0


def _same_predicate(left: Unit, right: Unit) -> float:
    one, other = left.proposition.predicate, right.proposition.predicate
    if one == other:
        return 1.0
    if same_stem(one, other):
        return 0.9
    if stem(other) in single_words(stem(one)):
        return 0.8
    crossed = any(same_stem(one, term) for term in right.proposition.terms) or any(
        same_stem(other, term) for term in left.proposition.terms
    )
    return 0.5 if crossed else 0.0


def _same_quantity(left: Unit, right: Unit) -> float:
    values = {quantity.best for quantity in left.quantities if quantity.best is not None}
    return 1.0 if values & {quantity.best for quantity in right.quantities} else 0.0


def _sentence_cosine(left: Unit, right: Unit, units: Units, cosine: float) -> float:
    """How alike the whole sentences are; the clauses' own likeness where no vectors were made."""
    if units.context is None:
        return cosine
    return float(units.context[left.number] @ units.context[right.number])
