"""Which clauses can stand alone."""

from __future__ import annotations

from stemma.text.readable import reads_well


def test_fragments_do_not_read_well() -> None:
    assert reads_well("The dam at Tarn held on Monday")
    fragments = (
        "Whether the dam held",
        "How much the dam held",
        "Lacks",
        "He said so on Monday",
        "The mayor said that",
        "The dam (at Tarn held",
        "In case such a thing is done",
    )
    assert not any(reads_well(fragment) for fragment in fragments)
