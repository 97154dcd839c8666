"""The copy of a paragraph that the model reads, with the place of every character in the frozen text.

The frozen text keeps what was printed; the copy has straight quotes, single blanks and no doubled stops, because the model
learned from edited text and the tokenizer knows only that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_QUOTES = {c: '"' for c in "“”„‟«»″〝〞＂❝❞"} | {c: "'" for c in "‘’‚‛′`´ʼ＇"}
_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e")
_TERMINAL = frozenset(".!?:;\"'”’»")
#: Longest run of one mark that is kept ("!!!!!" reads as "!!!"), and longest run without blank before one is put in.
_MARKS, _RUN = 3, 100
_HIDDEN = "".join(sorted(_DROPPED))
#: What `normalise` changes besides quotes: dropped characters with the blanks around them, blanks other than single ones, doubled marks.
_ODD = re.compile(rf"[\s{_HIDDEN}]*[{_HIDDEN}][\s{_HIDDEN}]*|\s{{2,}}|^\s|[^\S ]|([^\w\s]|_)\1+")
_LONG = re.compile(rf"\S{{{_RUN}}}")
_STRAIGHT = str.maketrans(_QUOTES)
_LINE = re.compile(r"[^\n\r\u2028\u2029\v\f]+")


@dataclass(frozen=True, slots=True)
class Copy:
    """A paragraph's copy; character i stands for `[starts[i], ends[i])` of the frozen text."""

    text: str
    starts: list[int]
    ends: list[int]


def paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut `[start, end)` at line ends, except where a line only wraps: no stop before, a small letter after."""
    low, high = -1, -1
    for match in _LINE.finditer(text, start, end):
        line = match.group()
        if not line.strip():
            continue
        wraps = (
            low >= 0
            and line[:1].islower()
            and text[high - 1] not in _TERMINAL
            and text.count("\n", high, match.start()) == 1
        )
        if low >= 0 and not wraps:
            yield low, high
        if not wraps:
            low = match.start() + len(line) - len(line.lstrip())
        high = match.start() + len(line.rstrip())
    if low >= 0:
        yield low, high


def normalise(text: str, start: int, end: int) -> Copy:
    """Make the copy of the paragraph `[start, end)`."""
    plain, copy, at = text[start:end], Copy("", [], []), start
    out: list[str] = []
    odd = [(0, len(plain))] if _LONG.search(plain) else (match.span() for match in _ODD.finditer(plain))
    for low, high in (*((start + low, start + high) for low, high in odd), (end, end)):
        out += text[at:low].translate(_STRAIGHT)
        copy.starts.extend(range(at, low))
        copy.ends.extend(range(at + 1, low + 1))
        _change(text, (low, high), out, copy)
        at = high
    if out and out[-1] == " ":
        del out[-1], copy.starts[-1], copy.ends[-1]
    return Copy("".join(out), copy.starts, copy.ends)


def _change(text: str, where: tuple[int, int], out: list[str], copy: Copy) -> None:
    """Write the part `where` of the text, in which blanks, marks or long runs are to be changed, character by character."""

    def put(char: str, low: int, high: int) -> None:
        out.append(char)
        copy.starts.append(low)
        copy.ends.append(high)

    (at, end), run = where, 0
    while at < end:
        char, stop = text[at], at + 1
        if char.isspace():
            run = 0
            if out and out[-1] != " ":
                put(" ", at, stop)
        elif char.isalnum():
            put(char, at, stop)
        elif char not in _DROPPED:
            while stop < end and text[stop] == char:
                stop += 1
            _put_marks(put, char, (at, stop))
        run += 0 if char.isspace() else stop - at
        if run >= _RUN and stop < end and not text[stop].isspace():
            put(" ", stop, stop)
            run = 0
        at = stop


def _put_marks(put: Callable[[str, int, int], None], char: str, where: tuple[int, int]) -> None:
    """Write a run of one mark: two stops as one, long runs short; the last character written takes the rest of the run."""
    low, high = where
    count = high - low
    kept = 1 if char == "." and count == 2 else min(count, _MARKS)
    for n in range(kept):
        put(_QUOTES.get(char, char), low + n, high if n == kept - 1 else low + n + 1)
