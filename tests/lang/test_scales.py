"""Acts that go less or more far."""

from __future__ import annotations

import pytest

from stemma.lang.scales import apart_on_scale, is_further


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (["question"], ["arrest"], ("question", "arrest")),
        (["order", "stop"], ["recommend", "stop"], ("order", "recommend")),
        (["question", "arrest"], ["arrest"], None),
        (["arrest"], ["destroy"], None),
        (["walk"], ["arrest"], None),
    ],
)
def test_words_of_two_steps(one: list[str], other: list[str], apart: tuple[str, str] | None) -> None:
    assert apart_on_scale(one, other) == apart


def test_the_further_word() -> None:
    assert is_further("convict", "charge") is True
    assert is_further("damage", "destroy") is False
    assert is_further("convict", "destroy") is None
