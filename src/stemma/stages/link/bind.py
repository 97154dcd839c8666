"""Statements and events of an article with their mentions bound to entities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from stemma.model.event import Event, Participant
from stemma.model.extracted import Extracted
from stemma.model.statement import Source, Statement
from stemma.model.words import Entity


def entity_of_mention(entities: tuple[Entity, ...]) -> dict[str, Entity]:
    """Return mention id → the entity that it denotes."""
    return {member.mention: entity for entity in entities for member in entity.mentions}


def bind_entities(extracted: Extracted, entities: Mapping[str, Entity]) -> Extracted:
    """Return `extracted` with the entity of every source, actor, recipient and place filled in.

    Args:
        extracted: One article's records.
        entities: Mention id → entity, as `entity_of_mention` gives it.
    """
    return replace(
        extracted,
        statements=tuple(_bind_statement(statement, entities) for statement in extracted.statements),
        events=tuple(_bind_event(event, entities) for event in extracted.events),
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


def _bind_event(event: Event, entities: Mapping[str, Entity]) -> Event:
    return replace(
        event,
        actors=tuple(_bind_participant(actor, entities) for actor in event.actors),
        recipients=tuple(_bind_participant(recipient, entities) for recipient in event.recipients),
    )


def _bind_participant(participant: Participant, entities: Mapping[str, Entity]) -> Participant:
    entity = entities.get(participant.mention or "")
    if entity is None:
        return participant
    return replace(participant, entity=entity.id, country=participant.country or entity.country)
