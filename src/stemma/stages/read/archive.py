"""Compressed files and web archives, opened within bounds; a damaged end loses only itself."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from stemma.model.article import Facts, Received, StatedDate
from stemma.model.problem import Problem
from stemma.settings import ReadSettings
from stemma.stages.read.dates import stated_date

_CHUNK = 1 << 16
_PEEK = 16
_PAGES = WarcRecordType.response | WarcRecordType.resource
ONE_RECORD = "application/warc"


@dataclass(frozen=True, slots=True)
class Archived:
    """One page from an archive: its bytes and when they were fetched."""

    received: Received
    crawled: StatedDate | None


def holds_warc(content: bytes) -> bool:
    """Tell whether gzip bytes hold a web archive."""
    try:
        return zlib.decompressobj(wbits=31).decompress(content[:_CHUNK], _PEEK).startswith(b"WARC/")
    except zlib.error:
        return False


def read_gzip(received: Received, *, settings: ReadSettings) -> Iterator[Received | Problem]:
    """Yield the bytes in a gzip file, or a problem where they are damaged or expand beyond `max_bytes`."""
    place, content = received.place, received.content
    expanded, rest, whole = bytearray(), content, True
    while rest.startswith(b"\x1f\x8b"):
        inflate = zlib.decompressobj(wbits=31)
        try:
            expanded += inflate.decompress(rest, settings.max_bytes + 1 - len(expanded))
        except zlib.error:
            whole = False
            break
        if len(expanded) > settings.max_bytes:
            yield _bomb(place, settings.max_bytes)
            return
        if not inflate.eof:
            whole = False
            break
        rest = inflate.unused_data
    if not whole:
        detail = f"{place} is a damaged or cut off gzip file: get it again; what could be unpacked was not read"
        yield Problem(code="truncated-archive", stage="read", detail=detail, place=place)
        return
    yield Received(place=place.removesuffix(".gz"), content=bytes(expanded), facts=received.facts)


def read_warc(received: Received, *, settings: ReadSettings) -> Iterator[Archived | Problem]:
    """Yield every HTML response in a web archive, and a problem where it breaks off, holds none, or expands too far."""
    number, expanded = 0, 0
    records = ArchiveIterator(
        BytesIO(received.content),
        record_types=_PAGES,
        parse_http=True,
        auto_decode="none",
    )
    try:
        for record in records:
            if not _is_page(record):
                continue
            number += 1
            content = record.reader.read(settings.max_bytes + 1)
            expanded += len(content)
            if expanded > settings.max_expanded:
                yield _bomb(received.place, settings.max_expanded)
                return
            yield _archived(record, content, place=_numbered(received, number), settings=settings)
    except (OSError, ValueError, EOFError, RuntimeError) as error:
        yield _broken(received.place, number, error)
        return
    if _breaks_off(received.content):
        read = f"after {number} pages: these were read" if number else "before its first page ends: nothing was read"
        detail = f"{received.place} is cut off {read}; get the archive again"
        yield Problem(code="truncated-archive", stage="read", detail=detail, place=received.place)
    elif number == 0:
        yield _empty(received.place)


def split_warc(stream: BinaryIO, *, place: str, settings: ReadSettings) -> Iterator[Received | Problem]:
    """Yield every HTML response of a large web archive as a one-record archive of its own, so that it never lies in memory as a whole.

    Args:
        stream: The open archive; place: its path.
        settings: `max_bytes` bounds one record, `max_expanded` all of them.
    """
    number, expanded = 0, 0
    try:
        for record in ArchiveIterator(stream, record_types=_PAGES, parse_http=True, auto_decode="none"):
            if not _is_page(record):
                continue
            number += 1
            size = record.content_length
            expanded += size
            if expanded > settings.max_expanded:
                yield _bomb(place, settings.max_expanded)
                return
            if size > settings.max_bytes:
                yield _bomb(f"{place}#{number}", settings.max_bytes)
                continue
            single = BytesIO()
            record.write(single)
            yield Received(place=f"{place}#{number}", content=single.getvalue(), media_type=ONE_RECORD)
    except (OSError, ValueError, EOFError, RuntimeError) as error:
        yield _broken(place, number, error)
        return
    if number == 0:
        yield _empty(place)


def _is_page(record: WarcRecord) -> bool:
    if record.record_type == WarcRecordType.response and record.http_headers is None:
        return False
    media = (record.http_content_type or record.headers.get("Content-Type") or "").lower()
    status = record.http_headers.status_code if record.http_headers is not None else 200
    return status == 200 and media.startswith(("text/html", "application/xhtml"))


def _numbered(received: Received, number: int) -> str:
    return received.place if received.media_type == ONE_RECORD else f"{received.place}#{number}"


def _archived(record: WarcRecord, content: bytes, *, place: str, settings: ReadSettings) -> Archived | Problem:
    if len(content) > settings.max_bytes:
        return _bomb(place, settings.max_bytes)
    body = _decoded(record, content, limit=settings.max_bytes)
    if body is None:
        detail = f"{place} has a body whose compression is damaged, unknown or expands too far: fetch the page again"
        return Problem(code="truncated-archive", stage="read", detail=detail, place=place)
    charset = f"; charset={record.http_charset}" if record.http_charset else ""
    facts = Facts(url=(record.headers.get("WARC-Target-URI") or "").strip("<> ") or None)
    page = Received(place=place, content=body, media_type=f"text/html{charset}", facts=facts)
    return Archived(page, stated_date(record.headers.get("WARC-Date"), where="warc", kind="crawled"))


def _decoded(record: WarcRecord, content: bytes, *, limit: int) -> bytes | None:
    headers = record.http_headers
    transfer = (headers.get("Transfer-Encoding") or "").lower() if headers is not None else ""
    encoding = (headers.get("Content-Encoding") or "").lower() if headers is not None else ""
    body = _unchunked(content) if "chunked" in transfer else content
    if encoding in ("", "identity"):
        return body
    if encoding not in ("gzip", "x-gzip", "deflate"):
        return None
    return inflate_within(body, limit=limit)


def inflate_within(content: bytes, *, limit: int) -> bytes | None:
    """Return gzip or deflate bytes unpacked; None where they are damaged or would be longer than `limit`."""
    for wbits in (47, -15):
        inflate = zlib.decompressobj(wbits=wbits)
        try:
            unpacked = inflate.decompress(content, limit + 1)
        except zlib.error:
            continue
        return unpacked if len(unpacked) <= limit else None
    return None


def _unchunked(content: bytes) -> bytes:
    """Return a chunked body joined; one that is not chunked after all (archives often say so of joined ones) as it is."""
    joined, position = bytearray(), 0
    while position < len(content):
        end = content.find(b"\r\n", position, position + 40)
        size = _size(content[position:end].partition(b";")[0]) if end >= 0 else None
        if size is None:
            return content if not joined else bytes(joined)
        if size == 0:
            break
        joined += content[end + 2 : end + 2 + size]
        position = end + 2 + size + 2
    return bytes(joined)


def _size(written: bytes) -> int | None:
    try:
        return int(written.strip(), 16) if written.strip() else None
    except ValueError:
        return None


def _breaks_off(content: bytes) -> bool:
    """Tell whether the last gzip member of an archive has no end."""
    start = content.rfind(b"\x1f\x8b\x08")
    if not content.startswith(b"\x1f\x8b") or start < 0:
        return False
    return not _members_end(content)


def _members_end(content: bytes) -> bool:
    rest = content
    while rest.startswith(b"\x1f\x8b"):
        inflate = zlib.decompressobj(wbits=31)
        try:
            more = True
            while more and not inflate.eof:
                more = bool(inflate.decompress(rest, _CHUNK) or inflate.unconsumed_tail)
                rest = inflate.unconsumed_tail
        except zlib.error:
            return False
        if not inflate.eof:
            return False
        rest = inflate.unused_data
    return True


def _broken(place: str, number: int, error: Exception) -> Problem:
    detail = f"{place} breaks off or is damaged after {number} pages ({error}): these were read; get the archive again"
    return Problem(code="truncated-archive", stage="read", detail=detail, place=place)


def _empty(place: str) -> Problem:
    detail = f"{place} is a web archive without any HTML page: check what was crawled"
    return Problem(code="empty-archive", stage="read", detail=detail, place=place)


def _bomb(place: str, limit: int) -> Problem:
    detail = f"{place} expands to more than {limit / 1e6:g} MB: unpack it yourself and read the parts that you need"
    return Problem(code="expands-too-far", stage="read", detail=detail, place=place)
