"""Tolls of one kind of harm are compared however they are worded."""

from __future__ import annotations

import numpy as np
import pytest
from tests.stages.claims.made import telling

from stemma.stages.claims.tolls import compare_tolls, toll_pairs
from stemma.stages.claims.units import Units, gather_units

KILLED = ("Gunfire before dawn at the barracks in the capital killed two soldiers", "kill", {"A0": "Gunfire"}, [])
COUNTED = ("The president put the number of soldiers killed at four", "put", {"A0": "The president"}, [])
NOBODY = ("The army denied that two soldiers were killed", "kill", {"A1": "soldiers"}, ["deny"])
HURT = ("Two soldiers were taken to a hospital", "take", {"A1": "soldiers"}, [])
VILLAGERS = ("Shells killed eleven villagers", "kill", {"A0": "Shells"}, [])
LONG_AGO = ("Gunfire in 2009 killed two soldiers", "kill", {"A0": "Gunfire"}, [])


def units_of(one, other, *, figures: tuple[tuple[str, str, float], tuple[str, str, float]]) -> Units:
    left, right = figures
    return gather_units([telling("one", [one], figures=[left]), telling("other", [other], figures=[right])], [])


TWO, FOUR, HARMED = ("two soldiers", "killed", 2.0), ("four", "killed", 4.0), ("Two soldiers", "injured", 2.0)


@pytest.mark.parametrize(
    ("other", "figure", "expected"),
    [
        (COUNTED, FOUR, {"same toll, another figure"}),
        (KILLED, TWO, {"same toll"}),
        (NOBODY, TWO, set()),
        (HURT, HARMED, set()),
        (LONG_AGO, TWO, {"same toll", "toll of another year"}),
        (VILLAGERS, ("eleven villagers", "killed", 11.0), {"same toll, another figure", "toll of another side"}),
    ],
)
def test_tolls_of_one_kind_are_one_toll_unless_denied(other, figure, expected: set[str]) -> None:
    units = units_of(KILLED, other, figures=(TWO, figure))
    told = compare_tolls(units.items[0], units.items[1], units)
    assert {name for name, value in told.items() if value} == expected
    pairs = toll_pairs(units, np.zeros((2, 2), dtype=np.float32))
    assert pairs == ({(0, 1)} if any(name.startswith("same toll") for name in expected) else set())


def test_each_toll_is_compared_with_the_likest_of_another_telling() -> None:
    one = telling("one", [KILLED], figures=[TWO])
    other = telling("other", [COUNTED, KILLED], figures=[FOUR, TWO])
    units = gather_units([one, other], [])
    alike = np.array([[1, 0.1, 0.9], [0.1, 1, 0], [0.9, 0, 1]], dtype=np.float32)
    assert toll_pairs(units, alike) == {(0, 1), (0, 2)}  # (0, 1) because that is the likest for clause 1
