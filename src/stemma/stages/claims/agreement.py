"""Whether a passage asserts what a question asserts: the same act, no reversal between them, and not with less certainty."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.lang.governors import governor_words
from stemma.lang.kin import opposites_of, same_words
from stemma.stages.claims.asked import Asked
from stemma.stages.claims.passages import Passage, StoryWords
from stemma.stages.claims.units import Unit, reversals
from stemma.text.stems import stem

_NEGATORS = frozenset("not no without never nobody none neither nor non cannot".split())
_REACH = 2
_REVERSING = frozenset({"negation", "denial", "failure"})
_UNREALISED = frozenset({"plan", "threat", "request", "wish", "attempt", "belief", "hedge"})
_OPEN_BEHIND = frozenset("until unless if whether lest provided before".split())
_SETTLED = 3
_STRENGTH = {
    "hypothetical": 0,
    "conditional": 1,
    "threatened": 1,
    "requested": 1,
    "planned": 2,
    "ongoing": 3,
    "asserted": 3,
}


def act_met(asked: Asked, passage: Passage) -> bool:
    """Tell whether the clause tells the act of the question: its verb, one that tells the same, or its noun."""
    if asked.act_phrase != asked.act:
        words = passage.clause.stems
        alike = {asked.act_phrase, *(" ".join(phrase) for phrase in same_words(asked.act_phrase))}
        return any(all(part in words for part in phrase.split()) for phrase in alike)
    return tells_act(asked.act, passage.unit, passage.clause.stems)


def tells_act(act: str, unit: Unit, stems: frozenset[str]) -> bool:
    """Tell whether a clause tells an act.

    Args:
        act: Stem of the act; unit: the clause; stems: all stems of the clause.
    """
    predicate = stem(unit.proposition.predicate)
    if act == predicate or act in stems:
        return True
    return any(all(part in stems for part in phrase) for phrase in same_words(act)) or (act,) in same_words(predicate)


def opposite_said(asked: Asked, passage: Passage, opposites: Sequence[str]) -> bool:
    """Tell whether the passage says the opposite: an odd number of reversals and opposite words between the two.

    Args:
        asked: The question; passage: the clause held against it.
        opposites: Words of the question that are not met while an opposite of theirs is.
    """
    told = _reversed(passage.unit, passage.order, asked.words | {asked.act}) + _governs_as(
        passage.unit, asked, _REVERSING
    )
    wanted = _reversed(asked.unit, asked.spoken, asked.words | {asked.act})
    act = stem(passage.unit.proposition.predicate)
    turned = (asked.act_phrase in opposites and not act_met(asked, passage)) or (act,) in opposites_of(asked.act_phrase)
    modifiers = [word for word in opposites if word != asked.act_phrase]
    return (told + wanted + turned + bool(modifiers)) % 2 == 1


def _reversed(unit: Unit, order: Sequence[str], words: frozenset[str]) -> int:
    """Return how often a clause is reversed: by its governors, else by a negator that stands close before one of `words`."""
    found = reversals(unit.proposition.governors)
    if found:
        return found
    alike = words | {other[0] for word in words for other in same_words(word) if len(other) == 1}
    for at, word in enumerate(order):
        if word in alike and _NEGATORS & set(order[max(0, at - _REACH) : at]):
            return 1
    return 0


def turned_beside(asked: Asked, passage: Passage, words: StoryWords) -> bool:
    """Tell whether a side clause of the question ("if no solution is found") is told the other way round near the passage."""
    near = [
        unit
        for unit in words.units.items
        if unit.telling == passage.unit.telling and abs(unit.sentence.index - passage.unit.sentence.index) <= 1
    ]
    for clause in asked.beside:
        act = stem(clause.proposition.predicate)
        telling = [unit for unit in near if tells_act(act, unit, frozenset({stem(t) for t in unit.proposition.terms}))]
        if telling and all(
            (reversals(u.proposition.governors) + reversals(clause.proposition.governors)) % 2 for u in telling
        ):
            return True
    return False


def less_certain(asked: Asked, passage: Passage) -> bool:
    """Tell whether a passage only plans, fears or asks for what the question states, or states as open what it states as settled."""
    wanted, found = (_STRENGTH.get(unit.status, _SETTLED) for unit in (asked.unit, passage.unit))
    if asked.unit.proposition.tense == "present" and wanted == _SETTLED:
        wanted = _STRENGTH["planned"]  # "the recount starts on Wednesday"
    if _governs_as(passage.unit, asked, _UNREALISED) or _is_condition(passage):
        found = 0
    return found < wanted


def _governs_as(unit: Unit, asked: Asked, kinds: frozenset[str]) -> bool:
    """Tell whether the verb of a clause governs the act of the question, which stands within it ("denied that any was turned away")."""
    predicate = unit.proposition.predicate
    word = governor_words().get(predicate)
    if word is None or word.kind not in kinds or stem(predicate) == asked.act:
        return False
    alike = (
        same_words(asked.act) | same_words(asked.act_phrase) | opposites_of(asked.act) | opposites_of(asked.act_phrase)
    )
    if (stem(predicate),) in alike:
        return False
    return predicate not in {governor.lemma for governor in asked.unit.proposition.governors}


def _is_condition(passage: Passage) -> bool:
    """Tell whether a clause stands behind a word that leaves open whether it comes true ("until a ransom is paid")."""
    start = passage.unit.proposition.span.start
    before = passage.telling.text_of(passage.unit.sentence.span.start, start).lower().split()[-1:]
    return bool(before) and before[0] in _OPEN_BEHIND
