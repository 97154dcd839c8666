"""Where two propositions that speak of the same cannot both hold as told: polarity, status, roles, figures.

Two grades. A "certain" clash is gated (both clauses sound, predicates match or the clauses are near, no other slot differs too) and keeps
its propositions out of one claim; a "possible" one is only shown as told differently. Most false clashes in the feasibility study came
from damaged clauses, so an unsound one enters none.
"""

from __future__ import annotations

from collections.abc import Iterator

from stemma.lang.antonyms import are_antonyms
from stemma.model.claim import Clash
from stemma.model.span import Reason
from stemma.model.words import Quantity
from stemma.stages.claims.features import Pair
from stemma.stages.claims.units import Unit, reversals
from stemma.text.stems import same_stem

_GATE = 0.6
_NEAR = 0.7
_TOLERANCE = 0.02
_ROUND = 0.12
_ORDERS = 5.0
_COUNTS = frozenset(
    {"killed", "injured", "missing", "detained", "displaced", "money", "distance", "troops", "percent", "count"}
)


def find_clashes(left: Unit, right: Unit, pair: Pair) -> Iterator[Clash]:
    """Give the clashes between two units that are taken to speak of the same.

    Args:
        left, right: The units.
        pair: What was measured between them.
    """
    matching = pair.features["same predicate"] >= 0.9 or pair.features["clause cosine"] >= _NEAR
    sound = left.proposition.sound and right.proposition.sound
    opposed = _opposed_words(left, right)
    found = []
    if (reversals(left.proposition.governors) + reversals(right.proposition.governors) + len(opposed)) % 2:
        found.append(("polarity", matching and sound, _why_polarity(left, right, opposed)))
    elif _status_differs(left, right):
        found.append(
            (
                "status",
                sound and pair.features["same predicate"] >= 0.9 and _finite(left, right),
                _why_status(left, right),
            )
        )
    if _roles_swapped(left, right):
        found.append(("actor", sound and pair.features["same predicate"] >= 0.9, (Reason("roles swapped", None),)))
    for one, other in _differing_quantities(left, right):
        found.append(
            ("number", True, (Reason("figure", f"{_shown(one)} / {_shown(other)}", None, (one.span, other.span)),))
        )
    certain = len(found) == 1 and pair.probability >= _GATE
    for slot, gated, reasons in found:
        grade = "certain" if certain and gated else "possible"
        yield Clash(left.proposition.id, right.proposition.id, slot, grade, reasons)


def _opposed_words(left: Unit, right: Unit) -> list[tuple[str, str]]:
    """Return the antonyms in the same place: the predicates, or words that only one side has each."""
    one, other = left.proposition.predicate, right.proposition.predicate
    if are_antonyms(one, other):
        return [(one, other)]
    if not same_stem(one, other):
        return []
    only_left = [term for term in left.proposition.terms if term not in right.proposition.terms]
    only_right = [term for term in right.proposition.terms if term not in left.proposition.terms]
    return [(a, b) for a in only_left for b in only_right if are_antonyms(a, b)][:1]


def _why_polarity(left: Unit, right: Unit, opposed: list[tuple[str, str]]) -> tuple[Reason, ...]:
    reasons = [
        Reason("opposites", f"{a} / {b}", None, (left.proposition.predicate_span, right.proposition.predicate_span))
        for a, b in opposed
    ]
    for unit in (left, right):
        reasons += [
            Reason("reverses", governor.lemma, None, (governor.span,))
            for governor in unit.proposition.governors
            if governor.kind in ("negation", "denial", "failure")
        ]
    return tuple(reasons)


def _status_differs(left: Unit, right: Unit) -> bool:
    return {left.status_class, right.status_class} == {"so", "unrealised"}


def _finite(left: Unit, right: Unit) -> bool:
    factual = left if left.status_class == "so" else right
    return factual.proposition.tense == "past"


def _why_status(left: Unit, right: Unit) -> tuple[Reason, ...]:
    return tuple(
        Reason("status", unit.status, None, tuple(g.span for g in unit.proposition.governors)) for unit in (left, right)
    )


def _roles_swapped(left: Unit, right: Unit) -> bool:
    def filler(unit: Unit, name: str) -> str | None:
        role = unit.roles.get(name)
        return None if role is None else role[0]

    actor, object_ = filler(left, "A0"), filler(left, "A1")
    if actor is None or object_ is None or actor == object_:
        return False
    return actor == filler(right, "A1") and object_ == filler(right, "A0")


def _differing_quantities(left: Unit, right: Unit) -> Iterator[tuple[Quantity, Quantity]]:
    """Give pairs of figures that measure the same and differ beyond rounding and hedges."""
    for one in left.quantities:
        rivals = [other for other in right.quantities if _comparable(one, other)]
        if len(rivals) == 1 and not any(_agree(one, other) for other in rivals):
            yield one, rivals[0]


def _comparable(one: Quantity, other: Quantity) -> bool:
    if one.kind != other.kind or one.kind not in _COUNTS or one.best is None or other.best is None:
        return False
    if one.kind == "count" and (one.unit is None or other.unit is None or not same_stem(one.unit, other.unit)):
        return False
    if one.kind in ("money", "distance") and one.unit != other.unit:
        return False
    small, large = sorted((abs(one.best), abs(other.best)))
    return small > 0 and large / small <= _ORDERS


def _agree(one: Quantity, other: Quantity) -> bool:
    if one.best is None or other.best is None:
        return True
    largest = max(abs(one.best), abs(other.best))
    slack = _ROUND if one.hedge or other.hedge else _TOLERANCE
    return abs(one.best - other.best) <= slack * largest or _within(one, other) or _within(other, one)


def _within(value: Quantity, bounds: Quantity) -> bool:
    """A figure lies within what another leaves open ("at least 12" holds 14)."""
    if value.best is None or (bounds.low is not None and bounds.low == bounds.high):
        return False
    above = bounds.low is None or value.best >= bounds.low
    below = bounds.high is None or value.best <= bounds.high
    return above and below and (bounds.low is None or bounds.high is None)


def _shown(quantity: Quantity) -> str:
    return f"{quantity.best:g}" if quantity.best is not None else "?"
