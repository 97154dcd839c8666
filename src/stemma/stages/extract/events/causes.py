"""What harm came of: who is hurt in a crash or a quake is not assaulted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stemma.lang.event_types import noun_class, sector_of
from stemma.model.event import Event
from stemma.stages.extract.text import Text

_MISHAPS = frozenset({"ACCIDENT", "DISASTER"})
_VIOLENCE = ("weapon", "bomb", "bullet", "armed", "attack")
_KILLING = frozenset({"kill", "killing"})


def by_accident(events: Sequence[Event], text: Text) -> list[Event]:
    """Return the events with the harm that a sentence tells of an accident or disaster typed so: a killing as DEATH, a wounding as its cause.

    Left as it is what has a person, body or state as its actor, and what a sentence tells beside a weapon, a blow or armed men.

    Args:
        events: The events of the article.
        text: The parsed article.
    """
    mishaps: dict[str, Event] = {}
    for event in events:
        if event.type in _MISHAPS:
            mishaps.setdefault(event.sentence, event)
    return [_retyped(event, mishaps.get(event.sentence), text) for event in events]


def _retyped(event: Event, cause: Event | None, text: Text) -> Event:
    harms = event.type == "ASSAULT" and (event.lemma in noun_class("wounding") or event.lemma in _KILLING)
    if cause is None or not harms or _has_agent(event, text) or _tells_violence(event, text):
        return event
    kind = "DEATH" if event.lemma in _KILLING else cause.type
    return replace(event, type=kind, mode=None, cameo=None, actors=())


def _has_agent(event: Event, text: Text) -> bool:
    """Tell whether a person, body or state acts in the event; a bus that overturned does not."""
    for actor in event.actors:
        words = text.words(actor.span).lower().split()
        if actor.country is not None or actor.mention is not None or any(sector_of(word) for word in words):
            return True
    return False


def _tells_violence(event: Event, text: Text) -> bool:
    token = text.token_at(event.trigger.start)
    first, end = text.sent_tokens(text.sentence_of(token or 0))
    lemmas = {text.doc[i].lemma_.lower() for i in range(first, end)}
    violent = frozenset().union(*(noun_class(name) for name in _VIOLENCE)) - noun_class("vehicle") - {"fire"}
    return bool(lemmas & (violent - noun_class("accident")))
