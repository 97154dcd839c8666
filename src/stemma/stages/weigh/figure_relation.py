"""How two figures of one thing differ: not at all, as rounding does, because the world moved on, or so that both cannot hold."""

from __future__ import annotations

from collections.abc import Mapping

from stemma.lang.elsewhere import HARMS
from stemma.model.extracted import Extracted
from stemma.model.words import Quantity
from stemma.stages.weigh.figures import SICK, Figure

_GROWING = frozenset({"killed", "injured", "displaced", SICK})
_EXACT = 0.005
_ROUND = 0.12
_SAME_MATTER = 6.0
_RATE = 2.0
_VAGUE = frozenset(
    {
        "dozens",
        "scores",
        "hundreds",
        "thousands",
        "tens of thousands",
        "several",
        "many",
        "some",
        "a few",
        "few",
        "millions",
    }
)


def figure_relation(one: Figure, other: Figure, tellings: Mapping[str, Extracted]) -> str | None:
    """Return how two figures of one measure differ: update, conflict, variant; None where they agree."""
    if are_equal(one.point, other.point):
        return None
    small, large = sorted((abs(one.point), abs(other.point)))
    if small == 0 or large / small > _SAME_MATTER:
        return None
    if one.measure != other.measure and one.measure[0] == "money":
        return "variant" if large / small <= _RATE else None  # converted at a rate that is not told
    if any(f.quantity.best is None and (f.quantity.hedge or "").casefold() in _VAGUE for f in (one, other)):
        return None  # "dozens" fits any toll that is not told otherwise
    if _compatible(one, other):
        return "variant"
    if _moved_on(one, other, tellings):
        return "update"
    return "conflict"


def are_equal(one: float, other: float) -> bool:
    return abs(one - other) <= _EXACT * max(abs(one), abs(other))


def _compatible(one: Figure, other: Figure) -> bool:
    """Rounding, or a bound that the other keeps ("more than 400" and 410, "nearly 80" and 77)."""
    if one.quantity.hedge is None and other.quantity.hedge is None:
        return False
    near = abs(one.point - other.point) <= _ROUND * max(abs(one.point), abs(other.point))
    return near or _wide_bound(one.quantity, other.point) or _wide_bound(other.quantity, one.point)


def _wide_bound(bound: Quantity, value: float) -> bool:
    """ "More than a third" holds 38 per cent, but "at least 12" is a toll of its own beside 48."""
    if bound.hedge is None or bound.kind in HARMS or bound.best is not None:
        return False
    return (bound.low is not None and bound.low <= value <= 1.5 * bound.low) or (
        bound.high is not None and bound.high / 1.5 <= value <= bound.high
    )


def _moved_on(one: Figure, other: Figure, tellings: Mapping[str, Extracted]) -> bool:
    """Tell whether the later figure says that the earlier one is overtaken: by its own words, as the same newsroom's
    later count, or as one that only grows.
    """
    first, then = _in_order(one, other, tellings)
    if first is None or then is None:
        return one.raised or other.raised
    outlet = tellings[first.article].article.outlet
    if then.raised or (outlet is not None and outlet == tellings[then.article].article.outlet):
        return True
    if first.measure[0] in _GROWING:
        return then.point > first.point
    return first.measure[0] == "missing" and then.point < first.point


def _in_order(one: Figure, other: Figure, tellings: Mapping[str, Extracted]) -> tuple[Figure | None, Figure | None]:
    """Return the two by publication, or (None, None) where their times overlap or are unknown."""
    for first, then in ((one, other), (other, one)):
        before, after = tellings[first.article].article.published, tellings[then.article].article.published
        if before.latest is not None and after.earliest is not None and before.latest < after.earliest:
            return first, then
    return None, None
