"""Tell what an article tells as history from what it tells as news."""

from __future__ import annotations

from stemma.model.words import TimeRef
from stemma.stages.extract.events.context import Found
from stemma.stages.extract.events.triggers import Trigger

_COARSE = frozenset({"month", "quarter", "year", "decade"})


def is_background(trigger: Trigger, time: TimeRef | None, found: Found) -> bool:
    """Tell whether an event is history: dated by month or year, weeks before the article, or in the pluperfect outside reported speech.

    Args:
        trigger: The event's word.
        time: The time it is told with, if any.
        found: What was found in the article.
    """
    if time is not None:
        if _long_before(time, found):
            return True
        coarse = time.granularity in _COARSE and time.type == "DATE" and (time.hedge or "") not in ("late", "now")
        if coarse and not _reaches_today(time, found):
            return True
    return _pluperfect(trigger)


def _reaches_today(time: TimeRef, found: Found) -> bool:
    """Tell whether a month or year holds the article's own day, or the three weeks before it ("earlier this month")."""
    day = (found.text.article.published.latest or "")[:10]
    return bool(day and time.latest and _days(day) - _days(time.latest[:10]) <= 21)


def _long_before(time: TimeRef, found: Found) -> bool:
    published = found.text.article.published
    day = (published.earliest or published.latest or "")[:10]
    return bool(day and time.latest and time.latest[:7] < day[:7] and _days(day) - _days(time.latest[:10]) > 21)


def is_to_come(time: TimeRef, found: Found) -> bool:
    """Tell whether a time lies wholly after the article's own date."""
    published = found.text.article.published
    day = (published.latest or published.earliest or "")[:10]
    return bool(day and time.earliest and time.earliest[:10] > day)


def _days(day: str) -> int:
    """Return a day count for comparison, months taken as 31 days; `day` is "YYYY-MM-DD" or shorter."""
    parts = [int(part) for part in day.split("-")] + [1, 1]
    return (parts[0] * 12 + parts[1]) * 31 + parts[2]


def _pluperfect(trigger: Trigger) -> bool:
    head = trigger.carrier or trigger.token
    governed = head.dep_ in ("ccomp", "xcomp")
    return not governed and any(child.lower_ == "had" and child.dep_ == "aux" for child in head.children)
