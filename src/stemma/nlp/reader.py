"""Reads words with the trained network: windows, batches, and decisions from scores."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain, pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stemma.nlp.decisions import Floats, Ints, choose_labels, name_costs, name_labels, sentence_starts, single_groups
from stemma.nlp.network import open_network
from stemma.nlp.pieces import OTHER, WordPieces, shape
from stemma.nlp.trees import best_tree

WEIGHTS = Path(__file__).parent / "weights"
_FILES = ("reader.onnx", "labels.npy", "classes.json", "vocab.txt")
#: Words in a window, as in training, and in the second try where no sentence ends in the first.
LONGEST, LONGEST_SENTENCE = 150, 300
#: Word pieces in a window (the network has 512 places) and in a batch.
PIECES, BATCH_PIECES = 480, 2000
#: Windows of one batch differ in length by at most this factor: padding costs as much as words.
_UNEVEN = 1.2

_Scores = dict[str, NDArray[Any]]
_Encoded = tuple[list[int], list[int], list[int]]


@dataclass(slots=True)
class WordReadings:
    """What was read of a run of words; one row a word, class numbers as in `Classes`.

    Attributes:
        upos, xpos, feats, deprel, name: Class numbers; `name` is a BIO label.
        head: Number of the head in the run, the word's own number for the root of a sentence.
        start: True where a sentence begins.
    """

    upos: Ints
    xpos: Ints
    feats: Ints
    deprel: Ints
    name: Ints
    head: Ints
    start: NDArray[np.bool_]


def model_files(folder: Path = WEIGHTS) -> list[Path]:
    """List the files that make up a trained reader."""
    return [folder / name for name in _FILES]


@cache
def model_digest(folder: Path = WEIGHTS) -> str:
    """Give the sha256 over a reader's files, as records carry it."""
    digest = hashlib.sha256()
    for path in model_files(folder):
        digest.update(path.read_bytes())
    return digest.hexdigest()


@dataclass(slots=True)
class _Window:
    paragraph: int
    begin: int
    end: int
    stretched: bool


