"""Plain text: header lines that state facts, a headline set off by a blank line, paragraphs."""

from __future__ import annotations

import re
from dataclasses import replace

from stemma.model.article import BlockKind, Facts
from stemma.stages.read.page import Draft, Paragraph
from stemma.text.rfc3339 import rfc3339

MAX_HEADLINE = 160
_HEADER = re.compile(
    r"[ \t]*(url|outlet|source|date|published|title|headline|byline|author)[ \t]*:[ \t]*(.{0,600})", re.IGNORECASE
)
_FACT = {
    "url": "url",
    "outlet": "outlet",
    "source": "outlet",
    "date": "published",
    "published": "published",
    "title": "title",
    "headline": "title",
    "byline": "byline",
    "author": "byline",
}
_MASTHEAD = re.compile(
    r"(?P<house>[^\W\d_].{1,58}?)\s*(?:\(|/|[-–—]\s).*?\b(?:English (?:service|edition|version|page|summar\w+)|(?:machine|automatic) English"
    r"|translat(?:ed|ions?)\b).*",
    re.IGNORECASE,
)  # "Le Courrier du Danube - English service (translated from the French)"
_LINE_END = re.compile(r"\r\n|\r|\n")
_GAP = re.compile(r"(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)\s*")
_CLOSED = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
WRAP_WIDTH = 100
# "GULF COAST READER / Nation+World / Thu., Feb. 6": a name in capitals and, behind a stroke, section, date or language.
_RUNNING_HEAD = re.compile(r"(?:[A-Z0-9&'’.-]{2,} +){2,6}(?:\([^()]{3,60}\)|(?:[/|·•] ?[^/|·•]{2,40}){1,4})$")


def read_plain(text: str, *, facts: Facts) -> Draft:
    """Return what a plain text holds; its header lines add to the facts that stand beside it and never overrule them."""
    headers, body = split_headers(text)
    known = {
        name: value
        for name in ("url", "outlet", "published", "title", "byline")
        if (value := getattr(facts, name)) is not None
    }
    merged = Facts(**(headers | known))
    house, paragraphs = _without_masthead(split_paragraphs(body))
    merged = replace(merged, outlet=merged.outlet or house)
    if merged.title is None:
        paragraphs = _mark_headline(paragraphs)
    where = "sidecar" if facts.published is not None else "header line"
    title = next((text for text, kind in paragraphs if kind is BlockKind.HEADLINE), None)
    return replace(Draft(paragraphs=paragraphs, title=title), facts=merged, where_facts=where)


def split_headers(text: str) -> tuple[dict[str, str], str]:
    """Return the facts that the first lines state and the text after them.

    Header lines are taken only as one run at the very top, and only where a blank line or the end follows it, or where one of them is an
    address or a date that can be read; so a headline that begins "Source: ..." stays in the text.
    """
    facts: dict[str, str] = {}
    position = len(text) - len(text.lstrip("\ufeff\r\n \t"))
    while found := _HEADER.match(text, position):
        name = _FACT[found.group(1).lower()]
        if name in facts:
            break
        facts[name] = found.group(2).strip()
        ended = _LINE_END.match(text, found.end())
        position = ended.end() if ended else found.end()
        if not ended:
            break
    facts = {name: value for name, value in facts.items() if value}
    return (facts, text[position:]) if _are_facts(facts, text[position:]) else ({}, text)


def split_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of `text`: blank lines part them, and so do line ends unless the text is wrapped at a fixed width."""
    chunks = [chunk.strip() for chunk in _GAP.split(text.strip())]
    found: list[Paragraph] = []
    for chunk in chunks:
        lines = [line for line in _LINE_END.split(chunk) if line.strip()]
        pieces = [chunk] if _is_wrapped(lines) else lines
        found.extend((piece.strip(), BlockKind.BODY) for piece in pieces)
    return tuple(paragraph for paragraph in found if paragraph[0])


def _are_facts(facts: dict[str, str], rest: str) -> bool:
    if facts.get("url", "").lower().startswith(("http://", "https://")) or rfc3339(facts.get("published", "")):
        return True
    return bool(facts) and (not rest.strip() or _LINE_END.match(rest.lstrip(" \t")) is not None)


def _is_wrapped(lines: list[str]) -> bool:
    """Tell whether lines were broken at a fixed width: all but the last are 40 to 100 long and most do not end a sentence."""
    inner = lines[:-1]
    if not inner or any(not 40 <= len(line.rstrip()) <= WRAP_WIDTH for line in inner):
        return False
    return sum(bool(_CLOSED.search(line.rstrip())) for line in inner) * 2 < len(inner) + 1


def _without_masthead(paragraphs: tuple[Paragraph, ...]) -> tuple[str | None, tuple[Paragraph, ...]]:
    """Return the house that a first line names as publisher of a translation, and the paragraphs with that line marked as furniture."""
    found = _MASTHEAD.fullmatch(paragraphs[0][0]) if len(paragraphs) > 2 else None
    if found is None or len(found.string) > MAX_HEADLINE or _CLOSED.search(found.string):
        return None, paragraphs
    return found.group("house"), ((found.string, BlockKind.BOILERPLATE), *paragraphs[1:])


def _mark_headline(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """Return the paragraphs with the first as headline where it is one; under a paper's running head, the second."""
    if paragraphs and paragraphs[0][1] is BlockKind.BOILERPLATE:
        return (paragraphs[0], *_mark_headline(paragraphs[1:]))
    if len(paragraphs) > 2 and _RUNNING_HEAD.match(paragraphs[0][0]) and _is_headline(paragraphs[1:]):
        return (
            (paragraphs[0][0], BlockKind.BOILERPLATE),
            (paragraphs[1][0], BlockKind.HEADLINE),
            *paragraphs[2:],
        )
    return ((paragraphs[0][0], BlockKind.HEADLINE), *paragraphs[1:]) if _is_headline(paragraphs) else paragraphs


def _is_headline(paragraphs: tuple[Paragraph, ...]) -> bool:
    """Tell whether the first paragraph heads the others: short, open-ended, and longer text follows."""
    if len(paragraphs) < 2:
        return False
    first = paragraphs[0][0]
    if len(first) > MAX_HEADLINE or re.search(r"[.,;:…]\W*$", first) or len(first.split()) < 2:
        return False
    return max(len(text) for text, _ in paragraphs[1:]) > len(first)
