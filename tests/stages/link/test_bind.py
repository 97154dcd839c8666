"""Where an event happened is bound to the place that its words name."""

from __future__ import annotations

from stemma.model.article import Article, Block, BlockKind
from stemma.model.event import Event, EventPlace
from stemma.model.extracted import Extracted
from stemma.model.span import Span
from stemma.model.words import Entity, EntityKind, EntityMention, Location, Mention, MentionForm, NameCount
from stemma.stages.link.bind import bind_entities, entity_of_mention

TEXT = "A dam broke near Mosul in Iraq, and a boat sank on the river."
MOSUL, IRAQ = (Span("a", TEXT.index(word), TEXT.index(word) + len(word)) for word in ("Mosul", "Iraq"))


def bound(*words: str) -> list[EventPlace | None]:
    mentions = tuple(
        Mention(f"mention_{n}", span, MentionForm.NAME, "LOC", "x", "s") for n, span in enumerate((MOSUL, IRAQ))
    )
    entities = tuple(
        Entity(f"ent_{n}", name, kind, (NameCount(name, 1),), (EntityMention(f"mention_{n}", span, MentionForm.NAME),), place=place)
        for n, (name, kind, span, place) in enumerate(
            (
                ("Mosul", EntityKind.PLACE, MOSUL, Location("Mosul", "IRQ", "city", 36.3, 43.1)),
                ("Iraq", EntityKind.COUNTRY, IRAQ, Location("Iraq", "IRQ", "country")),
            )
        )
    )  # fmt: skip
    events = tuple(
        Event(f"event_{n}", "a", "s", Span("a", 2, 5), "break", "DISASTER", place=EventPlace(Span("a", TEXT.index(w), TEXT.index(w) + len(w))))
        for n, w in enumerate(words)
    )  # fmt: skip
    article = Article("a", (), "", TEXT, (Block(0, len(TEXT), BlockKind.BODY),))
    extracted = Extracted(article, (), mentions, events=events)
    return [event.place for event in bind_entities(extracted, entity_of_mention(entities)).events]


def test_a_place_has_the_coordinates_of_the_closest_name_in_its_words() -> None:
    both, country, none = bound("near Mosul in Iraq", "in Iraq", "on the river")
    assert both is not None and country is not None and none is not None
    assert (both.entity, both.location and both.location.latitude) == ("ent_0", 36.3)
    assert (country.entity, country.location and country.location.precision) == ("ent_1", "country")
    assert none.entity is None and none.location is None
