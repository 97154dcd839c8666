"""The spaCy pipeline: English tokenizer, then one component that fills tags, trees, lemmas, sentence starts and names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import spacy
import spacy.symbols  # type: ignore[import-not-found]  # compiled, and shipped without types
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span

from stemma.nlp.lemmas import lemma_of
from stemma.nlp.names import correct_names
from stemma.nlp.network import one_thread
from stemma.nlp.reader import WEIGHTS, Reader, WordReadings

if TYPE_CHECKING:
    from spacy.vocab import Vocab

#: Key in `doc.user_data` with the token numbers at which paragraphs begin, where a caller knows them.
PARAGRAPHS = "stemma.paragraphs"
_SPACE_TAG = "_SP"
_COLUMNS = [spacy.symbols.IDS[name] for name in ("POS", "TAG", "MORPH", "DEP", "LEMMA", "HEAD")]


@cache
def load(weights: Path = WEIGHTS) -> Language:
    """Give the English pipeline, loaded once per process.

    `nlp(text)` and `nlp.pipe(texts)` fill `tag_` (Penn), `pos_`, `morph`, `lemma_`, `head` and `dep_` (Universal Dependencies),
    `is_sent_start` and `ents` (PERSON, ORG, LOC, NORP, DATE). One `Doc` is one unit of inference: what stands in other texts,
    their order and the batch size change nothing.

    Args:
        weights: Folder of another reader than the shipped one, as `training/export.py` writes it.
    """
    nlp = spacy.blank("en")
    nlp.add_pipe("stemma_reader", config={"weights": str(weights)})
    return nlp


@Language.factory(
    "stemma_reader",
    default_config={"weights": str(WEIGHTS)},
    assigns=[
        "token.tag",
        "token.pos",
        "token.morph",
        "token.lemma",
        "token.head",
        "token.dep",
        "token.is_sent_start",
        "doc.ents",
    ],
)
def _component(nlp: Language, name: str, weights: str) -> DocReader:
    return DocReader(nlp.vocab, Reader(Path(weights)))


class DocReader:
    """Reads one `Doc` as one article and fills it.

    Args:
        vocab: The pipeline's vocabulary.
        reader: The trained network.
    """

    def __init__(self, vocab: Vocab, reader: Reader) -> None:
        self._reader = reader
        self._classes = reader.classes
        strings = vocab.strings
        self._upos = np.array([spacy.symbols.IDS.get(v, 0) for v in reader.classes["upos"]], np.uint64)
        self._xpos = np.array([strings.add(v) for v in reader.classes["xpos"]], np.uint64)
        self._deprel = np.array(
            [strings.add("ROOT" if v == "root" else v) for v in reader.classes["deprel"]], np.uint64
        )
        feats = ["" if v == "_" else v for v in reader.classes["feats"]]
        self._feats = np.array([vocab.morphology.add(v) for v in feats], np.uint64)
        self._space = (spacy.symbols.SPACE, strings.add(_SPACE_TAG), vocab.morphology.add(""), strings.add("dep"))

    def __call__(self, doc: Doc) -> Doc:
        """Fill `doc`; white-space tokens hang on the token before them and are not read."""
        strings = doc.vocab.strings
        words = [strings[orth] for orth in doc.to_array("ORTH").tolist()]
        paragraphs = _paragraphs(doc, words)
        with one_thread():
            readings = self._reader.read([[words[i] for i in paragraph] for paragraph in paragraphs])
        self._fill(doc, words, paragraphs, readings)
        correct_names(doc)
        return doc

    def _fill(self, doc: Doc, words: list[str], paragraphs: list[list[int]], readings: list[WordReadings]) -> None:
        table = np.zeros((len(doc), 6), np.uint64)
        heads = np.arange(len(doc)) - 1
        pos, tag, morph, dep = self._space
        table[:, 0], table[:, 1], table[:, 2], table[:, 3] = pos, tag, morph, dep
        for paragraph, read in zip(paragraphs, readings, strict=True):
            at = np.array(paragraph, np.int64)
            if not len(at):
                continue
            table[at, 0], table[at, 1] = self._upos[read.upos], self._xpos[read.xpos]
            table[at, 2], table[at, 3] = self._feats[read.feats], self._deprel[read.deprel]
            heads[at] = at[read.head]
        if len(doc) and heads[0] < 0:
            heads[0] = 0
        table[:, 4] = self._lemmas(doc, words, paragraphs, readings)
        table[:, 5] = (heads - np.arange(len(doc))).astype(np.int64).view(np.uint64)
        _break_before_space(doc, heads, table)
        doc.from_array(_COLUMNS, table)  # type: ignore[arg-type]  # spaCy's stub does not know arrays of unsigned integers
        doc.set_ents([Span(doc, low, high, label) for low, high, label in self._entities(paragraphs, readings)])

    def _lemmas(
        self, doc: Doc, words: list[str], paragraphs: list[list[int]], readings: list[WordReadings]
    ) -> NDArray[np.uint64]:
        """Give every token's lemma as a number of the string store; white space is its own lemma."""
        lemmas, upos, xpos = list(words), self._classes["upos"], self._classes["xpos"]
        for paragraph, read in zip(paragraphs, readings, strict=True):
            for i, u, x in zip(paragraph, read.upos.tolist(), read.xpos.tolist(), strict=True):
                lemmas[i] = lemma_of(words[i], upos[u], xpos[x])
        numbers = {lemma: doc.vocab.strings.add(lemma) for lemma in dict.fromkeys(lemmas)}
        return np.array([numbers[lemma] for lemma in lemmas], np.uint64)

    def _entities(self, paragraphs: list[list[int]], readings: list[WordReadings]) -> list[tuple[int, int, str]]:
        names = self._classes["name"]
        found: list[tuple[int, int, str]] = []
        for paragraph, read in zip(paragraphs, readings, strict=True):
            for n in np.flatnonzero(read.name).tolist():
                prefix, _, label = names[int(read.name[n])].partition("-")
                if prefix == "I" and found and found[-1][1:] == (paragraph[n - 1] + 1, label):
                    found[-1] = (found[-1][0], paragraph[n] + 1, label)
                elif prefix == "B":
                    found.append((paragraph[n], paragraph[n] + 1, label))
        return found


def _paragraphs(doc: Doc, words: list[str]) -> list[list[int]]:
    """List the tokens of each paragraph, without white space."""
    given: Sequence[int] | None = doc.user_data.get(PARAGRAPHS)
    begins = set(given) if given is not None else None
    out: list[list[int]] = [[]]
    for i, word in enumerate(words):
        if begins is not None and i in begins and out[-1]:
            out.append([])
        if word.isspace():
            if begins is None and _ends_paragraph(words, i) and out[-1]:
                out.append([])
            continue
        out[-1].append(i)
    return out if out[-1] else out[:-1]


def _ends_paragraph(words: list[str], space: int) -> bool:
    """Tell whether a white-space token ends a paragraph: an empty line, or a line end that is no wrapped line."""
    lines = words[space].count("\n")
    if lines != 1 or space + 1 >= len(words):
        return lines > 0
    return not words[space + 1][:1].islower()


def _break_before_space(doc: Doc, heads: NDArray[Any], table: NDArray[Any]) -> None:
    """Hang leading white space on itself: it has no token before it."""
    if len(doc) and doc[0].is_space:
        table[0, 5] = 0
        for i in range(1, len(doc)):
            if not doc[i].is_space:
                break
            table[i, 5] = np.int64(-1).astype(np.uint64)