class Reader:
    """The trained network with its label inventories.

    Args:
        folder: Where the weights lie.
    """

    def __init__(self, folder: Path = WEIGHTS) -> None:
        self.pieces = WordPieces(folder / "vocab.txt")
        self.classes: dict[str, list[str]] = json.loads((folder / "classes.json").read_text(encoding="utf-8"))
        self._label = _by_head(np.load(folder / "labels.npy").astype(np.float32))
        self._root = self.classes["deprel"].index("root")
        self._network = open_network(folder / "reader.onnx")
        self._outputs = [output.name for output in self._network.get_outputs()]
        self._costs = name_costs(self.classes["name"])
        self._groups = single_groups(self.classes["deprel"])

    def read(self, paragraphs: Sequence[Sequence[str]]) -> list[WordReadings]:
        """Read all paragraphs of one article; none is ever joined with another.

        The article alone fixes windows and batches, so neighbours and order change nothing.
        """
        out = [_empty(len(words)) for words in paragraphs]
        todo = [_Window(n, 0, 0, False) for n, words in enumerate(paragraphs) if words]
        while todo:
            windows = [self._window(paragraphs[w.paragraph], w) for w in todo]
            scores = self._run([(paragraphs[w.paragraph], w) for w in windows])
            todo = [
                rest
                for w, s in zip(windows, scores, strict=True)
                if (rest := self._take(paragraphs[w.paragraph], w, s, out))
            ]
        return out

    def _window(self, words: Sequence[str], window: _Window) -> _Window:
        """Cut the next window: as many words as fit from where the last sentence ended."""
        longest = LONGEST_SENTENCE if window.stretched else LONGEST
        words = words[window.begin : window.begin + longest]
        sizes = list(accumulate(len(self.pieces.of_word(word)) for word in words))
        return _Window(window.paragraph, window.begin, window.begin + bisect_right(sizes, PIECES - 2), window.stretched)

    def _run(self, items: list[tuple[Sequence[str], _Window]]) -> list[_Scores]:
        encoded = [self._encode(words[w.begin : w.end]) for words, w in items]
        order = sorted(range(len(items)), key=lambda i: (len(encoded[i][0]), i))
        results: list[_Scores] = [{} for _ in items]
        batch: list[int] = []
        for i in order:
            size = len(encoded[i][0])
            if batch and (size * (len(batch) + 1) > BATCH_PIECES or size > _UNEVEN * len(encoded[batch[0]][0]) + 4):
                self._run_batch(batch, encoded, results)
                batch = []
            batch.append(i)
        if batch:
            self._run_batch(batch, encoded, results)
        return results

    def _encode(self, words: Sequence[str]) -> _Encoded:
        ids = [self.pieces.of_word(word) for word in words]
        pieces = [self.pieces.first, *chain.from_iterable(ids), self.pieces.last]
        shapes = [
            OTHER,
            *(kind for word, of in zip(words, ids, strict=True) for kind in (shape(word),) * len(of)),
            OTHER,
        ]
        first = [0, *accumulate((len(of) for of in ids[:-1]), initial=1)]
        return pieces, shapes, first

    def _run_batch(self, batch: list[int], encoded: list[_Encoded], results: list[_Scores]) -> None:
        longest, words = (max(len(encoded[i][part]) for i in batch) for part in (0, 2))
        pieces, mask = np.zeros((len(batch), longest), np.int64), np.zeros((len(batch), longest), np.int64)
        shapes, first = np.full((len(batch), longest), OTHER, np.int64), np.zeros((len(batch), words), np.int64)
        for row, i in enumerate(batch):
            size = len(encoded[i][0])
            pieces[row, :size], shapes[row, :size], mask[row, :size] = encoded[i][0], encoded[i][1], 1
            first[row, : len(encoded[i][2])] = encoded[i][2]
        arrays = self._network.run(None, {"pieces": pieces, "shapes": shapes, "mask": mask, "first": first})
        for row, i in enumerate(batch):
            size = len(encoded[i][2])
            results[i] = {
                name: array[row, : size if name in ("head", "rel_head") else size - 1]
                for name, array in zip(self._outputs, arrays, strict=True)
            }

    def _take(self, words: Sequence[str], window: _Window, scores: _Scores, out: list[WordReadings]) -> _Window | None:
        """Keep the whole sentences of a window; give what is left to read of its paragraph."""
        text = words[window.begin : window.end]
        starts = sentence_starts(text, scores["start"])
        at = [int(i) for i in np.flatnonzero(starts)]
        size = len(text)
        if window.end < len(words) and len(at) > 1:
            size = at.pop()
        elif window.end < len(words) and not window.stretched:
            return _Window(window.paragraph, window.begin, window.begin, True)
        self._decide(scores, at, size, (out[window.paragraph], window.begin))
        rest = window.begin + size
        return _Window(window.paragraph, rest, rest, False) if rest < len(words) else None

    def _decide(self, scores: _Scores, starts: list[int], size: int, into: tuple[WordReadings, int]) -> None:
        readings, begin = into
        here = slice(begin, begin + size)
        for name in ("upos", "xpos", "feats"):
            getattr(readings, name)[here] = scores[name][:size]
        heads = np.zeros(size, np.int64)
        bounds = [*starts, size]
        for low, high in pairwise(bounds):
            columns = np.concatenate([[0], np.arange(low + 1, high + 1)])
            tree = best_tree(scores["child"][low:high] @ scores["head"][columns].T)
            heads[low:high] = np.where(tree == 0, 0, tree + low)
        readings.deprel[here] = self._labels(scores["rel_child"][:size], scores["rel_head"], heads)
        readings.head[here] = np.where(heads == 0, np.arange(size), heads - 1) + begin
        readings.start[here][starts] = True
        readings.name[here] = name_labels(scores["name"][:size], bounds, self._costs)

    def _labels(self, child: Floats, head: Floats, heads: Ints) -> Ints:
        """Choose the labels; row i of `head` is the vector of word i as a head (0: root), `heads` are the heads' numbers.

        The table is multiplied with the heads first: there are half as many as words.
        """
        used = np.flatnonzero(np.bincount(heads))
        mixed = (_with_one(head[used]) @ self._label).reshape(len(used), -1, self._label.shape[0])
        scores = np.matmul(mixed[np.searchsorted(used, heads)], _with_one(child)[:, :, None])[:, :, 0]
        scores[:, self._root] = -np.inf
        labels = choose_labels(scores, heads, self._groups)
        labels[heads == 0] = self._root
        return labels


def _by_head(table: Floats) -> Floats:
    """Turn the table of labels, shape (child, labels x head), into (head, labels x child)."""
    width = table.shape[0]
    return np.ascontiguousarray(table.reshape(width, -1, width).transpose(2, 1, 0).reshape(width, -1))


def _with_one(vectors: Floats) -> Floats:
    return np.concatenate([vectors, np.ones((len(vectors), 1), np.float32)], 1)


def _empty(size: int) -> WordReadings:
    columns = {name: np.zeros(size, np.int64) for name in ("upos", "xpos", "feats", "deprel", "name", "head")}
    return WordReadings(**columns, start=np.zeros(size, np.bool_))
