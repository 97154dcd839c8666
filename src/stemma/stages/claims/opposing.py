"""What two propositions assert of one act: that it is so, not so, or still open; and whether both can hold.

A negated or open clause excludes another only where the other tells everything that is negated or left open ("the drone did not come from
Venezuela" says nothing against "the drone came back"); so what it speaks of must stand in the other clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from stemma.lang.acts import excluding_acts, is_phase, same_act
from stemma.lang.antonyms import are_antonyms
from stemma.lang.governors import governor_words
from stemma.model.article import BlockKind
from stemma.model.span import Reason, Span
from stemma.model.words import Governor, MentionForm
from stemma.stages.claims.features import Pair
from stemma.stages.claims.units import Unit, Units
from stemma.text.stems import same_stem, stem

_DECIDING = frozenset({"decide", "decision", "choose", "determine", "agree", "undecided", "decided"})
_WAITING = frozenset({"yet", "still"})
_NOBODY = frozenset({"nobody", "none", "no", "neither", "nothing", "anybody", "anyone", "one"})
_NO_ONE = frozenset(stem(word) for word in _NOBODY) | _NOBODY
_OPEN = frozenset({"planned", "conditional", "threatened", "requested"})
_CONSEQUENCE = frozenset({"modal", "plan", "threat", "request"})
_NO_TURN = frozenset({"governor", "report"})
_BEING = frozenset({"be", "exist", "have"})
_ENDING = frozenset("end lift release free discharge cease expire finish collapse break terminate".split())
_LACKING = frozenset({"lack", "await", "miss"})
_CARRYING = frozenset({"have", "give", "get", "put"})
_IS_TO = re.compile(r"\b(?:is|are|was|were) (?:\w+ )?to (?:\w+ )?$", re.I)
_UNDER_WAY = re.compile(r"\b(?:is|are) (?:now |already |currently )?being $", re.I)
_CANCELLING = frozenset({"cancel", "scrap", "abandon", "axe", "shelve", "call_off", "put_off", "postpone", "rule_out"})
_EVIDENCE = frozenset({"evidence", "proof", "sign", "indication", "trace", "suggestion"})
_SPEAKERS = frozenset({"i", "we", "you", "us", "me"})
_SAYS_NOTHING = frozenset(
    "be have do get see know go come make take play say think want like look need use find give keep put".split()
)
_VAGUE = frozenset(
    "it he she they we i you that which who this these those there one nobody none all some what everyone anybody".split()
)
_ARTICLES = frozenset("a an the its his her their our my no any some all".split())
_BODIES = frozenset(
    "company firm group network club team side outfit operator owner business government authority ministry state administration agency "
    "office council board hospital school court bank airline carrier army military force police union party organisation organization".split()
)
_CONTAINERS = frozenset(
    "plan proposal idea bid request move decision suggestion offer step effort attempt scheme project campaign process case matter issue "
    "number part group member side people person thing place one figure total amount".split()
)
_QUESTIONS = frozenset({"what", "who", "whom", "when", "where", "why", "how"})
_SAY_WHEN = frozenset(
    stem(word)
    for word in "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow morning afternoon evening night week day "
    "month year yet still already about next last now so far early late begin start plan place take".split()
)
_NAMING = frozenset({MentionForm.NAME, MentionForm.GOVERNMENT})
_PARTICLE = re.compile(r"\W+(down|up|off|out|away|back|over|in|on|aside|through|upon)\b", re.I)
_ONLY = re.compile(r"\bonly\b", re.I)
_FEWEST_WORDS_BETWEEN = 25
_BACK = 30
_NEAR = 0.7
_COVERED = 0.5
_SURE = 0.6
_VERY_SURE = 0.8
_LIKELY = 0.3
_THERE = 0.4


@dataclass(frozen=True, slots=True)
class Found:
    """A slot in which two units differ, whether the gate holds, why, and which side holds later if the world moved on."""

    slot: str
    gated: bool
    reasons: tuple[Reason, ...]
    later: str | None = None


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
    return Stand(unit, _state(unit, units), _acts(unit, units))


def _state(unit: Unit, units: Units) -> str:
    governors = unit.proposition.governors
    lemmas = {governor.lemma for governor in governors}
    deciding = bool(lemmas & _DECIDING) or unit.proposition.predicate in _DECIDING
    negative = unit.polarity == "negative"
    if deciding and (negative or "whether" in lemmas or "undecided" in lemmas):
        return "undecided"
    if (_only_supposed(governors) and not _is_to(unit, units)) or _doubts_knowledge(governors):
        return "unsaid"
    if negative:
        return (
            "not yet" if lemmas & _WAITING else "not"
        )  # "no evidence that it was taken" is told as not so, as far as is known
    if unit.proposition.predicate in _LACKING:
        return "not yet"
    if unit.status == "asserted" and _cancels(unit, units):
        return "not"
    if unit.status in _OPEN or _is_to(unit, units):
        return "open"
    return "possible" if unit.status == "hypothetical" else "so"


def _cancels(unit: Unit, units: Units) -> bool:
    """Tell whether a unit says that something planned will not be."""
    predicate, end = unit.proposition.predicate, unit.proposition.predicate_span.end
    particle = _PARTICLE.match(units.texts.get(unit.article, "")[end : end + _FEWEST_WORDS_BETWEEN])
    return bool({predicate, f"{predicate}_{particle[1].lower()}" if particle is not None else predicate} & _CANCELLING)


def _is_to(unit: Unit, units: Units) -> bool:
    """Tell whether something "is to" be done."""
    at = unit.proposition.predicate_span.start
    return _IS_TO.search(units.texts.get(unit.article, "")[max(0, at - _BACK) : at]) is not None


def _only_supposed(governors: Sequence[Governor]) -> bool:
    """Tell whether a clause is only a condition or a question ("if attacks continue", "whether it was compromised"), not what follows from one."""
    kinds = {governor.kind for governor in governors}
    return "condition" in kinds and not kinds & _CONSEQUENCE


def _doubts_knowledge(governors: Sequence[Governor]) -> bool:
    """Tell whether what is negated is not the act but somebody's knowing, needing or saying it ("did not know that …", "need not …")."""
    kinds = [governor.kind for governor in governors]
    return any(a == "negation" and b in _NO_TURN for a, b in pairwise(kinds))


