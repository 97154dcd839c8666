"""Whether who and what has part in a passage has the part that the question gives it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stemma.lang.kin import kinds_of, same_words
from stemma.model.span import Span
from stemma.model.words import Role
from stemma.stages.claims.asked import NUMBER_WORDS, Asked, Name
from stemma.stages.claims.passages import Passage
from stemma.text.normalise import WORD
from stemma.text.stems import stem, stems_in

_CORE = frozenset({"A0", "A1", "A2"})
_OBJECTS = frozenset({"A1", "A2"})
_TOWARDS = frozenset({"to", "from", "against", "into"})
_EMPTY = frozenset(
    "it he she they we i you that which who whom this these those there one some what nobody none no people person man woman".split()
)
_EMPTY |= NUMBER_WORDS  # "seven are breathing"
_BEHIND = frozenset("of in for from by at on to with against about over".split())
_BODIES = frozenset(
    "company firm group party union operator government ministry agency bank court police club team airline maker manufacturer country authority owner "
    "ferry ship vessel boat plane aircraft train bus".split()
)
_BESIDE = 3
_FEW_BEFORE = 4
_NOT_PLAIN = ("was", "were", "been", "be", "being", "is", "are", "who", "which", "that", "whom")
_OWNED = ("its ", "his ", "her ", "their ")
_SPEAK_FOR = frozenset(
    stem(w)
    for w in "lawyer spokesman spokesperson spokeswoman representative government authority member share official".split()
)


@dataclass(frozen=True, slots=True)
class Parts:
    """How the parts of a question stand in a passage: how many are met in their place, which are exchanged, which another has."""

    met: int
    swapped: bool
    others: tuple[str, ...]


def compare_parts(asked: Asked, passage: Passage) -> Parts:
    """Return how the parts agree.

    Args:
        asked: The question; passage: the clause held against it.
    """
    mine, theirs = asked.parts(), passage.unit.proposition.roles
    met, others = 0, []
    swapped = _taken_by_another(asked, passage) or _turned_round(asked, passage) or _object_first(asked, passage)
    for part in mine:
        places = {role.name for role in theirs if _same_filler(part, role, asked, passage)}
        if (
            part.name in places
            or (part.name in _OBJECTS and places & _OBJECTS)
            or _without_agent(part, places, mine, theirs)
        ):
            met += 1
        elif places & _CORE and part.name in _CORE:
            swapped = True
        elif part.name not in _CORE and _other_name(part, asked, passage):
            others.append(part.head)
        elif part.name == "A0" and places & _TOWARDS:
            swapped = True
        elif part.name in _CORE and any(_excludes(part, r, asked, passage) for r in theirs if r.name == part.name):
            others.append(part.head)
    return Parts(met, swapped, tuple(others))


def _other_name(part: Role, asked: Asked, passage: Passage) -> bool:
    """Tell whether another name stands where the question has one, behind the same preposition."""
    if not part.head[:1].isupper() or stem(part.head) in passage.clause.stems:
        return False
    mine = _entity(part, asked.unit.roles)
    if mine is not None and mine in passage.clause.entities:
        return False
    return any(r.name == part.name and r.head[:1].isupper() for r in passage.unit.proposition.roles)


def _without_agent(part: Role, places: set[str], mine: list[Role], theirs: tuple[Role, ...]) -> bool:
    """Tell whether one side leaves out who does it ("production will move" / "will move production")."""
    core = {role.name for role in mine} & _CORE
    if core != {part.name}:
        return False
    if part.name == "A0":
        return "A1" in places
    return part.name == "A1" and "A0" in places and not any(role.name == "A1" for role in theirs)


def _taken_by_another(asked: Asked, passage: Passage) -> bool:
    """Tell whether somebody whom the question names has the part that the question gives to somebody else."""
    for role in passage.unit.proposition.roles:
        rivals = [part for part in asked.parts() if part.name == role.name and role.name in ("A0", "A1")]
        head = stem(role.head)
        beside = [r for r in passage.unit.proposition.roles if r.name == role.name]
        if (
            not rivals
            or role.head.lower() in _EMPTY
            or any(_same_filler(p, r, asked, passage) for p in rivals for r in beside)
        ):
            continue
        elsewhere = [r for r in asked.unit.proposition.roles if r.name != role.name]
        if any(_same_filler(other, role, asked, passage) for other in elsewhere if other.name in _CORE):
            return True
        if head in asked.spoken and not any(head in _beside_span(part.span, asked) for part in rivals):
            return True
    return False


def _turned_round(asked: Asked, passage: Passage) -> bool:
    """Tell whether who acts in the question stands behind the act in the passage, neither side naming its actor with "by"."""
    if _may_be_passive(passage.order) or _may_be_passive(asked.spoken):
        return False
    proposition = asked.unit.proposition
    acts = {stem(proposition.predicate), *(stem(governor.lemma) for governor in proposition.governors)}
    act = next((word for word in asked.spoken if word in acts and word in passage.order), None)
    if act is None:
        return False
    known = asked.words | {word for name in asked.names for word in name.words}
    if not any(role.name == "A0" for role in asked.unit.proposition.roles):
        return False  # "six hostages were released" names no actor who could be exchanged
    actors = [w for w in asked.spoken[: asked.spoken.index(act)] if w in known and w in passage.order]
    return bool(actors) and all(passage.order.index(word) > passage.order.index(act) for word in actors)


def _object_first(asked: Asked, passage: Passage) -> bool:
    """Tell whether a name to which it is done in the question stands before the act, in the active voice, in the passage."""
    told, wanted = passage.unit.proposition, asked.unit.proposition
    if any(word in passage.clause_order for word in _NOT_PLAIN):
        return False
    text = passage.telling.text_of(told.span.start, max(told.span.start, told.predicate_span.start))
    before = set(stems_in(text))
    behind = [r for r in asked.parts() if r.span.start > wanted.predicate_span.start]
    named = [r for r in behind if r.name in ("A1", "A2") and r.head[:1].isupper() and stem(r.head) in before]
    return bool(named) and not any(r.name == "A0" and stem(r.head) in before for r in asked.parts())


def _may_be_passive(order: Sequence[str]) -> bool:
    return "by" in order and any(word in order for word in ("was", "were", "been", "be", "being", "is", "are"))


def _entity(role: Role, unit_roles: dict[str, tuple[str | None, str]]) -> str | None:
    found = unit_roles.get(role.name)
    return found[0] if found is not None and found[1] == role.head else None


def _same_filler(one: Role, other: Role, asked: Asked, passage: Passage) -> bool:
    """Tell whether two fillers are one: by entity, by head, or by a name or title that stands beside the head."""
    mine, theirs = _entity(one, asked.unit.roles), _entity(other, passage.unit.roles)
    if mine is not None and theirs is not None:
        if mine == theirs:
            return True
    head, found = stem(one.head), stem(other.head)
    if head == found or (found,) in same_words(head) or head in kinds_of(found):
        return True
    if found in kinds_of(head) and head in passage.around.stems:
        return True
    beside = _beside_head(other.span, passage)
    if head in beside or any(all(part in beside for part in phrase) for phrase in same_words(head)):
        return True
    return found in _beside_span(one.span, asked) and found not in _EMPTY


def _beside_head(span: Span, passage: Passage) -> frozenset[str]:
    """Return the stems of a filler without what hangs on it by a preposition or as its owner ("the mayor" of "the mayor's son")."""
    return _cut(passage.telling.text_of(span.start, span.end))


def _beside_span(span: Span, asked: Asked) -> frozenset[str]:
    return _cut(asked.text.text_of(span.start, span.end))


def _cut(words: str) -> frozenset[str]:
    kept: list[str] = []
    for match in WORD.finditer(words):
        word = match[0].replace("’", "'")
        if word.lower() in _BEHIND and kept:
            if kept[-1] not in _SPEAK_FOR:
                break
            continue
        if word.endswith(("'s", "s'")):
            kept.clear()
            continue
        kept.append(stem(word))
    return frozenset(kept)


def _excludes(part: Role, role: Role, asked: Asked, passage: Passage) -> bool:
    """Tell whether a passage gives a part to somebody or something that cannot be what the question names."""
    head, wanted = stem(role.head), stem(part.head)
    if role.head.lower() in _EMPTY or not any(c.isalpha() for c in role.head) or part.head in _EMPTY:
        return False
    if wanted in passage.clause.stems:  # elsewhere in the clause, unless only as an owner ("the mayor's son")
        whole = passage.telling.text_of(role.span.start, role.span.end)
        return wanted in stems_in(whole) and wanted not in _cut(whole)
    mine = _entity(part, asked.unit.roles)
    if mine is not None and mine in passage.clause.entities:
        return False
    if mine is not None and (_stands_beside(mine, role, passage) or _only_person(mine, role, passage)):
        return False
    if mine is not None and role.head.lower() in _BODIES and mine in passage.around.entities:
        return False  # "the company" after its name
    if mine is not None and mine in passage.sentence.entities and role.head.islower():
        return not passage.telling.text_of(role.span.start, role.span.end).lower().startswith(_OWNED)  # "its factory"
    return not (head in kinds_of(wanted) and wanted in passage.around.stems)


def _stands_beside(entity: str, role: Role, passage: Passage) -> bool:
    """Tell whether the sentence names an entity right beside a filler ("the 23-year-old forward, Ibou Diarra")."""
    telling = passage.telling
    for mention in telling.mentions:
        if mention.sentence == passage.unit.sentence.id and passage.entity_of.get(mention.id) == entity:
            low, high = sorted((mention.span, role.span))
            if high.start - low.end <= _BESIDE or (mention.refers_to is not None and mention.span.overlaps(role.span)):
                return True
    return False


def _only_person(entity: str, role: Role, passage: Passage) -> bool:
    """Tell whether a description can only mean the one person named in its sentence or the one before ("the 23-year-old forward")."""
    before = passage.telling.text_of(passage.unit.sentence.span.start, role.span.end).lower()
    return role.head.islower() and "the " in before[-40:] and passage.persons == {entity}


def leaves_open(word: str, asked: Asked, passage: Passage) -> bool:
    """Tell whether the clause leaves the place of a word open, so that it may be taken from around: a pronoun or nothing stands there."""
    mine = [role for role in asked.parts() if stem(role.head) == word]
    if not mine:
        return False
    theirs = passage.unit.proposition.roles
    return all(all(r.head.lower() in _EMPTY for r in theirs if r.name == part.name) for part in mine)


def is_carried(word: str, asked: Asked, passage: Passage) -> bool:
    """Tell whether a word only says whose or of what something is that the passage tells of without saying whose ("the seals of the bags" / "the seals").

    Which seals are meant is then told by what stands around.
    """
    for part in asked.parts():
        whole = frozenset(stems_in(asked.text.text_of(part.span.start, part.span.end)))
        behind = whole - _beside_span(part.span, asked)
        if not {word, f"{word}s"} & behind or word not in _before(passage):
            continue
        for role in passage.unit.proposition.roles:
            said = passage.telling.text_of(role.span.start, role.span.end)
            plain = not any(mark in f" {said.lower()} " for mark in (" of ", "'s ", "’s ", "s' ", "s’ ", *_OWNED))
            if stem(role.head) == stem(part.head) and plain:
                return True
    return False


def _before(passage: Passage) -> frozenset[str]:
    """Return the stems of the sentence and the few before it, the headline and lead included."""
    at = passage.unit.sentence.index
    near = (s for s in passage.telling.sentences if 0 <= at - s.index <= _FEW_BEFORE)
    return passage.around.stems | frozenset(stem(term) for s in near for term in s.terms)


def rival_name(name: Name, asked: Asked, passage: Passage) -> bool:
    """Tell whether the clause has another name where the question has this one."""
    mine = [role for role in asked.unit.proposition.roles if stem(role.head) in name.words]
    names = {role.name for role in mine}
    return any(
        role.name in names and role.head[:1].isupper() and stem(role.head) not in name.words
        for role in passage.unit.proposition.roles
    )
