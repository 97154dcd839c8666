"""Extracted records without a pipeline: sentences by punctuation, terms by stems, details by the rules of the package.

Benchmarks of grouping and tracing use it so that they run in seconds and measure those stages alone.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right

from stemma.lang.rarity import rarity
from stemma.model.article import Article, Block, BlockKind, Published
from stemma.model.extracted import Extracted
from stemma.model.ids import article_id, span_id
from stemma.model.span import Span
from stemma.model.words import Sentence
from stemma.stages.extract.details import details_of
from stemma.text.normalise import WORD, quoted_ranges, stem

_BREAK = re.compile(r"(?<=[.!?])[\"”’»')\]]*\s+(?=[\"“‘«(\[]?[A-Z0-9])")
_SHORTENED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sgt|Sen|Rep|Gov|St|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec|vs|Inc|Corp|Co|Ltd)|\b[A-Z])\.$"
)
_COMMON = 2.3


def plain_article(
    text: str,
    *,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    published: Published | None = None,
) -> Article:
    """Return an article whose blocks are its paragraphs, the title first."""
    whole = f"{title}\n\n{text}" if title and not text.startswith(title) else text
    blocks = []
    for number, match in enumerate(re.finditer(r"[^\n]+", whole)):
        kind = BlockKind.HEADLINE if number == 0 and title else BlockKind.BODY
        blocks.append(Block(match.start(), match.end(), kind))
    sha = hashlib.sha256(whole.encode()).hexdigest()
    identity = article_id(canonical=url, outlet=outlet, sha256=sha)
    return Article(
        identity,
        (url or identity,),
        sha,
        whole,
        tuple(blocks),
        url=url,
        outlet=outlet,
        title=title,
        language="en",
        published=published or Published(),
    )


def plain_extracted(article: Article) -> Extracted:
    """Return the records of `article` that need no pipeline: sentences and details."""
    sentences: list[Sentence] = []
    quotes = quoted_ranges(article.text)
    starts = [start for start, _ in quotes]
    for paragraph, block in enumerate(b for b in article.blocks if b.kind is not BlockKind.BOILERPLATE):
        for start, end in _sentences(article.text, block.start, block.end):
            low = max(0, bisect_right(starts, start) - 1)
            parts = tuple(
                Span(article.id, max(a, start), min(b, end)) for a, b in quotes[low:] if a < end and start < b
            )
            sentences.append(
                Sentence(
                    span_id("sent", article.id, start, end), Span(article.id, start, end), len(sentences), block.kind,
                    terms(article.text[start:end]), parts, paragraph,
                )
            )  # fmt: skip
    return Extracted(article, tuple(sentences), details=details_of(article, sentences))


def terms(text: str) -> tuple[str, ...]:
    """Return the stems of the content words of `text`: those that fewer than one text in ten has."""
    stems = (stem(match[0]) for match in WORD.finditer(text) if match[0][0].isalpha())
    return tuple(term for term in stems if len(term) > 1 and rarity("word", term) > _COMMON)


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    bounds, begin = [], start
    for match in _BREAK.finditer(text, start, end):
        if _SHORTENED.search(text, max(begin, match.start() - 8), match.start()):
            continue
        bounds.append((begin, match.start() + len(match[0].rstrip())))
        begin = match.end()
    return [*bounds, (begin, end)] if text[begin:end].strip() else bounds
