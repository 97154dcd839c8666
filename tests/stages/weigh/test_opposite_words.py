"""One sentence told twice with a word turned into its opposite."""

from __future__ import annotations

import pytest
from tests.stages.claims.made import telling

from stemma.model.lineage import Story
from stemma.stages.weigh.opposite_words import find_opposite_words
from stemma.stages.weigh.steps import read_page
from stemma.stages.weigh.values import Weighed


def found(one: str, other: str) -> list[tuple[str, list[str]]]:
    made = [telling(name, [(words, "come", {}, [])]) for name, words in (("one", one), ("other", other))]
    alike = {made[0].sentences[0].id: {made[1].sentences[0].id: 0.8}}
    pages = {t.article.id: read_page(t) for t in made}
    where = {p.id: t.article.id for t in made for p in t.propositions}
    weighed = Weighed({t.article.id: t for t in made}, {}, {}, {}, {}, pages, alike, where)
    return [(d.slot, sorted(v.value for v in d.values)) for d in find_opposite_words(Story("story", "", ()), weighed)]


@pytest.mark.parametrize(
    ("one", "other", "slot", "values"),
    [
        (
            "the engineers came back from the north at night",
            "a company of engineers came back from the south at night",
            "place",
            ["north", "south"],
        ),
        (
            "we assume a delay of at least one year",
            "we assume now a delay of one year at most",
            "number",
            ["least", "most"],
        ),
        (
            "the sphere was refilled when the gas came out",
            "gas came out when the sphere was emptied",
            "polarity",
            ["emptied", "refilled"],
        ),
    ],
)
def test_a_word_turned_into_its_opposite(one: str, other: str, slot: str, values: list[str]) -> None:
    assert found(one, other) == [(slot, values)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the ships of North Korea came with oil at night", "the ships of South Korea came with oil at night"),
        ("the rescuers came early with two dogs", "the rescuers came late with two dogs"),
        ("the sphere was not refilled when the gas came out", "gas came out when the sphere was emptied"),
        ("the ship from the north carried wheat", "a storm out of the south killed five people"),
    ],
)
def test_what_both_may_hold(one: str, other: str) -> None:
    assert not found(one, other)
