"""Decisions from scores."""

from itertools import product

import numpy as np
import pytest

from stemma.nlp.decisions import choose_labels, name_costs, name_labels, sentence_starts, single_groups

NAMES = ["O", "B-LOC", "I-LOC", "B-ORG", "I-ORG"]
LABELS = ["nsubj", "nsubj:pass", "dep", "obl"]


def test_two_subjects_of_one_head_the_better_stays() -> None:
    scores = np.array([[5.0, 0, 1, 2], [4.0, 0, 1, 3], [9.0, 0, 0, 0]], np.float32)
    assert choose_labels(scores, np.array([7, 7, 8]), single_groups(LABELS)).tolist() == [0, 3, 0]


def test_subject_and_passive_subject_are_rivals() -> None:
    scores = np.array([[5.0, 0, 1, 2], [0, 9.0, 1, 3]], np.float32)
    assert choose_labels(scores, np.array([1, 1]), single_groups(LABELS)).tolist() == [3, 1]


def test_name_never_goes_on_as_another_type() -> None:
    scores = np.log(np.array([[0.1, 0.6, 0.1, 0.1, 0.1], [0.1, 0.05, 0.4, 0.0, 0.45]]) + 1e-6)
    found = name_labels(scores, [0, 2], name_costs(NAMES))
    assert [NAMES[i] for i in found] == ["B-LOC", "I-LOC"]


def test_name_never_crosses_a_sentence() -> None:
    scores = np.log(np.array([[0.1, 0.8, 0.1, 0, 0], [0.2, 0.1, 0.7, 0, 0]]) + 1e-6)
    found = name_labels(scores, [0, 1, 2], name_costs(NAMES))
    assert NAMES[found[1]] != "I-LOC"


def test_sentences_of_different_length() -> None:
    scores = np.full((6, 5), -3.0)
    scores[:, 0] = -0.1
    scores[4, 1] = 0.0
    assert name_labels(scores, [0, 1, 6], name_costs(NAMES)).tolist() == [0, 0, 0, 0, 1, 0]


def test_breaks_come_after_what_can_end_a_sentence() -> None:
    words = ["He", "left", ".", "They", "stayed", "home"]
    scores = np.array([-5, 1, -5, 2, 4, -1.0])
    assert sentence_starts(words, scores).tolist() == [True, False, False, True, True, False]


def test_pause_before_a_small_letter_is_no_end() -> None:
    scores = np.array([1.0, -5, 1, -5, 1])
    assert sentence_starts(["We", "…", "cannot", "…", "Never"], scores).tolist() == [True, False, False, False, True]


@pytest.mark.parametrize("seed", range(5))
def test_names_are_the_best_allowed_sequence(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(4, len(NAMES))).astype(np.float32)
    costs = name_costs(NAMES)

    def total(path: tuple[int, ...]) -> float:
        return float(
            sum(
                scores[i, label] + costs[before, label]
                for i, (before, label) in enumerate(zip((0, *path), path, strict=False))
            )
        )

    assert tuple(name_labels(scores, [0, 4], costs)) == max(product(range(len(NAMES)), repeat=4), key=total)