def _acts(unit: Unit, units: Units) -> tuple[str, ...]:
    predicate = unit.proposition.predicate
    text, end = units.texts.get(unit.article, ""), unit.proposition.predicate_span.end
    particle = _PARTICLE.match(text[end : end + _FEWEST_WORDS_BETWEEN])
    whole = [f"{predicate}_{particle[1].lower()}"] if particle is not None else []
    if predicate in _LACKING:
        return tuple(dict.fromkeys((*_nouns(unit, units), predicate)))
    if _lacks_evidence(unit):
        return (predicate, *(term for term in unit.proposition.terms if term.islower() and term not in _EVIDENCE))
    if unit.says_little or predicate in _CARRYING or predicate in _CANCELLING:
        return tuple(dict.fromkeys((*whole, predicate, *_nouns(unit, units))))
    return (*whole, predicate)


def _lacks_evidence(unit: Unit) -> bool:
    """Tell whether a unit says that there is no evidence of something ("had no evidence that records were taken")."""
    heads = {role[1] for name, role in unit.roles.items() if name in ("A0", "A1")}
    return unit.polarity == "negative" and bool(heads & _EVIDENCE)


def _nouns(unit: Unit, units: Units) -> Iterator[str]:
    """Give the words of who or what a verb that says little leaves the act to ("a vaccination campaign is planned"); of deciding, all words."""
    if unit.proposition.predicate in _DECIDING:
        yield from (term for term in unit.proposition.terms if term.islower())
        return
    text = units.texts.get(unit.article, "")
    for role in unit.proposition.roles:
        if role.name in ("A0", "A1"):
            words = text[role.span.start : role.span.end].lower().split() or [role.head]
            yield from (word for word in (*words, role.head) if word.isalpha() and word not in _VAGUE | _ARTICLES)


