"""How one proposition stands to its act: told as so, as not so, as still open, or only supposed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from stemma.lang.acts import act_classes
from stemma.model.article import BlockKind
from stemma.model.words import Governor
from stemma.stages.claims.units import Unit, Units

_DECIDING = frozenset({"decide", "decision", "choose", "determine", "agree", "undecided", "decided"})
_WAITING = frozenset({"yet", "still"})
_OPEN = frozenset({"planned", "conditional", "threatened", "requested"})
_CONSEQUENCE = frozenset({"modal", "plan", "threat", "request"})
_NO_TURN = frozenset({"governor", "report"})
_LACKING = frozenset({"lack", "await", "miss"})
_CARRYING = frozenset({"have", "give", "get", "put"})
_IS_TO = re.compile(
    r"\b(?:is|are|was|were|remains?) (?:(?:not|now|also|still|soon|later|then|only|due|set|about|scheduled|expected|supposed|likely|meant|"
    r"planned|ready|poised|bound|obliged|required|first|next|never) )?to (?:\w+ )?$",
    re.I,
)
_YET_TO = re.compile(r"\b(?:has|have|had) (?:\w+ )?yet to (?:\w+ )?$", re.I)
_AWAITING = re.compile(r"\b(?:until|till|unless|lest|once)\s+$", re.I)
_CANCELLING = frozenset({"cancel", "scrap", "abandon", "axe", "shelve", "call_off", "put_off", "postpone", "rule_out"})
_UNCERTAIN = frozenset(
    "possible conceivable likely probable thinkable imaginable plausible unlikely doubtful uncertain unclear unsure questionable".split()
)
_CARRIES_ON = frozenset({"leave", "keep", "hold", "remain", "stay", "stand"})
_UNCHANGED = re.compile(
    r"\b(?:unchanged|unaltered|untouched|steady|on hold|the same|(?:where|as) (?:it|they) (?:was|were|is|are|stood|stands?))\b",
    re.I,
)
EVIDENCE = frozenset({"evidence", "proof", "sign", "indication", "trace", "suggestion"})
VAGUE = frozenset(
    "it he she they we i you that which who this these those there one nobody none all some what everyone anybody".split()
)
_ACT_ROLES = frozenset({"A0", "A1", "for"})
_ARTICLES = frozenset("a an the its his her their our my no any some all".split())
CONTAINERS = frozenset(
    "plan proposal idea bid request move decision suggestion offer step effort attempt scheme project campaign process case matter issue "
    "number part group member side people person thing place one figure total amount".split()
)
_PARTICLE = re.compile(r"\W+(down|up|off|out|away|back|over|in|on|aside|through|upon)\b", re.I)
_FEWEST_WORDS_BETWEEN = 25
_BACK = 30


@dataclass(frozen=True, slots=True)
class Stand:
    """How one unit stands to its act.

    Attributes:
        state: "so", "not" (told not to be so), "not yet", "undecided", "open" (planned, threatened, asked for), "possible", or "unsaid" (only
            supposed, or under "did not know that").
        acts: Words for the act: the predicate, with its particle, and the noun that a verb that says little leaves it to.
    """

    unit: Unit
    state: str
    acts: tuple[str, ...]


def stand_of(unit: Unit, units: Units) -> Stand:
    """Return how a unit stands to its act."""
    return Stand(unit, _state(unit, units), acts_of(unit, units))


def _state(unit: Unit, units: Units) -> str:
    governors = unit.proposition.governors
    lemmas = {governor.lemma for governor in governors}
    deciding = bool(lemmas & _DECIDING) or unit.proposition.predicate in _DECIDING
    negative = unit.polarity == "negative"
    if deciding and (negative or "whether" in lemmas or "undecided" in lemmas):
        return "undecided"
    if (_only_supposed(governors) and not _is_to(unit, units)) or _doubts_knowledge(governors) or _awaited(unit, units):
        return "unsaid"
    if negative:
        return (
            "not yet" if lemmas & _WAITING else "not"
        )  # "no evidence that it was taken" is told as not so, as far as is known
    if unit.proposition.predicate in _LACKING or _YET_TO.search(_just_told_before(unit, units)):
        return "not yet"
    if unit.status == "asserted" and _cancels(unit, units):
        return "not"
    if unit.status in _OPEN or _is_to(unit, units):
        return "open"
    if unit.status == "hypothetical" or unit.proposition.predicate in _UNCERTAIN:
        return "possible"
    return "so"


def _cancels(unit: Unit, units: Units) -> bool:
    """Tell whether a unit says that something planned will not be."""
    predicate, end = unit.proposition.predicate, unit.proposition.predicate_span.end
    particle = _PARTICLE.match(units.texts.get(unit.article, "")[end : end + _FEWEST_WORDS_BETWEEN])
    return bool({predicate, f"{predicate}_{particle[1].lower()}" if particle is not None else predicate} & _CANCELLING)


def _awaited(unit: Unit, units: Units) -> bool:
    """Tell whether a unit only says until when or unless what something else holds ("until somebody paid")."""
    start = unit.proposition.span.start
    return _AWAITING.search(units.texts.get(unit.article, "")[max(0, start - _BACK) : start]) is not None


def _just_told_before(unit: Unit, units: Units) -> str:
    at = unit.proposition.predicate_span.start
    return units.texts.get(unit.article, "")[max(0, at - _BACK) : at]


def _is_to(unit: Unit, units: Units) -> bool:
    """Tell whether something "is to" be done."""
    return _IS_TO.search(_just_told_before(unit, units)) is not None


def _only_supposed(governors: Sequence[Governor]) -> bool:
    """Tell whether a clause is only a condition or a question ("if attacks continue", "whether it was compromised"), not what follows from one."""
    kinds = {governor.kind for governor in governors}
    return "condition" in kinds and not kinds & _CONSEQUENCE


def _doubts_knowledge(governors: Sequence[Governor]) -> bool:
    """Tell whether what is negated is not the act but somebody's knowing, needing or saying it ("did not know that …", "need not …")."""
    kinds = [governor.kind for governor in governors]
    return any(a == "negation" and b in _NO_TURN for a, b in pairwise(kinds))


