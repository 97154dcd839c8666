"""Whether a passage says what a question asks: words and their like, names by entity, figures by value and unit, times by interval."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from stemma.lang.kin import kinds_of, opposites_of, same_words
from stemma.model.words import Quantity, TimeRef
from stemma.stages.claims.asked import Asked, Name
from stemma.stages.claims.passages import Passage, Words
from stemma.text.stems import stem

_TOLERANCE = 0.005
_LONGEST_SPAN = 62
_MONEY = frozenset(stem(word) for word in ("money", "sum", "amount", "cash"))
_NUMBER_WORDS = frozenset("two three four five six seven eight nine ten eleven twelve".split())


def meets_word(word: str, words: Words) -> bool:
    """Tell whether a stem, a word or phrase that tells the same, or a narrower word stands among `words`."""
    if word in words.stems:
        return True
    if any(all(part in words.stems for part in phrase) for phrase in same_words(word)):
        return True
    return any(word in kinds_of(other) for other in words.stems)


def meets_phrase(word: str, asked: Asked, words: Words) -> bool:
    """Tell whether a word is part of a phrase of the question for which another stands ("finance chief", "chief financial officer")."""
    order = asked.spoken
    for at, here in enumerate(order):
        for start in (at - 1, at) if here == word else ():
            phrase = " ".join(order[max(0, start) : start + 2])
            if any(all(part in words.stems for part in other) for other in same_words(phrase)):
                return True
    return False


def takes_up(word: str, passage: Passage) -> bool:
    """Tell whether the passage takes up a word of its surroundings by a wider one ("the bus ... the vehicle")."""
    return word in passage.around.stems and bool(kinds_of(word) & passage.clause.stems)


def is_sum(word: str, passage: Passage) -> bool:
    """Tell whether a word only says that money is meant, and the clause has a sum of it ("demand money" / "want $6 million")."""
    return word in _MONEY and any(q.kind == "money" for q in passage.unit.quantities)


def meets_name(name: Name, words: Words) -> bool:
    """Tell whether a name stands among `words`: its entity, or all words of it."""
    if name.entity is not None and name.entity in words.entities:
        return True
    return bool(name.words) and name.words <= words.stems


def unmet_figures(asked: Asked, passage: Passage) -> list[float]:
    """Return the figures of the question that the passage does not have, or has of somebody or something else."""
    unmet = []
    for wanted in asked.quantities:
        value = wanted.best if wanted.best is not None else wanted.low if wanted.low is not None else wanted.high
        if value is None or _written(wanted, asked, passage):
            continue
        equal = [q for q in passage.quantities if _same_amount(value, wanted, q)]
        told = bool(equal) or value in passage.numbers
        if not told or _is_displaced(wanted, equal, passage) or _of_another(value, asked, passage):
            unmet.append(value)
    return unmet + sorted(n for n in asked.numbers if n not in passage.numbers and not _has_value(n, passage))


def _is_displaced(wanted: Quantity, equal: Sequence[Quantity], passage: Passage) -> bool:
    """Tell whether the clause counts the same thing otherwise, while the figure stands elsewhere in the sentence."""
    inside = [q for q in passage.unit.quantities if q in passage.quantities]
    rivals = [q for q in inside if (q.kind, q.unit) == (wanted.kind, wanted.unit)]
    return bool(rivals) and not any(q in equal for q in inside)


def _of_another(value: float, asked: Asked, passage: Passage) -> bool:
    """Tell whether a figure stands behind somebody else's name and figure ("Huanca obtained 8,412 votes and Baeza 8,375")."""
    telling, sentence = passage.telling, passage.unit.sentence.span
    places = sorted(
        (d.span.start, d.value)
        for d in telling.details
        if d.kind == "number" and d.value is not None and sentence.covers(d.span)
    )
    at = next((start for start, number in places if number == value), None)
    wanted = {name.entity for name in asked.names if name.entity is not None}
    names = sorted(
        (m.span.start, passage.entity_of.get(m.id, ""))
        for m in telling.mentions
        if m.sentence == passage.unit.sentence.id
    )
    mine = [start for start, entity in names if entity in wanted]
    if at is None or not mine or mine[0] > at:
        return False
    before = [(start, entity) for start, entity in names if start < at and entity]
    last, whose = before[-1]
    return whose not in wanted and any(mine[0] < start < last for start, _ in places)


