"""Dates as pages write them: read exactly or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.text.rfc3339 import rfc3339


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2020-09-28", "2020-09-28"),
        ("20200928", "2020-09-28"),
        ("2020-09-28T10:00:00+02:00", "2020-09-28T10:00:00+02:00"),
        ("2020-09-28T10:00:00+0200", "2020-09-28T10:00:00+02:00"),
        ("2020-09-28T10:00:00.123Z", "2020-09-28T10:00:00Z"),
        ("2020-09-28 10:00 UTC", "2020-09-28T10:00:00Z"),
        ("2020-09-28T10:00:00", "2020-09-28T10:00:00"),
        ("2016-05-04T00:00:00", "2016-05-04"),
        ("Mon, 28 Sep 2020 10:00:00 +0200", "2020-09-28T10:00:00+02:00"),
        ("28 September 2020", "2020-09-28"),
        ("Sept. 28, 2020, 10:15 PM", "2020-09-28T22:15:00"),
        ("Published 1:04 p.m. ET Oct. 3, 2017", "2017-10-03T13:04:00"),
        ("2020/09/28", "2020-09-28"),
        ("1601287200", "2020-09-28T10:00:00Z"),
        ("1601287200000", "2020-09-28T10:00:00Z"),
        ("03/04/2020", None),
        ("2020-13-45", None),
        ("31 February 2020", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates(written: str, value: str | None) -> None:
    assert rfc3339(written) == value


@given(st.text(max_size=60))
def test_never_fails_and_is_stable(written: str) -> None:
    value = rfc3339(written)
    assert value is None or rfc3339(value) == value
