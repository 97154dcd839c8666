"""No pair of names that comparison could hold for one bearer is kept from being compared."""

from __future__ import annotations

import csv
from itertools import combinations
from pathlib import Path

import pytest

from stemma.stages.link.compare import compare_names
from stemma.stages.link.likely import may_be_one, outline_of

PAIRS = Path(__file__).parents[3] / "evals" / "gold" / "name_pairs.tsv"
NOT_COMPARED_FURTHER = -4.0


@pytest.mark.parametrize("kind", ["person", "organisation"])
def test_what_is_passed_over_is_what_comparison_excludes(kind: str) -> None:
    with PAIRS.open(encoding="utf-8") as lines:
        rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
        names = sorted({name for row in rows if row["sealed"] == "0" for name in (row["left"], row["right"])})
    outlines = {name: outline_of(name, kind) for name in names}
    passed_over = [
        (left, right) for left, right in combinations(names, 2) if not may_be_one(outlines[left], outlines[right])
    ]
    assert len(passed_over) > 10_000
    assert [pair for pair in passed_over if compare_names(*pair, kind).score > NOT_COMPARED_FURTHER] == []


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Liz Truss", "Elizabeth Truss"), ("Ahmadi Nezhad", "Ahmadinejad"), ("AMLO", "Andres Manuel Lopez Obrador"),
        ("J. Smith", "John Smith"), ("Qasem Soleimani", "Qassem Suleimani"), ("Amanov", "Zamanov"),
    ],
)  # fmt: skip
def test_other_forms_of_a_name_are_compared(left: str, right: str) -> None:
    assert may_be_one(outline_of(left, "person"), outline_of(right, "person"))
    assert not may_be_one(outline_of("John Smith", "person"), outline_of("John Baker", "person"))
