"""Records with named fields (JSON, JSON lines, ninjs, rows of tables): which field holds what is guessed by name, or stated by the user."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from stemma.model.article import BlockKind, CreditPlace, Facts, Page, Received, StatedDate
from stemma.model.problem import Problem
from stemma.settings import ReadSettings
from stemma.stages.read.dates import stated_date
from stemma.stages.read.decode import decode
from stemma.stages.read.html import draft_of, parse_html
from stemma.stages.read.page import Draft, make_page
from stemma.stages.read.plain import split_paragraphs

# Field names in order of preference, compared without case, "_", "-", blanks and "@". Sources: the schemas of news-please, Common Crawl
# News exports, GDELT, Event Registry, NewsAPI, the APIs of the Guardian and the New York Times, MediaCloud, schema.org NewsArticle, IPTC ninjs 1.x-3.x and Scrapy news spiders.
FIELDS: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "articlebody", "fulltext", "bodytext", "maintext", "cleanedtext", "articletext", "contenttext", "body", "content",
        "article", "story", "plaintext", "bodyxhtml", "bodyhtml", "contenthtml", "html", "rawhtml", "bodies", "paragraphs", "leadparagraph",
    ),
    "title": ("title", "headline", "headlines", "articletitle", "newstitle", "webtitle", "heading"),
    "url": ("url", "link", "articleurl", "sourceurl", "permalink", "weburl", "uri", "guid", "href", "requestedurl"),
    "canonical": ("canonical", "canonicalurl", "canonicallink"),
    "outlet": (
        "outlet", "sitename", "medianame", "publication", "publisher", "newspaper", "source", "sourcedomain", "sourcename", "domain",
        "provider", "site", "hostname", "media",
    ),
    "published": (
        "published", "datepublished", "publishedat", "pubdate", "publisheddate", "publicationdate", "publishdate", "datepublish",
        "datetimepub", "webpublicationdate", "firstcreated", "versioncreated", "date", "datetime", "timestamp", "created", "createdat", "seendate",
    ),
    "modified": ("modified", "datemodified", "datemodify", "updated", "updatedat", "modifieddate", "lastmodified", "versioncreated"),
    "crawled": ("datedownload", "crawled", "crawldate", "fetched", "scraped", "scrapedat", "retrieved", "datecrawled", "crawltime"),
    "byline": ("byline", "authors", "author", "creator", "writers"),
    "sender": ("copyrightholder", "copyrightnotice", "creditline", "agency", "newsagency", "infosources", "provider"),
}  # fmt: skip
MIN_TEXT = 1
MAX_FIELDS = 500
MAX_DEPTH = 4
LISTS = (
    "articles",
    "items",
    "results",
    "data",
    "documents",
    "docs",
    "entries",
    "stories",
    "news",
    "hits",
    "records",
    "rows",
)
_HTML = re.compile(r"<(?:p|div|br|html|body|article|h[1-6]|ul|span)\b[^<>]{0,300}>", re.IGNORECASE)


def read_json(received: Received, *, settings: ReadSettings) -> Iterator[Page | Problem]:
    """Yield the articles in one JSON document: an object with a text, a list of such objects, or an object that holds such a list."""
    place = received.place
    value = _loaded(received.content, place=place)
    if isinstance(value, Problem):
        yield value
        return
    items = _items(value)
    if items is None:
        yield from record_page(_as_object(value), received, settings=settings)
        return
    for number, item in enumerate(items, start=1):
        yield from _numbered(item, number, received, settings=settings)
    if not items:
        yield _bad(place, f"{place} is an empty JSON list: nothing was read")


def read_json_lines(received: Received, *, settings: ReadSettings) -> Iterator[Page | Problem]:
    """Yield the article on every line; a line that is no JSON object is a problem and the others are read."""
    for number, line in enumerate(received.content.splitlines(), start=1):
        if line.strip():
            yield from read_json(
                replace(received, place=f"{received.place}#{number}", content=line.strip()), settings=settings
            )


def record_page(record: dict[str, Any], received: Received, *, settings: ReadSettings) -> Iterator[Page | Problem]:
    """Yield the page that one record holds, or the problem that it holds no text.

    Args:
        record: Field names and values, possibly nested.
        received: Where it came from, its own bytes and the user's facts.
        settings: Limits, and fields that the user names (`columns`).
    """
    fields = flatten(record)
    text = pick_text(fields, dict(settings.columns))
    if text is None:
        names = ", ".join(list(fields)[:8]) or "none"
        yield _bad(
            received.place,
            f"{received.place} has no field with a text (fields: {names}): name it with --column text=FIELD",
        )
        return
    draft = _draft(text, fields, facts=received.facts, stated=dict(settings.columns))
    yield from make_page(draft, place=received.place, content=received.content, settings=settings)


def flatten(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a nested record by dotted names (`source.name`), outer fields first, a bounded number of them."""
    found: dict[str, Any] = {}
    queue: list[tuple[str, Any, int]] = [(str(name), value, 1) for name, value in record.items()]
    while queue and len(found) < MAX_FIELDS:
        name, value, depth = queue.pop(0)
        if isinstance(value, Mapping) and depth < MAX_DEPTH:
            queue.extend((f"{name}.{inner}", held, depth + 1) for inner, held in value.items())
        else:
            found[name] = value
    return found


