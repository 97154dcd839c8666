"""From a matched expression to its meaning: one small reader per way of saying."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from stemma.lang.calendar import (
    MONTHS,
    SEASONS,
    WEEKDAYS,
    month_bounds,
    named_day,
    quarter_bounds,
    season_bounds,
    week_bounds,
    year_bounds,
)  # fmt: skip
from stemma.stages.extract.times.grammar import Found
from stemma.stages.extract.times.reading import (
    Clock,
    Reading,
    day_reading,
    duration_value,
    is_vague,
    number_of,
    shift_day,
    unit_bounds,
    unit_value,
)  # fmt: skip

_PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "noon": "T12:00", "midnight": "T24:00", "dawn": "TMO",
          "dusk": "TEV", "overnight": "TNI", "lunchtime": "TMI"}  # fmt: skip
_PAST = frozenset({"last", "past", "previous", "preceding", "prior", "recent"})
_COMING = frozenset({"next", "coming", "upcoming", "following", "ensuing", "this coming"})
_IN_TEXT = frozenset({"following", "previous", "preceding", "prior", "same", "ensuing"})
_NEAR_DAYS = 184  # a day named without a year lies within half a year of the article unless tense says otherwise


class Context:
    """What a reader may look at besides the words: the article's clock, whether the clause looks forward, and the last time named."""

    __slots__ = ("clock", "forward", "told")

    def __init__(self, clock: Clock, forward: bool | None, told: Reading | None) -> None:
        self.clock, self.forward, self.told = clock, forward, told


def resolve(found: Found, context: Context) -> Reading | None:
    """Return what `found` means in `context`, or None where it is no time after all."""
    reading = _READERS[found.rule](found, context)
    if reading is None:
        return None
    return reading.hedged(found["edge"]).hedged(found["hedge"])


def _iso(found: Found, context: Context) -> Reading | None:
    day = _day(found["y"], found["m"], found["d"])
    if day is None or not found["clock"]:
        return day_reading(day) if day else None
    return Reading("TIME", f"{day.isoformat()}T{found['clock']}", "minute", day, day)


def _numeric(found: Found, context: Context) -> Reading | None:
    a, b, year = int(found["a"] or 0), int(found["b"] or 0), int(found["y"] or 0)
    year += (1900 if year > 50 else 2000) if year < 100 else 0
    if found["sep"] == ".":
        a, b = b, a
    elif a > 12:
        a, b = b, a
    elif b <= 12 and a != b:
        # "03/04/2020" is March in America and April elsewhere: both are kept as bounds, neither as the value.
        days = sorted(filter(None, (_day(year, a, b), _day(year, b, a))))
        return Reading("DATE", f"{year:04d}", "year", days[0], days[-1]) if days else None
    day = _day(year, a, b)
    return day_reading(day) if day else None


def _month_day(found: Found, context: Context) -> Reading | None:
    month = MONTHS[(found["month"] or "").rstrip(".").lower()]
    number, until = int(found["d"] or 0), int(found["d2"] or 0)
    if found["y"]:
        first, last = _day(found["y"], month, number), _day(found["y"], month, until or number)
        if first is None or last is None:
            return None
        if until and last > first:
            return Reading("DURATION", f"P{(last - first).days + 1}D", "day", first, last)
        return day_reading(first)
    if _day(2000, month, number) is None:
        return None
    first = _nearest_year(lambda year: _day(year, month, number), context, _weekday(found["wd"]))
    if first is None:
        return Reading("DATE", f"XXXX-{month:02d}-{number:02d}", "day", anchor="article")
    last = _day(first.year, month, until) if until > number else None
    if last:
        return Reading("DURATION", f"P{(last - first).days + 1}D", "day", first, last, "article")
    return day_reading(first, "article")


