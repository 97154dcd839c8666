"""Parts of one piece that name the same rare people and places."""

from __future__ import annotations

import numpy as np
import pytest

from stemma.settings import GroupSettings
from stemma.stages.group.decisions import Ruling
from stemma.stages.group.reunited import part_of, reunited
from stemma.stages.group.signature import Signature
from stemma.stages.group.sparse import Entries, vectors_of

DAYS = (10, 10, 12, 12)
RARE = np.array([[9, 9, 9, 0], [9, 9, 9, 0], [9, 9, 9, 0], [0, 9, 9, 9]], float)


def parts(rarity: np.ndarray, days: tuple[int | None, ...], *different: tuple[int, int]) -> list[list[int]]:
    details = [[(key, weight) for key, weight in enumerate(row) if weight] for row in rarity]
    vectors = vectors_of([Entries.of(details).placed(1, 0, 7)], 7, len(rarity))
    none = np.empty(0, np.uint64)
    told = [
        Signature(f"a{k}", "", "", none, vector, day, day, (None, None), by_agency=False)
        for k, (vector, day) in enumerate(zip(vectors, days, strict=True))
    ]
    settings = GroupSettings()
    return reunited([part_of(rows, told, settings) for rows in ([0, 1], [2, 3])], told, Ruling((), different), settings)


def test_parts_that_share_three_rare_names_and_days_are_one() -> None:
    assert parts(RARE, DAYS) == [[0, 1, 2, 3]]


@pytest.mark.parametrize(
    ("rarity", "days", "different"),
    [
        (np.where(RARE > 0, 4.0, 0.0), DAYS, ()),
        (RARE * np.array([0, 1, 1, 1]), DAYS, ()),
        (RARE, (10, 10, 40, 40), ()),
        (RARE, (None, None, 12, 12), ()),
        (RARE, DAYS, ((0, 3),)),
    ],
    ids=["common names", "two names", "a month apart", "undated", "ruled apart"],
)
def test_parts_stay_apart(
    rarity: np.ndarray, days: tuple[int | None, ...], different: tuple[tuple[int, int], ...]
) -> None:
    assert parts(rarity, days, *different) == [[0, 1], [2, 3]]
