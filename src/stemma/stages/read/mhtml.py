"""MHTML: a page saved by a browser with everything on it; its first HTML part is the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from stemma.model.article import Page, Received
from stemma.model.problem import Problem
from stemma.settings import ReadSettings
from stemma.stages.read.dates import stated_date
from stemma.stages.read.html import read_html

MAX_PARTS = 2000


def read_mhtml(received: Received, *, settings: ReadSettings) -> Iterator[Page | Problem]:
    """Yield the page in an MHTML file."""
    message = BytesParser(policy=policy.default).parsebytes(received.content)
    part = _first_page(message)
    content = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(content, bytes) or not content.strip():
        detail = f"{received.place} is a web archive of a browser without an HTML page: save the page again"
        yield Problem(code="no-text", stage="read", detail=detail, place=received.place)
        return
    address = str(part.get("Content-Location") or message.get("Snapshot-Content-Location") or "").strip()
    facts = received.facts
    if facts.url is None and address.startswith(("http://", "https://")):
        facts = replace(facts, url=address)
    charset = part.get_content_charset()
    media = f"text/html; charset={charset}" if charset else "text/html"
    crawled = stated_date(str(message.get("Date") or ""), where="mhtml", kind="crawled")
    yield from read_html(
        replace(received, content=content, media_type=media, facts=facts), settings=settings, crawled=crawled
    )


def _first_page(message: EmailMessage) -> EmailMessage | None:
    for number, part in enumerate(message.walk()):
        if number >= MAX_PARTS:
            return None
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            return part
    return None
