"""Scores the shipped reader on raw text: `python evals/score_nlp.py --data DATA [--json evals/nlp.json]`.

Tags, trees, lemmas and sentence ends on the development parts of UD EWT and of the free genres of UD GUM (spaCy's tokens,
predicted sentences; F1 over words and over sentences as in the CoNLL 2018 shared task). The corpora are not part of the
project; training/README.md says where to get them.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from spacy.tokens import Doc

import stemma.nlp

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))
from corpora import Document, Sentence, Word  # noqa: E402
from mix import development  # noqa: E402

Rows = list[tuple[int, int, Word]]
SLICES: dict[str, Callable[[str], str]] = {"plain": str, "caps": str.upper, "lower": str.lower}


def raw(document: Document, change: Callable[[str], str]) -> tuple[str, list[list[tuple[int, int, Word]]]]:
    """Write a document as running text, paragraphs parted by an empty line, with the places of its words."""
    text, rows = "", []
    for sentence in document.sentences:
        if text and sentence.paragraph:
            text = text.rstrip() + "\n\n"
        row = []
        for word in sentence.words:
            form = change(word.form)
            form = form if len(form) == len(word.form) else word.form
            row.append((len(text), len(text) + len(form), word))
            text += form + (" " if word.space else "")
        if not text.endswith((" ", "\n")):
            text += " "
        rows.append(row)
    return text, rows


def score_documents(documents: list[Document], change: Callable[[str], str] = str) -> dict[str, float]:
    """Score tags, trees, lemmas and sentences; percentages."""
    nlp, right, sizes = stemma.nlp.load(), Counter(), Counter()
    for document in documents:
        text, gold = raw(document, change)
        score_document(nlp(text), gold, right, sizes)
    out = {"words": sizes["gold"], "sentences": sizes["gold sentences"]}
    for name in ("tokens", "upos", "xpos", "feats", "lemma", "uas", "las"):
        out[name] = round(200 * right[name] / (sizes["gold"] + sizes["read"]), 2)
    out["sentence_f"] = round(200 * right["sentences"] / (sizes["gold sentences"] + sizes["read sentences"]), 2)
    return out


def score_document(doc: Doc, gold: list[Rows], right: Counter, sizes: Counter) -> None:
    """Count what is right in one document."""
    words = {(low, high): (word, row) for row in gold for low, high, word in row}
    tokens = [t for t in doc if not t.is_space]
    sizes["gold"] += len(words)
    sizes["read"] += len(tokens)
    for token in tokens:
        place = (token.idx, token.idx + len(token))
        if place not in words:
            continue
        word, row = words[place]
        right["tokens"] += 1
        right["upos"] += token.pos_ == word.upos
        right["xpos"] += token.tag_ == word.xpos
        right["feats"] += (str(token.morph) or "_") == word.feats
        right["lemma"] += token.lemma_.lower() == word.lemma.lower()
        head = row[word.head - 1][:2] if word.head else None
        mine = None if token.head is token or token.head == token else (token.head.idx, token.head.idx + len(token.head))
        label = "root" if token.dep_ == "ROOT" else token.dep_
        right["uas"] += mine == head
        right["las"] += mine == head and label == word.deprel
    ends = {(row[0][0], row[-1][1]) for row in gold}
    mine_sentences = set()
    for sent in doc.sents:
        inside = [t for t in sent if not t.is_space]
        if inside:
            mine_sentences.add((inside[0].idx, inside[-1].idx + len(inside[-1])))
    right["sentences"] += len(ends & mine_sentences)
    sizes["gold sentences"] += len(ends)
    sizes["read sentences"] += len(mine_sentences)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    results: dict[str, dict] = {}
    for name in ("ewt", "gum_open"):
        if not (options.data / f"ud/en_{name}-dev.conllu").exists():
            sys.exit(f"no ud/en_{name}-dev.conllu under {options.data}; training/README.md says where to get it")
        documents = development(options.data, name)
        for slice_, change in SLICES.items():
            began = time.process_time()
            results[f"{name} {slice_}"] = score_documents(documents, change)
            results[f"{name} {slice_}"]["words_per_second"] = round(results[f"{name} {slice_}"]["words"] / (time.process_time() - began))
            sys.stdout.write(f"{name} {slice_}: {results[f'{name} {slice_}']}\n")
    if options.json:
        options.json.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
