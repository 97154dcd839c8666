"""An article as the model read it, and the one place where token numbers become places in the frozen text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from stemma.nlp.normalise import normalise, paragraphs
from stemma.nlp.pipeline import PARAGRAPHS

_TOKEN: list[int | str] = ["IDX", "LENGTH", "SPACY", "IS_SPACE"]


@dataclass(frozen=True, slots=True)
class Reading:
    """The parsed copy of an article's text.

    Attributes:
        doc: Tokens, tags, trees and names of the normalised copy; it has no white-space tokens, and a paragraph always begins a
            sentence.
        starts, ends: For each token `[start, end)` in code points of the frozen text.
        paragraphs: Number of the first token of each paragraph.
    """

    doc: Doc
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    paragraphs: tuple[int, ...]

    def span(self, first: int, end: int) -> tuple[int, int]:
        """Give the frozen text's `[start, end)` of tokens `[first, end)`; an empty run of tokens has no length."""
        if not 0 <= first <= end <= len(self.starts):
            raise ValueError(f"tokens [{first}, {end}) of {len(self.starts)}")
        if first == end:
            at = self.starts[first] if first < len(self.starts) else self.ends[-1] if self.ends else 0
            return at, at
        return self.starts[first], self.ends[end - 1]

    def char_span(self, start: int, end: int) -> tuple[int, int]:
        """Give the tokens `[first, end)` that share a character with `[start, end)` of the frozen text."""
        first = bisect_right(self.ends, start)
        last = bisect_left(self.starts, end)
        return (first, last) if first < last else (first, first)


def read_article(nlp: Language, text: str, ranges: Sequence[tuple[int, int, str]]) -> Reading:
    """Read an article.

    Args:
        nlp: The pipeline, as `load` gives it.
        text: The frozen text.
        ranges: `(start, end, kind)` of the parts to read, in order; the kind is not looked at. Lines inside a part are
            paragraphs of their own.
    """
    words: list[str] = []
    spaces: list[bool] = []
    starts: list[int] = []
    ends: list[int] = []
    begins: list[int] = []
    for low, high, *_ in ranges:
        for start, end in paragraphs(text, low, high):
            copy = normalise(text, start, end)
            if not copy.text:
                continue
            begins.append(len(words))
            rows = nlp.tokenizer(copy.text).to_array(_TOKEN).tolist()
            for at, length, blank, is_space in rows:  # a tenth of the time that token objects take
                if is_space:
                    continue
                words.append(copy.text[at : at + length])
                spaces.append(bool(blank))
                starts.append(copy.starts[at])
                ends.append(copy.ends[at + length - 1])
            if len(words) > begins[-1]:
                spaces[-1] = True
            else:
                begins.pop()
    doc = Doc(nlp.vocab, words=words, spaces=spaces)
    doc.user_data[PARAGRAPHS] = tuple(begins)
    for _, component in nlp.pipeline:
        doc = component(doc)
    return Reading(doc, tuple(starts), tuple(ends), tuple(begins))
