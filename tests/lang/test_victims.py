"""On which side those stand who are counted."""

from __future__ import annotations

import pytest
from tests.stages.claims.made import telling

from stemma.lang.victims import side_of, sides_of


@pytest.mark.parametrize(
    ("counted", "side"),
    [
        ("19 soldiers", "army"),
        ("at least 11 civilians", "civilians"),
        ("27 dead rebels", "armed group"),
        ("Two policewomen", "police"),
        ("27 bodies", None),
        ("11 bodies, three of them children", None),
        ("four", None),
    ],
)
def test_the_noun_says_the_side(counted: str, side: str | None) -> None:
    assert side_of(counted) == side


def test_a_mere_number_is_of_the_side_before_it_and_of_the_side_that_others_give_it_for() -> None:
    corrected = telling(
        "one",
        [("The column first said it had killed 19 soldiers, then 17", "kill", {}, []), ("Four died", "die", {}, [])],
        figures=[("19 soldiers", "killed", 19.0), ("17", "killed", 17.0), ("Four", "killed", 4.0)],
    )
    other = telling(
        "two",
        [("The battle left 27 bodies", "leave", {}, []), ("It took 19 lives", "take", {}, [])],
        figures=[("27 bodies", "killed", 27.0), ("19 lives", "killed", 19.0)],
    )
    assert sides_of([corrected, other]) == {"one:19 soldiers": "army", "one:17": "army", "two:19 lives": "army"}


def test_a_number_given_for_two_sides_says_nothing_of_a_count_without_a_noun() -> None:
    both = telling(
        "one",
        [("The raid killed 19 soldiers and 19 villagers", "kill", {}, [])],
        figures=[("19 soldiers", "killed", 19.0), ("19 villagers", "killed", 19.0)],
    )
    other = telling("two", [("It took 19 lives", "take", {}, [])], figures=[("19 lives", "killed", 19.0)])
    assert "two:19 lives" not in sides_of([both, other])
