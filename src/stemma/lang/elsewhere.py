"""Counts of people harmed that a telling gives for another happening: "on Tuesday a dam burst in Marobo with at least 48 dead", in a report on a bus."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.model.article import BlockKind
from stemma.model.extracted import Extracted
from stemma.model.words import MentionForm, Sentence

HARMS = frozenset({"killed", "injured", "missing", "detained", "displaced"})
"""Kinds of quantities that count people harmed."""
_LEAD = 2
_PLACE = "LOC"


def counted_elsewhere(tellings: Sequence[Extracted]) -> frozenset[str]:
    """Return the ids of the counts of people harmed that belong to another happening than the story's.

    Such a count stands in a sentence that names a place and a day (or year) which no headline and no lead of the story has, in a telling that
    has another count of that kind too. Only both together part it: a toll is told on many days, and in a part of a town.

    Args:
        tellings: The articles of one story with their records.
    """
    leads = [(telling, sentence) for telling in tellings for sentence in _leads(telling)]
    places = {place for telling, sentence in leads for place in _places(telling, sentence)}
    days = {day for telling, sentence in leads for day in _days(telling, sentence)}
    return frozenset(q for telling in tellings for q in _aside(telling, places, days))


def _aside(telling: Extracted, places: set[str], days: set[str]) -> Iterator[str]:
    leads = {sentence.id for sentence in _leads(telling)}
    counts = [(q, s) for q in telling.quantities if q.kind in HARMS for s in telling.sentences if s.span.covers(q.span)]
    apart = {
        sentence.id
        for _, sentence in counts
        if sentence.id not in leads and _is_apart(_places(telling, sentence), places)
        if _is_apart(_days(telling, sentence), days)
    }
    here = {quantity.kind for quantity, sentence in counts if sentence.id not in apart}
    yield from (quantity.id for quantity, sentence in counts if sentence.id in apart and quantity.kind in here)


def _is_apart(own: frozenset[str], known: set[str]) -> bool:
    return bool(own) and not own & known


def _leads(telling: Extracted) -> list[Sentence]:
    body = [sentence for sentence in telling.sentences if sentence.kind is BlockKind.BODY]
    return [s for s in telling.sentences if s.kind is BlockKind.HEADLINE] + body[:_LEAD]


def _places(telling: Extracted, sentence: Sentence) -> frozenset[str]:
    """Return the names of places in a sentence, countries aside: a story's country is named anywhere."""
    return frozenset(
        telling.text_of(m.span.start, m.span.end).casefold()
        for m in telling.mentions
        if m.sentence == sentence.id and m.form is MentionForm.NAME and m.label == _PLACE and m.country is None
    )


def _days(telling: Extracted, sentence: Sentence) -> frozenset[str]:
    """Return the days on which times of a sentence begin; what cannot be placed is left out."""
    return frozenset(
        time.earliest[:10]
        for time in telling.times
        if sentence.span.covers(time.span) and time.type in ("DATE", "TIME") and time.earliest is not None
    )
