"""Pairs of figures that differ, settled between each other: what is part of what, what overtook what, what a rounded figure stands for, and one wording
for figures that say the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from stemma.stages.weigh.figure_relation import are_equal
from stemma.stages.weigh.figures import Figure
from stemma.stages.weigh.values import Weighed

_PART = re.compile(r"(\d[\d,]*) (?:out )?of (?:the |its |their |these |those |all )?$")
_WHOLE = re.compile(r"[^.;:!?]{0,60}?\bout of (?:the |its |their |all )?(\d[\d,]*)")
_NEAR_PART, _NEAR_WHOLE = 30, 80
Link = tuple[Figure, Figure]


def parts_and_wholes(figures: Sequence[Figure], weighed: Weighed) -> set[frozenset[float]]:
    """Return the pairs of figures of which a telling says that one is part of the other ("200 of 600 soldiers", "two hundred, out of 600")."""
    found = set()
    for figure in figures:
        text, span = weighed.tellings[figure.article].article.text, figure.quantity.span
        part = _PART.search(text[max(0, span.start - _NEAR_PART) : span.start])
        whole = _WHOLE.match(text[span.end : span.end + _NEAR_WHOLE])
        for other in (part, whole):
            if other is not None:
                found.add(frozenset((figure.point, float(other[1].replace(",", "")))))
    return found


def one_wording(figures: Iterable[Figure], weighed: Weighed) -> dict[float, str]:
    """Return point → the words for it, one wording for figures that say the same ("17", "Seventeen people"): one without "about" or "at least", if
    there is one; what most tellings have; the shortest.
    """
    wordings: dict[float, Counter[tuple[bool, str]]] = {}
    for figure in sorted({id(f): f for f in figures}.values(), key=lambda f: f.quantity.span):
        point = next((known for known in wordings if are_equal(known, figure.point)), figure.point)
        named = figure.quantity.hedge is not None, weighed.words(figure.quantity.span)
        wordings.setdefault(figure.point, wordings.setdefault(point, Counter()))[named] += 1
    return {point: min(words, key=lambda w: (w[0], -words[w], len(w[1]), w[1]))[1] for point, words in wordings.items()}


def overtaken(by_type: dict[str, list[Figure]]) -> None:
    """Take out conflicts of two values of which other tellings show that the one overtook the other; an undated telling adds none."""
    moved = {frozenset((a.point, b.point)) for a, b in _pairs(by_type.get("update", []))}
    left = [pair for pair in _pairs(by_type.pop("conflict", [])) if frozenset(f.point for f in pair) not in moved]
    if left:
        by_type["conflict"] = [figure for pair in left for figure in pair]


def nearest_only(by_type: dict[str, list[Figure]]) -> None:
    """Keep, of what one rounded or bounded figure may stand for, the nearest alone: "over 400" is 410 where somebody has that, and not also 560."""
    nearest: dict[int, float] = {}
    pairs = list(_pairs(by_type.pop("variant", [])))
    for pair in pairs:
        for figure in pair:
            if figure.quantity.hedge is not None:
                nearest[id(figure)] = min(_gap(pair), nearest.get(id(figure), _gap(pair)))
    left = [pair for pair in pairs if all(_gap(pair) <= nearest.get(id(figure), _gap(pair)) for figure in pair)]
    if left:
        by_type["variant"] = [figure for pair in left for figure in pair]


def _gap(pair: Link) -> float:
    return abs(pair[0].point - pair[1].point)


def _pairs(figures: Sequence[Figure]) -> Iterator[Link]:
    return zip(figures[::2], figures[1::2], strict=True)
