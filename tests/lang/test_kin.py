"""Words that tell the same, and opposites, as `check` reads them."""

from __future__ import annotations

import pytest

from stemma.lang.kin import kinds_of, opposites_of, same_words
from stemma.text.stems import stem


@pytest.mark.parametrize(
    ("one", "other"), [("resign", "step down"), ("rescue", "bring ashore"), ("call off", "cancel")]
)
def test_phrases_stand_for_words(one: str, other: str) -> None:
    phrase = tuple(stem(word) for word in other.split())
    assert phrase in same_words(" ".join(stem(word) for word in one.split()))


def test_words_under_one_head_stand_for_each_other() -> None:
    assert ("seiz",) in same_words("abduct")


def test_wider_words_take_up_narrower_ones() -> None:
    assert stem("vessel") in kinds_of(stem("ferry"))
    assert stem("ferry") not in kinds_of(stem("vessel"))


@pytest.mark.parametrize(("one", "other"), [("pass", "fail"), ("uphold", "strike down"), ("locked", "unlocked")])
def test_opposites_hold_both_ways(one: str, other: str) -> None:
    left, right = (tuple(stem(word) for word in words.split()) for words in (one, other))
    assert right in opposites_of(" ".join(left))
    assert left in opposites_of(" ".join(right))


def test_nothing_is_its_own_opposite() -> None:
    assert all((word,) not in opposites_of(word) for word in ("rise", "fall", "open", "clos"))
