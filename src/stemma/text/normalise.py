"""Words as comparison sees them: where they stand, folded, stemmed; and which parts of a text are somebody's quoted words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from anyascii import anyascii

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
_PARAGRAPH = re.compile(r"[^\n]+")
_OPENING = "“„«"
_CLOSING = "”»"
_EITHER = '"'
_MARK = re.compile(r'["“”„«»]')
_LONGEST_QUOTE = 1500
_TWEET = re.compile(r"pic\.twitter\.com|https?://t\.co/|[(@]@?\w{2,15}\)\s+\w+ \d{1,2}, \d{4}|^@\w{2,15}:")
_TWEET_SIGNS = ("pic.twitter.com", "://t.co/", ")", "@")
_ENDINGS = ("ations", "ation", "ings", "ing", "edly", "ed", "ies", "es", "ly", "s")


def fold(word: str) -> str:
    """Return `word` in lower-case ASCII: accents and typographic marks gone, other scripts romanised."""
    return word.lower() if word.isascii() else anyascii(word).lower()


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return `word` folded and without its inflection, so that "reports", "reported" and "reporting" are one term.

    Light on purpose: it must give one key for lemmas (from the pipeline) and for plain words (where there is no pipeline).
    """
    folded = fold(word)
    if folded.endswith("'s"):
        folded = folded[:-2]
    for ending in _ENDINGS:
        if folded.endswith(ending) and len(folded) - len(ending) >= 3 and not folded.endswith("ss"):
            folded = folded[: -len(ending)] + ("y" if ending == "ies" else "")
            break
    if len(folded) > 4 and folded[-1] == folded[-2]:
        folded = folded[:-1]
    return folded[:-1] if len(folded) > 3 and folded.endswith("e") else folded


@lru_cache(maxsize=256)
def quoted_ranges(text: str) -> tuple[tuple[int, int], ...]:
    """Return the `[start, end)` of everything that stands in quotation marks, and of embedded tweets, in order.

    Marks are matched within a paragraph and whatever their style, for translated pages open with one and close with another; a
    paragraph that opens a quotation without closing it is quoted to its end only if the next one opens again.
    """
    tweets = any(sign in text for sign in _TWEET_SIGNS)
    if not tweets and _MARK.search(text) is None:
        return ()
    found: list[tuple[int, int]] = []
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(text)]
    for number, (start, end) in enumerate(paragraphs):
        if tweets and _TWEET.search(text, start, end):
            found.append((start, end))
            continue
        following = text[paragraphs[number + 1][0]] if number + 1 < len(paragraphs) else ""
        found.extend(_quotes_in(text, (start, end), continued=following in _OPENING + _EITHER and following != ""))
    return tuple(found)


def _quotes_in(text: str, paragraph: tuple[int, int], *, continued: bool) -> Iterator[tuple[int, int]]:
    opened: int | None = None
    for match in _MARK.finditer(text, *paragraph):
        i, char = match.start(), match[0]
        if opened is not None and i - opened > _LONGEST_QUOTE:
            opened = None
        if opened is None:
            if char in _OPENING or (char == _EITHER and _opens(text, i)):
                opened = i
        elif char in _CLOSING or char == _EITHER:
            yield opened, i + 1
            opened = None
    if opened is not None and continued and paragraph[1] - opened <= _LONGEST_QUOTE:
        yield opened, paragraph[1]


def _opens(text: str, i: int) -> bool:
    before = text[i - 1] if i else " "
    after = text[i + 1] if i + 1 < len(text) else " "
    return not before.isalnum() and not after.isspace()


def inside(ranges: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether `[start, end)` lies within one of `ranges`."""
    return any(low <= start and end <= high for low, high in ranges)
