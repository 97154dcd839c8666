"""Rounds over the prepared documents as batches of arrays, made ahead by other processes where there are any."""

from __future__ import annotations

import gc
import gzip
import json
import multiprocessing
import random
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from batches import Batch, Classes, Cutter, arrays, batches, classes_of
from corpora import Document, parts, read_documents

from stemma.nlp.pieces import WordPieces

#: Pieces of a round: each is drawn with its own chance, so the number of processes changes nothing.
SHARDS = 24


@dataclass(frozen=True, slots=True)
class Mix:
    """What a round holds: names-only corpora with weights, which of their parts are held out, how much plain text."""

    names: str
    fold: str
    texts: float
    pieces: int
    seed: int

    def weights(self) -> dict[str, float]:
        pairs = (piece.partition(":") for piece in self.names.split(",") if piece)
        return {name: float(weight or 1) for name, _, weight in pairs}

    def held(self) -> dict[str, tuple[int, int]]:
        return {n: (int(a), int(b)) for n, a, b in re.findall(r"(\w+):(\d+)/(\d+)", self.fold)}


class Corpus:
    """The prepared documents, less what a run holds out.

    Args:
        path: What `prepare.py` wrote.
        mix: The composition of a round.
        vocabulary: Word pieces of the base encoder.
        classes: Label inventories of an earlier run, else collected from the treebanks.
    """

    def __init__(self, path: Path, mix: Mix, vocabulary: Path, classes: Classes | None = None) -> None:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            kept = json.load(file)
        self.mix, self.pieces = mix, WordPieces(vocabulary)
        self.trees = read_documents(kept["trees"])
        self.texts = read_documents(kept.get("texts", [])) if mix.texts else []
        self.development = {name: read_documents(kept[f"{name} dev"]) for name in ("ewt", "gum_open")}
        self.classes = classes or classes_of(self.trees)
        self.names: list[tuple[list[Document], float]] = []
        self.held: dict[str, Document] = {}
        for name, weight in mix.weights().items():
            self._add(name, weight, read_documents(kept[name])[0])

    def _add(self, name: str, weight: float, document: Document) -> None:
        """Part a names-only corpus into what is learned, forty sentences a document, and what is held out."""
        sentences, held = document.sentences, self.mix.held()
        hidden = set(parts(len(sentences), *held[name])) if name in held else set()
        kept = [s for n, s in enumerate(sentences) if n not in hidden]
        self.names.append(([Document(name, kept[i : i + 40]) for i in range(0, len(kept), 40)], weight))
        if hidden:
            self.held[name] = Document(name, [sentences[n] for n in sorted(hidden)])

    def cutter(self, rng: random.Random) -> Cutter:
        return Cutter(self.pieces, self.classes, rng)

    def shard(self, number: int) -> list[Batch]:
        """Make one shard of a round; shards are numbered through all rounds."""
        rng = random.Random(f"{self.mix.seed}/{number}")
        cutter, at = self.cutter(rng), number % SHARDS
        windows = [w for document in self.trees[at::SHARDS] for w in cutter.document(document)]
        for documents, weight in self.names:
            for document in documents[at::SHARDS]:
                for _ in range(int(weight) + (rng.random() < weight % 1)):
                    windows += cutter.document(document)
        for document in self.texts[at::SHARDS]:
            if rng.random() < self.mix.texts:
                windows += cutter.document(document)
        return [arrays(batch) for batch in batches(windows, self.mix.pieces, rng)]


_corpus: Corpus | None = None


def _shard(number: int) -> list[Batch]:
    assert _corpus is not None
    return _corpus.shard(number)


def rounds(corpus: Corpus, workers: int) -> Iterator[Batch]:
    """Give batches without end; with workers, shards are made ahead by forked processes and still come in order.

    Must be started before the first use of an accelerator, which does not survive a fork.
    """
    if not workers:
        number = 0
        while True:
            yield from corpus.shard(number)
            number += 1
    global _corpus
    _corpus = corpus
    gc.freeze()
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        ahead = deque(pool.apply_async(_shard, (n,)) for n in range(2 * workers))
        number = len(ahead)
        yield {}
        while True:
            made = ahead.popleft().get()
            ahead.append(pool.apply_async(_shard, (number,)))
            number += 1
            yield from made
