"""Single slots of two propositions that tell the same: place, time, quoted words, source."""

from __future__ import annotations

import re
from math import cos, hypot, radians

from stemma.lang.acts import same_act
from stemma.model.span import Reason, Span
from stemma.model.statement import Source, Statement
from stemma.model.words import Entity, EntityKind, Quantity, Role, TimeRef
from stemma.stages.claims.features import Pair
from stemma.stages.claims.matter import match
from stemma.stages.claims.units import Unit, Units
from stemma.text.moments import in_dateline, time_apart
from stemma.text.normalise import WORD
from stemma.text.stems import stem

_PLACE_ROLES = frozenset(
    {"from", "in", "at", "near", "to", "into", "on", "inside", "outside", "off", "above", "across"}
)
_PLACES = frozenset({EntityKind.PLACE, EntityKind.COUNTRY})
_AREAS = frozenset(
    "side territory soil bank coast border shore part district province region city town village area waters".split()
)
_FAR = 30.0
_KM_PER_DEGREE = 111.2
_NO_FIGURES = frozenset({"age", "duration", "ordinal", "rank", "year", "time"})
_SAME_ACT = 0.9
_OF_THE_REPORT = frozenset({"publish", "update", "report", "write", "post", "edit"})
_SURE = 0.6
_SURER = 0.7
_ALIKE = 0.5
_LONGEST_ANSWER = 3
_SHORT = 5
_TO_AN_OUTLET = re.compile(
    r"\b(?:told|tells?|telling|confirmed (?:it )?to|(?:spoke|speaking|spoken|talking) (?:to|with)|(?:cited|quoted) by)\s+(?:The |the )?[A-Z][\w]+"
)


def number_clash(left: Unit, right: Unit, pair: Pair, units: Units) -> Reason | None:
    """Return the only two figures of one measure that two units give, where they differ."""
    for kind in sorted({quantity.kind for quantity in left.quantities} - _NO_FIGURES):
        mine, theirs = ([q for q in unit.quantities if q.kind == kind] for unit in (left, right))
        if len(mine) == 1 == len(theirs) and mine[0].best != theirs[0].best:
            units_differ = kind == "count" and mine[0].unit != theirs[0].unit
            aligned = pair.features["sentences aligned"] >= _ALIKE
            sure = (
                "" if aligned or (not units_differ and _tell_one_thing(left, right, mine[0], theirs[0], units)) else "?"
            )
            values = f"{mine[0].best or mine[0].low} / {theirs[0].best or theirs[0].low}"
            return Reason(f"figures{sure}", values, None, (mine[0].span, theirs[0].span))
    return None


def _tell_one_thing(left: Unit, right: Unit, one: Quantity, other: Quantity, units: Units) -> bool:
    """Tell whether two units share more than what is counted ("three Falcon rockets strapped together" / "destroyed two Falcon rockets")."""
    if one.kind != "count" or same_act(left.proposition.predicate, right.proposition.predicate):
        return True
    counted = {
        stem(word[0])
        for quantity in (one, other)
        for word in WORD.finditer(units.texts[quantity.span.article][quantity.span.start : quantity.span.end])
    }
    return bool(((left.keys & right.alike) | (right.keys & left.alike)) - counted - _entities_in(one, units))


def _entities_in(quantity: Quantity, units: Units) -> set[str]:
    return {entity for where, entity in units.named.get(quantity.span.article, ()) if quantity.span.overlaps(where)}


def place_clash(left: Unit, right: Unit, pair: Pair, units: Units) -> Reason | None:
    """Return why two units put one act in two countries, or at two places that lie well apart."""
    if pair.features["same predicate"] < _SAME_ACT and not same_act(
        left.proposition.predicate, right.proposition.predicate
    ):
        return None
    if match(left, right, "A1", units, acts=set()) is False:
        return None  # "opened a fair in Lund" beside "opened a school in Ystad"
    for one in left.proposition.roles:
        for other in right.proposition.roles:
            if not {one.name, other.name} <= _PLACE_ROLES or (one.name == "from") != (other.name == "from"):
                continue
            mine, theirs = _places(one, units), _places(other, units)
            if mine and theirs and _lie_apart(mine, theirs):
                told = f"{mine[0].name} / {theirs[0].name}"
                sure = "" if pair.probability >= _SURE else "?"
                return Reason(f"place{sure}", told, None, (one.span, other.span))
    return None


