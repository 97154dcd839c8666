"""Statements and events of an article with their mentions bound to entities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from stemma.model.event import Event, EventPlace, Participant
from stemma.model.extracted import Extracted
from stemma.model.span import Span
from stemma.model.statement import Source, Statement
from stemma.model.words import Entity

_PRECISIONS = ("point", "city", "admin1", "country")


def entity_of_mention(entities: tuple[Entity, ...]) -> dict[str, Entity]:
    """Return mention id → the entity that it denotes."""
    return {member.mention: entity for entity in entities for member in entity.mentions}


def bind_entities(extracted: Extracted, entities: Mapping[str, Entity]) -> Extracted:
    """Return `extracted` with the entity of every source, actor, recipient and place filled in, and where the place lies.

    Args:
        extracted: One article's records.
        entities: Mention id → entity, as `entity_of_mention` gives it.
    """
    places = [
        (mention.span, entities[mention.id])
        for mention in extracted.mentions
        if mention.id in entities and entities[mention.id].place is not None
    ]
    return replace(
        extracted,
        statements=tuple(_bind_statement(statement, entities) for statement in extracted.statements),
        events=tuple(_bind_event(event, entities, places) for event in extracted.events),
    )


def _bind_statement(statement: Statement, entities: Mapping[str, Entity]) -> Statement:
    return replace(statement, source=_bind_source(statement.source, entities))


def _bind_source(source: Source, entities: Mapping[str, Entity]) -> Source:
    entity = entities.get(source.mention or "")
    return replace(
        source,
        entity=entity.id if entity is not None and not source.anonymous else None,
        parts=tuple(_bind_source(part, entities) for part in source.parts),
    )


def _bind_event(event: Event, entities: Mapping[str, Entity], places: Sequence[tuple[Span, Entity]]) -> Event:
    return replace(
        event,
        place=None if event.place is None else _bind_place(event.place, places),
        actors=tuple(_bind_participant(actor, entities) for actor in event.actors),
        recipients=tuple(_bind_participant(recipient, entities) for recipient in event.recipients),
    )


def _bind_place(place: EventPlace, places: Sequence[tuple[Span, Entity]]) -> EventPlace:
    """Bind the place whose name stands in the words, of several the one that is known most closely, then the longest, then the first."""
    named = [(span, entity) for span, entity in places if place.span.covers(span)]
    if not named:
        return place
    _, entity = min(named, key=lambda pair: (_closeness(pair[1]), -len(pair[0]), pair[0]))
    return replace(place, entity=entity.id, location=entity.place)


def _closeness(entity: Entity) -> int:
    return _PRECISIONS.index(entity.place.precision) if entity.place is not None else len(_PRECISIONS)


def _bind_participant(participant: Participant, entities: Mapping[str, Entity]) -> Participant:
    entity = entities.get(participant.mention or "")
    if entity is None:
        return participant
    return replace(participant, entity=entity.id, country=participant.country or entity.country)
