"""Reads the corpora once and writes what training reads: `python prepare.py --data DATA --out build/documents.json.gz`.

Training then needs neither spaCy nor the tables of the package, so that it also runs on a machine that has only torch. Sentences are
kept whole and in order; which of them a run holds out is decided there.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import logging
import zipfile
from pathlib import Path

import spacy
from corpora import Document, Sentence, Word, hide_unlabelled, plain, retokenise
from mix import countries_as_places, development, peoples, sentences, treebanks

log = logging.getLogger("prepare")
NAMES = ("uner", "wikigold", "wnut")
TEXTS = "ner/gmb_ner_dataset.csv.zip"


def named(data: Path, name: str, tokenizer) -> list[Document]:
    """Read a names-only corpus as training wants it: one document, cut as at run time, what it does not label hidden."""
    made = [retokenise(countries_as_places(hide_unlabelled(s, peoples())), tokenizer) for s in sentences(data, name)]
    return [Document(name, made)]


def texts(data: Path, tokenizer, *, size: int = 12) -> list[Document]:
    """Read the texts of the Groningen Meaning Bank, none of its labels, as runs of `size` sentences."""
    with zipfile.ZipFile(data / TEXTS) as archive, archive.open("ner_dataset.csv") as raw:
        rows = csv.reader(io.TextIOWrapper(raw, encoding="latin-1", newline=""))
        next(rows)
        found: list[Sentence] = []
        for number, word, *_ in rows:
            if number:
                found.append(Sentence([]))
            if word.strip():
                found[-1].words.append(Word(word.strip()))
    kept = _unlike(found, tokenizer)
    return [Document("gmb", kept[i : i + size]) for i in range(0, len(kept), size)]


def _unlike(found: list[Sentence], tokenizer) -> list[Sentence]:
    """Leave out repeated sentences; cut the rest as at run time."""
    seen: set[tuple[str, ...]] = set()
    kept = []
    for sentence in found:
        key = tuple(w.form for w in sentence.words)
        if key and key not in seen:
            seen.add(key)
            kept.append(retokenise(sentence, tokenizer))
    return kept


def main() -> None:
    logging.basicConfig(level=logging.INFO)
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora, see README.md")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    tokenizer = spacy.blank("en").tokenizer
    made = {"trees": treebanks(options.data)}
    made |= {name: named(options.data, name, tokenizer) for name in NAMES}
    made |= {f"{name} dev": development(options.data, name) for name in ("ewt", "gum_open")}
    if (options.data / TEXTS).exists():
        made["texts"] = texts(options.data, tokenizer)
    for name, documents in made.items():
        log.info("%s: %d words", name, sum(len(s.words) for d in documents for s in d.sentences))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(options.out, "wt", encoding="utf-8") as file:
        json.dump({name: plain(documents) for name, documents in made.items()}, file, ensure_ascii=False)


if __name__ == "__main__":
    main()
