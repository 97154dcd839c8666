"""Counts of another happening, told beside the story's own, are no tolls of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tests.stages.claims.made import telling

from stemma.lang.elsewhere import counted_elsewhere
from stemma.model.extracted import Extracted
from stemma.model.span import Span
from stemma.model.words import Mention, MentionForm, TimeRef

DAYS = {"Friday": "2025-03-14", "Tuesday": "2025-03-11", "Wednesday": "2025-03-12"}
PLACES = ("Kilindo", "Marobo", "Kasoa")
LEAD = "On Friday a flood at Kilindo killed 17 people"


def told(*sentences: str, figures: Sequence[tuple[str, str, float]]) -> Extracted:
    made = telling("a", [(words, "kill", {}, []) for words in sentences], figures=figures)
    text = made.article.text
    at = {s.id: s.span for s in made.sentences}
    mentions = tuple(
        Mention(f"{place}{sid}", Span("a", start, start + len(place)), MentionForm.NAME, "LOC", place, sid)
        for sid, span in at.items()
        for place in PLACES
        if (start := text.find(place, span.start, span.end)) >= 0
    )
    times = tuple(
        TimeRef(f"{day}{sid}", Span("a", start, start + len(day)), "DATE", value, "day", earliest=value, latest=value)
        for sid, span in at.items()
        for day, value in DAYS.items()
        if (start := text.find(day, span.start, span.end)) >= 0
    )
    return replace(made, mentions=mentions, times=times)


def test_a_toll_with_a_place_and_a_day_of_its_own_is_of_another_happening() -> None:
    figures = [("17 people", "killed", 17.0), ("48 dead", "killed", 48.0)]
    other = told(LEAD, "Boats came", "On Tuesday a dam burst in Marobo with 48 dead", figures=figures)
    assert counted_elsewhere([other]) == {"a:48 dead"}


def test_another_day_or_a_part_of_the_place_alone_is_the_same_happening() -> None:
    figures = [("17 people", "killed", 17.0), ("nine bodies", "killed", 9.0)]
    for later in ("On Wednesday divers at Kilindo found nine bodies", "Divers in Kasoa found nine bodies"):
        assert not counted_elsewhere([told(LEAD, "Boats came", later, figures=figures)])


def test_the_only_toll_of_a_telling_is_its_own() -> None:
    only = told(
        "Boats came",
        "It rained",
        "On Tuesday a dam burst in Marobo with 48 dead",
        figures=[("48 dead", "killed", 48.0)],
    )
    assert not counted_elsewhere([only])
