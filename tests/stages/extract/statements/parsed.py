"""Docs built by hand: one line per word, `word lemma pos dep head`, heads counted from 0 in the sentence; "/" before a word glues it."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from stemma.model.article import Article, Block, BlockKind
from stemma.stages.extract.sentences import find_sentences
from stemma.stages.extract.text import Text

_VOCAB = spacy.blank("en").vocab
_FINITE = ("VBD", "VBZ")


def text_of(*sentences: str, paragraphs: tuple[int, ...] = (), kind: BlockKind = BlockKind.BODY) -> Text:
    """Return the context of extraction of parsed sentences.

    Args:
        sentences: Each a string of rows `word lemma POS dep head [feature]`, separated by `;`.
        paragraphs: Numbers of the sentences before which a paragraph ends.
        kind: Kind of all blocks.
    """
    words, spaces, heads, deps, pos, lemmas, morphs, starts = [], [], [], [], [], [], [], []
    for number, sentence in enumerate(sentences):
        if number in paragraphs:
            spaces[-1] = False
            words.append("\n\n")
            spaces.append(False)
            heads.append(len(words) - 2)
            deps.append("dep")
            pos.append("SPACE")
            lemmas.append("\n\n")
            morphs.append("")
            starts.append(False)
        base = len(words)
        for row in (row.split() for row in sentence.strip().split(" ; ")):
            word, lemma, tag, dep, head, *feature = row
            if word.startswith("/") and len(word) > 1:
                word = word[1:]
                spaces[-1] = False
            words.append(word)
            spaces.append(True)
            lemmas.append(lemma)
            pos.append(tag)
            deps.append(dep)
            heads.append(base + int(head))
            morphs.append(feature[0] if feature else "")
            starts.append(len(words) - 1 == base)
    spaces[-1] = False
    doc = Doc(_VOCAB, words=words, spaces=spaces, heads=heads, deps=deps, pos=pos, lemmas=lemmas, morphs=morphs)
    return _in_article(doc, kind)


def _in_article(doc: Doc, kind: BlockKind) -> Text:
    text = doc.text
    blocks, at = [], 0
    for part in text.split("\n\n"):
        blocks.append(Block(at, at + len(part), kind))
        at += len(part) + 2
    article = Article("art_1", (), "", text, tuple(blocks), language="en")

    def offsets(first: int, end: int) -> tuple[int, int]:
        start = doc[first].idx if first < len(doc) else len(text)
        return start, start if end <= first else doc[end - 1].idx + len(doc[end - 1])

    sentences, bounds = find_sentences(article, doc, offsets)
    return Text(article, doc, offsets, sentences, bounds)


def rows(plain: str) -> str:
    """Return rows as `text_of` takes them from lines."""
    return " ; ".join(line.strip() for line in plain.strip().splitlines())
