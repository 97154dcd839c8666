"""What two propositions assert of one act: that it is so, not so, or still open; and whether both can hold.

A negated or open clause excludes another only where the other tells everything that is negated or left open ("the drone did not come from
Venezuela" says nothing against "the drone came back"); so what it speaks of must stand in the other clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stemma.lang.acts import excluding_acts, is_phase, may_turn, same_act, takes_away
from stemma.lang.antonyms import are_antonyms
from stemma.lang.governors import governor_words
from stemma.lang.turns import gives_to, is_mutual
from stemma.model.span import Reason, Span
from stemma.stages.claims.features import Pair
from stemma.stages.claims.further import find_further
from stemma.stages.claims.matter import (
    COVERED,
    LIKELY,
    SAYS_NOTHING,
    SURE,
    asks,
    match,
    may_hold_of_one,
    mirrored,
    speak_of_two,
)
from stemma.stages.claims.standing import (
    CONTAINERS,
    EVIDENCE,
    VAGUE,
    Stand,
    acts_of,
    has_happened,
    is_meant,
    stand_of,
)
from stemma.stages.claims.units import Unit, Units
from stemma.text.stems import same_stem, stem

_NO_THINGS = frozenset(stem(word) for word in VAGUE)
_AWAY = frozenset({"gone", "missing", "absent"})
_BEING = frozenset({"be", "exist", "have"})
_ENDING = frozenset("end lift release free discharge cease expire finish collapse break terminate".split())
_WAS_TO = re.compile(
    r"\b(?:was|were|had been) (?:\w+ )?(?:due|scheduled|set|supposed|expected|meant|planned) to (?:\w+ )?$", re.I
)
_BACK = 40
_NEAR = 0.7
_THERE = 0.4


@dataclass(frozen=True, slots=True)
class Found:
    """A slot in which two units differ, whether the gate holds, why, and which side holds later if the world moved on."""

    slot: str
    gated: bool
    reasons: tuple[Reason, ...]
    later: str | None = None


def oppose(left: Unit, right: Unit, pair: Pair, units: Units) -> Iterator[Found]:
    """Give the clash of polarity or status between two units, if any.

    Args:
        left, right: The units; pair: what was measured between them; units: all of the story.
    """
    if _governs(left, right) or _governs(right, left):
        return  # "denied that it had neglected the dam" beside "it had neglected the dam"
    further = find_further(left, right, pair, units) if pair.probability >= LIKELY else None
    if further is not None:
        yield Found("status", further.certain, (further.reason,), further.later)
        return
    one, other = stand_of(left, units), stand_of(right, units)
    absent = _absent(left, right, units) or _absent(right, left, units)
    if absent is not None and pair.probability >= _THERE:
        spans = tuple(unit.proposition.predicate_span for unit in (left, right))
        yield Found(
            "polarity",
            pair.features["clause cosine"] >= SURE,
            (Reason("there was none / it", absent, None, spans),),
            "either",
        )
        return
    ended = _ended(left, right) or _ended(right, left)
    if ended is not None and pair.probability >= LIKELY:
        spans = tuple(unit.proposition.predicate_span for unit in (left, right))
        yield Found("status", pair.probability >= COVERED, (Reason("over / still so", ended, None, spans),), "either")
        return
    opposed = _opposed_words(one, other)
    if opposed is not None and _two_ends(opposed) and match(left, right, "A0", units, acts=set()) is False:
        return  # "the bank sold the tower" beside "the city bought the tower"
    agreed = not opposed and _one_act(one, other)
    alike = pair.features["clause cosine"] >= _NEAR and pair.probability >= SURE
    if "unsaid" in (one.state, other.state) or not (opposed or agreed or alike):
        return
    slot = _slot(one, other, opposed, units)
    if opposed is not None and _replaced(one, other, units):
        return
    if slot is None or (opposed is not None and speak_of_two(left, right, units)):
        return
    gated = (
        slot != "hedge"
        and not (opposed is not None and _both_told(left, right, opposed, units))
        and (agreed or bool(opposed))
        and may_hold_of_one(one, other, pair, units, opposed=bool(opposed))
    )
    yield Found(slot, gated, _why(one, other, opposed), _later(one, other, opposed=bool(opposed)))


def _slot(one: Stand, other: Stand, opposed: tuple[str, str] | None, units: Units) -> str | None:
    """Return the slot in which two stands to one act exclude each other; with opposed acts, those that agree exclude each other."""
    states = frozenset((one.state, other.state))
    if opposed is not None:
        slot = _OPPOSED.get(states)
        return "status" if slot is not None and all(is_phase(word) for word in opposed) else slot
    if states == {"open", "so"}:
        done, meant = (one, other) if one.state == "so" else (other, one)
        return "status" if has_happened(done.unit, units) and is_meant(meant.unit) else None
    return _EXCLUDING.get(states)


_EXCLUDING = {
    frozenset({"so", "not"}): "polarity",
    frozenset({"so", "not yet"}): "status",
    frozenset({"so", "undecided"}): "status",
    frozenset({"open", "undecided"}): "status",
    frozenset({"not", "undecided"}): "status",
    frozenset({"so", "possible"}): "hedge",
    frozenset({"open", "possible"}): "hedge",
    frozenset({"not", "possible"}): "hedge",
}


_OPPOSED = {
    frozenset({"so"}): "polarity",
    frozenset({"so", "open"}): "status",
    frozenset({"open"}): "polarity",
    frozenset({"so", "undecided"}): "status",
}


def _one_act(one: Stand, other: Stand) -> bool:
    return any(same_act(a, b) for a in one.acts for b in other.acts)


def _replaced(one: Stand, other: Stand, units: Units) -> bool:
    """Tell whether one side only says what was planned before ("was due to end") and the other what is now ("will be extended")."""
    past = [_WAS_TO.search(_before(stand.unit, units)) is not None for stand in (one, other)]
    return one.state == other.state == "open" and past[0] != past[1]


def _both_told(left: Unit, right: Unit, opposed: tuple[str, str], units: Units) -> bool:
    """Tell whether one telling tells both of two opposite acts of one thing ("was closed, and reopened"): then one follows the other."""
    if not all(may_turn(act) for act in opposed):
        return False
    things = {stem(u.roles[name][1]) for u in (left, right) for name in ("A0", "A1") if name in u.roles} - _NO_THINGS
    met: dict[str, set[str]] = {left.article: {opposed[0]}, right.article: {opposed[1]}}
    for near in units.items:
        if near.article in met and near.polarity == "positive" and near.status_class == "so":
            if things & {stem(role[1]) for role in near.roles.values()}:
                met[near.article] |= {act for act in opposed for own in acts_of(near, units)[:2] if same_act(own, act)}
    return any(len(acts) == len(set(opposed)) for acts in met.values())


def _before(unit: Unit, units: Units) -> str:
    at = unit.proposition.predicate_span.start
    return units.texts.get(unit.article, "")[max(0, at - _BACK) : at]


def _two_ends(acts: tuple[str, str]) -> bool:
    return gives_to(*acts) or gives_to(*acts[::-1])


def _opposed_words(one: Stand, other: Stand) -> tuple[str, str] | None:
    """Return the words that exclude each other: the acts, or with one act the words that only one side has each."""
    for a in one.acts[:2]:
        for b in other.acts[:2]:
            if excluding_acts(a, b):
                return a, b
    if not same_stem(one.unit.proposition.predicate, other.unit.proposition.predicate):
        return None
    mine, theirs = one.unit.proposition.terms, other.unit.proposition.terms
    only = ([t for t in mine if t not in theirs], [t for t in theirs if t not in mine])
    opposites = ((a, b) for a in only[0] for b in only[1] if are_antonyms(a, b))
    return next((pair for pair in opposites if not any(word[0].isupper() for word in pair)), None)


def other_actor(left: Unit, right: Unit, pair: Pair, units: Units) -> Reason | None:
    """Return why two units may tell one act on one thing as done by two actors; never surely, for a part and the whole may both be said to act."""
    one, other = stand_of(left, units), stand_of(right, units)
    if one.state != "so" or other.state != "so" or not _one_act(one, other) or asks(left) or asks(right):
        return None
    if (
        match(left, right, "A0", units, acts=set()) is not False
        or match(left, right, "A1", units, acts=set()) is not True
    ):
        return None
    actors = [unit.roles["A0"] for unit in (left, right)]
    return Reason("actor?", " / ".join(actor[1] for actor in actors), None, tuple(_filler(u) for u in (left, right)))


def _filler(unit: Unit) -> Span:
    return next(role.span for role in unit.proposition.roles if role.name == "A0")


def swapped(left: Unit, right: Unit, units: Units) -> bool:
    """Tell whether two units tell one act with who does it and who suffers it exchanged."""
    one, other = stand_of(left, units), stand_of(right, units)
    if any(is_mutual(act) for stand in (one, other) for act in stand.acts[:2]):
        return False  # "the minister met the envoy" is "the envoy met the minister"
    return one.state == other.state and mirrored(left, right) and _one_act(one, other)


def _absent(none: Unit, there: Unit, units: Units) -> str | None:
    """Return what one unit says was not there at all ("there was no barrier") and the other tells an act of or on ("ignored a barrier")."""
    if none.polarity != "negative" or there.polarity == "negative" or there.status != "asserted":
        return None
    if none.proposition.predicate not in _BEING or there.proposition.predicate in SAYS_NOTHING | _BEING:
        return None
    word = governor_words().get(there.proposition.predicate)
    span = there.proposition.predicate_span
    if (
        (word is not None and word.kind in ("absence", "negation", "failure"))
        or takes_away(there.proposition.predicate)
        or units.texts.get(there.article, "")[span.start : span.end].lower() in _AWAY
    ):
        return None  # "the streets disappeared", "were gone" beside "the streets are not there"
    missing = [none.roles[name][1] for name in ("A1", "A0") if name in none.roles][:1]
    present = [role[1] for role in there.roles.values()]
    return next(
        (
            noun
            for noun in missing
            if noun.islower()
            and noun not in VAGUE | CONTAINERS | EVIDENCE
            and any(same_stem(noun, other) for other in present)
        ),
        None,
    )


def _ended(over: Unit, still: Unit) -> str | None:
    """Return the state of things that one unit tells as ended and the other as lasting ("the siege has ended" / "still under siege")."""
    if (
        over.polarity == "negative"
        or still.polarity == "negative"
        or over.status != "asserted"
        or still.status not in ("asserted", "ongoing")
    ):
        return None
    if over.proposition.predicate not in _ENDING:
        return None
    lasting = {role[1] for name, role in still.roles.items() if name in ("under", "in")}
    if any(governor.lemma == "still" for governor in still.proposition.governors):
        lasting |= {still.proposition.predicate, *(role[1] for role in still.roles.values())}
    gone = [role[1] for name, role in over.roles.items() if name in ("from", "A0", "A1")]
    return next(
        (
            noun
            for noun in gone
            if noun.islower() and noun not in VAGUE | CONTAINERS and any(same_stem(noun, n) for n in lasting)
        ),
        None,
    )


def _governs(outer: Unit, inner: Unit) -> bool:
    return any(governor.lemma == outer.proposition.predicate for governor in inner.proposition.governors)


def _later(one: Stand, other: Stand, *, opposed: bool) -> str | None:
    """Return the side that would hold later if the other was only true so far ("nobody has been arrested")."""
    if opposed:
        return "either"
    rank = {"not": 0, "not yet": 0, "undecided": 0, "possible": 1, "open": 1, "so": 2}
    if rank[one.state] == rank[other.state]:
        return None
    return max((one, other), key=lambda stand: rank[stand.state]).unit.proposition.id


def _why(one: Stand, other: Stand, opposed: tuple[str, str] | None) -> tuple[Reason, ...]:
    reasons = []
    if opposed is not None:
        spans = tuple(stand.unit.proposition.predicate_span for stand in (one, other))
        reasons.append(Reason("opposites", " / ".join(opposed), None, spans))
    for stand in (one, other):
        reasons.append(Reason("state", stand.state, None, _cues(stand.unit)))
    return tuple(reasons)


def _cues(unit: Unit) -> tuple[Span, ...]:
    return tuple(governor.span for governor in unit.proposition.governors) or (unit.proposition.predicate_span,)