def oppose(left: Unit, right: Unit, pair: Pair, units: Units) -> Iterator[Found]:
    """Give the clash of polarity or status between two units, if any.

    Args:
        left, right: The units; pair: what was measured between them; units: all of the story.
    """
    if _governs(left, right) or _governs(right, left):
        return  # "denied that it had neglected the dam" beside "it had neglected the dam"
    one, other = stand_of(left, units), stand_of(right, units)
    absent = _absent(left, right, units) or _absent(right, left, units)
    if absent is not None and pair.probability >= _THERE:
        spans = tuple(unit.proposition.predicate_span for unit in (left, right))
        yield Found(
            "polarity",
            pair.features["clause cosine"] >= _SURE,
            (Reason("there was none / it", absent, None, spans),),
            "either",
        )
        return
    ended = _ended(left, right) or _ended(right, left)
    if ended is not None and pair.probability >= _LIKELY:
        spans = tuple(unit.proposition.predicate_span for unit in (left, right))
        yield Found("status", pair.probability >= _COVERED, (Reason("over / still so", ended, None, spans),), "either")
        return
    opposed = _opposed_words(one, other)
    agreed = not opposed and _one_act(one, other)
    alike = pair.features["clause cosine"] >= _NEAR and pair.probability >= _SURE
    if "unsaid" in (one.state, other.state) or not (opposed or agreed or alike):
        return
    slot = _slot(one, other, opposed, units)
    if slot is None:
        return
    gated = (
        slot != "hedge"
        and (agreed or bool(opposed))
        and _may_hold_of_one(one, other, pair, units, opposed=bool(opposed))
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
        return "status" if _has_happened(done.unit, units) and _is_meant(meant.unit) else None
    return _EXCLUDING.get(states)


_EXCLUDING = {
    frozenset({"so", "not"}): "polarity",
    frozenset({"so", "not yet"}): "status",
    frozenset({"so", "undecided"}): "status",
    frozenset({"open", "undecided"}): "status",
    frozenset({"not", "undecided"}): "status",
    frozenset({"so", "possible"}): "hedge",
}
_OPPOSED = {
    frozenset({"so"}): "polarity",
    frozenset({"so", "open"}): "status",
    frozenset({"open"}): "polarity",
    frozenset({"so", "undecided"}): "status",
}


def _just_before(unit: Unit) -> tuple[int, int]:
    at = unit.proposition.predicate_span.start
    return max(0, at - _BACK), at


def _has_happened(unit: Unit, units: Units) -> bool:
    """Tell whether a unit tells an act as done; a headline tells it in the present."""
    tense = unit.proposition.tense
    if any(
        governor.kind in _CONSEQUENCE | {"permission", "attempt", "wish"} for governor in unit.proposition.governors
    ):
        return False
    return tense == "past" or (tense == "present" and unit.sentence.kind is BlockKind.HEADLINE)


def _is_meant(unit: Unit) -> bool:
    """Tell whether somebody plans, promises or threatens it; what is tried, wished or asked for may go on beside its being done."""
    kinds = {governor.kind for governor in unit.proposition.governors}
    return not kinds & {"attempt", "wish", "request"}


def _one_act(one: Stand, other: Stand) -> bool:
    return any(same_act(a, b) for a in one.acts for b in other.acts)


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
    return next(((a, b) for a in only[0] for b in only[1] if are_antonyms(a, b)), None)


def _may_hold_of_one(one: Stand, other: Stand, pair: Pair, units: Units, *, opposed: bool = False) -> bool:
    """Tell whether both speak of one thing: no other actor or object, no question, and the excluding side's words told by the other too."""
    left, right = one.unit, other.unit
    if (
        _asks(left)
        or _asks(right)
        or _excludes(left, units) != _excludes(right, units)
        or not _one_speaker(left, right, pair, units)
    ):
        return False
    actors, objects = (_match(left, right, name, units, acts=_shared_acts(one, other)) for name in ("A0", "A1"))
    if opposed and _mirrored(left, right):
        return True  # "the dam withstood the quake" beside "the quake broke the dam"
    if actors is False and not (
        opposed and objects is True and pair.probability >= _SURE and not _are_named(left, right, units)
    ):
        return False
    if objects is False and not _crossed(left, right):
        return False
    if pair.probability < _LIKELY:
        return False
    if opposed and actors is True and (objects is True or "A1" not in left.roles | right.roles):
        return True  # one thing stopped and resumed, one person confirmed and withdrew one thing
    covered = _best_covered(one, other, units)
    aligned = pair.features["sentences aligned"] >= _SURE
    if covered is None:
        return aligned or pair.probability >= _VERY_SURE or _nobody(left, right, pair)
    met = actors is True or objects is True or _crossed(left, right) or aligned or pair.probability >= _SURE
    if left.proposition.predicate == right.proposition.predicate in _SAYS_NOTHING:
        return met and objects is not None and covered >= _SURE
    return (met and covered >= _COVERED) or (pair.probability >= _VERY_SURE and covered > 0)


def _best_covered(one: Stand, other: Stand, units: Units) -> float | None:
    """Return how far the narrower side is covered by the other; where neither is told as not so or open, the better covered of both."""
    narrow = [s for s in (one, other) if s.state in ("not", "not yet", "undecided", "open")] or [one, other]
    shares = [_covered(s, other if s is one else one, units) for s in narrow]
    known = [share for share in shares if share is not None]
    return max(known) if known else None


def _shared_acts(one: Stand, other: Stand) -> set[str]:
    """Return the nouns of one side that name the other's act ("the evacuation" beside "were evacuated"), which are no actor or object."""
    return {
        act
        for stand, beside in ((one, other), (other, one))
        if stand.unit.says_little
        for act in stand.acts
        if same_act(act, beside.unit.proposition.predicate) and act != stand.unit.proposition.predicate
    }


def _match(left: Unit, right: Unit, name: str, units: Units, *, acts: set[str]) -> bool | None:
    """Tell whether both have one filler of a role; None where one has none, a pronoun, a word that may hold anything, or the act itself."""
    one, other = left.roles.get(name), right.roles.get(name)
    if one is None or other is None:
        return None
    if one[0] is not None and one[0] == other[0]:
        return True
    heads = {one[1].lower(), other[1].lower()}
    if heads & (_VAGUE | _CONTAINERS | _EVIDENCE | acts) or any(head[0].isdigit() for head in heads):
        return None
    if (
        same_stem(one[1], other[1])
        or _one_name(one[0], other[0], units)
        or (name == "A1" and same_act(one[1], other[1]))
    ):
        return True
    named = [_is_named(filler[0], units) for filler in (one, other)]
    if all(named) or (not any(named) and not _both_bodies(one[1], other[1])):
        return False
    return None  # a name beside a role may be one bearer, and so may two words for a body


def _are_named(left: Unit, right: Unit, units: Units) -> bool:
    return any(_is_named((unit.roles.get("A0") or (None, ""))[0], units) for unit in (left, right))


def _mirrored(left: Unit, right: Unit) -> bool:
    """Tell whether each one's actor is the other's object."""
    return all(
        a in one.roles and b in other.roles and _same_filler(one.roles[a], other.roles[b])
        for one, other, a, b in ((left, right, "A0", "A1"), (left, right, "A1", "A0"))
    )


def _same_filler(one: tuple[str | None, str], other: tuple[str | None, str]) -> bool:
    if one[1].lower() in _VAGUE or other[1].lower() in _VAGUE:
        return one[0] is not None and one[0] == other[0]
    return (one[0] is not None and one[0] == other[0]) or same_stem(one[1], other[1])


def other_actor(left: Unit, right: Unit, pair: Pair, units: Units) -> Reason | None:
    """Return why two units may tell one act on one thing as done by two actors; never surely, for a part and the whole may both be said to act."""
    one, other = stand_of(left, units), stand_of(right, units)
    if one.state != "so" or other.state != "so" or not _one_act(one, other) or _asks(left) or _asks(right):
        return None
    if (
        _match(left, right, "A0", units, acts=set()) is not False
        or _match(left, right, "A1", units, acts=set()) is not True
    ):
        return None
    actors = [unit.roles["A0"] for unit in (left, right)]
    return Reason("actor?", " / ".join(actor[1] for actor in actors), None, tuple(_filler(u) for u in (left, right)))


def _filler(unit: Unit) -> Span:
    return next(role.span for role in unit.proposition.roles if role.name == "A0")


def swapped(left: Unit, right: Unit, units: Units) -> bool:
    """Tell whether two units tell one act with who does it and who suffers it exchanged."""
    one, other = stand_of(left, units), stand_of(right, units)
    return one.state == other.state and _mirrored(left, right) and _one_act(one, other)


def _is_named(entity: str | None, units: Units) -> bool:
    known = units.entities.get(entity or "")
    return known is not None and any(member.form in _NAMING for member in known.mentions)


def _both_bodies(one: str, other: str) -> bool:
    return one in _BODIES and other in _BODIES


def _one_name(one: str | None, other: str | None, units: Units) -> bool:
    """Tell whether one entity's name holds the other's ("Velmora" / "Velmora AG")."""
    names = [set(units.entities[e].name.split()) for e in (one, other) if e is not None and e in units.entities]
    return len(names) == 2 and bool(names[0] and names[1]) and (names[0] <= names[1] or names[1] <= names[0])


def _crossed(left: Unit, right: Unit) -> bool:
    """Tell whether one's actor is the other's object, as where a passive or a noun of action tells it."""
    for one, other in ((left, right), (right, left)):
        actor, object_ = one.roles.get("A0"), other.roles.get("A1")
        if actor is not None and object_ is not None and "A1" not in one.roles:
            if (actor[0] is not None and actor[0] == object_[0]) or same_stem(actor[1], object_[1]):
                return True
    return False


def _covered(narrow: Stand, wide: Stand, units: Units) -> float | None:
    """Return how much of what the narrower clause speaks of, by rarity, the other's sentence tells too; its act, time and actor aside.

    None where it speaks of nothing else ("nobody has been arrested").
    """
    acts = {stem(stand.unit.proposition.predicate) for stand in (narrow, wide)}
    acts |= {stem(act) for act in _shared_acts(narrow, wide)}
    actor = narrow.unit.roles.get("A0")
    aside = acts | _SAY_WHEN | ({actor[0] or stem(actor[1])} if actor is not None else set())
    if narrow.unit.says_little and not same_act(narrow.unit.proposition.predicate, wide.unit.proposition.predicate):
        aside |= {stem(act) for act in narrow.acts}
    mine = {key for key in narrow.unit.keys if key not in aside and key not in _NO_ONE}
    if not mine:
        return None
    theirs = set(wide.unit.keys) | {stem(term) for term in wide.unit.sentence.terms}
    weight = sum(units.weights.get(key, 0.0) for key in mine)
    return sum(units.weights.get(key, 0.0) for key in mine & theirs) / weight if weight else 0.0


def _nobody(left: Unit, right: Unit, pair: Pair) -> bool:
    """Tell whether one says that nobody did or suffered what the other tells of somebody."""
    heads = [{role[1].lower() for role in unit.roles.values()} for unit in (left, right)]
    return pair.probability >= _SURE and len([h for h in heads if h & _NOBODY]) == 1


def _one_speaker(left: Unit, right: Unit, pair: Pair, units: Units) -> bool:
    """Tell whether "I", "we" and "you" may mean the same people on both sides: where one says so, both are said by one source."""
    if not any(
        role[1].lower() in _SPEAKERS for unit in (left, right) for name, role in unit.roles.items() if name == "A0"
    ):
        return True
    said = [units.statements.get(unit.proposition.statement or "") for unit in (left, right)]
    known = [s.source.entity for s in said if s is not None]
    if len(known) < 2 or known[0] is None or known[1] is None:
        return pair.features["sentences aligned"] >= _COVERED
    return known[0] == known[1]


def _asks(unit: Unit) -> bool:
    """Tell whether a unit is the content of a question, which asserts nothing."""
    heads = {role[1].lower() for role in unit.roles.values()}
    return bool(heads & _QUESTIONS)


def _excludes(unit: Unit, units: Units) -> bool:
    """Tell whether a unit says "only", which excludes by itself; "only if" states a condition."""
    if unit.status == "conditional":
        return False
    text, span = units.texts.get(unit.article, ""), unit.proposition.span
    return _ONLY.search(text, span.start, span.end) is not None


def _absent(none: Unit, there: Unit, units: Units) -> str | None:
    """Return what one unit says was not there at all ("there was no barrier") and the other tells an act of or on ("ignored a barrier")."""
    if none.polarity != "negative" or there.polarity == "negative" or there.status != "asserted":
        return None
    if none.proposition.predicate not in _BEING or there.proposition.predicate in _SAYS_NOTHING | _BEING:
        return None
    word = governor_words().get(there.proposition.predicate)
    if word is not None and word.kind in ("absence", "negation", "failure"):
        return None  # "the streets disappeared" beside "the streets are not there"
    missing = [none.roles[name][1] for name in ("A1", "A0") if name in none.roles][:1]
    present = [role[1] for role in there.roles.values()]
    return next(
        (
            noun
            for noun in missing
            if noun.islower()
            and noun not in _VAGUE | _CONTAINERS | _EVIDENCE
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
            if noun.islower() and noun not in _VAGUE | _CONTAINERS and any(same_stem(noun, n) for n in lasting)
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
