"""Another place, time or figure in two clauses of one matter, read from their words where no table and no record knows them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from stemma.lang.calendar import MONTH_NAMES, SEASONS, WEEKDAYS
from stemma.lang.kin import kinds_of, single_words
from stemma.lang.scenes import thing_places
from stemma.model.claim import OTHER_FIGURE
from stemma.model.span import Reason, Span
from stemma.model.words import EntityKind, Quantity
from stemma.stages.claims.matter import match
from stemma.stages.claims.slots import times_apart
from stemma.stages.claims.units import Unit, Units
from stemma.text.normalise import WORD
from stemma.text.numbers import Number, find_numbers
from stemma.text.stems import stem

_SAME_FIGURE, _MOST_APART = 0.05, 6.0
_TIMES = frozenset({*WEEKDAYS, *MONTH_NAMES, "spring", "summer", "autumn", "winter", "christmas", "easter", "ramadan"})
_PLACE = re.compile(
    r"\b([Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Ii]nside|[Ff]rom|[Tt]o|[Ii]nto|[Oo]ff)\s+(?:the\s+)?"
    r"(?:(?:\w+\s+)?(?:town|city|village|port|district|province|island|region|suburb|capital|state|hamlet|county)\s+of\s+)?"
    r"((?:[A-Z][\w-]+)(?:\s+[A-Z][\w-]+){0,2})(?!['’\w])"
)
_SCENES = frozenset({"in", "at", "inside", "near", "behind", "under", "on", "outside"})
_PARTS: tuple[Mapping[str, object], ...] = (
    {
        "dawn": 1,
        "sunrise": 1,
        "morning": 1,
        "noon": 2,
        "midday": 2,
        "afternoon": 2,
        "evening": 3,
        "dusk": 3,
        "night": 3,
        "midnight": 3,
    },
    SEASONS,
    {month: number for month, number in MONTH_NAMES.items() if month != "may"},  # "may" is a verb as well
    WEEKDAYS,
)
_IN_A_ROW = re.compile(r"\s+of\s+\d")
_PEOPLE = frozenset(stem(word) for word in "person people man men woman women resident inhabitant individual".split())
_ANY_NOUN = frozenset({"", "time"})
_DIRECTIONS = {"from": "from", "to": "to", "into": "to"}
_NO_PLACES = frozenset({EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.OUTLET, EntityKind.AGENCY})


def other_place(left: Unit, right: Unit, units: Units) -> Reason | None:
    """Return the only two names of places that stand in one slot of both and have nothing in common."""
    mine, theirs = _places(left, units), _places(right, units)
    for how in sorted(mine.keys() & theirs.keys()):
        one, other = mine[how], theirs[how]
        if len(one) == 1 == len(other) and _apart(one[0], other[0], left, right, units):
            values = " / ".join(words_at(span, units) for span in (one[0], other[0]))
            return Reason("place?", values, None, (one[0], other[0]))
    return None


def _places(unit: Unit, units: Units) -> dict[str, list[Span]]:
    """Return how a clause is placed ("at", "from", "to") → the names that say where."""
    found: dict[str, list[Span]] = {}
    start = unit.proposition.span.start
    for place in _PLACE.finditer(text_of(unit, units)):
        span = Span(unit.article, start + place.start(2), start + place.end(2))
        if place[2].split()[0].lower() in _TIMES or _is_no_place(span, units):
            continue
        found.setdefault(_DIRECTIONS.get(place[1].lower(), "at"), []).append(span)
    return found


def _is_no_place(span: Span, units: Units) -> bool:
    return any(
        units.entities[entity].kind in _NO_PLACES
        for where, entity in units.named.get(span.article, ())
        if where.overlaps(span)
    )


def _apart(one: Span, other: Span, left: Unit, right: Unit, units: Units) -> bool:
    """Tell whether two names are of two places: no word in common, and neither told in the other's sentence or of one country and its town."""
    names = [words_at(span, units) for span in (one, other)]
    words = [{stem(word) for word in name.split()} for name in names]
    if made_of_initials(names[0], names[1]) or made_of_initials(names[1], names[0]):
        return False
    sentences = [units.texts[u.article][u.sentence.span.start : u.sentence.span.end].casefold() for u in (right, left)]
    if words[0] & words[1] or any(name.casefold() in text for name, text in zip(names, sentences, strict=True)):
        return False
    known = [entity_at(span, units) for span in (one, other)]
    if None not in known and known[0] == known[1]:
        return False
    places = [units.entities[entity] for entity in known if entity is not None]
    if len(places) == 2 and places[0].country == places[1].country:
        return EntityKind.COUNTRY not in {place.kind for place in places}
    return True


