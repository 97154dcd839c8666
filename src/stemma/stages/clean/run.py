"""Clean: from a page to an article whose text is frozen, hashed and cut into blocks."""

from __future__ import annotations

from collections.abc import Iterator

from stemma.model.article import Article, BlockKind, Page
from stemma.model.ids import article_id
from stemma.model.problem import Problem
from stemma.settings import CleanSettings
from stemma.stages.clean.blocks import type_paragraphs
from stemma.stages.clean.credits import find_credits
from stemma.stages.clean.freeze import Frozen, freeze
from stemma.stages.clean.identity import identity_address
from stemma.stages.clean.links import locate_links
from stemma.stages.clean.published import publication

ANALYSED_LANGUAGE = "en"


def clean_page(page: Page, *, settings: CleanSettings) -> Iterator[Article | Problem]:
    """Yield the article that a page holds; one in another language is kept and marked as not analysed.

    Args:
        page: A text as received, cut into paragraphs.
        settings: Choices of cleaning.
    """
    frozen = freeze(type_paragraphs(page.paragraphs, title=page.title))
    if not any(block.kind is BlockKind.BODY for block in frozen.blocks):
        detail = f"{page.place} has no running text, only headings and site furniture: save the article itself"
        yield Problem(code="no-text", stage="clean", detail=detail, place=page.place)
        return
    article = _article(page, frozen)
    yield article
    if not article.analysed:
        detail = f'{page.place} is written in "{page.language}"; only English is analysed: it is kept, listed and searchable, and counts nowhere'
        yield Problem(code="other-language", stage="clean", detail=detail, article=article.id)


def _article(page: Page, frozen: Frozen) -> Article:
    name = article_id(canonical=identity_address(page.url, page.canonical), outlet=page.outlet, sha256=page.sha256)
    return Article(
        id=name,
        places=(page.place,),
        sha256=page.sha256,
        text=frozen.text,
        blocks=frozen.blocks,
        edits=frozen.edits,
        url=page.url,
        canonical=page.canonical,
        outlet=page.outlet,
        owner=page.owner,
        aggregator=page.aggregator,
        title=page.title,
        byline=page.byline,
        language=page.language,
        analysed=page.language in (None, ANALYSED_LANGUAGE),
        published=publication(page.dates),
        dates=page.dates,
        links=locate_links(page.links, text=frozen.text, article=name),
        credits=find_credits(page.credits, text=frozen.text, blocks=frozen.blocks, article=name),
    )
