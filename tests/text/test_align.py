import random
from itertools import pairwise

import numpy as np

from stemma.text.align import Run, mutual_best, near_verbatim_runs, order_agreement
from stemma.text.shingles import ngram_hashes, word_hashes


def _grams(text: str) -> np.ndarray:
    return ngram_hashes(word_hashes(text.split()), 5)


def _runs(left: str, right: str) -> list[Run]:
    (runs,) = near_verbatim_runs([(_grams(left), [_grams(right)])])
    return runs


def test_a_copied_run_with_one_changed_word_is_one_run() -> None:
    left = "the ferry struck a reef before dawn on tuesday and sank within minutes as people slept below its deck"
    right = "police say " + left.replace("tuesday", "wednesday")
    (run,) = _runs(left, right)
    assert (run.left, run.right) == (0, 2)
    assert run.left_end == len(left.split())


def test_a_moved_paragraph_is_a_run_of_its_own() -> None:
    one, other = "a b c d e f g h", "k l m n o p q r"
    runs = _runs(f"{one} {other}", f"{other} {one}")
    assert sorted((run.left, run.right) for run in runs) == [(0, 8), (8, 0)]


def test_texts_without_common_wording_have_no_runs() -> None:
    assert _runs("a b c d e f", "u v w x y z") == []
    assert _runs("a b", "") == _runs("", "a b c d e f") == []


def test_many_texts_at_once_give_the_runs_of_each_pair() -> None:
    choose = random.Random(7)
    for words in (2, 5, 40):
        texts = [
            _grams(" ".join(choose.choices("abcdefghijklmnopqrstuvwxyz"[:words], k=choose.randrange(60))))
            for _ in range(40)
        ]
        texts += [np.concatenate([one[20:], other[5:30]]) for one, other in pairwise(texts)]
        beside = [(left, texts[k + 1 : k + 5]) for k, left in enumerate(texts)]
        together = near_verbatim_runs(beside)
        assert together == [
            run for left, others in beside for other in others for run in near_verbatim_runs([(left, [other])])
        ]
        assert together == [_one_by_one(left, other) for left, others in beside for other in others]


def _one_by_one(left: np.ndarray, right: np.ndarray) -> list[Run]:
    """Return what `near_verbatim_runs` should: every n-gram of the left text joins the newest run that it continues, or begins one."""
    found: list[list[int]] = []
    for i, gram in enumerate(left.tolist()):
        for j in np.flatnonzero(right == gram)[:4].tolist():
            run = next((r for r in found[:-7:-1] if 0 <= i + 5 - r[1] <= 13 and 0 <= j + 5 - r[3] <= 13), None)
            if run is None:
                found.append([i, i + 5, j, j + 5, 1])
            else:
                run[1:] = i + 5, run[2], j + 5, run[4] + 1
    return [Run(*run) for run in found]


def test_mutual_best_keeps_pairs_above_the_least() -> None:
    similarity = np.array([[0.9, 0.1], [0.8, 0.2], [0.1, 0.5]])
    assert mutual_best(similarity, 0.35) == [(0, 0), (2, 1)]


def test_order_agreement_runs_from_reversed_to_equal() -> None:
    assert order_agreement([(0, 0), (1, 1), (2, 2)]) == 1.0
    assert order_agreement([(0, 2), (1, 1), (2, 0)]) == -1.0
    assert order_agreement([(0, 0)]) == 0.0
