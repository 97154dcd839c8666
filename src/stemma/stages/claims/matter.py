"""Whether two propositions speak of one thing: one actor and object, one speaker, and what is denied told by the other side too."""

from __future__ import annotations

import re

from stemma.lang.acts import same_act
from stemma.lang.kin import kinds_of, single_words
from stemma.model.words import MentionForm
from stemma.stages.claims.features import Pair
from stemma.stages.claims.standing import CONTAINERS, EVIDENCE, VAGUE, Stand
from stemma.stages.claims.units import Unit, Units
from stemma.text.stems import same_stem, stem

_NOBODY = frozenset({"nobody", "none", "no", "neither", "nothing", "anybody", "anyone", "one"})
_NO_ONE = frozenset(stem(word) for word in _NOBODY) | _NOBODY
_SPEAKERS = frozenset({"i", "we", "you", "us", "me"})
SAYS_NOTHING = frozenset(
    "be have do get see know go come make take play say think want like look need use find give keep put".split()
)
_BODIES = frozenset(
    "company firm group network club team side outfit operator owner business government authority ministry state administration agency "
    "office council board hospital school court bank airline carrier army military force police union party organisation organization".split()
)
_QUESTIONS = frozenset({"what", "who", "whom", "when", "where", "why", "how"})
_SAY_WHEN = frozenset(
    stem(word)
    for word in "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow morning afternoon evening night week day "
    "month year yet still already about next last now so far early late begin start plan place take".split()
)
_NAMING = frozenset({MentionForm.NAME, MentionForm.GOVERNMENT})
_ALL = re.compile(r"\W*(?:and |that |while )?(?:all|every|everybody|everyone|each|both)\b", re.I)
_SOME = re.compile(
    r"\W*(?:and |but |that )?(?:at least )?(?:one|two|three|four|five|\d+|some|several|a few|many|most|not all)\b", re.I
)
_ONLY = re.compile(r"\bonly\b", re.I)
_DESCRIBING = re.compile(r"[^\W_][\w-]*")
_CODE = re.compile(r"(?=[\w-]*\d)[A-Z][\w-]+")
_EVERY = frozenset(
    "the a an of in on at by for to and or its their his her our my this that these those with from".split()
)
_FEWEST_SHARED = 2
COVERED = 0.5
SURE = 0.6
_VERY_SURE = 0.8
_ONE_VERB = 0.9
_NEAR, _PARTLY = 0.4, 0.25
LIKELY = 0.3


def may_hold_of_one(one: Stand, other: Stand, pair: Pair, units: Units, *, opposed: bool = False) -> bool:
    """Tell whether both speak of one thing: no other actor or object, no question, and the excluding side's words told by the other too."""
    left, right = one.unit, other.unit
    if (
        asks(left)
        or asks(right)
        or _excludes(left, units) != _excludes(right, units)
        or not _one_speaker(left, right, pair, units)
    ):
        return False
    counted = _of_how_many(one, other, units)
    if counted is not None:
        return counted and pair.probability >= LIKELY
    if _told_alike(left, right, pair):
        return True
    actors, objects = (match(left, right, name, units, acts=_shared_acts(one, other)) for name in ("A0", "A1"))
    if opposed and mirrored(left, right):
        return True  # "the dam withstood the quake" beside "the quake broke the dam"
    if actors is False and not (
        opposed and objects is True and pair.probability >= SURE and not _are_named(left, right, units)
    ):
        return False
    if objects is False and not crossed(left, right):
        return False
    if pair.probability < LIKELY:
        return False
    if opposed and actors is True and (objects is True or "A1" not in left.roles | right.roles):
        return True  # one thing stopped and resumed, one person confirmed and withdrew one thing
    if opposed and pair.probability >= SURE and _one_bears(left, right):
        return True  # "the gangway had been closed" beside "the gangway was open"
    return _covers_enough(one, other, pair, units, actors=actors is True, objects=objects)


