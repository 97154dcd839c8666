"""Datelines at the head of paragraphs: "BRUSSELS, Jan. 14 (BELGA) -", "(Reuters) -", "NIAMEY:"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stemma.lang.countries import country_of
from stemma.model.article import BlockKind
from stemma.stages.extract.text import Text

_DASH = r"(?:—|–|--|-)"
_PLACE = r"[A-Z][A-Z.'’]+(?:[ /-][A-Z][A-Z.'’]*)*"
_DATELINE = re.compile(
    rf"(?:{_PLACE}(?:,\s*[^()\n:—–]{{1,40}}?)?\s*(?:\([^()\n]{{2,40}}\)\s*)?{_DASH}\s+"
    rf"|(?:[A-Z][\w.'’ ]{{1,30}}?(?:,\s*[^()\n:—–]{{1,30}}?)?\s*)?\((?:[A-Z][\w .]{{1,30}})\)\s*{_DASH}\s+)"
)
_LABEL = re.compile(rf"({_PLACE}):\s+")


def dateline_tokens(text: Text) -> Iterator[int]:
    """Give the tokens of datelines; a capital or country before a colon is one where no other paragraph has a speaker's label."""
    paragraph = -1
    labels: list[tuple[int, re.Match[str]]] = []
    for sentence, (first, end) in zip(text.sentences, text.bounds, strict=True):
        if sentence.paragraph == paragraph or sentence.kind is not BlockKind.BODY:
            continue
        paragraph = sentence.paragraph
        words = text.article.text
        found = _DATELINE.match(words, sentence.span.start, sentence.span.start + 90)
        if found is not None:
            yield from _tokens(text, first, end, found.end())
        elif (label := _LABEL.match(words, sentence.span.start, sentence.span.start + 60)) is not None:
            labels.append((first, label))
    if len(labels) == 1 and country_of(labels[0][1][1].title()) is not None:
        first, label = labels[0]
        yield from _tokens(text, first, len(text.doc), label.end())


def _tokens(text: Text, first: int, end: int, stop: int) -> Iterator[int]:
    for token in range(first, end):
        if text.offsets(token, token + 1)[1] > stop:
            return
        yield token
