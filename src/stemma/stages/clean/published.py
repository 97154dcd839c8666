"""When an article appeared, from the dates that stood on it."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.model.article import Basis, Published, StatedDate

AMENDED = "amended"
# Best first: what the user says, what the carrier states for machines, what it prints.
_STATED = (AMENDED, "header line", "sidecar", "json-ld", "meta", "feed", "column", "time element")
# A day in the address is the site's word, but not of when the text appeared; it bounds nothing to the hour.
_INFERRED = ("url",)


def publication(dates: Sequence[StatedDate]) -> Published:
    """Return the interval of publication: the best stated date, else the day in the address (inferred), else unknown.

    A guessed day is never used. Where the best place gives a day and another place a time on that day, the time is taken.
    """
    stated = _ranked(dates, _STATED)
    if stated:
        value = _finest(stated)
        return Published(earliest=value, latest=value, basis=Basis.STATED)
    inferred = _ranked(dates, _INFERRED)
    if inferred:
        return Published(earliest=inferred[0], latest=inferred[0], basis=Basis.INFERRED)
    return Published()


def _ranked(dates: Sequence[StatedDate], places: tuple[str, ...]) -> list[str]:
    found = [date for date in dates if date.kind == "published" and date.where in places]
    return [date.value for date in sorted(found, key=lambda date: places.index(date.where))]


def _finest(values: list[str]) -> str:
    best = values[0]
    if "T" in best:
        return best
    return next((value for value in values if value.startswith(f"{best}T")), best)
