"""From a matched expression to its meaning: which reader reads which way of saying."""

from __future__ import annotations

from collections.abc import Callable

from stemma.stages.extract.times import absolute, days, relative
from stemma.stages.extract.times.context import Context
from stemma.stages.extract.times.grammar import Found
from stemma.stages.extract.times.reading import Reading


def resolve(found: Found, context: Context) -> Reading | None:
    """Return what `found` means in `context`, or None where it is no time after all."""
    reading = _READERS[found.rule](found, context)
    if reading is None:
        return None
    return reading.hedged(found["edge"]).hedged(found["hedge"])


_READERS: dict[str, Callable[[Found, Context], Reading | None]] = {
    "iso": absolute.read_iso,
    "numeric": absolute.read_numeric,
    "mdy": absolute.read_month_day,
    "dmy": absolute.read_month_day,
    "month_year": absolute.read_month_year,
    "month": absolute.read_month,
    "years": absolute.read_years,
    "decade": absolute.read_decade,
    "century": absolute.read_century,
    "quarter": absolute.read_quarter,
    "fiscal": absolute.read_fiscal,
    "year": absolute.read_year,
    "clock": days.read_clock,
    "day": days.read_deictic,
    "parts": days.read_deictic,
    "weekday": days.read_weekday_named,
    "ago": relative.read_ago,
    "shift": relative.read_shift,
    "span": relative.read_span,
    "duration": relative.read_duration,
    "year_ago": relative.read_year_ago,
    "recent": relative.read_recent,
    "set": relative.read_set,
    "the_unit": relative.read_the_unit,
    "named": absolute.read_named,
    "season": absolute.read_season,
    "now": relative.read_now,
    "then": relative.read_then,
    "overnight": days.read_overnight,
}
