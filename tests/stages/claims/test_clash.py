"""Clashes: what cannot both hold is found, what only sounds so is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.stages.claims.made import telling

from stemma.stages.claims.clash import find_clashes
from stemma.stages.claims.matter import _one_bears
from stemma.stages.claims.pairs import compare_with
from stemma.stages.claims.standing import stand_of
from stemma.stages.claims.units import gather_units

Clause = tuple[str, str, dict[str, str], list[str]]

OPENED: Clause = ("The guard opened the upper gates", "open", {"A0": "The guard", "A1": "the upper gates"}, [])
CLASHING = {
    "negated": (OPENED, ("The guard did not open the upper gates", "open", {"A0": "The guard", "A1": "the upper gates"}, ["not"]), "polarity"),
    "opposite verb": (OPENED, ("The guard closed the upper gates", "close", {"A0": "The guard", "A1": "the upper gates"}, []), "polarity"),
    "not yet, by a noun": (
        ("The families below the dam were evacuated", "evacuate", {"A1": "The families"}, []),
        ("The evacuation of the families below the dam had not yet begun", "begin", {"A0": "The evacuation"}, ["not", "yet"]),
        "status",
    ),
    "planned": (
        ("The board commissioned an audit of the books", "commission", {"A0": "The board", "A1": "an audit"}, []),
        ("The board plans to commission an audit of the books", "commission", {"A0": "The board", "A1": "an audit"}, ["plan"]),
        "status",
    ),
    "all, but not one": (
        ("All six patients of the study recovered", "recover", {"A0": "All six patients"}, []),
        ("One of the six patients of the study has not recovered", "recover", {"A0": "One"}, ["not"]),
        "polarity",
    ),
    "one road by its number": (
        ("The EN-442 road will be closed at night", "close", {"A1": "The EN-442 road"}, ["plan"]),
        ("The EN-442 was closed at night", "close", {"A1": "The EN-442"}, []),
        "status",
    ),
    "one step further": (
        ("The police questioned the head of the bank", "question", {"A0": "The police", "A1": "the head of the bank"}, []),
        ("The police arrested the head of the bank", "arrest", {"A0": "The police", "A1": "the head of the bank"}, []),
        "status",
    ),
}  # fmt: skip
HOLDING = {
    "some, but not others": (
        ("Some patients of the study recovered", "recover", {"A0": "Some patients"}, []),
        ("One of the patients of the study has not recovered", "recover", {"A0": "One"}, ["not"]),
    ),
    "two steps of two people": (
        ("The police questioned the head of the bank", "question", {"A0": "The police", "A1": "the head"}, []),
        ("The police arrested a clerk of the bank", "arrest", {"A0": "The police", "A1": "a clerk"}, []),
    ),
    "two actors": (OPENED, ("The mayor did not open the upper gates", "open", {"A0": "The mayor", "A1": "the upper gates"}, ["not"])),
    "twice reversed": (
        ("The office did not deny the leak at the plant", "deny", {"A0": "The office", "A1": "the leak"}, ["not"]),
        ("The office did not deny the leak at the plant", "deny", {"A0": "The office", "A1": "the leak"}, ["not"]),
    ),
    "a denial and what it denies": (
        ("The company denied that it neglected the dam", "deny", {"A0": "The company"}, []),
        ("The company neglected the dam", "neglect", {"A0": "The company", "A1": "the dam"}, ["deny"]),
    ),
    "an act that both do": (
        ("The minister met the envoy of the union", "meet", {"A0": "The minister", "A1": "the envoy"}, []),
        ("The envoy met the minister of the union", "meet", {"A0": "The envoy", "A1": "the minister"}, []),
    ),
    "one sale told from both sides": (
        ("The bank sold the tower of the harbour", "sell", {"A0": "The bank", "A1": "the tower"}, []),
        ("The city bought the tower of the harbour", "buy", {"A0": "The city", "A1": "the tower"}, []),
    ),
    "what was due before, and what will be": (
        ("The state of emergency was due to end in July", "end", {"A0": "The state of emergency"}, ["plan"]),
        ("The state of emergency would be extended in July", "extend", {"A1": "The state of emergency"}, ["would"]),
    ),
    "two names of two halves of the world": (
        ("South Korea tests the missile", "test", {"A0": "Korea", "A1": "the missile"}, []),
        ("North Korea tests the missile", "test", {"A0": "Korea", "A1": "the missile"}, []),
    ),
    "lost, and no longer there": (
        ("The village lost the school of the parish", "lose", {"A0": "The village", "A1": "the school"}, []),
        ("The village has not the school of the parish", "have", {"A0": "The village", "A1": "the school"}, ["not"]),
    ),
    "a question": (
        ("How is the head of the bank", "how", {"A0": "the head"}, []),
        ("How is the head of the bank", "how", {"A0": "the head"}, ["not"]),
    ),
    "one actor, two acts": (
        ("Hallbauer left the building", "leave", {"A0": "Hallbauer", "A1": "the building"}, []),
        ("Hallbauer remained at liberty", "remain", {"A0": "Hallbauer"}, []),
    ),
}  # fmt: skip


def clashes(left: Clause, right: Clause) -> list[tuple[str, str]]:
    units = gather_units([telling("one", [left]), telling("other", [right])], [])
    (pair,) = compare_with(units, 0)
    return [(clash.slot, clash.grade) for clash in find_clashes(units.items[0], units.items[1], pair, units)]


@pytest.mark.parametrize("name", CLASHING)
def test_finds_what_cannot_both_hold(name: str) -> None:
    left, right, slot = CLASHING[name]
    assert (slot, "certain") in clashes(left, right)


def test_a_telling_that_tells_both_is_not_contradicted_by_one() -> None:
    closed: Clause = ("The harbour bridge was closed", "close", {"A1": "The harbour bridge"}, [])
    reopened: Clause = (
        "Engineers reopened the harbour bridge",
        "reopen",
        {"A0": "Engineers", "A1": "the harbour bridge"},
        [],
    )

    def grade(*later: Clause) -> set[str]:
        units = gather_units([telling("one", [closed]), telling("other", later)], [])
        pair = next(
            pair for pair in compare_with(units, 0) if units.items[pair.right].proposition.predicate == "reopen"
        )
        pair = replace(pair, probability=0.6)
        return {
            c.grade for c in find_clashes(units.items[0], units.items[pair.right], pair, units) if c.slot == "polarity"
        }

    assert grade(reopened) == {"certain"}
    assert grade(closed, reopened) == {"possible"}


def graded(left: Clause, right: Clause, *, probability: float, aligned: float) -> list[tuple[str, str]]:
    units = gather_units([telling("one", [left]), telling("other", [right])], [])
    (pair,) = compare_with(units, 0)
    pair = replace(pair, probability=probability, features={**pair.features, "sentences aligned": aligned})
    return [(clash.slot, clash.grade) for clash in find_clashes(units.items[0], units.items[1], pair, units)]


@pytest.mark.parametrize(("words", "slots"), [("gone", set()), ("swept", {"polarity"})])
def test_what_is_gone_is_not_there(words: str, slots: set[str]) -> None:
    told: Clause = (f"By then whole streets of the town were {words}", words, {"A1": "whole streets"}, [])
    none: Clause = ("By then the streets of the town did not exist", "exist", {"A1": "the streets"}, ["not"])
    assert {slot for slot, _ in graded(told, none, probability=0.7, aligned=0.7)} == slots


def test_one_verb_in_sentences_that_tell_the_same_is_of_one_thing() -> None:
    opened: Clause = ("Her test B was opened in the laboratory", "open", {"A1": "Her test"}, [])
    waiting: Clause = ("Her second sample has not yet been opened", "open", {"A1": "Her second sample"}, ["not", "yet"])
    assert graded(waiting, opened, probability=0.85, aligned=0.7) == [("status", "certain")]
    assert ("status", "certain") not in graded(waiting, opened, probability=0.6, aligned=0.2)


def test_words_that_tell_the_same_are_one_object() -> None:
    company: Clause = ("The court freed the company in Lagos", "free", {"A0": "The court", "A1": "the company"}, [])
    firm: Clause = ("The court did not free the firm in Lagos", "free", {"A0": "The court", "A1": "the firm"}, ["not"])
    crew: Clause = ("The court did not free the crew in Lagos", "free", {"A0": "The court", "A1": "the crew"}, ["not"])
    assert graded(company, firm, probability=0.85, aligned=0.0) == [("polarity", "certain")]
    assert ("polarity", "certain") not in graded(company, crew, probability=0.85, aligned=0.0)


def test_one_object_near_by_needs_fewer_words_of_the_rest() -> None:
    shut: Clause = ("The main road was shut overnight", "shut", {"A1": "The main road"}, [])
    to_close: Clause = (
        "The northern road is to be closed",
        "close",
        {"A1": "The northern road"},
        ["plan"],
    )
    assert ("status", "certain") in graded(to_close, shut, probability=0.7, aligned=0.45)
    assert ("status", "certain") not in graded(to_close, shut, probability=0.7, aligned=0.0)


@pytest.mark.parametrize("name", HOLDING)
def test_leaves_what_can_both_hold(name: str) -> None:
    assert not [clash for clash in clashes(*HOLDING[name]) if clash[1] == "certain"]


def test_an_unsound_clause_enters_no_certain_clash() -> None:
    from dataclasses import replace

    one, other = telling("one", [OPENED]), telling("other", [CLASHING["negated"][1]])
    damaged = replace(other, propositions=tuple(replace(p, sound=False) for p in other.propositions))
    units = gather_units([one, damaged], [])
    (pair,) = compare_with(units, 0)
    grades = [clash.grade for clash in find_clashes(units.items[0], units.items[1], pair, units)]
    assert grades and "certain" not in grades


def test_who_tells_both_steps_contradicts_neither() -> None:
    questioned, arrested = (CLASHING["one step further"][side] for side in (0, 1))
    units = gather_units([telling("one", [questioned, arrested]), telling("other", [arrested])], [])
    pair = next(p for p in compare_with(units, 2) if 0 in (p.left, p.right))
    assert "certain" not in [c.grade for c in find_clashes(units.items[0], units.items[2], pair, units)]


def test_what_is_only_awaited_is_not_told() -> None:
    from dataclasses import replace

    made = telling("one", [("They kept the rifles until somebody paid the wages", "pay", {"A0": "somebody"}, [])])
    (clause,) = made.propositions
    behind = replace(clause, span=replace(clause.span, start=made.article.text.index("somebody")))
    units = gather_units([replace(made, propositions=(behind,))], [])
    assert stand_of(units.items[0], units).state == "unsaid"


def test_what_suffers_and_what_a_state_is_of_are_one_bearer() -> None:
    shut = ("The passenger gangway was closed", "close", {"A1": "The passenger gangway"}, [])
    others = [
        ("The passenger gangway was open and in use", "open", {"A0": "The passenger gangway"}, []),
        ("The marshals opened the gangway", "open", {"A0": "The marshals", "A1": "the gangway"}, []),
        ("The ramp was open", "open", {"A0": "The ramp"}, []),
    ]
    units = gather_units([telling("one", [shut]), telling("other", others)], []).items
    assert [_one_bears(units[0], other) for other in units[1:]] == [True, False, False]


@pytest.mark.parametrize(
    ("beside", "grade"),
    [
        (("Nineteen runners were suspended since then", "suspend", {"A1": "Nineteen"}, []), "certain"),
        (("He was suspended first", "suspend", {"A1": "He"}, []), "possible"),
    ],
)
def test_a_step_told_of_others_is_no_step_told(beside: Clause, grade: str) -> None:
    """A telling that has the lower step too, but of other people, goes as far beyond the other telling as before."""
    suspended = ("The agency suspended the runner for doping", "suspend", {"A0": "The agency", "A1": "runner"}, [])
    banned = ("The agency banned the runner for doping", "ban", {"A0": "The agency", "A1": "runner"}, [])
    tellings = [telling("one", [suspended]), telling("other", [banned, beside])]
    units = gather_units(tellings, [])
    runner = [replace(u, roles={**u.roles, "A1": ("e", "runner")}) if u.number < 2 else u for u in units.items]
    units = replace(units, items=tuple(runner))
    pair = next(pair for pair in compare_with(units, 0) if pair.right == 1)
    assert {clash.grade for clash in find_clashes(*units.items[:2], pair, units) if clash.slot == "status"} == {grade}
