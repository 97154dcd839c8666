"""Which clauses can stand alone."""

from __future__ import annotations

from stemma.text.readable import reads_well, without_broken_ending


def test_fragments_do_not_read_well() -> None:
    assert reads_well("The dam at Tarn held on Monday")
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
    )
    assert not any(reads_well(fragment) for fragment in fragments)


def test_a_clause_loses_what_breaks_off_at_its_end() -> None:
    assert (
        without_broken_ending("The office prepared for a withdrawal, warning") == "The office prepared for a withdrawal"
    )
    assert without_broken_ending("The office prepared for a withdrawal") == "The office prepared for a withdrawal"
