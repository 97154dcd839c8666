"""Which corpora make up a training run, and which parts of them are held out."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import spacy
from corpora import Document, GumNames, Sentence, add_peoples, hide_unlabelled, read_columns, read_conllu, retokenise

from stemma.lang.countries import country_of
from stemma.lang.tables import read_table, split_cell

_FILES = {
    "uner": ("ner/uner_ewt-dev.iob2", 1, 2, "\t"),
    "wikigold": ("ner/wikigold/wikigold.conll.txt", 0, 1, None),
    "wnut": ("ner/WNUT17/wnut17train.conll", 0, 1, "\t"),
    "re3d": ("ner/re3d/re3d-train.conll", 0, 1, "\t"),
}


@cache
def peoples() -> frozenset[str]:
    """Names of peoples of one word, as the shipped tables have them."""
    words = [row["people"] for row in read_table("peoples.tsv")]
    for row in read_table("countries.tsv"):
        words += [*split_cell(row["people"]), *split_cell(row["peoples"])]
    return frozenset(word for word in words if " " not in word)


def countries_as_places(sentence: Sentence) -> Sentence:
    """Give names of countries the type LOC."""
    words, at = list(sentence.words), 0
    while at < len(words):
        end = at + 1
        if words[at].name == "B-ORG":
            while end < len(words) and words[end].name == "I-ORG":
                end += 1
            known = country_of(" ".join(w.form for w in words[at:end]))
            if known is not None and known.kind == "country":
                words[at:end] = [replace(w, name=w.name.replace("ORG", "LOC")) for w in words[at:end]]
        at = end
    return Sentence(words, sentence.paragraph, sentence.sent_id)


def treebanks(data: Path) -> list[Document]:
    """Read the two training treebanks; GUM brings its own names."""
    gum = read_conllu(data / "ud/en_gum_open-train.conllu", names=GumNames())
    for document in gum:
        document.sentences = [countries_as_places(add_peoples(s, peoples())) for s in document.sentences]
    return read_conllu(data / "ud/en_ewt-train.conllu") + gum


def development(data: Path, name: str) -> list[Document]:
    """Read a development treebank: "ewt" or "gum_open"."""
    return read_conllu(data / f"ud/en_{name}-dev.conllu", names=GumNames() if name != "ewt" else None)


def sentences(data: Path, name: str) -> list[Sentence]:
    """Read a names-only corpus as it stands."""
    file, form, label, separator = _FILES[name]
    return read_columns(data / file, form=form, label=label, separator=separator, scheme=name)


def parts(count: int, number: int, of: int) -> range:
    """Give the sentence numbers of one contiguous part."""
    return range(count * number // of, count * (number + 1) // of)


def names_only(data: Path, wanted: str, fold: str) -> list[tuple[list[Document], float]]:
    """Read the names-only corpora with their weights, less the parts that a fold holds out."""
    held = {n: (int(a), int(b)) for n, a, b in re.findall(r"(\w+):(\d+)/(\d+)", fold)}
    tokenizer = spacy.blank("en").tokenizer
    out = []
    for piece in filter(None, wanted.split(",")):
        name, _, weight = piece.partition(":")
        read = sentences(data, name)
        hidden = set(parts(len(read), *held[name])) if name in held else set()
        kept = [s for n, s in enumerate(read) if n not in hidden]
        made = [retokenise(countries_as_places(hide_unlabelled(s, peoples())), tokenizer) for s in kept]
        out.append(([Document(name, made[i : i + 40]) for i in range(0, len(made), 40)], float(weight or 1)))
    return out
