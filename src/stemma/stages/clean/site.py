"""What one site prints in article after article is the site's, not the article's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from stemma.model.article import Article, Block, BlockKind
from stemma.stages.clean.blocks import letters
from stemma.stages.clean.identity import identity_address

MIN_ARTICLES = 3
# Longer repeats are running text that was taken over from article to article: background paragraphs, earlier versions.
MAX_LENGTH = 140
MIN_LEAD = 60


def mark_site_furniture(articles: Sequence[Article]) -> Iterator[Article]:
    """Yield `articles` with short paragraphs that stand in three or more articles of one outlet typed as boilerplate.

    Ids and texts stay as they are. Versions of one article and copies of one text count once, so that a story told again does not make
    its own sentences furniture; a paragraph that states something in a full sentence of more than `MAX_LENGTH` characters is never touched.

    Args:
        articles: Articles of one case; those without outlet are yielded unchanged.
    """
    repeated = _repeated(articles)
    for article in articles:
        yield _marked(article, repeated.get(article.outlet or "", frozenset()))


def _repeated(articles: Sequence[Article]) -> Mapping[str, frozenset[str]]:
    """Return per outlet the paragraphs, by their letters, that stand in at least `MIN_ARTICLES` different texts."""
    seen: dict[tuple[str, str], set[str]] = {}
    for article in articles:
        if article.outlet is not None:
            for block in article.blocks:
                if _is_short_body(block):
                    key = letters(article.text[block.start : block.end])
                    seen.setdefault((article.outlet, key), set()).add(_text_key(article))
    found: dict[str, set[str]] = {}
    for (outlet, key), texts in seen.items():
        if len(texts) >= MIN_ARTICLES and key:
            found.setdefault(outlet, set()).add(key)
    return {outlet: frozenset(keys) for outlet, keys in found.items()}


def _text_key(article: Article) -> str:
    """Return what different tellings of one text at one outlet share: the first paragraph of some length; else the address."""
    first = next((b for b in article.blocks if b.kind is BlockKind.BODY and b.end - b.start > MIN_LEAD), None)
    if first is not None:
        return letters(article.text[first.start : first.end])
    return identity_address(article.url, article.canonical) or article.id


def _marked(article: Article, repeated: frozenset[str]) -> Article:
    blocks = tuple(_typed(article, block, repeated) for block in article.blocks)
    if blocks == article.blocks or not any(block.kind is BlockKind.BODY for block in blocks):
        return article
    return replace(article, blocks=blocks)


def _typed(article: Article, block: Block, repeated: frozenset[str]) -> Block:
    if _is_short_body(block) and letters(article.text[block.start : block.end]) in repeated:
        return replace(block, kind=BlockKind.BOILERPLATE)
    return block


def _is_short_body(block: Block) -> bool:
    return block.kind is BlockKind.BODY and block.end - block.start <= MAX_LENGTH
