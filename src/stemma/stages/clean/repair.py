"""The only changes ever made to a text: mojibake, line ends, NUL and lone surrogates. Every one is recorded."""

from __future__ import annotations

import re

import ftfy
from ftfy.badness import is_bad

_ALWAYS = re.compile("\r\n?|\0|[\ud800-\udfff]")

Repair = tuple[int, int, str]


def repair(text: str) -> tuple[str, tuple[Repair, ...]]:
    """Return `text` repaired, and each repair as `(start, end, was)`: offsets in the repaired text, and what stood there.

    `ftfy.fix_encoding` undoes UTF-8 that was read as another encoding; quotes, blanks and doubled stops stay as they are.
    """
    if not _ALWAYS.search(text) and not is_bad(text):
        return text, ()
    unbroken, first = _substituted(text)
    whole, second = _decoded(unbroken)
    return whole, _composed(first, second)


def _substituted(text: str) -> tuple[str, list[Repair]]:
    """Return the text with line ends as newlines and what is no character as U+FFFD."""
    pieces: list[str] = []
    repairs: list[Repair] = []
    position = length = 0
    for found in _ALWAYS.finditer(text):
        pieces += (text[position : found.start()], "\n" if found.group()[0] == "\r" else "\ufffd")
        length += found.start() - position + 1
        repairs.append((length - 1, length, found.group()))
        position = found.end()
    return "".join((*pieces, text[position:])), repairs


def _decoded(text: str) -> tuple[str, list[Repair]]:
    """Return the text with mojibake undone, line by line and word by word, so that each repair is small and located."""
    pieces: list[str] = []
    repairs: list[Repair] = []
    length = 0
    for line in re.findall(r"[^\n]+|\n+", text):
        for piece, mended in _mended(line):
            if mended != piece:
                repairs.append((length, length + len(mended), piece))
            pieces.append(mended)
            length += len(mended)
    return "".join(pieces), repairs


def _mended(line: str) -> list[tuple[str, str]]:
    """Return the parts of a line, each with what it is mended to: its words where that mends all that mending the whole does."""
    if not is_bad(line):
        return [(line, line)]
    whole = ftfy.fix_encoding(line)
    words = [(word, ftfy.fix_encoding(word)) for word in re.findall(r"\s*\S+|\s+$", line)]
    return words if "".join(mended for _, mended in words) == whole else [(line, whole)]


def _composed(first: list[Repair], second: list[Repair]) -> tuple[Repair, ...]:
    """Return the repairs of both steps in offsets of the final text; a first one inside a second one is told by it."""
    moved: list[Repair] = []
    for start, end, was in first:
        shift, swallowed = 0, False
        for later_start, later_end, later_was in second:
            before = later_start - shift
            if before + len(later_was) <= start:
                shift += (later_end - later_start) - len(later_was)
            elif before < end:
                swallowed = True
        if not swallowed:
            moved.append((start + shift, end + shift, was))
    return tuple(sorted([*moved, *second]))
