"""The copy that the model reads, and the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.nlp.normalise import Copy, _change, normalise, paragraphs


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("explosions..", "explosions."),
        ("well...", "well..."),
        ("replied: «By blows».", 'replied: "By blows".'),
        ("of ‘Iraq", "of 'Iraq"),
        ("a\u00a0 b\t c", "a b c"),
        ("No!!!!!!!!", "No!!!"),
        ("soft\u00adhyphen", "softhyphen"),
        ("  edges ", "edges"),
    ],
)
def test_copy(text: str, copy: str) -> None:
    assert normalise(text, 0, len(text)).text == copy


@given(st.text(max_size=80))
def test_every_character_of_the_copy_has_a_place(text: str) -> None:
    copy = normalise(text, 0, len(text))
    assert len(copy.text) == len(copy.starts) == len(copy.ends)
    assert copy.starts == sorted(copy.starts)
    for char, low, high in zip(copy.text, copy.starts, copy.ends, strict=True):
        assert 0 <= low <= high <= len(text)
        if char.isalnum():
            assert text[low:high] == char


def test_stop_takes_the_doubled_one_along() -> None:
    copy = normalise("Done.. Next", 0, 11)
    assert (copy.starts[4], copy.ends[4]) == (4, 6)


def test_long_runs_are_cut() -> None:
    assert max(map(len, normalise("x" * 40_000, 0, 40_000).text.split(" "))) <= 100


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("A headline\nThe text.", ["A headline", "The text."]),
        ("A line that\nwraps here.", ["A line that\nwraps here."]),
        ("It ended.\nand began small", ["It ended.", "and began small"]),
        ("One\n\nsmall after blank line", ["One", "small after blank line"]),
        (" \n \n", []),
    ],
)
def test_paragraphs(text: str, lines: list[str]) -> None:
    assert [text[a:b] for a, b in paragraphs(text, 0, len(text))] == lines


@given(st.text(alphabet='ab .,-_"“’\u200b\u00a0\n', max_size=60))
def test_plain_stretches_are_copied_as_the_rest(text: str) -> None:
    out: list[str] = []
    slow = Copy("", [], [])
    _change(text, (0, len(text)), out, slow)
    copy = normalise(text, 0, len(text))
    assert copy.text == "".join(out).removesuffix(" ")
    assert (copy.starts, copy.ends) == (slow.starts[: len(copy.text)], slow.ends[: len(copy.text)])
