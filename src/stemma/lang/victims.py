"""Which side those stand on who are counted among the dead, hurt, missing or held."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from stemma.lang.elsewhere import HARMS
from stemma.lang.tables import read_table
from stemma.model.extracted import Extracted
from stemma.model.words import Quantity

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def side_of(counted: str) -> str | None:
    """Return the side of those whom words count ("army" for "at least 19 soldiers"), None where they say none ("27 bodies").

    What follows a comma counts a part ("11 bodies, three of them children").
    """
    words = _WORD.findall(counted.partition(",")[0].lower())
    return next((side for word in reversed(words) if (side := _sides().get(word))), None)


def sides_of(tellings: Iterable[Extracted]) -> dict[str, str]:
    """Return the side of those whom each count of people harmed counts, by the count's id, where a telling says it.

    A mere number is of the side of the count before it in its sentence ("killed 19 soldiers, corrected its figure to 17"); any count that names
    nobody ("27 bodies") of the side that others give the same number for, if they give it for one side alone.
    """
    told = [(q, side) for telling in tellings for q, side in _told(telling)]
    by_number: defaultdict[tuple[str, float | None], set[str]] = defaultdict(set)
    for quantity, side in told:
        if side is not None:
            by_number[quantity.kind, quantity.point].add(side)
    found = {}
    for quantity, side in told:
        others = by_number[quantity.kind, quantity.point]
        if side is not None or len(others) == 1:
            found[quantity.id] = side or next(iter(others))
    return found


def _told(telling: Extracted) -> Iterator[tuple[Quantity, str | None]]:
    """Yield the counts of people harmed in order of the text, each with the side that its own words or the count before it say."""
    before: tuple[str, str] | None = None
    side: str | None = None
    for quantity in sorted((q for q in telling.quantities if q.kind in HARMS), key=lambda q: q.span):
        words = telling.text_of(quantity.span.start, quantity.span.end)
        sentence = next((s.id for s in telling.sentences if s.span.covers(quantity.span)), "")
        here = (sentence, quantity.kind)
        side = side_of(words) or (side if here == before and len(words.split()) == 1 else None)
        before = here
        yield quantity, side


@cache
def _sides() -> dict[str, str]:
    nouns = [(noun, row["side"]) for row in read_table("victims.tsv") for noun in row["nouns"].split("|")]
    return {form: side for noun, side in nouns for form in (noun, noun + "s")}
