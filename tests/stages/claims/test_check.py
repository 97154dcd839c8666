"""`check`: support only where everything asked is met."""

from __future__ import annotations

import pytest
from tests.stages.claims.made import telling

from stemma.settings import ClaimsSettings
from stemma.stages.claims.check import check_story, verdict_of

TOLD = telling(
    "told",
    [
        (
            "Police arrested the farm manager Vorster in Nakuru on Monday",
            "arrest",
            {"A0": "Police", "A1": "manager"},
            [],
        ),
        ("The hospital treated 61 people in the town", "treat", {"A0": "The hospital", "A1": "people"}, []),
    ],
    figures=[("61 people", "injured", 61.0)],
)
ASKED = {
    "true": ("Police arrested the farm manager Vorster", "arrest", {"A0": "Police", "A1": "manager"}, [], "supported"),
    "inverted": ("Police did not arrest the farm manager Vorster", "arrest", {"A0": "Police", "A1": "manager"}, ["not"], "contradicted"),
    "swapped": ("The farm manager Vorster arrested police", "arrest", {"A0": "manager", "A1": "police"}, [], "near"),
    "another place": ("Police arrested the farm manager Vorster in Mombasa", "arrest", {"A0": "Police", "A1": "manager"}, [], "near"),
    "invented": ("A ship sank off the coast of Norway", "sink", {"A0": "A ship"}, [], "none"),
}  # fmt: skip


@pytest.mark.parametrize("name", ASKED)
def test_answers(name: str) -> None:
    *clause, expected = ASKED[name]
    matches = check_story(telling("asked", [tuple(clause)]), [TOLD], [], [], ClaimsSettings())
    assert verdict_of(matches) == expected


def test_another_figure_is_no_support() -> None:
    asked = telling(
        "asked",
        [("The hospital treated 84 people in the town", "treat", {"A0": "The hospital", "A1": "people"}, [])],
        figures=[("84 people", "injured", 84.0)],
    )
    assert verdict_of(check_story(asked, [TOLD], [], [], ClaimsSettings())) == "contradicted"
