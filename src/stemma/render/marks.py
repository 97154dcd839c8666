"""An article's text with every mark on it as nested elements, each mark with a permanent name, no character lost or doubled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from markupsafe import Markup, escape

from stemma.model.article import Article, BlockKind
from stemma.render.quote import is_obeyed

_DEEPEST = 24
_CONTINUED_AT_LEAST = 300
CUT = "\x00"
"""Stands for a character that an excerpt leaves out; frozen text never holds it."""
_NEEDS_NO_QUOTES = re.compile(r"[\w.-]+")
_SUSPECT = re.compile(r"\x00+|[\x01-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that lies on `[start, end)` of an article.

    Attributes:
        layer: "statement", "source", "event", "name", "time", "passage", "claim", "disagreement" or "sentence".
        record: Id of the record that it shows. title: a word about it.
        named: A line of the page leads here, so that the span needs a name to be found by.
    """

    start: int
    end: int
    layer: str
    record: str
    title: str = ""
    named: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of the article, from code point `start`, as HTML."""

    kind: BlockKind
    start: int
    html: Markup


@dataclass(slots=True)
class _Element:
    """All marks on one and the same span."""

    layers: dict[str, None] = field(default_factory=dict)
    records: dict[str, None] = field(default_factory=dict)
    titles: dict[str, None] = field(default_factory=dict)
    named: bool = False


def span_anchor(article: str, start: int, end: int) -> str:
    """Return the permanent name of a span within a page."""
    return f"{article}.{start}-{end}"


def shown(text: str) -> Markup:
    """Return text as HTML in which control and bidirectional characters are shown, not obeyed; each still counts as one character."""
    pieces: list[str] = []
    at = 0
    for found in _SUSPECT.finditer(text):
        pieces += (str(escape(text[at : found.start()])), _stand_in(found.group()))
        at = found.end()
    return Markup("".join((*pieces, str(escape(text[at:])))))


def _stand_in(characters: str) -> str:
    if characters[0] == CUT:
        return f'<span class="cut" data-n="{len(characters)}"> […] </span>'
    return f'<span class="ctl" data-n="1">U+{ord(characters):04X}</span>'


def marked_paragraphs(article: Article, marks: Iterable[Mark]) -> tuple[Paragraph, ...]:
    """Return the blocks of `article` with its marks.

    A mark that reaches over a block's end is cut there, one that crosses another is continued in a second element; a block with thousands of
    marks that cross each other shows only where some of them begin. Elements never nest deeper than 24; cost grows with text plus marks.
    """
    elements = _elements(marks)
    spans = sorted(elements, key=lambda span: (span[0], -span[1]))
    paragraphs, at = [], 0
    carried: list[tuple[int, int]] = []
    for block in article.blocks:
        while at < len(spans) and spans[at][0] < block.end:
            carried.append(spans[at])
            at += 1
        inside = [span for span in carried if span[1] > block.start]
        html = "".join(_nested(article, (block.start, block.end), inside, elements))
        paragraphs.append(Paragraph(block.kind, block.start, Markup(html)))
        carried = [span for span in inside if span[1] > block.end]
    return tuple(paragraphs)


def _elements(marks: Iterable[Mark]) -> dict[tuple[int, int], _Element]:
    elements: dict[tuple[int, int], _Element] = {}
    for mark in sorted(marks, key=lambda m: (m.start, -m.end, m.layer, m.record)):
        if mark.start < mark.end:
            element = elements.setdefault((mark.start, mark.end), _Element())
            element.layers[mark.layer] = None
            element.records[mark.record] = None
            element.named = element.named or mark.named
            if mark.title:
                element.titles[mark.title] = None
    return elements


def _nested(
    article: Article, block: tuple[int, int], spans: list[tuple[int, int]], elements: dict[tuple[int, int], _Element]
) -> Iterator[str]:
    """Give the block's HTML; `waiting` holds (start, -end, whole span) of elements still to be opened."""
    low, high = block
    waiting = [(max(span[0], low), -min(span[1], high), span) for span in spans]
    heapify(waiting)
    open_ends: list[int] = []
    continued, allowed = 0, _CONTINUED_AT_LEAST + len(spans)
    at = low
    while waiting:
        start, negative_end, whole = heappop(waiting)
        end = -negative_end
        while open_ends and open_ends[-1] <= start:
            yield shown(article.text[at : open_ends[-1]]) + Markup("</span>")
            at = open_ends.pop()
        if open_ends and end > open_ends[-1]:
            if continued < allowed:
                heappush(waiting, (open_ends[-1], -end, whole))
                continued += 1
            end = open_ends[-1]
        yield shown(article.text[at:start])
        at = start
        first = start == whole[0]
        if len(open_ends) < _DEEPEST:
            yield _opening(article.id, whole, elements[whole], first=first)
            open_ends.append(end)
        elif first and elements[whole].named:
            yield f'<a id="{span_anchor(article.id, *whole)}"></a>'
    while open_ends:
        yield shown(article.text[at : open_ends[-1]]) + Markup("</span>")
        at = open_ends.pop()
    yield shown(article.text[at:high])


def _opening(article: str, span: tuple[int, int], element: _Element, *, first: bool) -> str:
    name = f" id={_value(span_anchor(article, *span))}" if first and element.named else ""
    layers = [f"l-{layer}" for layer in element.layers if layer != "sentence"]
    classes = f" class={_value(' '.join(layers))}" if layers else ""
    title = f' title="{escape(_plain_title("; ".join(element.titles)))}"' if element.titles else ""
    records = [record for record in element.records if record]
    held = f" data-r={_value(str(escape(' '.join(records))))}" if records and layers else ""
    return f"<span{name}{classes}{title}{held}>"


def _value(text: str) -> str:
    return text if _NEEDS_NO_QUOTES.fullmatch(text) else f'"{text}"'


def _plain_title(text: str) -> str:
    return "".join(f"<U+{ord(c):04X}>" if is_obeyed(c) else c for c in text)
