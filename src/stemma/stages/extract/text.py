"""One article as the rules of extraction see it: the parsed copy, and the way back to the frozen text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc

from stemma.model.article import Article
from stemma.model.span import Span
from stemma.model.words import Sentence


@dataclass(frozen=True)
class Text:
    """A parsed article.

    Attributes:
        article: The article with its frozen text.
        doc: spaCy's reading of the normalised copy; token indexes below are its.
        offsets: Gives the frozen text's `[start, end)` of tokens `[i, j)`.
        sentences: The sentences in order; `bounds` has the tokens `[i, j)` of each.
    """

    article: Article
    doc: Doc
    offsets: Callable[[int, int], tuple[int, int]]
    sentences: tuple[Sentence, ...]
    bounds: tuple[tuple[int, int], ...]

    def span(self, first: int, end: int) -> Span:
        """Return the evidence span of tokens `[first, end)`."""
        start, stop = self.offsets(first, end)
        return Span(self.article.id, start, stop)

    def words(self, span: Span) -> str:
        """Return the exact characters of `span`."""
        return self.article.text[span.start : span.end]

    def sentence_of(self, token: int) -> Sentence:
        """Return the sentence that holds token number `token`."""
        return self.sentences[bisect_right(self._first_tokens, token) - 1]

    def sent_tokens(self, sentence: Sentence) -> tuple[int, int]:
        """Return the tokens `[i, j)` of `sentence`."""
        return self.bounds[sentence.index]

    def token_at(self, offset: int) -> int | None:
        """Return the number of the token that holds code point `offset` of the frozen text, or None between tokens."""
        index = bisect_right(self._token_starts, offset) - 1
        if index < 0 or offset >= self.offsets(index, index + 1)[1]:
            return None
        return index

    @cached_property
    def _first_tokens(self) -> list[int]:
        return [first for first, _ in self.bounds]

    @cached_property
    def _token_starts(self) -> list[int]:
        return [self.offsets(i, i + 1)[0] for i in range(len(self.doc))]
