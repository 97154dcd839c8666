"""`check`: support only where everything asked is met."""

from __future__ import annotations

from dataclasses import replace

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


WORDED = {
    "a word that tells the same": (
        ("The agency dismissed the director of the upper dam", "dismiss", {"A0": "The agency", "A1": "the director"}, []),
        ("The agency sacked the director of the upper dam", "sack", {"A0": "The agency", "A1": "the director"}, []),
        "supported",
    ),
    "the opposite word": (
        ("The ship failed an inspection", "fail", {"A0": "The ship", "A1": "an inspection"}, []),
        ("The ship passed an inspection", "pass", {"A0": "The ship", "A1": "an inspection"}, []),
        "contradicted",
    ),
    "only planned": (
        ("The company closed the harbour plant", "close", {"A0": "The company", "A1": "the harbour plant"}, []),
        ("The company plans to close the harbour plant", "close", {"A0": "The company", "A1": "the harbour plant"}, ["plan"]),
        "near",
    ),
    "denied": (
        ("The army shelled the village", "shell", {"A0": "The army", "A1": "the village"}, []),
        ("The army denied it shelled the village", "shell", {"A0": "The army", "A1": "the village"}, ["deny"]),
        "contradicted",
    ),
    "of the mayor's son": (
        ("Police arrested the mayor", "arrest", {"A0": "Police", "A1": "the mayor"}, []),
        ("Police arrested the mayor's son", "arrest", {"A0": "Police", "A1": "the mayor's son"}, []),
        "near",
    ),
    "released without saying by whom": (
        ("Six hostages were released", "release", {"A1": "Six hostages"}, []),
        ("The armed group released six hostages", "release", {"A0": "The armed group", "A1": "six hostages"}, []),
        "supported",
    ),
    "another object": (
        ("Police arrested the driver", "arrest", {"A0": "Police", "A1": "the driver"}, []),
        ("Police arrested the captain", "arrest", {"A0": "Police", "A1": "the captain"}, []),
        "near",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WORDED)
def test_wording(name: str) -> None:
    asked, told, expected = WORDED[name]
    matches = check_story(telling("asked", [asked]), [telling("told", [told])], [], [], ClaimsSettings())
    assert verdict_of(matches) == expected


SEALS = ("The seals were intact", "intact", {"A0": "The seals"}, [])
JURY = ("The jury stood in the kitchen of a school", "stand", {"A0": "The jury"}, [])


def test_whose_a_thing_is_may_be_told_before() -> None:
    made = telling("asked", [("The seals of the jury were intact", "intact", {"A0": "The seals of the jury"}, [])])
    clause = made.propositions[0]
    asked = replace(made, propositions=(replace(clause, roles=(replace(clause.roles[0], head="seals"),)),))
    near, far = telling("near", [JURY, SEALS]), telling("far", [SEALS])
    assert verdict_of(check_story(asked, [near], [], [], ClaimsSettings())) == "supported"
    assert verdict_of(check_story(asked, [far], [], [], ClaimsSettings())) == "near"
