"""Join mentions of the same event within one article: headline, lead, background. Values that conflict keep them apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stemma.model.event import Event, Participant
from stemma.model.words import Quantity, TimeRef
from stemma.stages.extract.events.context import Found

_MOST_COMPARED = 200  # per type, so that a very long text stays linear
_CLASS = {"denied": "not", "negated": "not", "failed": "not", "asserted": "did", "ongoing": "did"}


def join_same(events: Sequence[Event], found: Found) -> tuple[Event, ...]:
    """Return the events with `same_as` set to the first mention that tells the same event.

    Same: one type, the same word or same object, no participant, time or toll that conflicts, and at least one participant shared.
    """
    times = {time.id: time for time in found.times}
    first: dict[str, list[Event]] = {}
    joined = []
    for event in events:
        known_of_type = first.setdefault(event.type, [])
        same = next((known for known in known_of_type[:_MOST_COMPARED] if _same(known, event, found, times)), None)
        if same is None:
            known_of_type.append(event)
        joined.append(event if same is None else replace(event, same_as=same.id))
    return tuple(joined)


def _same(one: Event, other: Event, found: Found, times: dict[str, TimeRef]) -> bool:
    if one.type != other.type or one.background != other.background or _class(one) != _class(other):
        return False
    if one.mode != other.mode and one.mode is not None and other.mode is not None:
        return False
    shared = [
        _agree(one.actors, other.actors, found),
        _agree(one.recipients, other.recipients, found),
        _times_agree(one, other, times),
    ]
    if False in shared or _tolls_conflict(one.quantities, other.quantities):
        return False
    return shared.count(True) >= (1 if one.lemma == other.lemma else 2)


def _class(event: Event) -> str:
    return _CLASS.get(event.status.value, "may")


def _agree(one: Sequence[Participant], other: Sequence[Participant], found: Found) -> bool | None:
    """Return whether two sets of participants share a member; None where one is empty or neither is named."""
    if not one or not other:
        return None
    keys = [{_key(part, found) for part in parts} for parts in (one, other)]
    return bool(keys[0] & keys[1])


def _key(part: Participant, found: Found) -> str:
    mention = found.mention_by_id.get(part.mention or "")
    named = found.mention_by_id.get(mention.refers_to or "", mention) if mention is not None else None
    if named is not None and named.label == "PERSON":
        return named.head.lower()
    if part.country is not None:
        return f"{part.country} {part.sector if part.sector not in (None, 'GOV') else ''}"
    return named.head.lower() if named is not None else found.text.words(part.span).lower().split()[-1]


def _times_agree(one: Event, other: Event, times: dict[str, TimeRef]) -> bool | None:
    first, second = times.get(one.time or ""), times.get(other.time or "")
    if first is None or second is None or None in (first.earliest, first.latest, second.earliest, second.latest):
        return None
    return str(first.earliest)[:10] <= str(second.latest)[:10] and str(second.earliest)[:10] <= str(first.latest)[:10]


def _tolls_conflict(one: Sequence[Quantity], other: Sequence[Quantity]) -> bool:
    return any(a.kind == b.kind and (a.best, a.low, a.high) != (b.best, b.low, b.high) for a in one for b in other)
