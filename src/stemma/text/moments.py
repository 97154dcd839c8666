"""Whether two expressions of time can mean one time: days, hours and lengths compared with the slack of how they are told."""

from __future__ import annotations

import re
from datetime import date

from stemma.model.words import TimeRef

_DAYS = {"D": 1.0, "W": 7.0, "M": 30.4, "Y": 365.0}
_FINE = frozenset({"minute", "hour", "day"})
_MOST_DAYS = 7
_NEAR_LENGTH, _NEAR_HEDGED = 0.12, 0.25
_NEAR_MINUTES, _APART_MINUTES, _DAY = 20, 60, 1440
_DEICTIC = re.compile(
    r"\b(?:ago|today|yesterday|tomorrow|tonight|last|next|later|earlier|following|previous|now|this|that|same|recent)\b",
    re.I,
)
_WEEKDAY = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b", re.I)
_WEEKDAYS = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
_OVERNIGHT = re.compile(r"\b(?:night|midnight|overnight|early|dawn|before dawn|small hours)\b", re.I)
_CLOCK = re.compile(r"T(\d\d):(\d\d)")
_DATED = re.compile(r"\d{4}-\d\d-\d\d")
_YEARLESS = re.compile(r"XXXX-\d\d-\d\d")
_ABOUT = re.compile(
    r"\b(?:about|around|almost|nearly|more than|over|some|less than|under|roughly|approximately|at least)\b", re.I
)
_DATELINE = re.compile(r"\W*[^\W\d_a-z]{3,}(?:[\s,/-]+(?:[^\W\d_a-z][\w.’'-]*|\([\w ]+\)))*[\s,(–—-]*")


def in_dateline(before: str) -> bool:
    """Tell whether what stands before a time in its sentence is only the place that a report is dated from ("GENEVA, Switzerland, ")."""
    return _DATELINE.fullmatch(before) is not None


def time_apart(one: TimeRef, other: TimeRef, words: str, others: str) -> str | None:
    """Return how two times of one type differ: "" for what cannot be one, ", near" for what nearly agrees; None where both may be one.

    Days more than a week apart are hardly of one act and are not compared. Words that count from the day of telling ("yesterday") never clash.

    Args:
        one, other: The times; words, others: how they are told.
    """
    if words.casefold() == others.casefold():
        return None
    if one.type == "DURATION":
        return _lengths_apart(
            one, other, hedged=bool(_ABOUT.search(words) or _ABOUT.search(others) or one.hedge or other.hedge)
        )
    clocks = [_CLOCK.search(time.value or "") for time in (one, other)]
    days = [_DATED.match(time.value or "") for time in (one, other)]
    hours = None not in clocks and None not in days  # "2:10 a.m. today", where the day of telling is known
    if not hours and (_DEICTIC.search(words) or _DEICTIC.search(others)):
        return None
    if clocks[0] is not None and clocks[1] is not None and (None in days or _next_to(one, other)):
        return _hours_apart(*(60 * int(clock[1]) + int(clock[2]) for clock in clocks if clock is not None))
    return _days_apart(one, other, [words, others])


def _next_to(one: TimeRef, other: TimeRef) -> bool:
    """Tell whether both fall on one day or two that follow each other, as a night does."""
    days = [date.fromisoformat(str(time.value)[:10]) for time in (one, other)]
    return abs((days[0] - days[1]).days) <= 1


def _lengths_apart(one: TimeRef, other: TimeRef, *, hedged: bool) -> str | None:
    days, others = _days(one.value), _days(other.value)
    if days is None or others is None or days == others:
        return None
    return ", near" if abs(days - others) <= (_NEAR_HEDGED if hedged else _NEAR_LENGTH) * max(days, others) else ""


def _hours_apart(one: int, other: int) -> str | None:
    between = min(abs(one - other), _DAY - abs(one - other))
    if between == 0 or _NEAR_MINUTES < between < _APART_MINUTES:
        return None
    return ", near" if between <= _NEAR_MINUTES else ""


def _days_apart(one: TimeRef, other: TimeRef, words: list[str]) -> str | None:
    if one.granularity == other.granularity == "year" and one.value is not None and other.value is not None:
        return "" if one.value != other.value else None
    dates = [_YEARLESS.fullmatch(time.value or "") for time in (one, other)]
    if dates[0] is not None and dates[1] is not None:
        return "" if dates[0][0] != dates[1][0] else None
    if {one.granularity, other.granularity} - _FINE or None in (one.earliest, one.latest, other.earliest, other.latest):
        return None
    first, then = sorted((one, other), key=lambda time: str(time.earliest))
    end, start = date.fromisoformat(str(first.latest)[:10]), date.fromisoformat(str(then.earliest)[:10])
    between = (start - end).days
    names = {match[1].casefold() for text in words if (match := _WEEKDAY.search(text)) is not None}
    if between <= 0 or between > _MOST_DAYS or (len(names) == 1 and _falls_on(names, one, other)):
        return None  # more than a week apart it is hardly one act; one weekday resolved to two dates is one day
    return None if between == 1 and any(_OVERNIGHT.search(text) for text in words) else ""


def _falls_on(names: set[str], one: TimeRef, other: TimeRef) -> bool:
    """Tell whether both times fall on the one weekday that is named."""
    days = {_WEEKDAYS[date.fromisoformat(str(time.earliest)[:10]).weekday()] for time in (one, other)}
    return days == names


def _days(value: str | None) -> float | None:
    """Return the length of a TIMEX3 duration in days ("P2W" is 14); None below a day or where open."""
    if value is None or len(value) < 3 or value[0] != "P" or value[-1] not in _DAYS or not value[1:-1].isdigit():
        return None
    return int(value[1:-1]) * _DAYS[value[-1]]