def acts_of(unit: Unit, units: Units) -> tuple[str, ...]:
    """Return the words for a unit's act: the predicate, with its particle, and the noun that a verb that says little leaves it to."""
    predicate = unit.proposition.predicate
    text, end = units.texts.get(unit.article, ""), unit.proposition.predicate_span.end
    particle = _PARTICLE.match(text[end : end + _FEWEST_WORDS_BETWEEN])
    whole = [f"{predicate}_{particle[1].lower()}"] if particle is not None else []
    whole += _phrases(unit)
    if predicate in _CARRIES_ON and _UNCHANGED.search(text, unit.proposition.span.start, unit.proposition.span.end):
        whole.append("leave_unchanged")
    if predicate in _LACKING or predicate in _UNCERTAIN:
        return tuple(dict.fromkeys((*_nouns(unit, units), predicate)))
    if _lacks_evidence(unit):
        return (predicate, *(term for term in unit.proposition.terms if term.islower() and term not in EVIDENCE))
    if unit.says_little or predicate in _CARRYING or predicate in _CANCELLING:
        return tuple(dict.fromkeys((*whole, predicate, *_nouns(unit, units))))
    return (*whole, predicate)


def _phrases(unit: Unit) -> list[str]:
    """Return the set phrases for an act that the predicate makes with a noun of its own ("end in failure", "take to court")."""
    predicate = unit.proposition.predicate
    made = (f"{predicate}_{role.head}" for role in unit.proposition.roles if role.name != "A0" and role.head.islower())
    return [phrase for phrase in made if act_classes(phrase)]


def _lacks_evidence(unit: Unit) -> bool:
    """Tell whether a unit says that there is no evidence of something ("had no evidence that records were taken")."""
    heads = {role[1] for name, role in unit.roles.items() if name in ("A0", "A1")}
    return unit.polarity == "negative" and bool(heads & EVIDENCE)


def _nouns(unit: Unit, units: Units) -> Iterator[str]:
    """Give the words of who or what a verb that says little leaves the act to ("a vaccination campaign is planned"); of deciding, all words."""
    if unit.proposition.predicate in _DECIDING:
        yield from (term for term in unit.proposition.terms if term.islower())
        return
    if any(role[1] in CONTAINERS for name, role in unit.roles.items() if name in _ACT_ROLES):
        yield from (term for term in unit.proposition.terms if term.islower())  # "plans to withdraw were launched"
    text = units.texts.get(unit.article, "")
    for role in unit.proposition.roles:
        if role.name in _ACT_ROLES:
            words = text[role.span.start : role.span.end].lower().split() or [role.head]
            yield from (word for word in (*words, role.head) if word.isalpha() and word not in VAGUE | _ARTICLES)


def _just_before(unit: Unit) -> tuple[int, int]:
    at = unit.proposition.predicate_span.start
    return max(0, at - _BACK), at


def has_happened(unit: Unit, units: Units) -> bool:
    """Tell whether a unit tells an act as done; a headline tells it in the present."""
    tense = unit.proposition.tense
    if any(
        governor.kind in _CONSEQUENCE | {"permission", "attempt", "wish"} for governor in unit.proposition.governors
    ):
        return False
    return tense == "past" or (tense == "present" and unit.sentence.kind is BlockKind.HEADLINE)


def is_meant(unit: Unit) -> bool:
    """Tell whether somebody plans, promises or threatens it; what is tried, wished or asked for may go on beside its being done."""
    kinds = {governor.kind for governor in unit.proposition.governors}
    return not kinds & {"attempt", "wish", "request"}
