"""Where sentences stand, and the words of each that carry content."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Doc, Token

from stemma.model.article import Article, Block, BlockKind
from stemma.model.ids import span_id
from stemma.model.span import Span
from stemma.model.words import Sentence
from stemma.text.normalise import quoted_ranges

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
_LIGHT_LEMMAS = frozenset(
    {"be", "have", "do", "say", "not", "also", "more", "other", "so", "then", "there", "here", "just", "only", "even"}
)


def find_sentences(
    article: Article, doc: Doc, offsets: Callable[[int, int], tuple[int, int]]
) -> tuple[tuple[Sentence, ...], tuple[tuple[int, int], ...]]:
    """Return the sentences of a parsed article, and the tokens `[i, j)` of each.

    Args:
        article: The article; its blocks give each sentence its kind.
        doc: The parsed copy of its headline, body and captions.
        offsets: Gives the frozen text's `[start, end)` of tokens `[i, j)`.
    """
    blocks = [block for block in article.blocks if block.kind is not BlockKind.BOILERPLATE]
    starts = [block.start for block in blocks]
    quotes = quoted_ranges(article.text)
    sentences: list[Sentence] = []
    bounds: list[tuple[int, int]] = []
    for first, end in _filled_sentences(doc):
        start, stop = offsets(first, end)
        number = max(0, bisect_right(starts, start) - 1)
        sentences.append(
            Sentence(
                id=span_id("sent", article.id, start, stop),
                span=Span(article.id, start, stop),
                index=len(sentences),
                kind=_kind(blocks, number),
                terms=tuple(_term(token) for token in doc[first:end] if _carries_content(token)),
                quoted=tuple(_inside(quotes, article.id, start, stop)),
                paragraph=number,
            )
        )
        bounds.append((first, end))
    return tuple(sentences), tuple(bounds)


def _inside(quotes: Sequence[tuple[int, int]], article: str, start: int, stop: int) -> Iterator[Span]:
    """Give what of each quotation lies in a sentence; a quotation may run over several."""
    for low, high in quotes:
        if low < stop and start < high:
            yield Span(article, max(low, start), min(high, stop))


def _filled_sentences(doc: Doc) -> Iterator[tuple[int, int]]:
    for sent in doc.sents:
        if any(not token.is_space for token in sent):
            yield sent.start, sent.end


def _kind(blocks: list[Block], number: int) -> BlockKind:
    return blocks[number].kind if blocks else BlockKind.BODY


def _carries_content(token: Token) -> bool:
    return token.pos_ in _CONTENT and token.lemma_.lower() not in _LIGHT_LEMMAS and any(c.isalnum() for c in token.text)


def _term(token: Token) -> str:
    return token.text if token.pos_ == "PROPN" else token.lemma_.lower()
