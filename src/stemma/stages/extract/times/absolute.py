"""Readers of dates that name a month, a year, a quarter or a season."""

from __future__ import annotations

import re
from datetime import date

from stemma.lang.calendar import (
    MONTHS,
    SEASONS,
    month_bounds,
    named_day,
    quarter_bounds,
    season_bounds,
    year_bounds,
)  # fmt: skip
from stemma.stages.extract.times.context import Context, day_of, nearest_year, year_number
from stemma.stages.extract.times.days import weekday_number
from stemma.stages.extract.times.grammar import Found
from stemma.stages.extract.times.reading import (
    Reading,
    day_reading,
    shift_day,
    unit_bounds,
    unit_value,
)  # fmt: skip

_NEAR_DAYS = 184  # a day named without a year lies within half a year of the article unless tense says otherwise


def read_iso(found: Found, context: Context) -> Reading | None:
    """Read expressions like "2020-09-28"."""
    day = day_of(found["y"], found["m"], found["d"])
    if day is None or not found["clock"]:
        return day_reading(day) if day else None
    return Reading("TIME", f"{day.isoformat()}T{found['clock']}", "minute", day, day)


def read_numeric(found: Found, context: Context) -> Reading | None:
    """Read expressions like "9/28/2020", "28.9.2020"."""
    a, b, year = int(found["a"] or 0), int(found["b"] or 0), int(found["y"] or 0)
    year += (1900 if year > 50 else 2000) if year < 100 else 0
    if found["sep"] == ".":
        a, b = b, a
    elif a > 12:
        a, b = b, a
    elif b <= 12 and a != b:
        # "03/04/2020" is March in America and April elsewhere: both are kept as bounds, neither as the value.
        days = sorted(filter(None, (day_of(year, a, b), day_of(year, b, a))))
        return Reading("DATE", f"{year:04d}", "year", days[0], days[-1]) if days else None
    day = day_of(year, a, b)
    return day_reading(day) if day else None


def read_month_day(found: Found, context: Context) -> Reading | None:
    """Read expressions like "Nov. 3", "28 September 2020", "May 3-5"."""
    month = MONTHS[(found["month"] or "").rstrip(".").lower()]
    number, until = int(found["d"] or 0), int(found["d2"] or 0)
    if found["y"]:
        first, last = day_of(found["y"], month, number), day_of(found["y"], month, until or number)
        if first is None or last is None:
            return None
        if until and last > first:
            return Reading("DURATION", f"P{(last - first).days + 1}D", "day", first, last)
        return day_reading(first)
    if day_of(2000, month, number) is None:
        return None
    first = nearest_year(lambda year: day_of(year, month, number), context, weekday_number(found["wd"]))
    if first is None:
        return Reading("DATE", f"XXXX-{month:02d}-{number:02d}", "day", anchor="article")
    last = day_of(first.year, month, until) if until > number else None
    if last:
        return Reading("DURATION", f"P{(last - first).days + 1}D", "day", first, last, "article")
    return day_reading(first, "article")


def read_month_year(found: Found, context: Context) -> Reading | None:
    """Read expressions like "September 2020"."""
    year, month = year_number(found["y"]), MONTHS[(found["month"] or "").rstrip(".").lower()]
    return None if year is None else Reading("DATE", f"{year:04d}-{month:02d}", "month", *month_bounds(year, month))


def read_month(found: Found, context: Context) -> Reading | None:
    """Read expressions like "January", "last May", "every July"."""
    month = MONTHS[(found["month"] or "").rstrip(".").lower()]
    mod = found["mod"] or ""
    if mod in ("every", "each"):
        return Reading("SET", f"XXXX-{month:02d}", "month")
    first = _month_named(month, f"{mod} {found['ref'] or ''}".strip(), context)
    if first is None:
        return Reading("DATE", f"XXXX-{month:02d}", "month", anchor="article")
    return Reading("DATE", f"{first:%Y-%m}", "month", *month_bounds(first.year, first.month), anchor="article")


def _month_named(month: int, mod: str, context: Context) -> date | None:
    earliest, latest = context.clock.earliest, context.clock.latest
    if earliest is None or latest is None or (latest - earliest).days > 366:
        return None
    now = latest
    if mod in ("last year", "next year", "this year"):
        return date(now.year + {"last": -1, "next": 1, "this": 0}[mod.split()[0]], month, 1)
    if mod.startswith("last") or (not mod and context.forward is not True):
        year = now.year if month < now.month or (not mod and month == now.month) else now.year - 1
        # "in December" said in January to November looks back; said of what is to come, forward.
        return date(year, month, 1)
    year = now.year if month >= now.month or mod == "this" else now.year + 1
    return date(year, month, 1)


