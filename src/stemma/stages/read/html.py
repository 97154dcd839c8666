"""HTML pages: the running text by trafilatura, captions, body links with their words, and what the head states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import islice
from urllib.parse import urljoin

import htmldate
import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from stemma.model.article import BlockKind, Facts, Page, PageLink, Received, StatedDate
from stemma.model.problem import Problem
from stemma.settings import ReadSettings
from stemma.stages.read.dates import date_in_address
from stemma.stages.read.decode import declared_encoding, decode
from stemma.stages.read.head import read_head
from stemma.stages.read.page import Draft, Paragraph, make_page, same_words, site_behind

MAX_LINKS = 300
# Extraction slows down with the square of the number of elements; above this many only the paragraphs are taken (pages have 500 to 8,000).
MAX_ELEMENTS = 15_000
MAX_CAPTION = 600
_SHORTEST_HEADING = 10
_TEXT_ELEMENTS = frozenset({"p", "head", "item", "quote", "cell", "ab", "code"})
# Removed before extraction, which would do the same, each time it copies the page; JSON-LD stays because it may hold the text.
_NEVER_TEXT = ("script", "style", "svg")
_LINKED_DATA = "application/ld+json"
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:byline|by-line|author|authors|article-author|c-byline)(?:$|[\s_-])", re.IGNORECASE
)


def read_html(
    received: Received, *, settings: ReadSettings, crawled: StatedDate | None = None
) -> Iterator[Page | Problem]:
    """Yield the page in the HTML of `received`.

    Args:
        received: The bytes; an address among its facts is the page's own.
        settings: Limits of size.
        crawled: When an archive fetched it, if it comes from one.
    """
    encoding = declared_encoding(received.content, media_type=received.media_type)
    tree = parse_html(decode(received.content, declared=encoding))
    if tree is None:
        detail = f"{received.place} has no HTML elements that can be parsed: save the page again, or paste its text into a .txt file"
        yield Problem(code="no-text", stage="read", detail=detail, place=received.place)
        return
    if _is_huge(tree):
        detail = f"{received.place} has more than {MAX_ELEMENTS:,} elements: only its paragraphs were read, furniture may be among them"
        yield Problem(code="page-too-complex", stage="read", detail=detail, place=received.place)
    draft = draft_of(tree, facts=received.facts, crawled=crawled)
    yield from make_page(draft, place=received.place, content=received.content, settings=settings)


def parse_html(text: str) -> HtmlElement | None:
    """Return the parsed tree of `text`, or None where nothing can be parsed at all (elements nested deeper than 256 are cut by the parser)."""
    clean = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text).replace("\0", "\ufffd")
    try:
        tree = document_fromstring(
            clean.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        )
    except (etree.LxmlError, ValueError):
        return None
    return tree if len(tree) else None


def draft_of(tree: HtmlElement, *, facts: Facts, crawled: StatedDate | None = None) -> Draft:
    """Return what a parsed page holds."""
    head = read_head(tree, base=facts.url)
    address = facts.url or head.address
    heading = _heading(tree, head.title)
    captions, byline = _captions(tree), head.byline or _byline(tree)
    dates = head.dates + ((crawled,) if crawled else ())
    dated = any(date.kind == "published" for date in dates) or (address and date_in_address(address))
    if not dated and not _is_huge(tree):
        dates += _guessed(tree)
    paragraphs, links = _body(tree, base=address or head.canonical)
    return Draft(
        paragraphs=_typed(paragraphs, captions=captions),
        url=address or head.canonical,
        canonical=head.canonical or head.address,
        outlet=head.site or site_behind(head.title, heading, address=address or head.canonical),
        title=heading,
        byline=byline,
        dates=dates,
        links=links,
        senders=head.senders,
        facts=facts,
    )


def _is_huge(tree: HtmlElement) -> bool:
    return bool(tree.xpath(f"count(//*) > {MAX_ELEMENTS}"))


def _heading(tree: HtmlElement, title: str | None) -> str | None:
    """Return the heading as printed: the first `<h1>` that the title of the page begins or ends with, or that begins with it; else the title."""
    for element in list(tree.iter("h1"))[:5]:
        printed = _words(element)
        if printed and (title is None or _begins(title, printed) or _begins(printed, title) or _ends(title, printed)):
            return printed
    return title


def _begins(text: str, start: str) -> bool:
    return same_words(text[: len(start)], start)


def _ends(text: str, end: str) -> bool:
    return len(end) >= _SHORTEST_HEADING and same_words(text[-len(end) :], end)


def _captions(tree: HtmlElement) -> list[str]:
    found = (_words(element)[:MAX_CAPTION] for element in tree.iter("figcaption") if not _is_aside(element))
    return list(dict.fromkeys(caption for caption in found if len(caption) > 2))[:30]


def _is_aside(element: HtmlElement) -> bool:
    return any(ancestor.tag in ("aside", "nav", "footer", "header") for ancestor in element.iterancestors())


def _words(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def _body(tree: HtmlElement, *, base: str | None) -> tuple[tuple[Paragraph, ...], tuple[PageLink, ...]]:
    """Return the paragraphs that trafilatura takes for the running text, and the links in them; the tree is used up."""
    if _is_huge(tree):
        found = (" ".join("".join(element.itertext()).split()) for element in islice(tree.iter("p"), MAX_ELEMENTS))
        return tuple((text, BlockKind.BODY) for text in found if text), ()
    _drop_what_is_never_text(tree)
    document = trafilatura.bare_extraction(
        tree, fast=True, include_comments=False, include_tables=True, include_links=True, with_metadata=False
    )
    body = getattr(document, "body", None)
    if body is None:
        return (), ()
    paragraphs = tuple((text, BlockKind.BODY) for text in _paragraphs(body))
    links = [
        PageLink(_words(ref), address) for ref in body.iter("ref") if (address := _target(ref, base)) and _words(ref)
    ]
    return paragraphs, tuple(dict.fromkeys(links))[:MAX_LINKS]


def _drop_what_is_never_text(tree: HtmlElement) -> None:
    for element in list(tree.iter(*_NEVER_TEXT)):
        if element.get("type") != _LINKED_DATA and element.getparent() is not None:
            element.drop_tree()


def _paragraphs(body: etree._Element) -> Iterator[str]:
    """Yield the text of every block element that holds no other block element, in order."""
    for element in body.iter(*_TEXT_ELEMENTS):
        if any(child.tag in _TEXT_ELEMENTS for child in element.iterdescendants()):
            own = " ".join((element.text or "").split())
            if own:
                yield own
            continue
        for line in _lines(element):
            if line:
                yield line


def _lines(element: etree._Element) -> list[str]:
    """Return the text of an element, parted where two line breaks follow each other."""
    parts = [element.text or ""]
    for child in element.iterdescendants():
        parts.append("\n" if child.tag == "lb" else child.text or "")
        parts.append(child.tail or "")
    return [" ".join(piece.split()) for piece in re.split(r"\n[^\S\n]*\n\s*", "".join(parts))]


def _target(ref: etree._Element, base: str | None) -> str | None:
    target = (ref.get("target") or "").strip()
    try:
        address = urljoin(base or "", target)
    except ValueError:
        return None
    return address if address.startswith(("http://", "https://")) else None


def _typed(paragraphs: tuple[Paragraph, ...], *, captions: list[str]) -> tuple[Paragraph, ...]:
    """Return the paragraphs with captions typed as such; captions that extraction left out follow the text."""
    left = list(captions)
    typed: list[Paragraph] = []
    for text, kind in paragraphs:
        found = next((caption for caption in left if same_words(text, caption)), None)
        if found is None:
            typed.append((text, kind))
        else:
            left.remove(found)
            typed.append((text, BlockKind.CAPTION))
    return (*typed, *((caption, BlockKind.CAPTION) for caption in left)) if typed else ()


def _byline(tree: HtmlElement) -> str | None:
    """Return the text of the first short element that is marked as byline or author."""
    for element in tree.iter("p", "div", "span", "a", "address"):
        marks = f"{element.get('class') or ''} {element.get('rel') or ''} {element.get('itemprop') or ''}"
        if marks.strip() and _BYLINE.search(marks) and not _is_aside(element):
            words = re.sub(r"^by:?\s+", "", _words(element), flags=re.IGNORECASE)
            if 2 < len(words) <= 120:
                return words
    return None


def _guessed(tree: HtmlElement) -> tuple[StatedDate, ...]:
    """Return the day that htmldate finds; it gives one for almost every page, so it is a guess and never counts as stated."""
    try:
        day = htmldate.find_date(deepcopy(tree), extensive_search=False, original_date=True)
    except (ValueError, etree.LxmlError):
        return ()
    return (StatedDate(value=day, where="guess", kind="published"),) if day else ()
