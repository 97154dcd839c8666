"""Quick figures at the end of a run, on gold words and gold sentences: no substitute for `evals/score_nlp.py`, which reads raw text."""

from __future__ import annotations

import random
from collections import Counter

import numpy as np
import torch
from batches import LONGEST, Window, arrays
from corpora import Document, Sentence
from network import Reader
from rounds import Corpus
from torch import Tensor

from stemma.nlp.decisions import name_costs, name_labels

_TYPES = ("PERSON", "ORG", "LOC")


def windows(corpus: Corpus, documents: list[Document]) -> list[Window]:
    """Cut documents without noise, as many sentences as fit."""
    cutter, out = corpus.cutter(random.Random(0)), []
    for document in documents:
        run: list[Sentence] = []
        for sentence in document.sentences:
            if run and sum(len(s.words) for s in run) + len(sentence.words) > LONGEST:
                out.append(cutter.window(run, noise=False))
                run = []
            run.append(sentence)
        out += [cutter.window(run, noise=False)] if run else []
    return out


def tensors(window: Window, device: torch.device) -> dict[str, Tensor]:
    return {name: torch.from_numpy(array).long().to(device) for name, array in arrays([window]).items()}


@torch.no_grad()
def tree_scores(model: Reader, corpus: Corpus, documents: list[Document], device: torch.device) -> dict[str, float]:
    """Score tags and arcs; the best head of each word by itself, no tree is made."""
    right: Counter = Counter()
    for window in windows(corpus, documents):
        batch = tensors(window, device)
        words = model.view(batch, "clean")
        heads = model.arc_scores(words, batch["sentence"]).argmax(-1)
        labels = model.labels_under(words, heads).argmax(-1).view(1, -1)
        upos = model.tags["upos"](words[:, 1:]).argmax(-1)
        same = heads == batch["head"]
        right.update(words=len(window.sentence), upos=int((upos == batch["upos"]).sum()), uas=int(same.sum()))
        right["las"] += int((same & (labels == batch["deprel"])).sum())
    return {name: round(100 * right[name] / right["words"], 2) for name in ("upos", "uas", "las")}


@torch.no_grad()
def name_scores(model: Reader, corpus: Corpus, documents: list[Document], device: torch.device) -> dict[str, list[int]]:
    """Count names by exact span: right, read, gold, for each type and all; words that the corpus does not label are left out."""
    names = corpus.classes.name
    costs, counts = name_costs(names), {kind: [0, 0, 0] for kind in ("all", *_TYPES)}
    for window in windows(corpus, documents):
        batch = tensors(window, device)
        scores = model.tags["name"](model.view(batch, "clean")[:, 1:]).float().log_softmax(-1)[0].cpu().numpy()
        bounds = [0, *(np.flatnonzero(np.diff(window.sentence)) + 1).tolist(), len(window.sentence)]
        read, gold = (
            _spans(row, names) for row in (name_labels(scores, bounds, costs).tolist(), window.labels["name"])
        )
        for n, spans in enumerate((gold & read, read, gold)):
            for _, _, kind in spans:
                counts[kind][n] += 1
                counts["all"][n] += 1
    return counts


def _spans(labels: list[int], names: list[str]) -> set[tuple[int, int, str]]:
    out: list[tuple[int, int, str]] = []
    for i, label in enumerate(labels):
        prefix, _, kind = (names[label] if label >= 0 else "O").partition("-")
        if prefix == "I" and out and out[-1][1:] == (i, kind):
            out[-1] = (out[-1][0], i + 1, kind)
        elif kind:
            out.append((i, i + 1, kind))
    return {span for span in out if span[2] in _TYPES}