def _nearest_year(day_in: Callable[[int], date | None], context: Context, weekday: int | None = None) -> date | None:
    """The year of a day named without one: nearest the article, on the side that tense tells, agreeing with a weekday beside it."""
    earliest, latest = context.clock.earliest, context.clock.latest
    if earliest is None or latest is None or (latest - earliest).days > 366:
        return None
    middle = earliest + (latest - earliest) / 2
    days = [day for day in (day_in(year) for year in range(middle.year - 1, middle.year + 2)) if day is not None]
    agreeing = [day for day in days if weekday is None or day.weekday() == weekday] or days
    if context.forward is True:
        agreeing = [day for day in agreeing if day >= earliest] or agreeing
    return min(agreeing, key=lambda day: (abs((day - middle).days), day), default=None)


def _month_year(found: Found, context: Context) -> Reading | None:
    year, month = _year_number(found["y"]), MONTHS[(found["month"] or "").rstrip(".").lower()]
    return None if year is None else Reading("DATE", f"{year:04d}-{month:02d}", "month", *month_bounds(year, month))


def _month(found: Found, context: Context) -> Reading | None:
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


def _years(found: Found, context: Context) -> Reading | None:
    first, second = int(found["y"] or 0), found["y2"] or ""
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    if not first < last <= first + 200:
        return None
    return Reading("DURATION", f"P{last - first}Y", "year", date(first, 1, 1), date(last, 12, 31))


def _decade(found: Found, context: Context) -> Reading | None:
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


def _century(found: Found, context: Context) -> Reading | None:
    nth = int(found["nth"] or 0)
    return (
        Reading("DATE", f"{nth - 1:02d}", "vague", *year_bounds((nth - 1) * 100 or 1, 100)) if 1 <= nth <= 21 else None
    )


def _quarter(found: Found, context: Context) -> Reading | None:
    what = "quarter" if found["what"] == "quarter" else "half"
    said = (found["q"] or "").lower()
    number = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}.get(said)
    now = context.clock.day
    year = _year_number(found["y"] or found["y0"]) or _relative_year(found["poss"] or found["y"], now)
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


def _relative_year(said: str | None, now: date | None) -> int | None:
    if said is None or now is None:
        return None
    return now.year + {"last": -1, "next": 1, "this": 0}.get(said.lower().split()[0], 0)


def _fiscal(found: Found, context: Context) -> Reading | None:
    year = _year_number(found["y"]) or _relative_year(found["mod"], context.clock.day)
    anchor = "none" if found["y"] else "article"
    # Fiscal years begin in other months by country and firm: bounds of half a year each side.
    return (
        None
        if year is None
        else Reading("DATE", f"{year:04d}", "year", date(year - 1, 7, 1), date(year, 12, 31), anchor)
    )


def _year(found: Found, context: Context) -> Reading | None:
    year = _year_number(found["y"])
    return None if year is None else Reading("DATE", f"{year:04d}", "year", *year_bounds(year))


def _clock(found: Found, context: Context) -> Reading | None:
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
    match = re.match(r"(\d{1,2})(?:[:.]?(\d\d))?\s*([ap])?", said)
    if match is None:
        return None
    hour, minute = int(match[1]), match[2]
    if match[3] == "p" and hour < 12:
        hour += 12
    elif match[3] == "a" and hour == 12:
        hour = 0
    return f"T{hour:02d}:{minute or '00'}" if hour < 24 else None


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
        return _day(parts[3], month, number)
    return _nearest_year(lambda year: _day(year, month, number), context)


