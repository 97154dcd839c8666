"""RSS and Atom: one text per item, with the item's own date, source and address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import feedparser

from stemma.model.article import CreditPlace, Page, Received
from stemma.model.problem import Problem
from stemma.settings import ReadSettings
from stemma.stages.read.columns import fragment_paragraphs
from stemma.stages.read.dates import stated_date
from stemma.stages.read.page import Draft, make_page

_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)


def read_feed(received: Received, *, settings: ReadSettings) -> Iterator[Page | Problem]:
    """Yield the text of every item of a feed: its full content where the feed has it, else its summary."""
    place = received.place
    if _ENTITY.search(received.content[:100_000]):
        detail = f"{place} declares XML entities of its own, which can expand without end: it was not opened; save the feed without them"
        yield Problem(code="bad-feed", stage="read", detail=detail, place=place)
        return
    parsed = feedparser.parse(received.content, sanitize_html=False, resolve_relative_uris=False)
    if not parsed.entries:
        broken = bool(parsed.bozo) and not parsed.feed
        reason = "cannot be parsed as RSS or Atom" if broken else "is a feed with no entries"
        detail = f"{place} {reason}: nothing was read"
        yield Problem(code="bad-feed" if broken else "empty-feed", stage="read", detail=detail, place=place)
        return
    for number, entry in enumerate(parsed.entries, start=1):
        draft = _draft(entry, parsed.feed, received)
        own = json.dumps([entry.get("id"), entry.get("link"), entry.get("title"), draft.paragraphs], ensure_ascii=False)
        yield from make_page(
            draft, place=f"{place}#{number}", content=own.encode("utf-8", "surrogatepass"), settings=settings
        )
    if (
        parsed.bozo
        and isinstance(parsed.bozo_exception, Exception)
        and "encoding" not in str(parsed.bozo_exception).lower()
    ):
        detail = f"{place} is not well-formed ({_reason(parsed.bozo_exception)}): {len(parsed.entries)} items were read, others may be missing"
        yield Problem(code="bad-feed", stage="read", detail=detail, place=place)


def _draft(entry: Any, feed: Any, received: Received) -> Draft:
    contents = [part.get("value") or "" for part in entry.get("content") or []]
    text = max([*contents, entry.get("summary") or ""], key=len)
    source = entry.get("source") or {}
    named = source.get("title") or None
    dates = (
        stated_date(entry.get("published"), where="feed"),
        stated_date(entry.get("updated"), where="feed", kind="modified"),
    )
    senders = [named, entry.get("author"), entry.get("publisher"), entry.get("credit"), entry.get("rights")]
    return Draft(
        paragraphs=fragment_paragraphs(text),
        url=entry.get("link") or None,
        outlet=named or feed.get("title") or feed.get("publisher") or None,
        title=" ".join(re.sub(r"<[^<>]{0,200}>", "", entry.get("title") or "").split()) or None,
        byline=entry.get("author") or None,
        dates=tuple(date for date in dates if date is not None),
        senders=tuple((name, CreditPlace.FEED) for name in senders if name),
        facts=replace(received.facts, url=None),  # the feed's own address is not its items'
    )


def _reason(error: Exception) -> str:
    get_message = getattr(error, "getMessage", None)
    return str(get_message() if get_message else error)[:120]