def pick(fields: Mapping[str, Any], role: str, stated: Mapping[str, str]) -> str | None:
    """Return the value of the field that plays `role`: the one the user names, else the first by preference that holds words."""
    if role in stated:
        return _string(fields.get(stated[role]))
    for wanted in FIELDS[role]:
        for name, value in fields.items():
            if _matches(name, wanted) and (words := _string(value)):
                return words
    return None


def pick_text(fields: Mapping[str, Any], stated: Mapping[str, str]) -> str | None:
    """Return the running text; where several fields could hold it, the longest of the first three (an `excerpt` beside a `body`)."""
    if "text" in stated:
        return _long_string(fields.get(stated["text"]))
    found = []
    for wanted in FIELDS["text"]:
        found += [words for name, value in fields.items() if _matches(name, wanted) and (words := _long_string(value))]
    return max(found[:3], key=len) if found else None


def _draft(text: str, fields: Mapping[str, Any], *, facts: Facts, stated: Mapping[str, str]) -> Draft:
    dates = (
        stated_date(pick(fields, "published", stated), where="column"),
        stated_date(pick(fields, "modified", stated), where="column", kind="modified"),
        stated_date(pick(fields, "crawled", stated), where="column", kind="crawled"),
    )
    base = _base_draft(text, facts)
    senders = [(name, CreditPlace.FEED) for role in ("sender",) if (name := pick(fields, role, stated))]
    return replace(
        base,
        url=pick(fields, "url", stated) or base.url,
        canonical=pick(fields, "canonical", stated) or base.canonical,
        outlet=pick(fields, "outlet", stated) or base.outlet,
        title=pick(fields, "title", stated) or base.title,
        byline=pick(fields, "byline", stated) or base.byline,
        dates=_known(dates) + base.dates,
        senders=tuple(senders) + base.senders,
    )


def _base_draft(text: str, facts: Facts) -> Draft:
    """Return a draft of the text alone: of HTML by the HTML reader, of a fragment by its elements, of anything else by its lines."""
    if not _HTML.search(text[:5000]):
        return Draft(paragraphs=split_paragraphs(text), facts=facts)
    tree = parse_html(text)
    if tree is None:
        return Draft(paragraphs=split_paragraphs(text), facts=facts)
    if re.search(r"<(?:html|body|article)\b", text[:5000], re.IGNORECASE):
        return draft_of(tree, facts=facts)
    return Draft(paragraphs=fragment_paragraphs(text), facts=facts)


