"""One slot told otherwise: found as possible, never as certain, and not where both may hold or words only differ."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.stages.claims.made import telling

from stemma.lang.turns import gives_to, is_mutual
from stemma.stages.claims.clash import find_clashes
from stemma.stages.claims.pairs import compare_with
from stemma.stages.claims.units import gather_units

Clause = tuple[str, str, dict[str, str], list[str]]

AMBUSH: Clause = ("The convoy was ambushed near Kelm", "ambush", {"A1": "The convoy", "near": "Kelm"}, [])
BRIDGE: Clause = (
    "Troops of the government destroyed the long bridge",
    "destroy",
    {"A0": "Troops", "A1": "the long bridge"},
    [],
)
OTHERWISE = {
    "a place that no gazetteer knows": (AMBUSH, ("Gunmen attacked the convoy outside the town of Sarrow", "attack", {"A0": "Gunmen", "A1": "the convoy", "outside": "the town"}, []), "place"),
    "another room": (
        ("The stolen painting was found in the cellar", "find", {"A1": "The stolen painting", "in": "the cellar"}, []),
        ("The stolen painting was found in the attic", "find", {"A1": "The stolen painting", "in": "the attic"}, []),
        "place",
    ),
    "another part of the day": (
        ("The shop was robbed in the morning", "rob", {"A1": "The shop", "in": "the morning"}, []),
        ("Thieves robbed the shop at night", "rob", {"A0": "Thieves", "A1": "the shop", "at": "night"}, []),
        "time",
    ),
    "giver and receiver exchanged": (
        ("The son received the farm from the uncle", "receive", {"A0": "The son", "A1": "the farm", "from": "the uncle"}, []),
        ("The uncle received the farm from the son", "receive", {"A0": "The uncle", "A1": "the farm", "from": "the son"}, []),
        "actor",
    ),
    "another actor": (BRIDGE, ("Rebels dynamited the long bridge", "dynamite", {"A0": "Rebels", "A1": "the long bridge"}, []), "actor"),
    "roles exchanged in other words": (
        ("The bank sued the former treasurer", "sue", {"A0": "The bank", "A1": "the former treasurer"}, []),
        ("The former treasurer dragged the bank before the judge", "drag", {"A0": "The former treasurer", "A1": "the bank"}, []),
        "actor",
    ),
    "another giver": (
        ("The king handed the medal to the brave firefighter", "hand", {"A0": "The king", "A1": "the medal", "to": "the brave firefighter"}, []),
        ("The brave firefighter got the medal from the prime minister", "get", {"A0": "The brave firefighter", "A1": "the medal", "from": "the prime minister"}, []),
        "actor",
    ),
    "a word and its counterpart": (
        ("The guns were fired from inside the old monastery", "fire", {"A1": "The guns", "from inside": "the old monastery"}, []),
        ("Shots were fired from outside the old monastery", "fire", {"A1": "Shots", "from outside": "the old monastery"}, []),
        "place",
    ),
    "turned down in words": (
        ("The fire in the hotel was started by a cigarette", "start", {"A1": "The fire", "A0": "a cigarette"}, []),
        ("A short circuit, not a cigarette, started the fire in the hotel", "start", {"A0": "A short circuit", "A1": "the fire"}, []),
        "actor",
    ),
    "a figure that counts nothing known": (
        ("The new stadium will cost 240 million", "cost", {"A0": "The new stadium", "A1": "240 million"}, []),
        ("The city gets the new stadium for 310 million", "get", {"A0": "The city", "A1": "the new stadium", "for": "310 million"}, []),
        "number",
    ),
}  # fmt: skip
NOT_OTHERWISE = {
    "one place in two spellings of its phrase": (AMBUSH, ("Gunmen attacked the convoy outside the town of Kelm", "attack", {"A0": "Gunmen", "A1": "the convoy", "outside": "the town"}, [])),
    "from one place to another": (
        ("The convoy came from Kelm", "come", {"A0": "The convoy", "from": "Kelm"}, []),
        ("The convoy came to Sarrow", "come", {"A0": "The convoy", "to": "Sarrow"}, []),
    ),
    "an act that both do": (
        ("The bank met the treasurer", "meet", {"A0": "The bank", "A1": "the treasurer"}, []),
        ("The treasurer met the bank", "meet", {"A0": "The treasurer", "A1": "the bank"}, []),
    ),
    "one sale told from both sides": (
        ("The bank sold the tower to the city", "sell", {"A0": "The bank", "A1": "the tower", "to": "the city"}, []),
        ("The city bought the tower from the bank", "buy", {"A0": "The city", "A1": "the tower", "from": "the bank"}, []),
    ),
    "two things opened in two towns": (
        ("The mayor opened a fair in Lund", "open", {"A0": "The mayor", "A1": "a fair", "in": "Lund"}, []),
        ("The mayor opened a crossing in the yard", "open", {"A0": "The mayor", "A1": "a crossing", "in": "the yard"}, []),
    ),
    "nearly the same figure": (
        ("The new stadium will cost 240 million", "cost", {"A0": "The new stadium", "A1": "240 million"}, []),
        ("The city gets the new stadium for 245 million", "get", {"A0": "The city", "A1": "the new stadium", "for": "245 million"}, []),
    ),
}  # fmt: skip


def clashes(left: Clause, right: Clause) -> list[tuple[str, str]]:
    units = gather_units([telling("one", [left]), telling("other", [right])], [])
    (measured,) = compare_with(units, 0)  # without vectors, that know bridge and dynamite
    pair = replace(measured, probability=0.6, features={**measured.features, "clause cosine": 0.6, "rivalry": 0.6})
    return [(clash.slot, clash.grade) for clash in find_clashes(units.items[0], units.items[1], pair, units)]


@pytest.mark.parametrize("name", OTHERWISE)
def test_finds_one_slot_told_otherwise(name: str) -> None:
    left, right, slot = OTHERWISE[name]
    assert (slot, "possible") in clashes(left, right)
    assert (slot, "certain") not in clashes(left, right)


@pytest.mark.parametrize("name", NOT_OTHERWISE)
def test_leaves_what_may_be_the_same(name: str) -> None:
    assert clashes(*NOT_OTHERWISE[name]) == []


def test_a_gift_has_two_ends_and_a_meeting_none() -> None:
    assert gives_to("hand", "receive")
    assert not gives_to("receive", "hand")
    assert is_mutual("meet")
    assert not is_mutual("sue")
