"""Readers of days and hours: "yesterday morning", "Monday", "3 p.m. on Tuesday"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from stemma.lang.calendar import (
    MONTHS,
    WEEKDAYS,
    week_bounds,
)  # fmt: skip
from stemma.stages.extract.times.context import Context, day_of, nearest_year
from stemma.stages.extract.times.grammar import Found
from stemma.stages.extract.times.reading import (
    Reading,
    number_of,
)  # fmt: skip

PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "noon": "T12:00", "midnight": "T24:00", "dawn": "TMO",
          "dusk": "TEV", "overnight": "TNI", "lunchtime": "TMI"}  # fmt: skip
_HOURS = 24
_MINUTES = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25, "twenty five": 25}
_TOLD = re.compile(
    r"(?:(?:a )?(?P<part_hour>half|quarter|twenty[ -]five|five|ten|twenty)(?: minutes)? (?P<side>past|to) )?(?P<hour>[a-z]+|\d\d?)"
    r"(?: in the (?P<part>morning|afternoon|evening))?$"
)


def read_clock(found: Found, context: Context) -> Reading | None:
    """Read expressions like "3 p.m. on Tuesday", "noon"."""
    said = re.sub(r"\s+", " ", (found["clock"] or "").lower())
    time = _clock_value(said)
    if time is None:
        return None
    when = found["when"]
    day = _when_day(when, context) if when else context.clock.day
    if day is None:
        return Reading("TIME", f"XXXX-XX-XX{time}", "minute", anchor="article")
    return Reading("TIME", f"{day.isoformat()}{time}", "minute", day, day, "article")


def _clock_value(said: str) -> str | None:
    if said in ("noon", "midnight"):
        return "T12:00" if said == "noon" else "T24:00"
    hours = number_of(said.split(" o")[0]) if "clock" in said else None
    if hours is not None:
        return f"T{int(hours):02d}:00" if hours <= 24 else None
    told = _TOLD.match(said)
    if told is not None:
        return _told_value(told)
    match = re.match(r"(\d{1,2})(?:[:.]?(\d\d))?\s*([ap])?", said)
    if match is None:
        return None
    hour, minute = int(match[1]), match[2]
    if match[3] == "p" and hour < 12:
        hour += 12
    elif match[3] == "a" and hour == 12:
        hour = 0
    return f"T{hour:02d}:{minute or '00'}" if hour < 24 else None


def _told_value(told: re.Match[str]) -> str | None:
    """Return "half past seven", "a quarter to six", "nine in the evening" as a value; of the two hours that a dial shows, the first."""
    hour = {"noon": 12, "midnight": 24}.get(told["hour"]) or int(number_of(told["hour"]) or 0)
    if not 0 < hour <= _HOURS:
        return None
    if told["part"] in ("afternoon", "evening") and hour < _HOURS // 2:
        hour += _HOURS // 2
    minutes = 60 * hour + {"past": 1, "to": -1, None: 0}[told["side"]] * _MINUTES.get(told["part_hour"] or "", 0)
    return f"T{minutes // 60:02d}:{minutes % 60:02d}"


def _when_day(when: str, context: Context) -> date | None:
    lowered = when.lower()
    if lowered in ("yesterday", "today", "tomorrow"):
        return _deictic_day(lowered, context.clock.day)
    if lowered in WEEKDAYS:
        return _weekday_day(WEEKDAYS[lowered], "", context)
    parts = re.match(r"(\w+\.?)\s+(\d{1,2})\D*?(\d{4})?$", when)
    if parts is None:
        return None
    month, number = MONTHS.get(parts[1].rstrip(".").lower(), 0), int(parts[2])
    if parts[3]:
        return day_of(parts[3], month, number)
    return nearest_year(lambda year: day_of(year, month, number), context)


def _deictic_day(said: str, now: date | None) -> date | None:
    if now is None:
        return None
    return now + timedelta(
        days={"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}.get(said, 0)
    )


def read_deictic(found: Found, context: Context) -> Reading | None:
    """Read expressions like "yesterday morning", "tonight"."""
    said = " ".join((found["deictic"] or "").lower().split())
    part = PARTS.get((found["part"] or ("night" if said == "tonight" else "")).lower())
    kind, grain = ("TIME", "hour") if part else ("DATE", "day")
    day = _deictic_day(said, context.clock.day)
    if day is None:
        first, last = (_deictic_day(said, end) for end in (context.clock.earliest, context.clock.latest))
        return Reading(kind, None, grain, first, last, "article")
    return Reading(kind, day.isoformat() + (part or ""), grain, day, day, "article")


def weekday_number(name: str | None) -> int | None:
    return next(
        (number for day, number in WEEKDAYS.items() if name and day.startswith(name.rstrip(".").lower()[:3])), None
    )


def read_weekday_named(found: Found, context: Context) -> Reading | None:
    """Read expressions like "late on Monday", "every Friday"."""
    number = WEEKDAYS[(found["wd"] or "").lower()]
    mod, which = (found["mod"] or "").lower(), (found["which"] or "").lower()
    part = PARTS.get((found["part"] or "").lower())
    if mod in ("every", "each") or found["plural"]:
        return Reading("SET", f"XXXX-WXX-{number + 1}", "day")
    kind, grain = ("TIME", "hour") if part else ("DATE", "day")
    day = _weekday_day(number, mod or which, context)
    if day is None:
        earliest, latest = context.clock.earliest, context.clock.latest
        bounds = (earliest - timedelta(days=7) if earliest else None, latest + timedelta(days=7) if latest else None)
        return Reading(kind, f"XXXX-WXX-{number + 1}" + (part or ""), grain, *bounds, anchor="article")
    return Reading(kind, day.isoformat() + (part or ""), grain, day, day, "article")


def _weekday_day(number: int, mod: str, context: Context) -> date | None:
    now = context.clock.day
    if now is None:
        return None
    back = (now.weekday() - number) % 7
    if mod.endswith(" week"):
        return week_bounds(now)[0] + timedelta(days=number + 7 * {"last": -1, "this": 0, "next": 1}[mod.split()[0]])
    if mod == "last":
        return now - timedelta(days=back or 7)
    if mod in ("next", "this coming") or (mod != "this past" and context.forward is True):
        return now + timedelta(days=(7 - back) if back else (7 if mod else 0))
    return now - timedelta(days=back)


def part_shift(part: str, step: int, context: Context) -> Reading | None:
    now = context.clock.day
    if now is None:
        return Reading("TIME", f"XXXX-XX-XX{part}", "hour", context.clock.earliest, context.clock.latest, "article")
    day = now + timedelta(days=step)
    return Reading("TIME", f"{day.isoformat()}{part}", "hour", day, day, "article")


def read_overnight(found: Found, context: Context) -> Reading | None:
    """Read expressions like "overnight"."""
    day = context.clock.day
    if day is None:
        return Reading("TIME", "XXXX-XX-XXTNI", "hour", anchor="article")
    return Reading("TIME", f"{day.isoformat()}TNI", "hour", day - timedelta(days=1), day, "article")
