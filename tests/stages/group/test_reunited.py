"""Parts of one piece that name the same rare people and places."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from stemma.settings import GroupSettings
from stemma.stages.group.compare import Corpus
from stemma.stages.group.decisions import Ruling
from stemma.stages.group.reunited import reunited

DAYS = np.array([10.0, 10.0, 12.0, 12.0])
RARE = np.array([[9, 9, 9, 0], [9, 9, 9, 0], [9, 9, 9, 0], [0, 9, 9, 9]], float)


def parts(rarity: np.ndarray, days: np.ndarray, *different: tuple[int, int]) -> list[list[int]]:
    none = sparse.csr_matrix(rarity.shape)
    corpus = Corpus(none, none, none, sparse.csr_matrix(rarity), none, none, none, none, days, days)
    ruling = Ruling((), tuple(different), ())
    return reunited([[0, 1], [2, 3]], corpus, ruling, GroupSettings())


def test_parts_that_share_three_rare_names_and_days_are_one() -> None:
    assert parts(RARE, DAYS) == [[0, 1, 2, 3]]


@pytest.mark.parametrize(
    ("rarity", "days", "different"),
    [
        (np.where(RARE > 0, 4.0, 0.0), DAYS, ()),
        (RARE * np.array([0, 1, 1, 1]), DAYS, ()),
        (RARE, np.array([10.0, 10.0, 40.0, 40.0]), ()),
        (RARE, np.array([-np.inf, -np.inf, 12.0, 12.0]), ()),
        (RARE, DAYS, ((0, 3),)),
    ],
    ids=["common names", "two names", "a month apart", "undated", "ruled apart"],
)
def test_parts_stay_apart(rarity: np.ndarray, days: np.ndarray, different: tuple[tuple[int, int], ...]) -> None:
    assert parts(rarity, days, *different) == [[0, 1], [2, 3]]
