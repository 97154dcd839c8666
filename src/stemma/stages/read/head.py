"""What a web page states about itself outside its text: meta elements, links, JSON-LD, `<time>`; all bounded."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from lxml.html import HtmlElement

from stemma.model.article import CreditPlace, StatedDate
from stemma.stages.read.dates import stated_date

MAX_SCRIPTS = 20
MAX_SCRIPT = 300_000
MAX_OBJECTS = 400
MAX_DEPTH = 12
MAX_VALUE = 2000

_ARTICLE_TYPES = re.compile(r"Article$|^(?:BlogPosting|LiveBlogPosting|Report|NewsItem|Posting|WebPage)$")
_META_PUBLISHED = (
    "article:published_time", "article:published", "og:published_time", "og:article:published_time", "datepublished", "date",
    "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "dc.date", "parsely-pub-date", "sailthru.date", "citation_publication_date", "cxenseparse:recs:publishtime", "ptime", "displaydate",
)  # fmt: skip
_META_MODIFIED = (
    "article:modified_time", "og:updated_time", "article:updated_time", "datemodified", "last-modified", "lastmod", "dcterms.modified",
    "utime", "revised",
)  # fmt: skip
_META_TITLE = ("og:title", "twitter:title", "headline", "dc.title", "parsely-title", "title")
_META_SITE = ("og:site_name", "application-name", "al:android:app_name", "dc.publisher", "publisher", "cre")
_META_AUTHOR = ("author", "article:author", "byl", "dc.creator", "parsely-author", "sailthru.author", "citation_author")
_META_SENDER = (
    "source",
    "copyright",
    "dcterms.rightsholder",
    "news_source",
    "provider",
    "syndication-source",
    "original-source",
)


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a page states.

    Attributes:
        address: The page's own address as it gives it (og:url); canonical: rel=canonical.
        senders: Names in fields that say whose text it is.
    """

    title: str | None = None
    site: str | None = None
    byline: str | None = None
    address: str | None = None
    canonical: str | None = None
    dates: tuple[StatedDate, ...] = ()
    senders: tuple[tuple[str, CreditPlace], ...] = ()


def read_head(tree: HtmlElement, *, base: str | None) -> Head:
    """Return what the page with the parsed `tree`, served at `base`, states about itself."""
    metas = _metas(tree)
    objects = [found for found in _linked_data(tree) if _is_article(found)]
    article = objects[0] if objects else {}
    canonical = next((link.get("href") for link in tree.iterfind(".//link[@rel='canonical']")), None)
    return Head(
        title=_first(metas, _META_TITLE[:1])
        or _name(article.get("headline"))
        or _first(metas, _META_TITLE)
        or _title_element(tree),
        site=_first(metas, _META_SITE[:1]) or _name(article.get("publisher")) or _first(metas, _META_SITE),
        byline=", ".join(_names(article.get("author"))) or _person(_first(metas, _META_AUTHOR)) or None,
        address=_absolute(_first(metas, ("og:url",)) or _name(article.get("url")), base),
        canonical=_absolute(canonical or _name(article.get("mainEntityOfPage")), base),
        dates=tuple(_dates(tree, metas, objects)),
        senders=tuple(_senders(metas, objects)),
    )


def _metas(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = (meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content[:MAX_VALUE])
    return found


def _linked_data(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield every object in the page's JSON-LD, outermost first, a bounded number of them."""
    queue: list[tuple[Any, int]] = []
    for script in list(tree.iterfind(".//script[@type='application/ld+json']"))[:MAX_SCRIPTS]:
        text = script.text or ""
        if len(text) <= MAX_SCRIPT:
            queue.append((_parsed(text), 0))
    seen = 0
    while queue and seen < MAX_OBJECTS:
        value, depth = queue.pop(0)
        seen += 1
        if isinstance(value, list) and depth < MAX_DEPTH:
            queue.extend((item, depth + 1) for item in value[:MAX_OBJECTS])
        elif isinstance(value, dict):
            yield value
            if isinstance(value.get("@graph"), list) and depth < MAX_DEPTH:
                queue.append((value["@graph"], depth + 1))


def _parsed(text: str) -> Any:
    """Return the JSON in a script, tolerating comment marks, raw line ends and a last semicolon; None where it is none."""
    bare = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[|/\*<!\[CDATA\[\*/)|(?:-->|//\]\]>|/\*\]\]>\*/|;)\s*$", "", text.strip())
    try:
        return json.loads(bare, strict=False)
    except (ValueError, RecursionError):
        return None


def _is_article(found: dict[str, Any]) -> bool:
    kinds = found.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and _ARTICLE_TYPES.search(kind) for kind in named) and "headline" in found | {
        "headline": None
    }


def _dates(tree: HtmlElement, metas: dict[str, str], objects: list[dict[str, Any]]) -> Iterator[StatedDate]:
    found = [stated_date(_name(item.get("datePublished")), where="json-ld") for item in objects]
    found += [stated_date(metas.get(name), where="meta") for name in _META_PUBLISHED]
    found += [stated_date(_name(item.get("dateModified")), where="json-ld", kind="modified") for item in objects]
    found += [stated_date(metas.get(name), where="meta", kind="modified") for name in _META_MODIFIED]
    found += [_time_date(element) for element in _time_elements(tree)]
    yield from dict.fromkeys(date for date in found if date is not None)


def _time_elements(tree: HtmlElement) -> list[HtmlElement]:
    """Return the `<time>` elements that may date the page itself: before its running text, not among links to others."""
    article = tree.find(".//article")
    return list((article if article is not None else tree).iter("time"))[:3]


def _time_date(element: HtmlElement) -> StatedDate | None:
    modified = re.search(r"modif|updat", f"{element.get('class')} {element.get('itemprop')}", re.IGNORECASE)
    written = element.get("datetime") or "".join(element.itertext())[:80]
    return stated_date(written, where="time element", kind="modified" if modified else "published")


def _senders(metas: dict[str, str], objects: list[dict[str, Any]]) -> Iterator[tuple[str, CreditPlace]]:
    for item in objects:
        for name in (
            "sourceOrganization",
            "creditText",
            "provider",
            "author",
            "creator",
            "copyrightHolder",
            "isBasedOn",
            "publisher",
        ):
            yield from ((value, CreditPlace.JSON_LD) for value in _names(item.get(name)))
    for name in _META_SENDER:
        if name in metas:
            yield metas[name], CreditPlace.JSON_LD


def _names(value: Any) -> list[str]:
    """Return the names in a JSON-LD value: a string, an object with a name, or a list of these."""
    items = value[:10] if isinstance(value, list) else [value]
    return [name for item in items if (name := _name(item))]


def _name(value: Any) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name") or value.get("@id") or value.get("url")
    return " ".join(value[:MAX_VALUE].split()) or None if isinstance(value, str) else None


def _person(name: str | None) -> str | None:
    return None if name is None or name.startswith(("http://", "https://")) else name


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _title_element(tree: HtmlElement) -> str | None:
    element = tree.find(".//title")
    return None if element is None else " ".join((element.text or "").split()) or None


def _absolute(address: str | None, base: str | None) -> str | None:
    if not address:
        return None
    try:
        joined = urljoin(base or "", address.strip())
    except ValueError:
        return None
    return joined if joined.startswith(("http://", "https://")) else None