def _places(role: Role, units: Units) -> list[Entity]:
    """Return the places and countries where a phrase puts an act ("the Venezuelan side of the river"), not those that only describe a thing there."""
    named = units.named.get(role.span.article, ())
    inside = [(place, units.entities[entity]) for place, entity in named if role.span.covers(place)]
    area = role.head.lower() in _AREAS
    text = units.texts[role.span.article]
    return [
        entity
        for place, entity in inside
        if (entity.kind in _PLACES or (area and entity.country is not None))
        and (area or role.head in text[place.start : place.end])
    ]


def _lie_apart(mine: list[Entity], theirs: list[Entity]) -> bool:
    names = [{word for entity in side for word in entity.name.split()} for side in (mine, theirs)]
    if names[0] & names[1]:
        return False
    countries = [{entity.country for entity in side if entity.country is not None} for side in (mine, theirs)]
    if countries[0] and countries[1] and not countries[0] & countries[1]:
        return True
    distances = [d for a in mine for b in theirs if (d := _distance(a, b)) is not None]
    return bool(distances) and min(distances) > _FAR


def _distance(one: Entity, other: Entity) -> float | None:
    """Return how far apart two towns or points lie, in km, near enough for places of one story; None for wider areas."""
    a, b = one.place, other.place
    if a is None or b is None or {a.precision, b.precision} - {"city", "point"}:
        return None
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    across = (a.longitude - b.longitude) * cos(radians((a.latitude + b.latitude) / 2))
    return _KM_PER_DEGREE * hypot(a.latitude - b.latitude, across)


def time_clash(left: Unit, right: Unit, pair: Pair, units: Units) -> Reason | None:
    """Return why two units give one act two times: days that cannot be one, hours, or lengths that differ; "near" where they nearly agree."""
    if left.proposition.predicate in _OF_THE_REPORT:
        return None
    one_act = pair.features["same predicate"] >= _SAME_ACT or same_act(
        left.proposition.predicate, right.proposition.predicate
    )
    order = _order_clash(left, right) if one_act and pair.probability >= _SURER else None
    if order is not None:
        return order
    found = times_apart(left, right, units)
    if found is None:
        return None
    how, one, other = found
    sure = "" if pair.probability >= _SURE and one_act else "?"
    return Reason(f"time{how}{sure}", f"{one.value} / {other.value}", None, (one.span, other.span))


def times_apart(left: Unit, right: Unit, units: Units) -> tuple[str, TimeRef, TimeRef] | None:
    """Return the only two times of one type that cannot be one, no datelines, and how they differ (", near" where they nearly agree)."""
    for one in left.times:
        rivals = [other for other in right.times if other.type == one.type]
        if len(rivals) == 1 and [t.type for t in left.times].count(one.type) == 1:
            how = time_apart(
                one, rivals[0], *(units.texts[t.span.article][t.span.start : t.span.end] for t in (one, rivals[0]))
            )
            dated = any(_is_dateline(unit, time, units) for unit, time in ((left, one), (right, rivals[0])))
            if how is not None and not dated:
                return how, one, rivals[0]
    return None


def _is_dateline(unit: Unit, time: TimeRef, units: Units) -> bool:
    return in_dateline(units.texts[unit.article][unit.sentence.span.start : time.span.start])


def _order_clash(left: Unit, right: Unit) -> Reason | None:
    """Return why one unit puts its act before what the other puts it after."""
    for one, other in ((left, right), (right, left)):
        before, after = one.roles.get("before"), other.roles.get("after")
        if before is not None and after is not None and before[1] == after[1]:
            return Reason("time", f"before / after {before[1]}", None, (_role(one, "before"), _role(other, "after")))
    return None