def _deictic_day(said: str, now: date | None) -> date | None:
    if now is None:
        return None
    return now + timedelta(
        days={"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}.get(said, 0)
    )


def _deictic(found: Found, context: Context) -> Reading | None:
    said = " ".join((found["deictic"] or "").lower().split())
    part = _PARTS.get((found["part"] or ("night" if said == "tonight" else "")).lower())
    kind, grain = ("TIME", "hour") if part else ("DATE", "day")
    day = _deictic_day(said, context.clock.day)
    if day is None:
        first, last = (_deictic_day(said, end) for end in (context.clock.earliest, context.clock.latest))
        return Reading(kind, None, grain, first, last, "article")
    return Reading(kind, day.isoformat() + (part or ""), grain, day, day, "article")


def _weekday(name: str | None) -> int | None:
    return next(
        (number for day, number in WEEKDAYS.items() if name and day.startswith(name.rstrip(".").lower()[:3])), None
    )


def _weekday_named(found: Found, context: Context) -> Reading | None:
    number = WEEKDAYS[(found["wd"] or "").lower()]
    mod, which = (found["mod"] or "").lower(), (found["which"] or "").lower()
    part = _PARTS.get((found["part"] or "").lower())
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


def _ago(found: Found, context: Context) -> Reading | None:
    unit = _unit(found["unit"])
    number, direction = number_of(found["n"]), (found["dir"] or "").lower()
    if found["half"] or "half" in (found["more"] or ""):
        number = None if number is None else number + 0.5
    back = direction in ("ago", "earlier", "before", "previously", "prior", "back")
    from_text = direction not in ("ago", "back", "hence", "from now")
    if from_text and context.told is None:
        return Reading("DATE", "PAST_REF" if back else "FUTURE_REF", "vague", anchor="text")
    if from_text and context.told is not None:
        earliest, latest, anchor = context.told.first, context.told.last, "text"
    else:
        earliest, latest, anchor = context.clock.earliest, context.clock.latest, "article"
    if unit in ("second", "minute", "hour"):
        return _hours_away(number, unit, -1 if back else 1, (earliest, latest, anchor))
    if number is None:
        first, last = _vague_span(unit, -1 if back else 1, earliest, latest)
        return Reading("DATE", "PAST_REF" if back else "FUTURE_REF", "vague", first, last, anchor)
    return _away(number if not back else -number, unit, (earliest, latest, anchor))


def _hours_away(number: float | None, unit: str, sign: int, base: tuple[date | None, date | None, str]) -> Reading:
    earliest, latest, anchor = base
    slack = timedelta(days=1 + int((number or 12) / 24 if unit == "hour" else 0))
    if sign < 0:
        first, last = (earliest - slack if earliest else None), latest
    else:
        first, last = earliest, (latest + slack if latest else None)
    return Reading("TIME", "PAST_REF" if sign < 0 else "FUTURE_REF", "hour", first, last, anchor)


def _away(number: float, unit: str, base: tuple[date | None, date | None, str]) -> Reading:
    """A number of units before or after a base; what is counted in weeks or longer has half a unit of slack each side."""
    earliest, latest, anchor = base
    start = shift_day(earliest, number, unit) if earliest else None
    end = shift_day(latest, number, unit) if latest else None
    if start is None or end is None:
        return Reading("DATE", None, unit, anchor=anchor)
    grain = unit if unit in ("day", "week", "month", "quarter", "year", "decade") else "vague"
    value = None
    if (end - start).days <= 1 or unit_value(start, grain) == unit_value(end, grain):
        value = start.isoformat() if grain in ("day", "week") else unit_value(start, grain)
    slack = {"week": 4, "month": 16, "quarter": 46, "year": 183, "decade": 1830}.get(grain, 0)
    return Reading("DATE", value, grain, _clip(start, -slack), _clip(end, slack), anchor)


def _clip(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def _vague_span(unit: str, sign: int, earliest: date | None, latest: date | None) -> tuple[date | None, date | None]:
    """ "Several weeks ago", "in recent weeks": at most ten of the unit away (a convention, documented as such)."""
    reach = shift_day(earliest if sign < 0 else latest, 10 * sign, unit) if earliest and latest else None
    if reach is None:
        return None, None
    return (reach, latest) if sign < 0 else (earliest, reach)


def _shift(found: Found, context: Context) -> Reading | None:
    unit, mod = (found["unit"] or "").lower(), (found["mod"] or "").lower()
    step = -1 if mod in _PAST else 1 if mod in _COMING else 0
    if unit in _PARTS:
        return _part_shift(_PARTS[unit], step, context)
    if found["then"] and "crucial" in (found["then"] or ""):
        return None
    in_text = mod in _IN_TEXT or (mod == "next" and found["the"] and unit == "day")
    if in_text and context.told is not None:
        base, anchor = (context.told.first, context.told.last), "text"
    elif in_text:
        return Reading("DATE", None, unit if unit in ("day", "week", "month", "year") else "vague", anchor="text")
    else:
        base, anchor = (context.clock.earliest, context.clock.latest), "article"
    if mod in ("recent", "latest") and unit != "quarter":
        return Reading("DATE", "PAST_REF", "vague", anchor=anchor) if mod == "recent" else None
    if unit in SEASONS:
        return _season_shift(unit, step, (base, anchor))
    if mod == "latest":
        step = -1
    if found["the"] and mod in ("past", "last", "coming") and unit in ("week", "month", "year", "decade"):
        return _rolling(unit, step, (base, anchor))
    return _calendar_shift(unit, step, (base, anchor))


def _calendar_shift(unit: str, step: int, base: tuple[tuple[date | None, date | None], str]) -> Reading:
    (earliest, latest), anchor = base
    start, end = (shift_day(day, step, unit) if day else None for day in (earliest, latest))
    grain = (
        unit
        if unit in ("day", "week", "month", "quarter", "year", "decade")
        else "week"
        if unit in ("weekend", "fortnight")
        else "vague"
    )
    if start is None or end is None:
        return Reading("DATE", None, grain, anchor=anchor)
    if unit == "weekend" and step <= 0 and end.weekday() >= 5:
        # On a Saturday or Sunday "the past weekend" is this one or the one before.
        return Reading("DATE", None, grain, unit_bounds(start, unit)[0], unit_bounds(latest or end, unit)[1], anchor)
    first, last = unit_bounds(start, unit)[0], unit_bounds(end, unit)[1]
    value = (
        unit_value(start, unit) if unit_value(start, unit) == unit_value(end, unit) or (end - start).days <= 1 else None
    )
    return Reading("DATE", value, grain, first, last, anchor)


def _rolling(unit: str, step: int, base: tuple[tuple[date | None, date | None], str]) -> Reading:
    (earliest, latest), anchor = base
    if earliest is None or latest is None:
        return Reading("DURATION", duration_value(1, unit), unit, anchor=anchor)
    reach = shift_day(earliest if step < 0 else latest, step, unit)
    first, last = (reach, latest) if step < 0 else (earliest, reach)
    return Reading("DURATION", duration_value(1, unit), unit, first, last, anchor)


def _part_shift(part: str, step: int, context: Context) -> Reading | None:
    now = context.clock.day
    if now is None:
        return Reading("TIME", f"XXXX-XX-XX{part}", "hour", context.clock.earliest, context.clock.latest, "article")
    day = now + timedelta(days=step)
    return Reading("TIME", f"{day.isoformat()}{part}", "hour", day, day, "article")


def _season_shift(unit: str, step: int, base: tuple[tuple[date | None, date | None], str]) -> Reading:
    (earliest, latest), anchor = base
    season = SEASONS[unit]
    if earliest is None or latest is None or (latest - earliest).days > 183:
        return Reading("DATE", f"XXXX-{season}", "month", anchor=anchor)
    years = range(latest.year - 2, latest.year + 3)
    spans = [season_bounds(year, season) for year in years]
    past = [span for span in spans if span[1] < latest]
    ahead = [span for span in spans if span[0] > latest]
    current = [span for span in spans if span[0] <= latest <= span[1]]
    if step < 0:
        first, last = past[-1]
    elif step > 0:
        first, last = ahead[0]
    else:
        first, last = (current or [span for span in spans if span[0].year == latest.year])[0]
    return Reading("DATE", f"{first.year:04d}-{season}", "month", first, last, anchor)


def _span(found: Found, context: Context) -> Reading | None:
    said = (found["unit"] or "").lower()
    unit, mod = _unit(said), (found["mod"] or "").lower()
    number = None if is_vague(found["n"]) else number_of(found["n"])
    if said.rstrip("s") in SEASONS:
        return Reading("SET", f"XXXX-{SEASONS[said.rstrip('s')]}", "month")
    if found["n"] is None and mod in ("first", "final"):
        return None
    value = duration_value(number, unit)
    grain = unit if number is not None else "vague"
    if mod in ("first", "final"):
        return Reading("DURATION", value, grain)
    step = -1 if mod in _PAST or mod == "latest" else 1
    if mod in ("following", "previous", "preceding") and context.told is not None:
        base, anchor = (context.told.first, context.told.last), "text"
    else:
        base, anchor = (context.clock.earliest, context.clock.latest), "article"
    earliest, latest = base
    if earliest is None or latest is None:
        return Reading("DURATION", value, grain, anchor=anchor)
    if number is None:
        first, last = _vague_span(unit, step, earliest, latest)
    else:
        reach = shift_day(earliest if step < 0 else latest, step * number, unit)
        first, last = (reach, latest) if step < 0 else (earliest, reach)
    return Reading("DURATION", value, grain, first, last, anchor)


def _duration(found: Found, context: Context) -> Reading | None:
    unit = _unit(found["unit"])
    number = None if is_vague(found["n"]) else number_of(found["n"])
    if number is not None and found["half"]:
        number += 0.5
    if unit in ("second", "quarter") and (found["n"] or "").lower() in (
        "a",
        "an",
        "one",
        "some",
        "a few",
        "few",
        "several",
        "many",
    ):
        return None
    return Reading("DURATION", duration_value(number, unit), unit if unit in _GRAINS else "vague")


def _year_ago(found: Found, context: Context) -> Reading | None:
    base = (context.clock.earliest, context.clock.latest, "article")
    return _away(-1, "year", base)


def _recent(found: Found, context: Context) -> Reading | None:
    unit, mod = _unit(found["unit"]), (found["mod"] or "").lower()
    if mod == "these":
        return Reading("DATE", "PRESENT_REF", "vague", anchor="article") if unit == "day" else None
    step = 1 if mod == "coming" else -1
    first, last = _vague_span(unit, step, context.clock.earliest, context.clock.latest)
    return Reading("DURATION", duration_value(None, unit), "vague", first, last, "article")


def _set(found: Found, context: Context) -> Reading | None:
    adverbs = {
        "daily": "P1D",
        "weekly": "P1W",
        "monthly": "P1M",
        "quarterly": "P1Q",
        "annually": "P1Y",
        "hourly": "PT1H",
        "nightly": "XXXX-XX-XXTNI",
    }
    if found["adverb"]:
        return Reading("SET", adverbs[found["adverb"].lower()], "vague")
    unit = (found["unit"] or "").lower()
    if unit in WEEKDAYS:
        return Reading("SET", f"XXXX-WXX-{WEEKDAYS[unit] + 1}", "day")
    if unit.rstrip(".") in MONTHS:
        return Reading("SET", f"XXXX-{MONTHS[unit.rstrip('.')]:02d}", "month")
    if unit in SEASONS:
        return Reading("SET", f"XXXX-{SEASONS[unit]}", "month")
    if unit in _PARTS:
        return Reading("SET", f"XXXX-XX-XX{_PARTS[unit]}", "hour")
    return Reading("SET", duration_value(number_of(found["n"]) or 1, _unit(unit)), "vague")


def _the_unit(found: Found, context: Context) -> Reading | None:
    unit, det = (found["unit"] or "").lower(), " ".join((found["det"] or "").lower().split())
    told = context.told
    if unit in SEASONS:
        return _season_shift(unit, 0, ((context.clock.earliest, context.clock.latest), "article"))
    if unit in _PARTS:
        if told is None or told.granularity != "day" or told.value is None:
            return None if det == "the" else Reading("TIME", f"XXXX-XX-XX{_PARTS[unit]}", "hour", anchor="text")
        return Reading("TIME", told.value + _PARTS[unit], "hour", told.first, told.last, "text")
    if found["next"]:
        step = 1 if "after" in (found["next"] or "") else -1
        return _calendar_shift(unit, step, ((told.first, told.last), "text")) if told and unit != "period" else None
    if det == "the" and not found["edge"] and unit not in ("weekend", "quarter"):
        return None
    if unit == "period":
        return None
    if det.startswith("that") or det.startswith("the same") or det == "those":
        if told is None or told.first is None or told.last is None:
            return Reading("DATE", None, unit if unit in _GRAINS else "vague", anchor="text")
        return _calendar_shift(unit, 0, ((told.first, told.last), "text"))
    base = (context.clock.earliest, context.clock.latest)
    if unit == "weekend":
        return _calendar_shift("weekend", 1 if context.forward else -1, (base, "article"))
    return _calendar_shift(unit, -1 if unit == "quarter" else 0, (base, "article"))


def _named(found: Found, context: Context) -> Reading | None:
    name = re.sub(r"\s+", " ", found["name"] or "").replace("’", "'")
    if not name[:1].isupper():
        return None
    if found["y"]:
        day = named_day(name, int(found["y"]))
        return day_reading(day) if day else None
    day = _nearest_year(lambda year: named_day(name, year), context)
    return Reading("DATE", None, "day", anchor="article") if day is None else day_reading(day, "article")


def _season(found: Found, context: Context) -> Reading | None:
    season, year = SEASONS[(found["season"] or "").lower()], int(found["y"] or 0)
    return Reading("DATE", f"{year:04d}-{season}", "month", *season_bounds(year, season))


def _now(found: Found, context: Context) -> Reading | None:
    return Reading("DATE", "PRESENT_REF", "vague", context.clock.earliest, context.clock.latest, "article")


def _then(found: Found, context: Context) -> Reading | None:
    value = "PAST_REF" if found["past"] else "FUTURE_REF"
    return Reading("DATE", value, "vague", anchor="article")


def _overnight(found: Found, context: Context) -> Reading | None:
    day = context.clock.day
    if day is None:
        return Reading("TIME", "XXXX-XX-XXTNI", "hour", anchor="article")
    return Reading("TIME", f"{day.isoformat()}TNI", "hour", day - timedelta(days=1), day, "article")


def _unit(said: str | None) -> str:
    word = (said or "").lower()
    return "century" if word.startswith("centur") else word.removesuffix("s")


def _day(year: str | int | None, month: str | int | None, number: str | int | None) -> date | None:
    try:
        return date(int(year or 0), int(month or 0), int(number or 0))
    except ValueError:
        return None


def _year_number(said: str | None) -> int | None:
    if said is None:
        return None
    if said.isdigit():
        return int(said)
    tens = number_of(re.sub(r"(?i)^nineteen[\s-]+", "", said))
    return 1900 + int(tens) if said.lower().startswith("nineteen") and tens is not None and 10 <= tens < 100 else None


_GRAINS = frozenset({"minute", "hour", "day", "week", "month", "quarter", "year", "decade"})
_READERS: dict[str, Callable[[Found, Context], Reading | None]] = {
    "iso": _iso, "numeric": _numeric, "mdy": _month_day, "dmy": _month_day, "month_year": _month_year, "month": _month, "years": _years,
    "decade": _decade, "century": _century, "quarter": _quarter, "fiscal": _fiscal, "year": _year, "clock": _clock, "day": _deictic,
    "parts": _deictic, "weekday": _weekday_named, "ago": _ago, "shift": _shift, "span": _span, "duration": _duration, "year_ago": _year_ago,
    "recent": _recent, "set": _set, "the_unit": _the_unit, "named": _named, "season": _season, "now": _now, "then": _then,
    "overnight": _overnight,
}  # fmt: skip
