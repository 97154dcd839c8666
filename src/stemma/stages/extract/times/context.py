"""What a reader of a time expression may look at, and small conversions that all readers share."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from stemma.stages.extract.times.reading import (
    Clock,
    Reading,
    number_of,
)  # fmt: skip


class Context:
    """What a reader may look at besides the words: the article's clock, whether the clause looks forward, and the last time named."""

    __slots__ = ("clock", "forward", "told")

    def __init__(self, clock: Clock, forward: bool | None, told: Reading | None) -> None:
        self.clock, self.forward, self.told = clock, forward, told


def unit_of(said: str | None) -> str:
    """Return the singular of a unit as printed ("weeks" → "week")."""
    word = (said or "").lower()
    return "century" if word.startswith("centur") else word.removesuffix("s")


def day_of(year: str | int | None, month: str | int | None, number: str | int | None) -> date | None:
    """Return the day that three numbers name, or None where the calendar has no such day."""
    try:
        return date(int(year or 0), int(month or 0), int(number or 0))
    except ValueError:
        return None


def year_number(said: str | None) -> int | None:
    """Return the year that "1989" or "nineteen eighty-nine" names, or None."""
    if said is None:
        return None
    if said.isdigit():
        return int(said)
    tens = number_of(re.sub(r"(?i)^nineteen[\s-]+", "", said))
    return 1900 + int(tens) if said.lower().startswith("nineteen") and tens is not None and 10 <= tens < 100 else None


GRAINS = frozenset({"minute", "hour", "day", "week", "month", "quarter", "year", "decade"})


def nearest_year(day_in: Callable[[int], date | None], context: Context, weekday: int | None = None) -> date | None:
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