def _covers_enough(one: Stand, other: Stand, pair: Pair, units: Units, *, actors: bool, objects: bool | None) -> bool:
    """Tell whether enough of what the narrower clause speaks of is told by the other too; less is enough about one object near by."""
    left, right = one.unit, other.unit
    covered = _best_covered(one, other, units)
    aligned = pair.features["sentences aligned"] >= SURE
    if covered is None:
        return aligned or pair.probability >= _VERY_SURE or _nobody(left, right, pair)
    met = actors or objects is True or crossed(left, right) or aligned or pair.probability >= SURE
    met = met or _one_noun(one, other)
    if left.proposition.predicate == right.proposition.predicate in SAYS_NOTHING:
        return met and objects is not None and covered >= SURE
    near = objects is True and pair.probability >= SURE and pair.features["sentences aligned"] >= _NEAR
    return (met and covered >= (_PARTLY if near else COVERED)) or (pair.probability >= _VERY_SURE and covered > 0)


def _told_alike(left: Unit, right: Unit, pair: Pair) -> bool:
    """Tell whether two clauses have one verb, stand in sentences that surely tell the same, and are much alike ("her B sample" / "her test B")."""
    one_verb = pair.features["same predicate"] >= _ONE_VERB and left.proposition.predicate not in SAYS_NOTHING
    return one_verb and pair.probability >= _VERY_SURE and pair.features["sentences aligned"] >= SURE


def _of_how_many(one: Stand, other: Stand, units: Units) -> bool | None:
    """Return True where one says of all what the other says not to hold of some ("all six are recovering" / "one has not recovered"), False
    where some did and others did not, None where no number says.
    """
    if all(_SOME.match(_clause(stand.unit, units)) for stand in (one, other)):
        return False
    act = same_stem(one.unit.proposition.predicate, other.unit.proposition.predicate)
    pairs = ((one, other), (other, one)) if act else ()
    for whole, part in pairs:
        words = [_clause(stand.unit, units) for stand in (whole, part)]
        if whole.state == "so" and part.state in ("not", "not yet") and _ALL.match(words[0]) and _SOME.match(words[1]):
            return True
    return None


def _clause(unit: Unit, units: Units) -> str:
    return units.texts.get(unit.article, "")[unit.proposition.span.start : unit.proposition.span.end]


def _one_noun(one: Stand, other: Stand) -> bool:
    """Tell whether both leave their act to a noun, and to the same ("prepared for the withdrawal" / "plans to withdraw were not launched")."""
    nouns = [[act for act in stand.acts if act != stand.unit.proposition.predicate] for stand in (one, other)]
    return any(same_stem(a, b) for a in nouns[0] for b in nouns[1])


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


def match(left: Unit, right: Unit, name: str, units: Units, *, acts: set[str]) -> bool | None:
    """Tell whether both have one filler of a role; None where one has none, a pronoun, a word that may hold anything, or the act itself."""
    one, other = left.roles.get(name), right.roles.get(name)
    if one is None or other is None:
        return None
    if one[0] is not None and one[0] == other[0]:
        return True
    heads = {one[1].lower(), other[1].lower()}
    if heads & (VAGUE | CONTAINERS | EVIDENCE | acts) or any(head[0].isdigit() for head in heads):
        return None
    if (
        same_stem(one[1], other[1])
        or _one_name(one[0], other[0], units)
        or (name == "A1" and same_act(one[1], other[1]))
        or stem(other[1]) in single_words(stem(one[1]))
    ):
        return True
    if kinds_of(stem(one[1])) & {stem(other[1])} or kinds_of(stem(other[1])) & {stem(one[1])}:
        return None  # a rifle is a gun, and a gun may be another
    alike = _described_alike(left, right, name, units)
    if alike is not None:
        return alike or None
    named = [_is_named(filler[0], units) for filler in (one, other)]
    if all(named) or (not any(named) and not _both_bodies(one[1], other[1])):
        return False
    return None  # a name beside a role may be one bearer, and so may two words for a body


def _described_alike(left: Unit, right: Unit, name: str, units: Units) -> bool | None:
    """Tell whether two fillers of a role are one by a code in both ("the EN-442 road" / "the EN-442"), may be one by two words in both ("the two
    Spanish aircraft" / "the two Spanish Canadairs": False), or share less: None.
    """
    words = [set(_DESCRIBING.findall(_filler_words(unit, name, units))) for unit in (left, right)]
    shared = {word for word in words[0] & words[1] if word.lower() not in _EVERY}
    if any(_CODE.fullmatch(word) for word in shared):
        return True
    return False if len(shared) >= _FEWEST_SHARED else None


