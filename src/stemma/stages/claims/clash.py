"""Where two propositions that speak of the same cannot both hold as told: polarity, status, roles, places, times, words, sources.

Two grades. A "certain" clash is gated (both clauses sound, the same act, no other slot differs too); one of polarity, status or actor keeps
its propositions out of one claim. A "possible" one is only shown as told differently. Most false clashes in the feasibility study came
from damaged clauses, so an unsound one enters none. Figures are compared over whole claims, in `weigh`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stemma.lang.antonyms import are_antonyms
from stemma.lang.governors import governor_words
from stemma.model.claim import Clash
from stemma.model.span import Reason
from stemma.model.words import MentionForm
from stemma.stages.claims.features import Pair
from stemma.stages.claims.slots import place_clash, quote_clash, source_clash, time_clash
from stemma.stages.claims.units import Unit, Units, reversals
from stemma.text.stems import same_stem, stem

_GATE = 0.5
_SURE = 0.6
_LIKELY = 0.3
_NEAR = 0.7
_SHARED = 0.4
_TELLS_SAME = 0.5
_SAME_ACT = 0.9
_DECIDING = frozenset({"decide", "decision", "choose", "determine", "agree"})
_SPLITTING = frozenset({"polarity", "status", "actor"})


@dataclass(frozen=True, slots=True)
class _Found:
    """A slot in which two units differ, whether the gate holds, why, and which side holds later if the world moved on."""

    slot: str
    gated: bool
    reasons: tuple[Reason, ...]
    later: str | None = None


def find_clashes(left: Unit, right: Unit, pair: Pair, units: Units) -> Iterator[Clash]:
    """Give the clashes between two units that may speak of the same.

    Args:
        left, right: The units.
        pair: What was measured between them.
        units: All units of the story.
    """
    found = [*_assertion(left, right, pair)] if not _other_actors(left, right, units) else []
    if pair.probability >= _TELLS_SAME:
        if _roles_swapped(left, right):
            found.append(_Found("actor", pair.features["same predicate"] >= 0.9, (Reason("roles swapped", None),)))
        for slot, compare in (
            ("place", place_clash),
            ("time", time_clash),
            ("quote wording", quote_clash),
            ("source", source_clash),
        ):
            reason = compare(left, right, pair, units)
            if reason is not None:
                found.append(_Found(slot, not reason.feature.endswith("?"), (reason,)))
    sound = left.proposition.sound and right.proposition.sound
    splitting = sum(item.slot in _SPLITTING for item in found)
    for item in found:
        certain = item.gated and sound and (item.slot not in _SPLITTING or splitting == 1)
        reasons = item.reasons if item.later is None else (*item.reasons, Reason("holds later", item.later))
        yield Clash(left.proposition.id, right.proposition.id, item.slot, "certain" if certain else "possible", reasons)


def _assertion(left: Unit, right: Unit, pair: Pair) -> Iterator[_Found]:
    """Give the clash of polarity or status, if any: that it is so, against that it is not, or not yet."""
    if _governs(left, right) or _governs(right, left):
        return  # "denied that it had neglected the dam" beside "it had neglected the dam"
    opposed = _opposed_words(left, right)
    act = pair.features["same predicate"]
    same_act = act >= _SAME_ACT or bool(opposed) or bool(left.acts & right.acts)
    near = pair.features["clause cosine"] >= _NEAR and pair.features["shared words, of the shorter"] >= _SHARED
    matter = bool(_shared_matter(left, right)) or pair.probability >= _GATE
    if not (same_act or near or act >= 0.5) or not matter:
        return
    turns = reversals(left.proposition.governors) + reversals(right.proposition.governors) + len(opposed)
    if not same_act:
        turns += _absences(left) + _absences(right)
    things = _shared_matter(left, right) - _actors(left, right)
    gate = (pair.probability >= _SURE and (same_act or near)) or (
        same_act and bool(things) and pair.probability >= _LIKELY
    )
    if turns % 2:
        later = _later(left, right, opposed=bool(opposed))
        slot = "status" if _is_open(left) or _is_open(right) else "polarity"
        yield _Found(slot, gate, _why_polarity(left, right, opposed), later)
    elif {left.status_class, right.status_class} == {"so", "unrealised"}:
        factual = left if left.status_class == "so" else right
        happened = factual.proposition.tense == "past" and factual.polarity == "positive"
        if happened and not _is_plan(factual):
            yield _Found("status", gate and same_act, _why_status(left, right), factual.proposition.id)


def _is_open(unit: Unit) -> bool:
    """Tell whether a unit says that something is still to come or to be decided ("not yet begun", "has not decided")."""
    governors = unit.proposition.governors
    waits = any(governor.lemma in ("yet", "still") for governor in governors) and unit.polarity == "negative"
    undecided = unit.proposition.predicate in _DECIDING or any(g.lemma in _DECIDING for g in governors)
    return waits or (undecided and unit.polarity == "negative") or _is_plan(unit)


def _governs(outer: Unit, inner: Unit) -> bool:
    return any(governor.lemma == outer.proposition.predicate for governor in inner.proposition.governors)


def _absences(unit: Unit) -> int:
    """Count a verb that itself says that something is not there ("disappear", "bypass")."""
    word = governor_words().get(unit.proposition.predicate)
    return int(word is not None and word.kind in ("absence", "negation", "failure"))


def _other_actors(left: Unit, right: Unit, units: Units) -> bool:
    """Tell whether two different named or described actors do it; a pronoun or a bare role may be anybody."""
    one, other = left.roles.get("A0"), right.roles.get("A0")
    if one is None or other is None or one[1] in _VAGUE or other[1] in _VAGUE:
        return False
    named = [_is_named(actor[0], units) for actor in (one, other)]
    if any(named):
        return all(named) and one[0] != other[0]
    return not same_stem(one[1], other[1])


def _is_named(entity: str | None, units: Units) -> bool:
    known = units.entities.get(entity or "")
    return known is not None and any(member.form in _NAMING for member in known.mentions)


_NAMING = frozenset({MentionForm.NAME, MentionForm.GOVERNMENT})
_VAGUE = frozenset(
    "it he she they we i you that which who this these those there one nobody none all some what".split()
)


def _shared_matter(left: Unit, right: Unit) -> set[str]:
    """Return what both speak of besides the act: shared keys without the predicates."""
    acts = {stem(left.proposition.predicate), stem(right.proposition.predicate)}
    return set(left.keys & right.keys) - acts


def _actors(left: Unit, right: Unit) -> set[str]:
    """Return the keys of who acts on either side, so that one actor alone is no shared matter ("he left" / "he remained at liberty")."""
    roles = [role for unit in (left, right) for name, role in unit.roles.items() if name == "A0"]
    return {entity for entity, _ in roles if entity is not None} | {stem(head) for _, head in roles}


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
            if governor.kind in ("negation", "denial", "failure") or governor.lemma == "unless"
        ]
    return tuple(reasons)


def _later(left: Unit, right: Unit, *, opposed: bool) -> str | None:
    """Return the side that would hold later if the other was only true so far ("nobody has been arrested")."""
    if opposed:
        return "either"
    positive = [unit for unit in (left, right) if not reversals(unit.proposition.governors) % 2]
    return positive[0].proposition.id if len(positive) == 1 else None


def _is_plan(unit: Unit) -> bool:
    """Tell whether a unit tells of a plan, a request or a threat as such ("the board planned an audit")."""
    word = governor_words().get(unit.proposition.predicate)
    return word is not None and word.kind in ("plan", "request", "threat", "wish")


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