def fragment_paragraphs(text: str) -> tuple[tuple[str, BlockKind], ...]:
    """Return the paragraphs of an HTML fragment (feed item, ninjs body): every block element is one, nothing is judged."""
    tree = parse_html(f"<div>{text}</div>")
    if tree is None:
        return ()
    for element in list(tree.iter("script", "style", "noscript")):
        element.drop_tree()
    for element in tree.iter(
        "p",
        "div",
        "br",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "figure",
        "figcaption",
        "tr",
        "ul",
        "ol",
    ):
        element.text = f"\n\n{element.text or ''}" if element.tag != "br" else element.text
        element.tail = f"\n\n{element.tail or ''}"
    captions = {" ".join("".join(element.itertext()).split()) for element in tree.iter("figcaption")}
    chunks = (" ".join(chunk.split()) for chunk in re.split(r"\n\s*\n", "".join(tree.itertext())))
    return tuple((chunk, BlockKind.CAPTION if chunk in captions else BlockKind.BODY) for chunk in chunks if chunk)


def _known(dates: tuple[StatedDate | None, ...]) -> tuple[StatedDate, ...]:
    return tuple(date for date in dates if date is not None)


def _numbered(item: Any, number: int, received: Received, *, settings: ReadSettings) -> Iterator[Page | Problem]:
    own = json.dumps(item, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    yield from record_page(
        _as_object(item), replace(received, place=f"{received.place}#{number}", content=own), settings=settings
    )


def _loaded(content: bytes, *, place: str) -> Any:
    try:
        return json.loads(decode(content), strict=False)
    except RecursionError:
        return _bad(place, f"{place} is JSON nested too deeply: this one was left out")
    except ValueError as error:
        reason = getattr(error, "msg", str(error)).removesuffix(" at")
        where = f"line {getattr(error, 'lineno', 1)}, column {getattr(error, 'colno', 1)}"
        return _bad(place, f"{place} is not valid JSON ({reason} at {where}): this one was left out", code="bad-json")


def _items(value: Any) -> list[Any] | None:
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and pick_text(flatten(value), {}) is None:
        holders = (
            value,
            *(inner for inner in value.values() if isinstance(inner, dict)),
        )  # {"response": {"docs": [...]}}
        return next(
            (held[name] for held in holders for name in LISTS if isinstance(held.get(name), list) and held[name]), None
        )
    return None


def _as_object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {"text": value} if isinstance(value, str) else {}


def _matches(name: str, wanted: str) -> bool:
    """Tell whether a dotted name plays a part: as a whole, or as `source.name` and `publisher.title` do for `source` and `publisher`."""
    parts = [re.sub(r"[\s_@-]", "", part).lower() for part in name.split(".")]
    if parts[-1] == wanted:
        return len(parts) == 1 or parts[0] in (
            "article",
            "item",
            "document",
            "fields",
            "attributes",
            "data",
            "meta",
            "webpage",
        )
    return (
        len(parts) > 1
        and parts[-2] == wanted
        and parts[-1] in ("name", "title", "rendered", "main", "value", "text", "url")
    )


def _string(value: Any) -> str | None:
    if isinstance(value, list):
        named = [
            _string(item.get("name") or item.get("value") if isinstance(item, dict) else item) for item in value[:10]
        ]
        return ", ".join(name for name in named if name) or None
    if isinstance(value, bool) or value is None:
        return None
    words = str(value).strip() if isinstance(value, (str, int, float)) or hasattr(value, "isoformat") else ""
    return words or None


def _long_string(value: Any) -> str | None:
    if isinstance(value, list):
        parts = [part.get("value") or part.get("text") if isinstance(part, dict) else part for part in value]
        return "\n\n".join(part for part in parts if isinstance(part, str)) or None
    return value if isinstance(value, str) and len(value.strip()) >= MIN_TEXT else None


def _bad(place: str, detail: str, *, code: str = "bad-record") -> Problem:
    return Problem(code=code, stage="read", detail=detail, place=place)
