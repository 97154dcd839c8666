import numpy as np

from stemma.text.align import mutual_best, near_verbatim_runs, order_agreement
from stemma.text.shingles import ngram_hashes, word_hashes


def _grams(text: str) -> np.ndarray:
    return ngram_hashes(word_hashes(text.split()), 5)


def test_a_copied_run_with_one_changed_word_is_one_run() -> None:
    left = "the ferry struck a reef before dawn on tuesday and sank within minutes as people slept below its deck"
    right = "police say " + left.replace("tuesday", "wednesday")
    (run,) = near_verbatim_runs(_grams(left), _grams(right))
    assert (run.left, run.right) == (0, 2)
    assert run.left_end == len(left.split())


def test_a_moved_paragraph_is_a_run_of_its_own() -> None:
    one, other = "a b c d e f g h", "k l m n o p q r"
    runs = near_verbatim_runs(_grams(f"{one} {other}"), _grams(f"{other} {one}"))
    assert sorted((run.left, run.right) for run in runs) == [(0, 8), (8, 0)]


def test_texts_without_common_wording_have_no_runs() -> None:
    assert near_verbatim_runs(_grams("a b c d e f"), _grams("u v w x y z")) == []
    assert near_verbatim_runs(_grams("a b"), _grams("")) == []


def test_mutual_best_keeps_pairs_above_the_least() -> None:
    similarity = np.array([[0.9, 0.1], [0.8, 0.2], [0.1, 0.5]])
    assert mutual_best(similarity, 0.35) == [(0, 0), (2, 1)]


def test_order_agreement_runs_from_reversed_to_equal() -> None:
    assert order_agreement([(0, 0), (1, 1), (2, 2)]) == 1.0
    assert order_agreement([(0, 2), (1, 1), (2, 0)]) == -1.0
    assert order_agreement([(0, 0)]) == 0.0
