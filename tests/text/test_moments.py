"""Times in the line that dates a report."""

from __future__ import annotations

import pytest

from stemma.text.moments import in_dateline


@pytest.mark.parametrize(
    ("before", "dateline"),
    [
        ("LEIDERWAARD, Netherlands, ", True),
        ("BUCHAREST, ", True),
        ("N'DJAMENA, Chad (AP) — ", False),
        ("On ", False),
        ("The company said on ", False),
        ("NATO said on ", False),
        ("", False),
    ],
)
def test_what_stands_before_a_time_may_be_a_dateline(before: str, dateline: bool) -> None:
    assert in_dateline(before) is dateline
