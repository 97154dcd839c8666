"""What is known of the calendar: names of months, days and units, spans of dates, named days and days of national elections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import islice

from stemma.lang.tables import read_table

MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10,
    "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9, "oct": 10,
    "nov": 11, "dec": 12,
}  # fmt: skip
MONTH_NAMES = dict(islice(MONTHS.items(), 12))
WEEKDAYS = {"monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
UNITS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "weekend": "WE", "week": "W", "fortnight": "W", "month": "M", "quarter": "Q",
    "year": "Y", "decade": "E", "century": "C",
}  # fmt: skip
TIME_UNITS = frozenset({"second", "minute", "hour"})


def month_bounds(year: int, month: int) -> tuple[date, date]:
    """Return the first and last day of a month."""
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1) if (year, month) < (9999, 12) else date.max
    return first, after - timedelta(days=1)


def year_bounds(year: int, years: int = 1) -> tuple[date, date]:
    """Return the first and last day of `years` years from `year` on."""
    return date(year, 1, 1), date(min(year + years - 1, 9999), 12, 31)


def quarter_bounds(year: int, quarter: int) -> tuple[date, date]:
    """Return the first and last day of a quarter (1 to 4)."""
    return date(year, 3 * quarter - 2, 1), month_bounds(year, 3 * quarter)[1]


def week_bounds(day: date) -> tuple[date, date]:
    """Return Monday and Sunday of the week that holds `day`."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def season_bounds(year: int, season: str) -> tuple[date, date]:
    """Return the first and last day of a northern season, by whole months; winter begins in December of `year`."""
    first, last = _SEASON_MONTHS[season]
    return date(year, first, 1), month_bounds(year + (1 if last < first else 0), last)[1]


def week_value(day: date) -> str:
    """Return the ISO week of `day` as TIMEX3 writes it ("2020-W39")."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def shift_months(day: date, months: int) -> date | None:
    """Return the same day `months` later (negative: earlier), cut to the month's end; None outside years 1 to 9999."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, month_bounds(year, month + 1)[1].day))


def us_election_day(year: int) -> date:
    """Return the day of US federal elections: the Tuesday after the first Monday of November (2 U.S.C. 7)."""
    first = date(year, 11, 1)
    return first + timedelta(days=(7 - first.weekday()) % 7 + 1)


def easter(year: int) -> date:
    """Return Western Easter Sunday (Gauss, in the anonymous Gregorian form)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


_FIXED_DAYS = {
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26), "new year's eve": (12, 31),
    "new year's day": (1, 1), "valentine's day": (2, 14), "halloween": (10, 31), "bastille day": (7, 14), "may day": (5, 1),
    "independence day": (7, 4), "fourth of july": (7, 4),
}  # fmt: skip


def named_day(name: str, year: int) -> date | None:
    """Return the day that a name stands for in `year` ("Christmas", "Easter", "Thanksgiving"); None where it is not in the table."""
    key = name.lower().replace("’", "'")
    if key in _FIXED_DAYS:
        return date(year, *_FIXED_DAYS[key])
    if key in ("easter", "easter sunday"):
        return easter(year)
    if key == "good friday":
        return easter(year) - timedelta(days=2)
    if key == "easter monday":
        return easter(year) + timedelta(days=1)
    if key == "thanksgiving":
        first = date(year, 11, 1)
        return first + timedelta(days=(3 - first.weekday()) % 7 + 21)
    return None


NAMED_DAYS = (*_FIXED_DAYS, "easter sunday", "easter monday", "easter", "good friday", "thanksgiving")


@dataclass(frozen=True, slots=True)
class Election:
    """A national election: country (ISO alpha-3), kind ("presidential", "general", "parliamentary") and the day of its (first) round."""

    country: str
    kind: str
    day: date


@cache
def elections() -> tuple[Election, ...]:
    """Return the national elections of the table, and those of the United States by law, in order of time."""
    listed = [
        Election(row["country"], row["kind"], date.fromisoformat(row["day"])) for row in read_table("elections.tsv")
    ]
    federal = [
        Election("USA", "presidential" if year % 4 == 0 else "midterm", us_election_day(year))
        for year in range(2000, 2041, 2)
    ]
    return tuple(sorted(listed + federal, key=lambda election: (election.day, election.country)))


@dataclass(frozen=True, slots=True)
class Term:
    """One term of office: "Mike Pompeo was foreign minister of the United States from 2018-04-26 to 2021-01-20".

    Attributes:
        office: "head of state", "head of government" or "foreign minister"; one person may hold several.
        ends: Last day, or None while in office when the table was made.
    """

    country: str
    office: str
    name: str
    begins: date
    ends: date | None


@cache
def terms() -> tuple[Term, ...]:
    """Return the terms of office of the table, in its order."""
    return tuple(
        Term(
            row["country"],
            row["office"],
            row["name"],
            _first_day(row["begins"]),
            _last_day(row["ends"]) if row["ends"] else None,
        )
        for row in read_table("office_holders.tsv")
    )


@dataclass(frozen=True, slots=True)
class Death:
    """The day on which a widely reported person died or was killed: "Qassem Soleimani, 2020-01-03"."""

    name: str
    day: date


@cache
def deaths() -> tuple[Death, ...]:
    """Return the table of deaths, in its order."""
    return tuple(Death(row["name"], date.fromisoformat(row["day"])) for row in read_table("deaths.tsv"))


def _first_day(text: str) -> date:
    return date.fromisoformat(text) if len(text) == 10 else month_bounds(*map(int, text.split("-")))[0]


def _last_day(text: str) -> date:
    return date.fromisoformat(text) if len(text) == 10 else month_bounds(*map(int, text.split("-")))[1]