def _role(unit: Unit, name: str) -> Span:
    return next(role.span for role in unit.proposition.roles if role.name == name)


def quote_clash(left: Unit, right: Unit, pair: Pair, units: Units) -> Reason | None:
    """Return why two units tell of one question and quote two answers; longer quotations are compared sentence by sentence, in `weigh`."""
    one, other = _answer(left), _answer(right)
    if one is None or other is None or pair.probability < _SURE:
        return None
    mine, theirs = _words(one, units), _words(other, units)
    joined, rest = "".join(mine), "".join(theirs)
    if not mine or not theirs or max(len(mine), len(theirs)) > _LONGEST_ANSWER or joined in rest or rest in joined:
        return None
    return Reason("quoted words", f"{' '.join(mine)} / {' '.join(theirs)}", None, (one, other))


def _answer(unit: Unit) -> Span | None:
    """Return the only quotation of the unit's sentence where it stands beside the unit: the answer to what was asked."""
    quoted = [q for q in unit.sentence.quoted if not q.overlaps(unit.proposition.span)]
    return quoted[0] if len(quoted) == 1 == len(unit.sentence.quoted) else None


def _words(span: Span, units: Units) -> list[str]:
    words = WORD.finditer(units.texts[span.article][span.start : span.end].replace("’", "'"))
    return [match[0].casefold() for match in words]


def source_clash(left: Unit, right: Unit, pair: Pair, units: Units) -> Reason | None:
    """Return why two units name different sources for the same: another nationality or number; a mere other kind only perhaps ("?")."""
    one, other = (units.statements.get(unit.proposition.statement or "") for unit in (left, right))
    if one is None or other is None or pair.probability < _SURE or not (_reports(one) and _reports(other)):
        return None
    mine, theirs = one.source, other.source
    if mine.span is None or theirs.span is None or _same_source(mine, theirs):
        return None
    if not (mine.anonymous and theirs.anonymous) or _vague(mine) or _vague(theirs):
        return None  # two named people may each say it; what cannot be is one unnamed source of two kinds
    differs = _difference(mine, theirs)
    if differs is None:
        return None
    alike = pair.features["sentences aligned"] >= _ALIKE or pair.features["clause cosine"] >= _SURER
    own = any(_told_an_outlet(unit, units) for unit in (left, right))
    sure = "" if differs in ("nationality", "number") and alike and not own else "?"
    return Reason(f"source: {differs}{sure}", f"{mine.text} / {theirs.text}", None, (mine.span, theirs.span))


def _told_an_outlet(unit: Unit, units: Units) -> bool:
    """Tell whether a sentence says which outlet its source spoke to ("told CNN"): a source of its own, beside which another may say the same."""
    span = unit.sentence.span
    return _TO_AN_OUTLET.search(units.texts[span.article], span.start, span.end) is not None


def _vague(source: Source) -> bool:
    """Tell whether the words are a pronoun or one of the public, who may be anybody."""
    return source.kind in ("public", "eyewitness", "unknown") or len(source.text) < _SHORT


def _reports(statement: Statement) -> bool:
    return statement.category == "statement" and statement.source.kind not in ("outlet", "agency")


def _same_source(one: Source, other: Source) -> bool:
    return one.entity is not None and one.entity == other.entity


def _difference(one: Source, other: Source) -> str | None:
    """Return in what two sources differ; a pronoun or a bare role may be anybody."""
    if min(len(one.text), len(other.text)) < 4 or (
        not one.anonymous and not other.anonymous and _heads(one) & _heads(other)
    ):
        return None
    if one.nationality != other.nationality and one.nationality and other.nationality:
        return "nationality"
    if one.anonymous and other.anonymous:
        if (one.count.low, one.count.high) != (other.count.low, other.count.high):
            return "number"
        return "kind" if one.kind != other.kind and not _heads(one) & _heads(other) else None
    return None if _heads(one) & _heads(other) or one.kind == other.kind else "kind"


def _heads(source: Source) -> set[str]:
    return {stem(word) for word in source.text.split() if len(word) > 3}
