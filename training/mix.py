"""Reads the corpora as the project wants them: peoples and countries typed by its own tables."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from corpora import Document, GumNames, Sentence, add_peoples, read_columns, read_conllu

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
