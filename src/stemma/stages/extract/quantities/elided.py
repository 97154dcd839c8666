"""Figures whose noun was said just before: "some 2,000 supporters … The organizers spoke of 6,000", "410 billion in loans"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from stemma.lang.elsewhere import HARMS
from stemma.model.ids import span_id
from stemma.model.words import Quantity
from stemma.stages.extract.quantities.number_hedges import NumberPhrase
from stemma.stages.extract.text import Text

_LEAD = frozenset({"of", "at", "or", ":", "be", "is", "was", "were"})
_NAMED_COUNT = frozenset(
    "speak spoke speaks number toll figure count estimate estimated estimates put puts total crowd turnout talk talked talks".split()
)
_WINDOW = 6
_CHANGED = frozenset("corrected revised raised lowered cut increased reduced amended updated upped downgraded".split())
_FIRM = frozenset(
    "confirm confirmed report reported acknowledge acknowledged admit admitted count counted claim claimed say said".split()
)
_LOOSE = frozenset({"only", "just", "a", "the", "at", "least"})
_CLOSE = frozenset({".", ",", ";", "(", ")", "!", "?"})
_COUNTS = HARMS | {"count", "troops"}
_REACH = 250
_FACTOR = 5.0
_SUM_FROM = 1e6


def elided(text: Text, phrase: NumberPhrase, bounds: tuple[int, int], before: Sequence[Quantity]) -> Quantity | None:
    """Return what a bare number counts, from the last figure before it; None where nothing near counts.

    Args:
        text: The parsed article; phrase: a number that no noun follows; bounds: tokens of its sentence.
        before: The figures read so far, in order.
    """
    value = phrase.best
    if value is None or value < 2 or not before:
        return None
    span = text.span(phrase.first, phrase.end)
    if value >= _SUM_FROM:
        sums = {q.unit for q in before if q.kind == "money"}
        kind, unit = ("money", sums.pop()) if len(sums) == 1 else (None, None)
    else:
        kind, unit = _last_count(phrase, text.doc, bounds, before, at=span.start)
    if kind is None:
        return None
    made = span_id(f"quantity-{kind}", text.article.id, span.start, span.end)
    return Quantity(made, span, kind, phrase.low, phrase.best, phrase.high, unit, phrase.hedge)


def _is_led(phrase: NumberPhrase, doc: Doc, first: int) -> bool:
    """Tell the figures that a change, a verb of counting or a left-out verb leads to: "corrected to 23", "confirmed only 13", "the ministry five"."""
    before = [doc[i] for i in range(max(first, phrase.first - _WINDOW), phrase.first)]
    words = [token.lower_ for token in before]
    if words[-1:] == ["to"]:
        return bool(set(words) & _CHANGED)
    while before and before[-1].lower_ in _LOOSE:
        before.pop()
    if not before:
        return False
    return before[-1].lower_ in _FIRM or _is_gap(before)


def _is_gap(before: list[Token]) -> bool:
    """Tell whether only who counts stands between a comma and the number, the verb being that of the clause before."""
    noun = before[-1]
    at = len(before) - 1
    while at > 0 and before[at].pos_ in ("NOUN", "PROPN", "ADJ", "DET"):
        at -= 1
    return noun.pos_ in ("NOUN", "PROPN") and at < len(before) - 1 and before[at].text in (",", ";")


def _last_count(
    phrase: NumberPhrase, doc: Doc, bounds: tuple[int, int], before: Sequence[Quantity], *, at: int
) -> tuple[str | None, str | None]:
    """Return kind and unit of the last count near by whose size fits, where the number stands alone in its phrase."""
    first, end = bounds
    lead = doc[phrase.first - 1].lower_ if phrase.first > first else ""
    after = doc[phrase.end].text if phrase.end < end else "."
    near = [q for q in before if q.kind in _COUNTS and 0 <= at - q.span.end <= _REACH and q.best]
    last = near[-1] if near else None
    named = {doc[i].lower_ for i in range(max(first, phrase.first - _WINDOW), phrase.first)} & _NAMED_COUNT
    led = (lead in _LEAD and (lead not in ("of", "at") or bool(named))) or _is_led(phrase, doc, first)
    if not led or after not in _CLOSE or last is None or last.best is None or phrase.best is None:
        return None, None
    fits = last.best / _FACTOR <= phrase.best <= last.best * _FACTOR
    return (last.kind, last.unit) if fits else (None, None)
