"""Sidecar files: JSON beside a text that states facts about it (`story.html.json`, or `story.json` beside `story.txt`)."""

from __future__ import annotations

import json
from pathlib import Path

from stemma.model.article import Facts
from stemma.model.problem import Problem

MAX_SIDECAR = 100_000
MAX_FACTS = 5_000
TEXT_SUFFIXES = (".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".pdf")
FACT_NAMES = {
    "url": "url",
    "outlet": "outlet",
    "published": "published",
    "date": "published",
    "title": "title",
    "headline": "title",
    "byline": "byline",
    "author": "byline",
}
BODY_NAMES = ("text", "body", "content", "body_text", "body_xhtml", "articlebody")


def is_sidecar(path: Path) -> bool:
    """Tell whether `path` is JSON that states facts about a text beside it and is no article by itself."""
    return path.suffix.lower() == ".json" and _described(path) is not None and not _has_body(path)


def is_made_by_stemma(path: Path) -> bool:
    """Tell whether `path` is JSON that Stemma wrote (a report, an expectation): its "format" says so within the first lines."""
    if path.suffix.lower() != ".json":
        return False
    try:
        with path.open("rb") as stream:
            head = stream.read(200)
    except OSError:
        return False
    return b'"format"' in head and b'"stemma.' in head


def read_sidecar(path: Path) -> tuple[Facts, Problem | None]:
    """Return the facts that the sidecar of the text at `path` states; a sidecar that cannot be read is a problem and states none."""
    for candidate in (path.with_name(path.name + ".json"), path.with_suffix(".json")):
        if candidate != path and candidate.is_file() and is_sidecar(candidate):
            return _facts(candidate)
    return Facts(), None


def _described(path: Path) -> Path | None:
    whole = path.with_suffix("")
    if whole.suffix and whole.is_file():
        return whole
    beside = (path.with_suffix(suffix) for suffix in TEXT_SUFFIXES)
    return next((text for text in beside if text.is_file()), None)


def _has_body(path: Path) -> bool:
    """Tell whether JSON holds an article of its own: a list, a field for a text, or more than facts could fill."""
    stated = _load(path)
    if isinstance(stated, dict):
        return any(str(name).lower() in BODY_NAMES for name in stated) or path.stat().st_size > MAX_FACTS
    return isinstance(stated, list)


def _load(path: Path) -> object:
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_SIDECAR + 1)
        return json.loads(content) if len(content) <= MAX_SIDECAR else None
    except (OSError, ValueError, RecursionError):
        return None


def _facts(path: Path) -> tuple[Facts, Problem | None]:
    stated = _load(path)
    if not isinstance(stated, dict):
        detail = f"{path} holds no JSON object with url, outlet, published, title or byline: its text was read without these facts"
        return Facts(), Problem(code="bad-sidecar", stage="read", detail=detail, place=str(path))
    found: dict[str, str] = {}
    for name, value in stated.items():
        fact = FACT_NAMES.get(str(name).lower())
        if fact is not None and isinstance(value, str) and value.strip():
            found.setdefault(fact, value.strip())
    return Facts(**found), None
