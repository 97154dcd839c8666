"""Sets of days as sorted intervals, and what narrows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from stemma.model.span import Span

Days = tuple[tuple[date, date], ...]
"""Intervals `[first, last]`, sorted, not touching; `date.min` and `date.max` stand for open ends."""

ALWAYS: Days = ((date.min, date.max),)


@dataclass(frozen=True, slots=True)
class Bound:
    """Days on which an article with these words can have appeared: "[two weeks before the election]"."""

    days: Days
    evidence: tuple[Span, ...]


def intersect(left: Days, right: Days) -> Days:
    """Return the days in both."""
    both = [(max(a[0], b[0]), min(a[1], b[1])) for a in left for b in right]
    return tuple(sorted((first, last) for first, last in both if first <= last))


def join(intervals: Sequence[tuple[date, date]]) -> Days:
    """Return the days in any of the intervals."""
    joined: list[tuple[date, date]] = []
    for first, last in sorted(intervals):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return tuple(joined)
