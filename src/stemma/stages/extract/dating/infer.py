"""Bound the day of an undated article from its own contents, every bound with its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from stemma.lang.calendar import WEEKDAYS
from stemma.model.article import Basis, Published
from stemma.model.span import Span
from stemma.model.words import Mention, TimeRef
from stemma.stages.extract.dating.bounds import ALWAYS, Bound, Days, intersect
from stemma.stages.extract.dating.evidence import (
    dated_bounds,
    death_bounds,
    election_bounds,
    office_bounds,
    weekday_bounds,
)
from stemma.stages.extract.text import Text


def infer_published(text: Text, times: Sequence[TimeRef], mentions: Sequence[Mention]) -> Published:
    """Return the days between which the article can have appeared, with basis `inferred`, or an unknown date.

    What a text tells as past sets how early it can be; offices held and elections ahead set both ends. A bound that contradicts the rest
    (an office holder of a time that is only looked back on) keeps its lower end, for even a look back is later than what it looks at, and
    loses its upper end. Nothing is guessed: where nothing bounds the article, its date stays unknown.
    """
    firm = [*death_bounds(text, mentions, times), *dated_bounds(text, times)]
    either = [
        *election_bounds(text, mentions, times),
        *office_bounds(text, mentions),
        *weekday_bounds(text, times, WEEKDAYS),
    ]
    days = _narrow(_not_before(ALWAYS, firm, either), [*firm, *_by_end(either)])
    evidence = _evidence(days[0], days[1])
    first, last = days[0][0][0], days[0][-1][1]
    if not evidence:
        return Published()
    return Published(
        earliest=None if first == date.min else first.isoformat(),
        latest=None if last == date.max else last.isoformat(),
        basis=Basis.INFERRED,
        evidence=evidence,
    )


def _not_before(days: Days, firm: Sequence[Bound], either: Sequence[Bound]) -> Days:
    """The latest of all lower ends that at least one reading of each bound requires."""
    first = max((bound.days[0][0] for bound in (*firm, *either) if bound.days), default=date.min)
    return intersect(days, ((first, date.max),))


def _by_end(bounds: Sequence[Bound]) -> list[Bound]:
    return sorted(bounds, key=lambda bound: (-bound.days[-1][1].toordinal(), bound.evidence))


def _narrow(days: Days, bounds: Sequence[Bound]) -> tuple[Days, list[Bound]]:
    """Intersect as many bounds as agree, the loosest first; those that contradict what is left are set aside."""
    used = []
    for bound in bounds:
        narrower = intersect(days, bound.days)
        if narrower:
            days = narrower
            used.append(bound)
    return days, used


def _evidence(days: Days, used: Sequence[Bound]) -> tuple[Span, ...]:
    """The spans of a small set of bounds that suffices for the interval: at each step the one that leaves the fewest days."""
    kept: list[Span] = []
    rest, left = ALWAYS, list(used)
    while left and (rest[0][0], rest[-1][1]) != (days[0][0], days[-1][1]):
        best = min(left, key=lambda bound: (_size(intersect(rest, bound.days)), bound.evidence))
        narrower = intersect(rest, best.days)
        left.remove(best)
        if narrower != rest:
            rest = narrower
            kept += best.evidence
    return tuple(dict.fromkeys(kept))


def _size(days: Days) -> int:
    return days[-1][1].toordinal() - days[0][0].toordinal() if days else 0