def _filler_words(unit: Unit, name: str, units: Units) -> str:
    span = next((role.span for role in unit.proposition.roles if role.name == name), None)
    return "" if span is None else units.texts.get(unit.article, "")[span.start : span.end]


def speak_of_two(left: Unit, right: Unit, units: Units) -> bool:
    """Tell whether two units surely have two objects, and no part of one is the other's ("blew up the bridge" / "held a funeral")."""
    if match(left, right, "A1", units, acts=set()) is not False or crossed(left, right) or mirrored(left, right):
        return False
    one, other = (stem(unit.roles["A1"][1]) for unit in (left, right))
    return one not in right.alike or other not in left.alike


def _are_named(left: Unit, right: Unit, units: Units) -> bool:
    return any(_is_named((unit.roles.get("A0") or (None, ""))[0], units) for unit in (left, right))


def mirrored(left: Unit, right: Unit) -> bool:
    """Tell whether each one's actor is the other's object."""
    return all(
        a in one.roles and b in other.roles and _same_filler(one.roles[a], other.roles[b])
        for one, other, a, b in ((left, right, "A0", "A1"), (left, right, "A1", "A0"))
    )


def _same_filler(one: tuple[str | None, str], other: tuple[str | None, str]) -> bool:
    if one[1].lower() in VAGUE or other[1].lower() in VAGUE:
        return one[0] is not None and one[0] == other[0]
    return (one[0] is not None and one[0] == other[0]) or same_stem(one[1], other[1])


def _is_named(entity: str | None, units: Units) -> bool:
    known = units.entities.get(entity or "")
    return known is not None and any(member.form in _NAMING for member in known.mentions)


def _both_bodies(one: str, other: str) -> bool:
    return one in _BODIES and other in _BODIES


def _one_name(one: str | None, other: str | None, units: Units) -> bool:
    """Tell whether one entity's name holds the other's ("Velmora" / "Velmora AG")."""
    names = [set(units.entities[e].name.split()) for e in (one, other) if e is not None and e in units.entities]
    return len(names) == 2 and bool(names[0] and names[1]) and (names[0] <= names[1] or names[1] <= names[0])


def _one_bears(left: Unit, right: Unit) -> bool:
    """Tell whether one thing is what both clauses say something of: what suffers where nobody acts, else what acts on nothing."""
    sole = [[u.roles[name] for name in ("A0", "A1") if name in u.roles] for u in (left, right)]
    return all(len(found) == 1 for found in sole) and _same_filler(sole[0][0], sole[1][0])


def crossed(left: Unit, right: Unit) -> bool:
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
    weight = units.weight_of(mine)
    return units.weight_of(mine & theirs) / weight if weight else 0.0


def _nobody(left: Unit, right: Unit, pair: Pair) -> bool:
    """Tell whether one says that nobody did or suffered what the other tells of somebody."""
    heads = [{role[1].lower() for role in unit.roles.values()} for unit in (left, right)]
    return pair.probability >= SURE and len([h for h in heads if h & _NOBODY]) == 1


def _one_speaker(left: Unit, right: Unit, pair: Pair, units: Units) -> bool:
    """Tell whether "I", "we" and "you" may mean the same people on both sides: where one says so, both are said by one source."""
    if not any(
        role[1].lower() in _SPEAKERS for unit in (left, right) for name, role in unit.roles.items() if name == "A0"
    ):
        return True
    said = [units.statements.get(unit.proposition.statement or "") for unit in (left, right)]
    known = [s.source.entity for s in said if s is not None]
    if len(known) < 2 or known[0] is None or known[1] is None:
        return pair.features["sentences aligned"] >= COVERED
    return known[0] == known[1]


def asks(unit: Unit) -> bool:
    """Tell whether a unit is the content of a question, which asserts nothing ("How's Michael?" included)."""
    heads = {role[1].lower() for role in unit.roles.values()}
    return bool(heads & _QUESTIONS) or unit.proposition.predicate in _QUESTIONS


def _excludes(unit: Unit, units: Units) -> bool:
    """Tell whether a unit says "only", which excludes by itself; "only if" states a condition."""
    if unit.status == "conditional":
        return False
    text, span = units.texts.get(unit.article, ""), unit.proposition.span
    return _ONLY.search(text, span.start, span.end) is not None