def _written(wanted: Quantity, asked: Asked, passage: Passage) -> bool:
    """Tell whether a small number stands alone, as a word, in the passage ("we sent two on")."""
    first = asked.text.text_of(wanted.span.start, wanted.span.end).split()[0].lower()
    return first.isalpha() and first in _NUMBER_WORDS and stem(first) in passage.order


def _has_value(value: float, passage: Passage) -> bool:
    return any(value in (q.low, q.best, q.high) for q in passage.quantities)


def _same_amount(value: float, wanted: Quantity, found: Quantity) -> bool:
    if found.kind != wanted.kind and {found.kind, wanted.kind} & {"money", "percent", "distance", "duration", "age"}:
        return False
    return any(v is not None and abs(v - value) <= _TOLERANCE * abs(value) for v in (found.best, found.low, found.high))


def rival_figures(asked: Asked, passage: Passage) -> bool:
    """Tell whether the clause has another figure where the question's is missing: of the same kind and unit, or of the thing counted."""
    told = passage.unit.quantities
    for wanted in asked.quantities:
        if any((q.kind, stem(q.unit or "")) == (wanted.kind, stem(wanted.unit or "")) for q in told):
            return True
        if stem(wanted.unit or "") in passage.clause.stems and (told or passage.numbers):
            return True
    return bool(asked.numbers) and not asked.quantities and bool(passage.numbers)


def times_met(asked: Asked, passage: Passage) -> tuple[bool, bool]:
    """Return (whether every time of the question is met, whether the passage names another one instead)."""
    met, other = True, False
    for wanted in asked.times:
        if wanted.type not in ("DATE", "TIME") or wanted.value is None:
            met = met and _same_wording(wanted, asked, passage)
            continue
        near = [t for t in passage.times if t.type in ("DATE", "TIME") and _is_set(t)]
        if any(_can_be(wanted, found) for found in near) or _same_wording(wanted, asked, passage):
            continue
        if not any(t.granularity == wanted.granularity for t in near) and any(
            _can_be(wanted, f) for f in passage.carried
        ):
            continue
        met = False
        other = other or any(t.granularity == wanted.granularity for t in near)
    return met, other


def _is_set(time: TimeRef) -> bool:
    return time.earliest is not None or time.value is not None


def _same_wording(wanted: TimeRef, asked: Asked, passage: Passage) -> bool:
    """Tell whether the passage has the words of a time that has no date ("for nine days", "two years before")."""
    words = asked.text.text_of(wanted.span.start, wanted.span.end).lower().split()
    kept = {stem(word.strip(".,")) for word in words} - {"the", "ago", "befor", "before", "earli", "earlier", "a"}
    spoken = passage.order
    if any(t.value == wanted.value and wanted.value is not None for t in passage.times):
        return True
    return bool(kept) and kept <= set(spoken)


def _can_be(wanted: TimeRef, found: TimeRef) -> bool:
    """Tell whether a time of the question can be one of the passage: weekday, month, day or year as far as both say."""
    if wanted.value == found.value:
        return True
    value = wanted.value or ""
    days = _days(found)
    if value.startswith("XXXX-WXX-") and value[9:].isdigit():
        return (
            len(days) <= 7 and any(day.isoweekday() == int(value[9:]) for day in days) and found.granularity != "week"
        )
    if value.startswith("XXXX-") and len(value) in (7, 10):
        return any(day.isoformat()[5 : len(value)] == value[5:] for day in days) and len(days) <= _LONGEST_SPAN
    asked = _days(wanted)
    return (
        bool(asked)
        and bool(days)
        and asked[0] <= days[-1]
        and days[0] <= asked[-1]
        and len(days) <= 2 * max(len(asked), 31)
    )


def _days(time: TimeRef) -> list[date]:
    """Return the first and last days of an interval and, where it is short, those between."""
    if time.earliest is None or time.latest is None:
        return []
    try:
        first, last = date.fromisoformat(time.earliest[:10]), date.fromisoformat(time.latest[:10])
    except ValueError:
        return []
    if (last - first).days > _LONGEST_SPAN:
        return [first, *(first + timedelta(days=_LONGEST_SPAN + 1) for _ in range(1)), last]
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def opposed(words: frozenset[str], passage: Passage) -> list[str]:
    """Return those of the question's unmet words whose opposites stand in the clause."""
    stems = passage.clause.stems
    return [word for word in sorted(words) if any(all(part in stems for part in other) for other in opposites_of(word))]
