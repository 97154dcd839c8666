"""Which parts of an article stand in quotation marks, whatever the marks and however damaged."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from stemma.model.article import Block, BlockKind

_MARK = re.compile(r"[“”„‟«»\"]|``|''|‘‘|’’")
_OPENING = frozenset("“„‟«") | {"``", "‘‘"}
_CLOSING = frozenset("”»") | {"’’"}
# Single marks are apostrophes first: they quote only as a pair around whole words within one line.
_SINGLE = re.compile(
    r"(?<![\w'‘’])['‘](?=[\w$£€…])([^'‘’\n]{2,240}(?:(?<=\w)['’](?=\w)[^'‘’\n]{1,240}){0,6})(?<=[\w.,!?…])['’](?![\w])"
)
_INCH = re.compile(r"\d$")


@dataclass(frozen=True, slots=True)
class Quote:
    """One stretch of quoted words with its marks, `[start, end)` of the frozen text.

    Attributes:
        closed: False where the closing mark is missing and nothing shows that the quotation goes on.
        opened: False where it continues a quotation of the paragraph before.
    """

    start: int
    end: int
    closed: bool = True
    opened: bool = True


def find_quotes(text: str, blocks: tuple[Block, ...]) -> tuple[Quote, ...]:
    """Return the quotations of a text in order; none crosses a paragraph, none overlaps another.

    Marks are matched whatever their style, for translated pages open with one and close with another. A quotation left open at the
    end of a paragraph goes on where the next paragraph begins with an opening mark; else it ends with its paragraph, unclosed.

    Args:
        text: The frozen text.
        blocks: Its blocks; boilerplate is passed over.
    """
    found: list[Quote] = []
    readable = [block for block in blocks if block.kind is not BlockKind.BOILERPLATE]
    for number, block in enumerate(readable):
        following = (
            text[readable[number + 1].start : readable[number + 1].start + 2] if number + 1 < len(readable) else ""
        )
        goes_on = following[:1] in _OPENING or following[:1] == '"' or following in ("``", "''")
        found.extend(_quotes_of(text, block, goes_on=goes_on))
    return tuple(found)


def quote_at(quotes: tuple[Quote, ...], offset: int) -> int | None:
    """Return the number of the quotation that holds a code point, or None."""
    index = bisect_right(quotes, offset, key=lambda quote: quote.start) - 1
    return index if index >= 0 and offset < quotes[index].end else None


def _quotes_of(text: str, block: Block, *, goes_on: bool) -> list[Quote]:
    marks = [match for match in _MARK.finditer(text, block.start, block.end) if not _is_inch(text, match)]
    double = _by_direction(text, block, marks)
    if double is None:
        toggled = [Quote(left.start(), right.end()) for left, right in zip(marks[::2], marks[1::2], strict=False)]
        double = [*toggled, Quote(marks[-1].start(), block.end, closed=goes_on)] if len(marks) % 2 else toggled
    double = [_settled(quote, block, goes_on=goes_on) for quote in double]
    single = [Quote(*match.span()) for match in _SINGLE.finditer(text, block.start, block.end)]
    single = [
        quote for quote in single if not any(other.start < quote.end and quote.start < other.end for other in double)
    ]
    return sorted([*double, *single], key=lambda quote: quote.start)


def _by_direction(text: str, block: Block, marks: list[re.Match[str]]) -> list[Quote] | None:
    """Pair marks by their direction; None where the directions contradict each other and plain alternation does better."""
    found: list[Quote] = []
    opened: re.Match[str] | None = None
    for mark in marks:
        kind = mark[0]
        if opened is None:
            if kind in _CLOSING and found:
                return None if len(marks) % 2 == 0 else found
            opened = None if kind in _CLOSING else mark
        elif kind in _OPENING:
            if len(marks) % 2 == 0:
                return None
            opened = _reopened(text, opened, mark, found)
        else:
            found.append(Quote(opened.start(), mark.end()))
            opened = None
    if opened is not None:
        found.append(Quote(opened.start(), block.end, closed=False))
    return found


def _reopened(text: str, opened: re.Match[str], mark: re.Match[str], found: list[Quote]) -> re.Match[str] | None:
    """An opening mark inside an open quotation: it closes that one if nothing begins after it, else it begins the next."""
    after = text[mark.end() : mark.end() + 1]
    if not after.isalnum():
        found.append(Quote(opened.start(), mark.end()))
        return None
    found.append(Quote(opened.start(), mark.start(), closed=False))
    return mark


def _settled(quote: Quote, block: Block, *, goes_on: bool) -> Quote:
    if quote.closed or quote.end < block.end or not goes_on:
        return quote
    return Quote(quote.start, quote.end, closed=True, opened=quote.opened)


def _is_inch(text: str, mark: re.Match[str]) -> bool:
    """Tell whether a straight mark after a digit stands for inches or seconds: no quotation can begin there, and none is open."""
    if mark[0] not in ('"', "''") or not _INCH.search(text, max(0, mark.start() - 1), mark.start()):
        return False
    before = text.count(mark[0], text.rfind("\n", 0, mark.start()) + 1, mark.start())
    return before % 2 == 0 and not any(
        opening in text[text.rfind("\n", 0, mark.start()) + 1 : mark.start()] for opening in "“«„"
    )
