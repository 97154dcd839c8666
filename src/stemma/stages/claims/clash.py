"""Where two propositions that speak of the same cannot both hold as told: polarity, status, roles, places, times, words, sources.

Two grades. A "certain" clash is gated (both clauses sound, the same act, one actor and object, no other slot differs too); one of polarity,
status or actor keeps its propositions out of one claim. A "possible" one is only shown as told differently. Most false clashes in the
feasibility study came from damaged clauses, so an unsound one enters none. Figures are only brought
together here; `weigh` compares them over whole claims.
"""

from __future__ import annotations

from collections.abc import Iterator

from stemma.model.claim import Clash
from stemma.model.span import Reason
from stemma.stages.claims.features import Pair
from stemma.stages.claims.opposing import Found, oppose, other_actor, swapped
from stemma.stages.claims.otherwise import tell_otherwise
from stemma.stages.claims.slots import number_clash, place_clash, quote_clash, source_clash, time_clash
from stemma.stages.claims.units import Unit, Units

_TELLS_SAME = 0.5
_SWAPPED = 0.4
_SLOTS = (
    ("number", number_clash),
    ("actor", other_actor),
    ("place", place_clash),
    ("time", time_clash),
    ("quote wording", quote_clash),
    ("source", source_clash),
)
_SPLITTING = frozenset({"polarity", "status", "actor"})


def find_clashes(left: Unit, right: Unit, pair: Pair, units: Units) -> Iterator[Clash]:
    """Give the clashes between two units that may speak of the same.

    Args:
        left, right: The units.
        pair: What was measured between them.
        units: All units of the story.
    """
    found = [*oppose(left, right, pair, units)]
    if pair.probability >= _SWAPPED and swapped(left, right, units):
        found.append(Found("actor", pair.probability >= _TELLS_SAME, (Reason("roles swapped", None),)))
    if pair.probability >= _TELLS_SAME:
        for slot, compare in _SLOTS:
            reason = compare(left, right, pair, units)
            if reason is not None:
                found.append(Found(slot, not reason.feature.endswith("?"), (reason,)))
    known = {item.slot for item in found if item.gated or item.slot != "number"}
    found += [Found(slot, False, (why,)) for slot, why in tell_otherwise(left, right, pair, units) if slot not in known]
    sound = _is_whole(left) and _is_whole(right)
    splitting = sum(item.slot in _SPLITTING for item in found if item.slot in known)
    for item in found:
        certain = item.gated and sound and (item.slot not in _SPLITTING or splitting == 1)
        reasons = item.reasons if item.later is None else (*item.reasons, Reason("holds later", item.later))
        yield Clash(left.proposition.id, right.proposition.id, item.slot, "certain" if certain else "possible", reasons)


def _is_whole(unit: Unit) -> bool:
    """Tell whether a clause lost nothing; a headline is clipped by custom and whole if it says who and what, and so is
    what is left open ("whether to compensate them").
    """
    undecided = any(governor.lemma == "whether" for governor in unit.proposition.governors)
    return unit.proposition.sound or undecided or (not unit.in_body and {"A0", "A1"} <= unit.roles.keys())
