"""Read: from bytes as received to pages, one per text, each with everything that its carrier says about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from stemma.model.article import Page, Received
from stemma.model.problem import Problem
from stemma.settings import ReadSettings
from stemma.stages.read.archive import ONE_RECORD, holds_warc, read_gzip, read_warc
from stemma.stages.read.columns import read_json, read_json_lines
from stemma.stages.read.decode import declared_encoding, decode
from stemma.stages.read.feed import read_feed
from stemma.stages.read.html import read_html
from stemma.stages.read.mhtml import read_mhtml
from stemma.stages.read.page import make_page
from stemma.stages.read.pdf import read_pdf
from stemma.stages.read.plain import read_plain
from stemma.stages.read.sniff import Kind, kind_of
from stemma.stages.read.table import read_parquet, read_table_text

Reader = Callable[..., Iterator[Page | Problem]]


def read_received(received: Received, *, settings: ReadSettings) -> Iterator[Page | Problem]:
    """Yield the pages in `received`: one for a single text, many for a feed, table or archive; a problem for each that could not be read.

    Args:
        received: Bytes with the place they came from and what the user states about them.
        settings: Limits of size.
    """
    place = received.place
    if len(received.content) > settings.max_bytes and received.media_type != ONE_RECORD:
        detail = f"{place} has {len(received.content) / 1e6:,.1f} MB, more than the {settings.max_bytes / 1e6:g} MB read of one text"
        yield _problem("too-large", f"{detail}: split it, or save it as JSON lines", place)
        return
    kind = kind_of(received.content, place=place, media_type=received.media_type)
    reader = _READERS.get(kind)
    if reader is None:
        yield _unread(kind, place)
        return
    yield from reader(received, settings=settings)


def _plain(received: Received, *, settings: ReadSettings) -> Iterator[Page | Problem]:
    encoding = declared_encoding(b"", media_type=received.media_type)
    draft = read_plain(decode(received.content, declared=encoding), facts=received.facts)
    yield from make_page(draft, place=received.place, content=received.content, settings=settings)


def _gzip(received: Received, *, settings: ReadSettings) -> Iterator[Page | Problem]:
    if holds_warc(received.content):
        yield from _warc(received, settings=settings)
        return
    for part in read_gzip(received, settings=settings):
        if isinstance(part, Problem):
            yield part
        elif part.content.startswith(b"\x1f\x8b"):
            yield _problem("expands-too-far", f"{part.place} is compressed more than once: unpack it first", part.place)
        else:
            yield from read_received(part, settings=settings)


def _warc(received: Received, *, settings: ReadSettings) -> Iterator[Page | Problem]:
    for record in read_warc(received, settings=settings):
        if isinstance(record, Problem):
            yield record
        else:
            yield from read_html(record.received, settings=settings, crawled=record.crawled)


_READERS: dict[Kind, Reader] = {
    Kind.TEXT: _plain,
    Kind.HTML: read_html,
    Kind.MHTML: read_mhtml,
    Kind.JSON: read_json,
    Kind.JSON_LINES: read_json_lines,
    Kind.TABLE: read_table_text,
    Kind.PARQUET: read_parquet,
    Kind.FEED: read_feed,
    Kind.WARC: _warc,
    Kind.GZIP: _gzip,
    Kind.PDF: read_pdf,
}


def _unread(kind: Kind, place: str) -> Problem:
    if kind is Kind.EMPTY:
        return _problem("empty-file", f"{place} is empty: remove it or save the text again", place)
    if kind is Kind.XML:
        return _problem(
            "unknown-format", f"{place} is XML but no RSS or Atom feed: save the article as HTML or plain text", place
        )
    return _problem(
        "binary-file",
        f"{place} is a binary file of no kind that can be read: save the article as HTML, plain text or JSON",
        place,
    )


def _problem(code: str, detail: str, place: str) -> Problem:
    return Problem(code=code, stage="read", detail=detail, place=place)
