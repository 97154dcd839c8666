"""The calendar: spans of months and weeks, computed days, and sane tables of terms and elections."""

import itertools
from collections import Counter
from datetime import date

from stemma.lang.calendar import (
    deaths,
    easter,
    elections,
    month_bounds,
    named_day,
    season_bounds,
    shift_months,
    terms,
    us_election_day,
    week_value,
)


def test_bounds_and_weeks() -> None:
    assert month_bounds(2020, 2) == (date(2020, 2, 1), date(2020, 2, 29))
    assert month_bounds(2019, 12)[1] == date(2019, 12, 31)
    assert week_value(date(2020, 9, 28)) == "2020-W40"
    assert season_bounds(2020, "WI") == (date(2020, 12, 1), date(2021, 2, 28))
    assert shift_months(date(2020, 3, 31), -1) == date(2020, 2, 29)
    assert shift_months(date(1, 1, 1), -1) is None


def test_computed_days() -> None:
    assert us_election_day(2020) == date(2020, 11, 3)
    assert us_election_day(2016) == date(2016, 11, 8)
    assert easter(2024) == date(2024, 3, 31)
    assert named_day("Thanksgiving", 2020) == date(2020, 11, 26)
    assert named_day("no such day", 2020) is None


def test_terms_do_not_run_backwards_and_offices_are_known() -> None:
    for term in terms():
        assert term.ends is None or term.begins <= term.ends, term
        assert term.office in ("head of state", "head of government", "foreign minister")
        assert len(term.country) == 3
    assert len({term.country for term in terms()}) >= 40


def test_one_office_has_one_holder_at_a_time() -> None:
    by_office: dict[tuple[str, str], list] = {}
    for term in terms():
        by_office.setdefault((term.country, term.office), []).append(term)
    for held in by_office.values():
        held.sort(key=lambda term: term.begins)
        for earlier, later in itertools.pairwise(held):
            assert earlier.ends is not None, earlier
            assert (earlier.ends - later.begins).days <= 31, (earlier, later)


def test_elections_and_deaths_are_listed_once() -> None:
    assert max(Counter((e.country, e.day) for e in elections()).values()) == 1
    assert max(Counter(death.name for death in deaths()).values()) == 1
    assert elections() == tuple(sorted(elections(), key=lambda e: (e.day, e.country)))
