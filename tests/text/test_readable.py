"""Which clauses can stand alone."""

from __future__ import annotations

import pytest

from stemma.text.readable import reads_well, without_broken_ending, without_figure


def test_fragments_do_not_read_well() -> None:
    assert reads_well("The dam at Tarn held on Monday")
    assert reads_well("Two jets bombed the village market")
    assert reads_well("Reports that it might close are false")
    assert reads_well("The mill that it built has burnt down")
    assert reads_well("The owners’ plan is a ‘swindle’ of the town")
    fragments = (
        "Whether the dam held",
        "How much the dam held",
        "Lacks",
        "He said so on Monday",
        "The mayor said that",
        "The dam (at Tarn held",
        "In case such a thing is done",
        "A film of the pupils who",
        "Tarn that it might close its mill",
        "President Holm that he would resign",
        "The town prepared for the flood, warning",
        "The plan is a ‘swindle by the owners",
        "For which her manager had put her fee at $60,000",
        "Two leaving … dead, including children",
        "At whether they held on the ramp",
    )
    assert not any(reads_well(fragment) for fragment in fragments)


def test_a_clause_loses_what_breaks_off_at_its_end() -> None:
    assert (
        without_broken_ending("The office prepared for a withdrawal, warning") == "The office prepared for a withdrawal"
    )
    assert without_broken_ending("The office prepared for a withdrawal") == "The office prepared for a withdrawal"


@pytest.mark.parametrize(
    ("phrase", "left"),
    [
        ("At least nine people", "… people"),
        ("four (4) persons", "… persons"),
        ("tens of thousands of people", "… of people"),
        ("$4.5bn", "…"),
        ("several", "…"),
        ("14 lakh patients", "… patients"),
    ],
)
def test_only_the_figure_is_left_out(phrase: str, left: str) -> None:
    assert without_figure(phrase) == left


def test_a_clause_may_begin_with_an_open_figure_and_not_end_with_one() -> None:
    assert reads_well("… people were killed")
    assert not reads_well("… and left early")
    assert not reads_well("Nine dead or …")