def read_years(found: Found, context: Context) -> Reading | None:
    """Read expressions like "2014-2017"."""
    first, second = int(found["y"] or 0), found["y2"] or ""
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    if not first < last <= first + 200:
        return None
    return Reading("DURATION", f"P{last - first}Y", "year", date(first, 1, 1), date(last, 12, 31))


def read_decade(found: Found, context: Context) -> Reading | None:
    """Read expressions like "the mid-1990s", "the nineties"."""
    if found["tens"]:
        starts = (
            1900
            + 10
            * ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"].index(
                found["tens"].lower()
            )
            + 20
        )
    else:
        said = (found["decade"] or "").strip("'’")
        starts = int(said) if len(said) == 4 else 1900 + int(said)
    return Reading(
        "DATE", f"{starts // 10}", "decade", *year_bounds(starts, 10), hedge=(found["edge2"] or "").lower() or None
    )


def read_century(found: Found, context: Context) -> Reading | None:
    """Read expressions like "the 19th century"."""
    nth = int(found["nth"] or 0)
    return (
        Reading("DATE", f"{nth - 1:02d}", "vague", *year_bounds((nth - 1) * 100 or 1, 100)) if 1 <= nth <= 21 else None
    )


def read_quarter(found: Found, context: Context) -> Reading | None:
    """Read expressions like "the third quarter of 1989", "this year's second quarter"."""
    what = "quarter" if found["what"] == "quarter" else "half"
    said = (found["q"] or "").lower()
    number = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}.get(said)
    now = context.clock.day
    year = year_number(found["y"] or found["y0"]) or relative_year(found["poss"] or found["y"], now)
    if number is None:
        if now is None or said in ("same", "corresponding") or what == "half":
            return Reading("DATE", "XXXX-QX", "quarter", anchor="article")
        day = shift_day(now, 0 if said == "current" else -1, "quarter")
        return (
            None
            if day is None
            else Reading("DATE", unit_value(day, "quarter"), "quarter", *unit_bounds(day, "quarter"), anchor="article")
        )
    if what == "half" and number > 2:
        return None
    letter, anchor = ("Q" if what == "quarter" else "H"), ("none" if found["y"] or found["y0"] else "article")
    if year is None:
        if now is None:
            return Reading("DATE", f"XXXX-{letter}{number}", "quarter", anchor="article")
        begins = date(now.year, 3 * number - 2 if letter == "Q" else 6 * number - 5, 1)
        year = now.year if begins <= now or context.forward else now.year - 1
    if found["ago"]:
        year -= 1
    first, last = (
        quarter_bounds(year, number)
        if letter == "Q"
        else (date(year, 6 * number - 5, 1), month_bounds(year, 6 * number)[1])
    )
    return Reading("DATE", f"{year:04d}-{letter}{number}", "quarter", first, last, anchor)


def relative_year(said: str | None, now: date | None) -> int | None:
    if said is None or now is None:
        return None
    return now.year + {"last": -1, "next": 1, "this": 0}.get(said.lower().split()[0], 0)


def read_fiscal(found: Found, context: Context) -> Reading | None:
    """Read expressions like "fiscal 1990"."""
    year = year_number(found["y"]) or relative_year(found["mod"], context.clock.day)
    anchor = "none" if found["y"] else "article"
    # Fiscal years begin in other months by country and firm: bounds of half a year each side.
    return (
        None
        if year is None
        else Reading("DATE", f"{year:04d}", "year", date(year - 1, 7, 1), date(year, 12, 31), anchor)
    )


def read_year(found: Found, context: Context) -> Reading | None:
    """Read expressions like "1989", "the end of 2019"."""
    year = year_number(found["y"])
    return None if year is None else Reading("DATE", f"{year:04d}", "year", *year_bounds(year))


def read_named(found: Found, context: Context) -> Reading | None:
    """Read expressions like "Christmas", "Easter 2020"."""
    name = re.sub(r"\s+", " ", found["name"] or "").replace("’", "'")
    if not name[:1].isupper():
        return None
    if found["y"]:
        day = named_day(name, int(found["y"]))
        return day_reading(day) if day else None
    day = nearest_year(lambda year: named_day(name, year), context)
    return Reading("DATE", None, "day", anchor="article") if day is None else day_reading(day, "article")


def read_season(found: Found, context: Context) -> Reading | None:
    """Read expressions like "the summer of 2020"."""
    season, year = SEASONS[(found["season"] or "").lower()], int(found["y"] or 0)
    return Reading("DATE", f"{year:04d}-{season}", "month", *season_bounds(year, season))
