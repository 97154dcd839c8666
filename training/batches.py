"""Cuts documents into windows as long as in use and packs them into batches of arrays."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from augment import headline, speech_clauses, spellings
from corpora import NAME_TYPES, Document, Sentence, Word
from numpy.typing import NDArray

from stemma.nlp.pieces import LOWER, OTHER, TITLE, UPPER, WordPieces, shape

LONGEST = 150
NAMES = ("O", *(f"{p}-{t}" for t in NAME_TYPES for p in "BI"))


@dataclass(slots=True)
class Classes:
    """The label inventories, in the order of the network's outputs."""

    upos: list[str]
    xpos: list[str]
    feats: list[str]
    deprel: list[str]
    name: list[str]

    def sizes(self) -> dict[str, int]:
        return {name: len(getattr(self, name)) for name in self.__slots__}


def classes_of(documents: list[Document]) -> Classes:
    """Collect the inventories; feature strings seen once are left out."""
    counts: dict[str, Counter] = {name: Counter() for name in ("upos", "xpos", "feats", "deprel")}
    for document in documents:
        for sentence in document.sentences:
            for word in sentence.words:
                for name, counter in counts.items():
                    counter[getattr(word, name)] += 1
    lists = {
        name: sorted(v for v, n in counter.items() if v and (n > 1 or name != "feats"))
        for name, counter in counts.items()
    }
    return Classes(**lists, name=list(NAMES))


@dataclass(slots=True)
class Encoded:
    """Words as ids: word pieces, the shape of each, and the place of every word's first piece (the root's before them)."""

    pieces: list[int]
    shapes: list[int]
    first: list[int]


@dataclass(slots=True)
class Window:
    """A run of sentences as ids, ready to be padded: as the learner sees it, and unspoilt as its teachers do."""

    seen: Encoded
    clean: Encoded
    labels: dict[str, list[int]]
    sentence: list[int]


Batch = dict[str, NDArray[np.int32]]
_LABELS = ("upos", "xpos", "feats", "deprel", "name")


class Cutter:
    """Turns sentences into windows of ids, with the noise that belongs to training.

    Args:
        pieces: Word pieces of the base encoder.
        classes: Label inventories.
        rng: Source of chance.
    """

    def __init__(self, pieces: WordPieces, classes: Classes, rng: random.Random) -> None:
        self.pieces, self.rng, self.classes = pieces, rng, classes
        self.index = {name: {v: i for i, v in enumerate(getattr(classes, name))} for name in classes.__slots__}
        self.mask = pieces._ids["[MASK]"]

    def window(self, sentences: list[Sentence], *, noise: bool = True, case: float = 0.12) -> Window:
        """Encode consecutive sentences as one window."""
        words = [word for sentence in sentences for word in sentence.words]
        clean = self._encode(words, noise=False, style=None)
        draw = self.rng.random() if noise else 1.0
        style = UPPER if draw < case * 0.4 else LOWER if draw < case * 0.75 else TITLE if draw < case else None
        seen = self._encode(words, noise=True, style=style) if noise else clean
        labels: dict[str, list[int]] = {name: [] for name in (*_LABELS, "head", "start")}
        numbers: list[int] = []
        for n, sentence in enumerate(sentences):
            base = len(numbers)
            for i, word in enumerate(sentence.words):
                numbers.append(n)
                for name in _LABELS:
                    labels[name].append(self.index[name].get(getattr(word, name), -100))
                labels["head"].append(-100 if word.head is None else base + word.head if word.head else 0)
                labels["start"].append(-100 if word.upos is None else int(i == 0))
        return Window(seen, clean, labels, numbers)

    def _encode(self, words: list[Word], *, noise: bool, style: int | None) -> Encoded:
        pieces, shapes, first = [self.pieces.first], [OTHER], [0]
        for word in words:
            ids, form = self.pieces.of_word(word.form), shape(word.form)
            if noise and self.rng.random() < 0.04:
                ids = (self.mask,) if self.rng.random() < 0.7 else ids[:1]
            if style is not None and form != OTHER and any(c.isalpha() for c in word.form):
                form = style
            first.append(len(pieces))
            pieces += ids
            shapes += [form] * len(ids)
        return Encoded([*pieces, self.pieces.last], [*shapes, OTHER], first)

    def document(self, document: Document) -> Iterator[Window]:
        """Cut one document at random: single sentences, paragraphs, or runs across paragraphs, up to `LONGEST` words."""
        rng, run, size = self.rng, [], 0
        limit, across = self._limit(), rng.random() < 0.35
        us = rng.random() < 0.5
        for sentence in document.sentences:
            sentence = spellings(sentence) if us else sentence
            if rng.random() < 0.03 and 5 < len(sentence.words) < 25 and sentence.words[0].head is not None:
                yield self.window([headline(sentence, rng)], case=0.3)
            if rng.random() < 0.9 and sentence.words[0].head is not None and (made := speech_clauses(sentence, rng)):
                follow = [made]
                if rng.random() < 0.5 and len(made.words) + len(sentence.words) < LONGEST:
                    follow.insert(rng.randrange(2), sentence)
                yield self.window(follow)
            words = len(sentence.words)
            if run and (size + words > limit or (sentence.paragraph and not across)):
                yield self.window(run)
                run, size = [], 0
                limit, across = self._limit(), rng.random() < 0.35
            run.append(sentence)
            size += words
        if run:
            yield self.window(run)

    def _limit(self) -> int:
        draw = self.rng.random()
        return 1 if draw < 0.12 else self.rng.randint(20, 70) if draw < 0.5 else self.rng.randint(70, LONGEST)


def batches(windows: list[Window], pieces: int, rng: random.Random) -> list[list[Window]]:
    """Group windows of like length into batches of about `pieces` word pieces, in random order."""
    windows = sorted(windows, key=lambda w: len(w.clean.pieces) * (1 + 0.15 * rng.random()))
    out, run, longest = [], [], 0
    for window in windows:
        longest = max(longest, len(window.clean.pieces))
        if run and longest * (len(run) + 1) > pieces:
            out.append(run)
            run, longest = [], len(window.clean.pieces)
        run.append(window)
    if run:
        out.append(run)
    rng.shuffle(out)
    return out


def arrays(batch: list[Window]) -> Batch:
    """Pad one batch; `sentence` numbers the sentences of a window (-1: no word). Shapes (B, P) and (B, L), (B, 1 + L) for `first`."""

    def pad(rows: list[list[int]], value: int) -> NDArray[np.int32]:
        out = np.full((len(rows), max(map(len, rows))), value, np.int32)
        for n, row in enumerate(rows):
            out[n, : len(row)] = row
        return out

    made = {name: pad([w.labels[name] for w in batch], -100) for name in batch[0].labels}
    made["sentence"] = pad([w.sentence for w in batch], -1)
    for view in ("seen", "clean"):
        encoded = [getattr(w, view) for w in batch]
        made[f"{view} pieces"] = pad([e.pieces for e in encoded], 0)
        made[f"{view} shapes"] = pad([e.shapes for e in encoded], OTHER)
        made[f"{view} mask"] = pad([[1] * len(e.pieces) for e in encoded], 0)
        made[f"{view} first"] = pad([e.first for e in encoded], 0)
    return made
