"""When a telling may have a second parent."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from stemma.settings import TraceSettings
from stemma.stages.trace.mergers import may_add

CHILD, AGENCY, OTHER = range(3)


def evidence(*, names: set[int]) -> Any:
    """Return the evidence of a child that credits an agency which OTHER neither is nor credits."""
    against = np.zeros((3, 3))
    against[CHILD, OTHER] = -4.0
    parts = {"credits another": (against != 0, against)}
    none = np.zeros((3, 3), bool)
    around = SimpleNamespace(later=none, wire=none[0], release=none[0], named=lambda _, other: other in names)
    scores = SimpleNamespace(
        dependent=np.full((3, 3), 1.0) + against, parent=np.full((3, 3), 0.0) + against, parts=parts, parent_parts=parts
    )
    return SimpleNamespace(
        scores=scores, around=around, different=frozenset(), measures=SimpleNamespace(n5=np.zeros((3, 3)))
    )


@pytest.mark.parametrize(
    ("beside", "names", "may"), [(AGENCY, {AGENCY}, True), (AGENCY, set(), False), (None, {AGENCY}, False)]
)
def test_a_credit_of_the_first_parent_says_nothing_against_a_second(
    beside: int | None, names: set[int], may: bool
) -> None:
    assert may_add(evidence(names=names), CHILD, OTHER, TraceSettings(), beside=beside) is may
