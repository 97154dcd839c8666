"""Readers of times told from another one, lengths of time and repeated times: "three days earlier", "last week", "every year"."""

from __future__ import annotations

from datetime import date, timedelta

from stemma.lang.calendar import (
    MONTHS,
    SEASONS,
    WEEKDAYS,
    season_bounds,
)  # fmt: skip
from stemma.stages.extract.times.context import GRAINS, Context, unit_of
from stemma.stages.extract.times.days import PARTS, part_shift
from stemma.stages.extract.times.grammar import Found
from stemma.stages.extract.times.reading import (
    Reading,
    duration_value,
    is_vague,
    number_of,
    shift_day,
    unit_bounds,
    unit_value,
)  # fmt: skip

_PAST = frozenset({"last", "past", "previous", "preceding", "prior", "recent"})


_COMING = frozenset({"next", "coming", "upcoming", "following", "ensuing", "this coming"})


_IN_TEXT = frozenset({"following", "previous", "preceding", "prior", "same", "ensuing"})


def read_ago(found: Found, context: Context) -> Reading | None:
    """Read expressions like "a week ago", "three days earlier"."""
    unit = unit_of(found["unit"])
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


def read_shift(found: Found, context: Context) -> Reading | None:
    """Read expressions like "last week", "the following day"."""
    unit, mod = (found["unit"] or "").lower(), (found["mod"] or "").lower()
    step = -1 if mod in _PAST else 1 if mod in _COMING else 0
    if unit in PARTS:
        return part_shift(PARTS[unit], step, context)
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
        return season_shift(unit, step, (base, anchor))
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


def season_shift(unit: str, step: int, base: tuple[tuple[date | None, date | None], str]) -> Reading:
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


def read_span(found: Found, context: Context) -> Reading | None:
    """Read expressions like "the last two weeks"."""
    said = (found["unit"] or "").lower()
    unit, mod = unit_of(said), (found["mod"] or "").lower()
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


def read_duration(found: Found, context: Context) -> Reading | None:
    """Read expressions like "two-day", "nearly three years"."""
    unit = unit_of(found["unit"])
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
    return Reading("DURATION", duration_value(number, unit), unit if unit in GRAINS else "vague")


def read_year_ago(found: Found, context: Context) -> Reading | None:
    """Read expressions like "year-earlier"."""
    base = (context.clock.earliest, context.clock.latest, "article")
    return _away(-1, "year", base)


def read_recent(found: Found, context: Context) -> Reading | None:
    """Read expressions like "recent weeks"."""
    unit, mod = unit_of(found["unit"]), (found["mod"] or "").lower()
    if mod == "these":
        return Reading("DATE", "PRESENT_REF", "vague", anchor="article") if unit == "day" else None
    step = 1 if mod == "coming" else -1
    first, last = _vague_span(unit, step, context.clock.earliest, context.clock.latest)
    return Reading("DURATION", duration_value(None, unit), "vague", first, last, "article")


def read_set(found: Found, context: Context) -> Reading | None:
    """Read expressions like "every year", "daily"."""
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
    if unit in PARTS:
        return Reading("SET", f"XXXX-XX-XX{PARTS[unit]}", "hour")
    return Reading("SET", duration_value(number_of(found["n"]) or 1, unit_of(unit)), "vague")


def read_the_unit(found: Found, context: Context) -> Reading | None:
    """Read expressions like "that day", "the weekend"."""
    unit, det = (found["unit"] or "").lower(), " ".join((found["det"] or "").lower().split())
    told = context.told
    if unit in SEASONS:
        return season_shift(unit, 0, ((context.clock.earliest, context.clock.latest), "article"))
    if unit in PARTS:
        if told is None or told.granularity != "day" or told.value is None:
            return None if det == "the" else Reading("TIME", f"XXXX-XX-XX{PARTS[unit]}", "hour", anchor="text")
        return Reading("TIME", told.value + PARTS[unit], "hour", told.first, told.last, "text")
    if found["next"]:
        step = 1 if "after" in (found["next"] or "") else -1
        return _calendar_shift(unit, step, ((told.first, told.last), "text")) if told and unit != "period" else None
    if det == "the" and not found["edge"] and unit not in ("weekend", "quarter"):
        return None
    if unit == "period":
        return None
    if det.startswith("that") or det.startswith("the same") or det == "those":
        if told is None or told.first is None or told.last is None:
            return Reading("DATE", None, unit if unit in GRAINS else "vague", anchor="text")
        return _calendar_shift(unit, 0, ((told.first, told.last), "text"))
    base = (context.clock.earliest, context.clock.latest)
    if unit == "weekend":
        return _calendar_shift("weekend", 1 if context.forward else -1, (base, "article"))
    return _calendar_shift(unit, -1 if unit == "quarter" else 0, (base, "article"))


def read_now(found: Found, context: Context) -> Reading | None:
    """Read expressions like "now"."""
    return Reading("DATE", "PRESENT_REF", "vague", context.clock.earliest, context.clock.latest, "article")


def read_then(found: Found, context: Context) -> Reading | None:
    """Read expressions like "recently", "the future", "soon"."""
    value = "PAST_REF" if found["past"] else "FUTURE_REF"
    return Reading("DATE", value, "vague", anchor="article")
