"""How paragraphs are cut into windows; a stand-in for the network answers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from stemma.nlp import reader as module
from stemma.nlp.decisions import name_costs, single_groups
from stemma.nlp.reader import LONGEST, LONGEST_SENTENCE, Reader, _by_head


class FakeReader(Reader):
    """Begins a sentence at every word written with a capital; everything else is the first class."""

    def __init__(self, score: float = 1.0) -> None:
        self.pieces = FakePieces()  # type: ignore[assignment]  # as much of it as windows ask
        self.classes = {"deprel": ["dep", "root"], "name": ["O", "B-LOC", "I-LOC"]}
        self._label = np.zeros((3, 2 * 3), np.float32)
        self._root = 1
        self._costs = name_costs(self.classes["name"])
        self._groups = single_groups(self.classes["deprel"])
        self.score, self.windows = score, []

    def _run(self, items: list[Any]) -> list[dict[str, Any]]:
        self.windows += [(w.begin, w.end) for _, w in items]
        return [self._scores(words[w.begin : w.end]) for words, w in items]

    def _scores(self, words: list[str]) -> dict[str, Any]:
        n = len(words)
        tags = {name: np.zeros(n, np.int32) for name in ("upos", "xpos", "feats")}
        start = np.array([self.score if word[0].isupper() else -9.0 for word in words], np.float32)
        child, head = np.zeros((n, 2), np.float32), np.zeros((n + 1, 2), np.float32)
        names = np.tile(np.array([0.0, -1.0, -0.5], np.float32), (n, 1))
        return tags | {
            "start": start,
            "child": child,
            "head": head,
            "rel_child": child,
            "rel_head": head,
            "name": names,
        }


class FakePieces:
    def of_word(self, word: str) -> tuple[int, ...]:
        return (1,) * min(6, len(word))


def sentence(words: int) -> list[str]:
    return ["It", *["w"] * (words - 2), "."]


def starts(reader: Reader, words: list[str]) -> list[int]:
    return [int(i) for i in np.flatnonzero(reader.read([words])[0].start)]


def test_short_paragraph_is_one_window() -> None:
    reader = FakeReader()
    assert starts(reader, sentence(20) + sentence(30)) == [0, 20]
    assert reader.windows == [(0, 50)]


def test_sentence_cut_by_a_window_is_read_again_whole() -> None:
    reader = FakeReader()
    words = sentence(100) + sentence(100)
    assert starts(reader, words) == [0, 100]
    assert reader.windows == [(0, LONGEST), (100, 200)]


def test_sentence_longer_than_a_window_gets_a_longer_one() -> None:
    reader = FakeReader()
    assert starts(reader, sentence(200) + sentence(20)) == [0, 200]
    assert reader.windows[:2] == [(0, LONGEST), (0, 220)]


def test_endless_sentence_is_cut_in_the_end() -> None:
    reader = FakeReader()
    assert starts(reader, ["w"] * 1000) == [0, LONGEST_SENTENCE, 2 * LONGEST_SENTENCE, 3 * LONGEST_SENTENCE]


def test_pieces_bound_a_window() -> None:
    reader = FakeReader()
    starts(reader, ["wwwwwwwww"] * 400)
    assert max(6 * (high - low) for low, high in reader.windows) <= module.PIECES


@pytest.mark.parametrize(("score", "expected"), [(1.0, [0]), (9.0, [0, 2])])
def test_break_without_a_stop_needs_certainty(score: float, expected: list[int]) -> None:
    assert starts(FakeReader(score), ["a", "hard", "Line"]) == expected


def test_paragraphs_are_read_apart_and_in_place() -> None:
    first, empty, last = FakeReader().read([sentence(5), [], sentence(7)])
    assert (len(first.head), len(empty.head), len(last.head)) == (5, 0, 7)
    for read in (first, last):
        assert sum(int(h) == i for i, h in enumerate(read.head)) == 1


def test_inside_label_never_stands_alone() -> None:
    assert set(FakeReader().read([sentence(6)])[0].name.tolist()) == {0}


def test_labels_are_scored_for_the_chosen_heads() -> None:
    reader, rng = FakeReader(), np.random.default_rng(3)
    table = rng.normal(size=(3, 2, 3)).astype(np.float32)
    reader._label = _by_head(table.reshape(3, 6))
    child, head = rng.normal(size=(4, 2)), rng.normal(size=(5, 2))
    heads = np.array([2, 0, 2, 1])
    one = np.ones((4, 1))
    scores = np.einsum("nc,crh,nh->nr", np.hstack([child, one]), table, np.hstack([head[heads], one]))
    scores[:, reader._root] = -np.inf
    expected = np.where(heads == 0, reader._root, scores.argmax(1))
    assert reader._labels(child.astype(np.float32), head.astype(np.float32), heads).tolist() == expected.tolist()
