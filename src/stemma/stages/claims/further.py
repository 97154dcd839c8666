"""One matter put at two steps of a scale: "was questioned" and "has been arrested", "recommended" and "ordered"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stemma.lang.scales import apart_on_scale, is_further, steps_of
from stemma.model.claim import FURTHER
from stemma.model.span import Reason, Span
from stemma.stages.claims.features import Pair
from stemma.stages.claims.matter import COVERED, asks, crossed, match
from stemma.stages.claims.standing import acts_of
from stemma.stages.claims.units import Unit, Units

_SEVERAL = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty "
    "dozens scores hundreds several many some others both".split()
)
_FACING = frozenset({"face", "risk", "fear", "avoid", "await", "expect"})


@dataclass(frozen=True, slots=True)
class Further:
    """Of two units, the one that goes further.

    Attributes:
        later: Its proposition's id; it would hold later if the other was only so far so.
        certain: Neither telling has the other's step, and both surely speak of one thing.
    """

    later: str
    certain: bool
    reason: Reason


def find_further(left: Unit, right: Unit, pair: Pair, units: Units) -> Further | None:
    """Return which of two units that tell one matter alike in polarity goes further on a scale; None where neither does.

    Args:
        left, right: The units; pair: what was measured between them; units: all of the story.
    """
    if left.polarity != right.polarity or asks(left) or asks(right):
        return None
    words = apart_on_scale(_words(left, units), _words(right, units))
    if words is None or match(left, right, "A1", units, acts=set()) is False:
        return None
    further = right if is_further(words[1], words[0]) else left
    one_thing = pair.probability >= COVERED or match(left, right, "A1", units, acts=set()) is True
    one_thing = one_thing or crossed(left, right)  # "suspended the runner" / "the runner has been banned"
    certain = one_thing and not _tells_both(left, words[1], units) and not _tells_both(right, words[0], units)
    spans = tuple(_where(unit, word) for unit, word in zip((left, right), words, strict=True))
    return Further(further.proposition.id, certain, Reason(FURTHER, " / ".join(words), None, spans))


def _words(unit: Unit, units: Units) -> Iterator[str]:
    """Give the words that say how far a unit goes: its act, what governs it, and the nouns it hangs on ("on the advice of")."""
    yield from acts_of(unit, units)[:2]
    yield from (governor.lemma for governor in unit.proposition.governors)
    yield from (role.head for role in unit.proposition.roles)


def _tells_both(unit: Unit, word: str, units: Units) -> bool:
    """Tell whether the unit's article has the other's step of the scale too: "was questioned and later arrested"."""
    steps = steps_of(word)
    return any(
        steps_of(other).get(scale) == step
        for near in units.items
        if near.article == unit.article and not _is_ahead(near) and not _of_another(unit, near, units)
        for other in _words(near, units)
        for scale, step in steps.items()
    )


def _of_another(unit: Unit, near: Unit, units: Units) -> bool:
    """Tell whether a unit has another object, or several where the first names one ("nineteen runners have been suspended")."""
    one_named = (unit.roles.get("A1") or (None, ""))[0] is not None
    several = (near.roles.get("A1") or (None, ""))[1].lower() in _SEVERAL
    several = several or any(q.kind in ("count", "troops") and (q.low or q.best or 0) > 1 for q in near.quantities)
    return match(unit, near, "A1", units, acts=set()) is False or (one_named and several)


def _is_ahead(unit: Unit) -> bool:
    """Tell whether a unit has its step only before it ("faces a ban", "would be dismissed")."""
    return unit.proposition.predicate in _FACING or unit.status_class == "unrealised"


def _where(unit: Unit, word: str) -> Span:
    """Return where a unit has the word that places it."""
    spans = {governor.lemma: governor.span for governor in unit.proposition.governors}
    spans |= {role.head: role.span for role in unit.proposition.roles}
    return spans.get(word, unit.proposition.predicate_span)
