"""What a time expression means before it has a place in the text: value, granularity, interval, anchor."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from stemma.lang.calendar import month_bounds, quarter_bounds, shift_months, week_bounds, week_value, year_bounds

_WORDS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    )
} | {
    word: 10 * number
    for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_VAGUE = frozenset({"several", "few", "a few", "many", "some", "dozens of", "hundreds of"})


@dataclass(frozen=True, slots=True)
class Clock:
    """What "now" is for an article: the days between which it appeared, None where open.

    `day` is one day that stands for it where both ends are at most a day apart.
    """

    earliest: date | None = None
    latest: date | None = None

    @property
    def day(self) -> date | None:
        """The article's day, or None where it is not known to the day."""
        if self.earliest is None or self.latest is None or (self.latest - self.earliest).days > 1:
            return None
        return self.earliest


@dataclass(frozen=True, slots=True)
class Reading:
    """A TIMEX3 type and value with its granularity and the days it may lie between (inclusive, None = open or unknown).

    Attributes:
        anchor: "none" for absolute times, "article" for those computed from the article's date, "text" for those computed from another
            time in the text.
    """

    type: str
    value: str | None
    granularity: str
    first: date | None = None
    last: date | None = None
    anchor: str = "none"
    hedge: str | None = None

    def hedged(self, hedge: str | None) -> Reading:
        """Return the reading with a hedge as said ("about", "late"), the one it has winning."""
        return self if hedge is None or self.hedge else replace(self, hedge=" ".join(hedge.lower().split()).rstrip("-"))


def day_reading(day: date, anchor: str = "none") -> Reading:
    """Return the reading of one known day."""
    return Reading("DATE", day.isoformat(), "day", day, day, anchor)


def number_of(words: str | None) -> float | None:
    """Return what "two", "twenty-two", "1,200", "a", "a couple of", "half a" count; None where vague or unreadable."""
    if words is None:
        return None
    said = re.sub(r"[\s-]+", " ", words.lower()).strip().removesuffix(" of")
    if said.replace(",", "").replace(".", "", 1).isdigit():
        return float(said.replace(",", ""))
    if said in ("a", "an"):
        return 1.0
    if said in ("half a", "half an", "a half", "an half"):
        return 0.5
    if said == "a couple":
        return 2.0
    if said in ("a hundred", "one hundred"):
        return 100.0
    if said == "a dozen":
        return 12.0
    plus_half = said.endswith(" and a half")
    parts = said.removesuffix(" and a half").removesuffix(" hundred").split()
    if not parts or any(part not in _WORDS for part in parts):
        return None
    total = float(sum(_WORDS[part] for part in parts)) * (100 if said.endswith(" hundred") else 1)
    return total + (0.5 if plus_half else 0.0)


def is_vague(words: str | None) -> bool:
    """Tell whether a number word names no number ("several", "a few")."""
    return words is None or re.sub(r"\s+", " ", words.lower()) in _VAGUE


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) else str(number)


def duration_value(number: float | None, unit: str) -> str:
    """Return the TIMEX3 value of a length of time: "P2W", "PT3H", "PXD" where the number is vague."""
    amount = "X" if number is None else _plain(number)
    if unit == "fortnight":
        return "P2W" if number in (None, 1) else f"P{_plain(2 * (number or 0))}W"
    if unit in ("hour", "minute", "second"):
        return f"PT{amount}{unit[0].upper()}"
    if unit == "century":
        return f"P{amount}C" if number is None else f"P{_plain(100 * number)}Y"
    if unit == "decade":
        return "PXE" if number is None else f"P{_plain(number)}E"
    return f"P{amount}{ {'day': 'D', 'week': 'W', 'month': 'M', 'quarter': 'Q', 'year': 'Y', 'weekend': 'WE'}[unit] }"


def shift_day(day: date, number: float, unit: str) -> date | None:
    """Return `day` moved by `number` of `unit` (negative: back); None where that leaves the calendar."""
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit)
    if months is not None:
        return shift_months(day, round(number * months))
    days = number * {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}.get(unit, 0)
    if unit == "hour":
        days = number / 24
    try:
        return day + timedelta(days=round(days))
    except OverflowError:
        return None


def unit_bounds(day: date, unit: str) -> tuple[date, date]:
    """Return the first and last day of the calendar unit that holds `day`."""
    if unit in ("week", "fortnight"):
        return week_bounds(day)
    if unit == "weekend":
        monday = week_bounds(day)[0]
        return monday + timedelta(days=5), monday + timedelta(days=6)
    if unit == "month":
        return month_bounds(day.year, day.month)
    if unit == "quarter":
        return quarter_bounds(day.year, (day.month + 2) // 3)
    if unit == "year":
        return year_bounds(day.year)
    if unit == "decade":
        return year_bounds(day.year // 10 * 10, 10)
    if unit == "century":
        return year_bounds(max(1, day.year // 100 * 100), 100)
    return day, day


def unit_value(day: date, unit: str) -> str:
    """Return the TIMEX3 value of the calendar unit that holds `day`."""
    return {
        "week": week_value(day),
        "fortnight": week_value(day),
        "weekend": f"{week_value(day)}-WE",
        "month": f"{day:%Y-%m}",
        "quarter": f"{day.year:04d}-Q{(day.month + 2) // 3}",
        "year": f"{day.year:04d}",
        "decade": f"{day.year // 10:03d}",
        "century": f"{day.year // 100:02d}",
    }.get(unit, day.isoformat())
