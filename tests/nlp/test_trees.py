"""Whatever the scores, a sentence is read as a tree."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.nlp.trees import best_tree


def is_tree(heads: np.ndarray) -> bool:
    if list(heads).count(0) != 1:
        return False
    for start in range(1, len(heads) + 1):
        at, steps = start, 0
        while at and steps <= len(heads):
            at, steps = int(heads[at - 1]), steps + 1
        if at:
            return False
    return True


@settings(deadline=None, max_examples=150)
@given(st.integers(1, 9), st.integers(0, 2**32 - 1))
def test_any_scores_give_one_rooted_tree(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    assert is_tree(best_tree(scores))


@pytest.mark.parametrize("seed", range(40))
def test_tree_is_the_best_one(seed: int) -> None:
    size = 4
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    trees = [
        h
        for h in itertools.product(range(size + 1), repeat=size)
        if all(h[i] != i + 1 for i in range(size)) and is_tree(np.array(h))
    ]
    best = max(sum(scores[i, h] for i, h in enumerate(heads)) for heads in trees)
    found = best_tree(scores)
    assert sum(scores[i, h] for i, h in enumerate(found)) == pytest.approx(best, abs=1e-4)


def test_equal_scores_and_long_sentences_end() -> None:
    assert is_tree(best_tree(np.zeros((300, 301), np.float32)))


def test_one_word_is_the_root() -> None:
    assert list(best_tree(np.array([[-5.0, 3.0]], np.float32))) == [0]
