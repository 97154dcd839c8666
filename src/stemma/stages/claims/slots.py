"""Single slots of two propositions that tell the same: place, time, quoted words, source."""

from __future__ import annotations

from stemma.model.span import Reason, Span
from stemma.model.statement import Source, Statement
from stemma.model.words import EntityKind, TimeRef
from stemma.stages.claims.features import Pair
from stemma.stages.claims.units import Unit, Units
from stemma.text.normalise import WORD, quoted_ranges
from stemma.text.stems import stem

_PLACE_ROLES = ("from", "in", "at", "near", "to", "into", "on", "inside", "outside")
_PLACES = frozenset({EntityKind.PLACE, EntityKind.COUNTRY})
_SAME_ACT = 0.9
_SURE = 0.6
_DAYS = {"D": 1.0, "W": 7.0, "M": 30.4, "Y": 365.0}
_FINE = frozenset({"minute", "hour", "day"})
_FEWEST_QUOTED = 4
_SAME_WORDS = 0.95


def place_clash(left: Unit, right: Unit, pair: Pair, units: Units) -> Reason | None:
    """Return why two units put one act at two places, neither of which is known to hold the other."""
    if pair.features["same predicate"] < _SAME_ACT:
        return None
    for name in _PLACE_ROLES:
        one, other = (units.entities.get((u.roles.get(name) or (None, ""))[0] or "") for u in (left, right))
        if one is None or other is None or one.id == other.id or {one.kind, other.kind} - _PLACES:
            continue
        if one.kind is other.kind is EntityKind.COUNTRY or (
            one.country and other.country and one.country != other.country
        ):
            return Reason("place", f"{one.name} / {other.name}", None, (_role(left, name), _role(right, name)))
    return None


def _role(unit: Unit, name: str) -> Span:
    return next(role.span for role in unit.proposition.roles if role.name == name)


def time_clash(left: Unit, right: Unit, pair: Pair, units: Units) -> Reason | None:
    """Return why two units give one act two times: days that cannot be one, or lengths that differ."""
    if pair.features["same predicate"] < _SAME_ACT or pair.probability < _SURE:
        return None
    for one in left.times:
        rivals = [other for other in right.times if other.type == one.type]
        if len(rivals) == 1 and [t.type for t in left.times].count(one.type) == 1 and _apart(one, rivals[0]):
            return Reason("time", f"{one.value} / {rivals[0].value}", None, (one.span, rivals[0].span))
    return None


def _apart(one: TimeRef, other: TimeRef) -> bool:
    if one.type == "DURATION":
        days, others = _days(one.value), _days(other.value)
        return days is not None and others is not None and days != others
    if {one.granularity, other.granularity} - _FINE or None in (one.earliest, one.latest, other.earliest, other.latest):
        return False
    return str(one.latest)[:10] < str(other.earliest)[:10] or str(other.latest)[:10] < str(one.earliest)[:10]


def _days(value: str | None) -> float | None:
    """Return the length of a TIMEX3 duration in days ("P2W" is 14); None below a day or where open."""
    if value is None or len(value) < 3 or value[0] != "P" or value[-1] not in _DAYS or not value[1:-1].isdigit():
        return None
    return int(value[1:-1]) * _DAYS[value[-1]]


def quote_clash(left: Unit, right: Unit, pair: Pair, units: Units) -> Reason | None:
    """Return why two units quote one speaker in different words."""
    one, other, fewest = _quoted(left, units), _quoted(right, units), _FEWEST_QUOTED
    if (one is None or other is None) and pair.probability >= _SURE:
        one, other, fewest = _answer(left), _answer(right), 1
    if one is None or other is None:
        return None
    mine, theirs = _words(one, units), _words(other, units)
    if min(len(mine), len(theirs)) < fewest:
        return None
    shared = len(set(mine) & set(theirs)) / len(set(mine) | set(theirs))
    joined, rest = " ".join(mine), " ".join(theirs)
    if shared >= _SAME_WORDS or joined in rest or rest in joined:
        return None
    return Reason("quoted words", round(shared, 2), None, (one, other))


def _quoted(unit: Unit, units: Units) -> Span | None:
    """Return what of the unit stands in quotation marks, as far as it is a clause of the speaker's own."""
    statement = units.statements.get(unit.proposition.statement or "")
    if statement is None or statement.form == "indirect":
        return None
    text = units.texts[unit.article]
    low, high = unit.proposition.span.start, unit.proposition.span.end
    for start, end in quoted_ranges(text[max(0, low - 400) : high + 400]):
        start, end = start + max(0, low - 400), end + max(0, low - 400)
        if start <= unit.proposition.predicate_span.start < end:
            return Span(unit.article, max(low, start), min(high, end))
    return None


def _answer(unit: Unit) -> Span | None:
    """Return the only quotation of the unit's sentence where it stands beside the unit: the answer to what was asked."""
    quoted = [q for q in unit.sentence.quoted if not q.overlaps(unit.proposition.span)]
    return quoted[0] if len(quoted) == 1 == len(unit.sentence.quoted) else None


def _words(span: Span, units: Units) -> list[str]:
    return [match[0].casefold() for match in WORD.finditer(units.texts[span.article][span.start : span.end])]


def source_clash(left: Unit, right: Unit, pair: Pair, units: Units) -> Reason | None:
    """Return why two units name different sources for the same: another nationality or number; a mere other kind only perhaps ("?")."""
    one, other = (units.statements.get(unit.proposition.statement or "") for unit in (left, right))
    if one is None or other is None or pair.probability < _SURE or not (_reports(one) and _reports(other)):
        return None
    mine, theirs = one.source, other.source
    if mine.span is None or theirs.span is None or _same_source(mine, theirs):
        return None
    differs = _difference(mine, theirs)
    if differs is None:
        return None
    sure = "" if differs in ("nationality", "number") else "?"
    return Reason(f"source: {differs}{sure}", f"{mine.text} / {theirs.text}", None, (mine.span, theirs.span))


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
