"""PDF: its text layer, where it has one and the optional reader is installed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from io import BytesIO

from stemma.model.article import Page, Received
from stemma.model.problem import Problem
from stemma.settings import ReadSettings
from stemma.stages.read.dates import stated_date
from stemma.stages.read.page import make_page
from stemma.stages.read.plain import read_plain

MAX_PAGES = 200


def read_pdf(received: Received, *, settings: ReadSettings) -> Iterator[Page | Problem]:
    """Yield the text of a PDF as one article."""
    place = received.place
    if find_spec("pypdf") is None:
        detail = f"{place} is a PDF, which needs an optional reader: pip install 'stemma-news[pdf]'"
        yield Problem(code="missing-extra", stage="read", detail=detail, place=place)
        return
    text, created, trouble = _text_layer(received.content, limit=settings.max_text)
    if trouble is not None:
        yield Problem(
            code="bad-pdf",
            stage="read",
            detail=f"{place} cannot be read as a PDF ({trouble}): save the text instead",
            place=place,
        )
        return
    if not text.strip():
        detail = f"{place} is a PDF without a text layer (a scan): run character recognition on it first"
        yield Problem(code="no-text", stage="read", detail=detail, place=place)
        return
    draft = read_plain(text, facts=received.facts)
    date = stated_date(created, where="pdf", kind="other")
    draft = replace(draft, dates=(date,) if date else ())
    yield from make_page(draft, place=place, content=received.content, settings=settings)


def _text_layer(content: bytes, *, limit: int) -> tuple[str, str | None, str | None]:
    """Return text, date of creation and, where it cannot be read, why. pypdf raises errors of many kinds on hostile files."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    pieces: list[str] = []
    try:
        reader = PdfReader(BytesIO(content))
        for page in reader.pages[:MAX_PAGES]:
            pieces.append(page.extract_text())
            if sum(map(len, pieces)) > limit:
                break
        created = reader.metadata.creation_date if reader.metadata else None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError, IndexError) as error:
        return "", None, f"{type(error).__name__}: {str(error)[:80]}"
    return _joined("\n".join(pieces)), created.isoformat() if created else None, None


def _joined(text: str) -> str:
    """Return the text with hyphens at line ends left as they are and form feeds as paragraph ends."""
    return re.sub(r"[ \t]*\f[ \t]*", "\n\n", text)
