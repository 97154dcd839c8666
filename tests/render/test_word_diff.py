"""What is marked is what a reader would point at."""

from __future__ import annotations

import pytest

from stemma.render.word_diff import word_diff


def marked(text: str, other: str) -> list[str]:
    return [word.text for word in word_diff(text, other)[0] if word.changed]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("The diplomat replied: «By blows».", "The diplomat replied: “Attacks”.", ["blows"]),
        ("Twelve miners were killed on Monday.", "Nine miners were killed on Monday.", ["Twelve"]),
        ("The cleric Muqtada al-Sadr spoke.", "The cleric Moqtada al-Sadr spoke.", ["Muqtada"]),
        ("Plans have not been launched.", "Plans have been launched.", ["not"]),
        ("He reports the attack.", "He reported attacks.", []),
        ("On Monday the dam broke.", "The dam broke on Monday.", []),
        ("The old bridge fell.", "The bridge fell.", ["old"]),
        ("Nothing in common here at all.", "Entirely different words stand there.", []),
    ],
)
def test_marks(left: str, right: str, expected: list[str]) -> None:
    assert marked(left, right) == expected


def test_the_words_are_the_text() -> None:
    for text, words in zip(("A b, c.", "A d  c!"), word_diff("A b, c.", "A d  c!"), strict=True):
        assert "".join(word.text for word in words) == text
