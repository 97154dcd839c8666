"""Which kind of file some bytes are: by their content first, by name and media type where the content leaves it open."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePosixPath

HEAD = 4096


class Kind(StrEnum):
    """A kind of carrier that can be read; `BINARY` and `EMPTY` cannot."""

    TEXT = "text"
    HTML = "HTML"
    MHTML = "MHTML"
    JSON = "JSON"
    JSON_LINES = "JSON lines"
    TABLE = "CSV"
    PARQUET = "Parquet"
    FEED = "feed"
    XML = "XML"
    WARC = "WARC"
    GZIP = "gzip"
    PDF = "PDF"
    BINARY = "binary"
    EMPTY = "empty"


_MAGIC = ((b"%PDF-", Kind.PDF), (b"PAR1", Kind.PARQUET), (b"WARC/", Kind.WARC), (b"\x1f\x8b", Kind.GZIP))
_SUFFIXES = {
    ".json": Kind.JSON,
    ".csv": Kind.TABLE,
    ".tsv": Kind.TABLE,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
}
_MEDIA = {"text/html": Kind.HTML, "application/xhtml+xml": Kind.HTML, "text/csv": Kind.TABLE}
_FEED = re.compile(rb"<(?:\w{1,20}:)?(?:rss|feed|RDF)[\s>]", re.IGNORECASE)
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<article[\s>]", re.IGNORECASE)
_MULTIPART = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_CONTROLS = bytes(byte for byte in range(128) if byte < 9 or 13 < byte < 27 or 27 < byte < 32 or byte == 127)
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def kind_of(content: bytes, *, place: str, media_type: str | None) -> Kind:
    """Return the kind of `content`, which came from `place` and was said to be of `media_type`."""
    head = content[:HEAD]
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if looks_binary(head):
        return Kind.BINARY
    opening = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not opening:
        return Kind.EMPTY if not content.strip(b"\xef\xbb\xbf \t\r\n\f\v") else Kind.TEXT
    return _marked_up(opening) or _structured(opening, content) or _named(place, media_type) or Kind.TEXT


def looks_binary(head: bytes) -> bool:
    """Tell whether `head` is no text in any encoding: more than one in ten bytes are control characters.

    A few stray NULs in a text are tolerated (they are repaired and recorded); UTF-16 is recognised by its mark.
    """
    if head.startswith(_WIDE_MARKS):
        return False
    return (len(head) - len(head.translate(None, delete=_CONTROLS))) * 10 > len(head)


def _marked_up(opening: bytes) -> Kind | None:
    if _MULTIPART.search(opening) and re.match(rb"[\w-]{1,60}:", opening):
        return Kind.MHTML
    if not opening.startswith(b"<"):
        return None
    if _FEED.search(opening) and not _HTML.search(opening[:200]):
        return Kind.FEED
    if _HTML.search(opening):
        return Kind.HTML
    return Kind.XML if opening.startswith(b"<?xml") else Kind.HTML


def _structured(opening: bytes, content: bytes) -> Kind | None:
    if opening.startswith(b"["):
        return Kind.JSON if re.match(rb"\[\s*[{\]]", opening) else None
    if not re.match(rb'\{\s*(?:"|\})', opening):
        return None
    first, _, rest = content.lstrip().partition(b"\n")
    several = first.rstrip().endswith(b"}") and rest.lstrip().startswith(b"{")
    return Kind.JSON_LINES if several else Kind.JSON


def _named(place: str, media_type: str | None) -> Kind | None:
    media = (media_type or "").partition(";")[0].strip().lower()
    return _MEDIA.get(media) or _SUFFIXES.get(PurePosixPath(place.partition("#")[0]).suffix.lower())
