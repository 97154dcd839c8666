"""Two counts of one thing by two sources in one telling: "2,000, police said; the organizers spoke of 6,000"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from stemma.lang.elsewhere import HARMS
from stemma.stages.weigh.figures import SICK, Figure
from stemma.stages.weigh.steps import Page

_BESIDE = re.compile(r"^\W{0,2}\(([A-Za-z' -]{3,40})\)")
_BEFORE_COLON = re.compile(r"([A-Z][\w' -]{2,40})(?:, [\w é-]{2,30})?:\s*$")
_AFTER = 60
_COUNTED = frozenset({"count", "troops", SICK}) | HARMS
_FEWEST_SHARED = 2


def two_counts(figures: Sequence[Figure], page: Page) -> Iterator[tuple[Figure, Figure]]:
    """Give neighbouring counts of one measure that two sources give in one telling.

    Args:
        figures: The telling's figures; page: its records by sentence.
    """
    body = sorted((f for f in figures if f.in_body), key=lambda f: f.quantity.span)
    for one, other in pairwise(body):
        if (
            one.measure[0] not in _COUNTED
            or one.measure != other.measure
            or other.index - one.index > 1
            or one.point == other.point
        ):
            continue
        mine, theirs = _source(one, page), _source(other, page)
        bare = not _has_noun(other, page)
        told_of_one = bare or (mine is not None and len(one.about & other.about) > _FEWEST_SHARED)
        if theirs is not None and mine != theirs and told_of_one:
            yield one, other


def _has_noun(figure: Figure, page: Page) -> bool:
    """Tell whether a figure stands with its noun; without one it answers the figure before it."""
    span = figure.quantity.span
    return re.search(r"[a-z]{3}", page.telling.text_of(span.start, span.end)) is not None


def _source(figure: Figure, page: Page) -> str | None:
    """Return who gives a figure: beside it in brackets, before a colon, or who is said to say it."""
    span, text = figure.quantity.span, page.telling.article.text
    beside = _BESIDE.match(text[span.end : span.end + _AFTER])
    colon = _BEFORE_COLON.search(text[max(0, span.start - _AFTER) : span.start])
    label = beside or colon
    if label is not None:
        return label[1].casefold()
    said = [
        (len(part), statement.source.text.casefold())
        for statement in page.statements.get(figure.sentence, ())
        for part in statement.content
        if statement.source.span is not None and part.covers(span)
    ]
    return min(said)[1] if said else None
