"""Dates as pages write them, to RFC 3339: a date alone where only a day is given, no zone where none is given."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_DAY, _YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>\d{4})"
_CLOCK = re.compile(
    r"\b(\d{1,2})[:.](\d{2})(?::(\d{2}))?\s*([ap]\.?m\.?)?\s*(UTC|GMT|Z|[+-]\d{2}:?\d{2})?(?!\w)", re.IGNORECASE
)
_WRITTEN = (
    re.compile(rf"\b{_DAY}\s+{_MONTH},?\s+{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b", re.IGNORECASE),
)
_NUMERIC = re.compile(r"^(?P<year>\d{4})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})\b")
_MIDNIGHT = re.compile(r"^(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:\.0+)?)?$")
_EPOCH_SECONDS = re.compile(r"^\d{9,10}$")
_EPOCH_MILLIS = re.compile(r"^\d{12,13}$")
FIRST_YEAR, LAST_YEAR = 1800, 2200
MAX_LENGTH = 80


def rfc3339(written: str) -> str | None:
    """Return `written` as an RFC 3339 date or date-time, or None where it cannot be read without guessing.

    Midnight to the second without a zone is taken as a day: exports write days that way. `03/04/2020` is not read, because half the world
    reads it one way and half the other.
    """
    text = " ".join(written.split())[:MAX_LENGTH]
    if not text:
        return None
    midnight = _MIDNIGHT.match(text)
    if midnight:
        text = midnight.group(1)
    for read in (_iso, _epoch, _mail, _words):
        found = read(text)
        if found is not None:
            return found
    return None


def _iso(text: str) -> str | None:
    if not re.match(r"\d{4}-?\d{2}", text):
        return None
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}|\d{8}", text):
            return _sane(date.fromisoformat(text))
        return _sane(datetime.fromisoformat(re.sub(r"\s*(?:UTC|GMT)$", "+00:00", text)))
    except ValueError:
        pass
    try:
        return _sane(datetime.fromisoformat(re.sub(r"\s+(?=[+-]\d)", "", text)))
    except ValueError:
        found = re.match(r"(\d{4}-\d{2}-\d{2})(?!\d)", text)
        return _iso(found.group(1)) if found and found.group(1) != text else None


def _epoch(text: str) -> str | None:
    if _EPOCH_SECONDS.match(text) and not _is_compact_day(text):
        return _sane(datetime.fromtimestamp(int(text), tz=UTC))
    if _EPOCH_MILLIS.match(text):
        return _sane(datetime.fromtimestamp(int(text) / 1000, tz=UTC))
    return None


def _is_compact_day(text: str) -> bool:
    return len(text) == 8


def _mail(text: str) -> str | None:
    if not re.search(r"\d{1,2} \w{3} \d{2,4} \d{1,2}:\d{2}", text):
        return None
    try:
        return _sane(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _words(text: str) -> str | None:
    found = next((match for pattern in _WRITTEN if (match := pattern.search(text))), None) or _NUMERIC.match(text)
    if not found:
        return None
    day = day_of(found)
    clock = _CLOCK.search(text, found.end()) or _CLOCK.search(text, 0, found.start())
    return day if day is None or clock is None else _at(day, clock)


def day_of(found: re.Match[str]) -> str | None:
    """Return the day in a match with groups `year`, `month` (number or name) and `day`, or None where there is no such day."""
    month = found.group("month").lower()
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1 if month[:3] in _MONTHS else 0
    try:
        return _sane(date(int(found.group("year")), number, int(found.group("day"))))
    except ValueError:
        return None


def _at(day: str, clock: re.Match[str]) -> str:
    hour, minute, half = int(clock.group(1)), int(clock.group(2)), (clock.group(4) or "").lower()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    zone = (clock.group(5) or "").upper()
    suffix = "+00:00" if zone in ("UTC", "GMT", "Z") else zone
    try:
        return _sane(datetime.fromisoformat(f"{day}T{hour:02}:{minute:02}:{clock.group(3) or '00'}{suffix}")) or day
    except ValueError:
        return day


def _sane(when: date) -> str | None:
    if not FIRST_YEAR <= when.year <= LAST_YEAR:
        return None
    if not isinstance(when, datetime):
        return when.isoformat()
    whole = when.replace(microsecond=0)
    return whole.isoformat().replace("+00:00", "Z")