def other_time(left: Unit, right: Unit, units: Units) -> Reason | None:
    """Return the only two times of one type that cannot be one."""
    found = times_apart(left, right, units)
    if found is None:
        return None
    _, one, other = found
    return Reason("time?", f"{one.value} / {other.value}", None, (one.span, other.span))


def other_scene(left: Unit, right: Unit, units: Units) -> Reason | None:
    """Return the only two things in, at or near which two units put one act ("in the cellar" / "in the attic")."""
    scenes = [[role for role in unit.proposition.roles if role.name in _SCENES] for unit in (left, right)]
    if len(scenes[0]) != 1 or len(scenes[1]) != 1 or match(left, right, "A1", units, acts=set()) is False:
        return None
    one, other = scenes[0][0], scenes[1][0]
    if not (one.head in thing_places() and other.head in thing_places()) or one.head == other.head:
        return None
    mine, theirs = stem(one.head), stem(other.head)
    wider = {*single_words(mine), *kinds_of(mine)}
    if theirs in wider or mine in kinds_of(theirs) or theirs in left.alike or mine in right.alike:
        return None
    return Reason("place?", f"{one.head} / {other.head}", None, (one.span, other.span))


def other_part(left: Unit, right: Unit, units: Units) -> Reason | None:
    """Return the only two parts of a day, week or year in which two units put one act ("in the morning" / "at night")."""
    for parts in _PARTS:
        told = [
            {word[0].lower() for word in WORD.finditer(text_of(unit, units))} & parts.keys() for unit in (left, right)
        ]
        if len(told[0]) == 1 == len(told[1]):
            (one,), (other,) = told
            if parts[one] != parts[other]:
                return Reason("time?", f"{one} / {other}", None, (left.proposition.span, right.proposition.span))
    return None


def other_figure(left: Unit, right: Unit, units: Units) -> Reason | None:
    """Return the only two figures of both units, read from the words alone, where they differ and may be of one measure."""
    mine, theirs = _figures(left, units), _figures(right, units)
    if len(mine) != 1 or len(theirs) != 1:
        return None
    (one, at), (other, where) = mine[0], theirs[0]
    if (one.unit is not None and other.unit is not None and one.unit != other.unit) or not _of_one_measure(
        _counted(at, left), _counted(where, right)
    ):
        return None
    small, large = sorted((abs(one.base), abs(other.base)))
    if small == 0 or large - small <= _SAME_FIGURE * large or large > _MOST_APART * small:
        return None
    return Reason(OTHER_FIGURE, f"{one.value:.10g} / {other.value:.10g}", None, (at, where))


def _counted(span: Span, unit: Unit) -> Quantity | None:
    return next((quantity for quantity in unit.quantities if quantity.span.overlaps(span)), None)


def _of_one_measure(one: Quantity | None, other: Quantity | None) -> bool:
    """Tell whether two amounts may be of one measure: one kind, and of counts one noun, words for people, or times that something happened."""
    if one is None or other is None:
        return True
    if "count" not in (one.kind, other.kind):
        return one.kind == other.kind
    mine, theirs = (stem(quantity.unit or "") for quantity in (one, other))
    alike = mine == theirs or theirs in single_words(mine) or mine in single_words(theirs)
    return alike or {mine, theirs} <= _PEOPLE or bool({mine, theirs} & _ANY_NOUN) or one.kind != other.kind


def _figures(unit: Unit, units: Units) -> list[tuple[Number, Span]]:
    """Return the figures in the words of a clause that are no part of a time."""
    start = unit.proposition.span.start
    found = [
        (number, Span(unit.article, start + number.start, start + number.end))
        for number in find_numbers(text_of(unit, units))
        if number.unit != "clock"
    ]
    text = units.texts[unit.article]
    return [
        (number, span)
        for number, span in found
        if not any(time.span.overlaps(span) for time in unit.times) and not _IN_A_ROW.match(text, span.end)
    ]


def made_of_initials(short: str, long: str) -> bool:
    """Tell whether one name is made of the other's first letters ("UNSC", "ANA", "LAX" for Los Angeles)."""
    first = "".join(word[0] for word in long.split() if word[0].isupper())
    return short.isupper() and len(first) > 1 and (short.startswith(first) or short.endswith(first))


def entity_at(span: Span, units: Units) -> str | None:
    """Return the entity that is named at a place."""
    return next((entity for where, entity in units.named.get(span.article, ()) if where.overlaps(span)), None)


def words_at(span: Span, units: Units) -> str:
    """Return what stands at a place."""
    return units.texts[span.article][span.start : span.end]


def text_of(unit: Unit, units: Units) -> str:
    """Return a unit's words as they stand."""
    return units.texts[unit.article][unit.proposition.span.start : unit.proposition.span.end]
