"""Words as the network sees them: word-piece ids and one id for the word's shape."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path

#: Ids of the special pieces are the places of these strings in the vocabulary file.
UNKNOWN, FIRST, LAST = "[UNK]", "[CLS]", "[SEP]"
#: Longest run of pieces taken from one word; the rest of a longer word is not read.
PIECES_PER_WORD = 6
#: Characters of one word that are read at all.
CHARACTERS_PER_WORD = 60

LOWER, TITLE, UPPER, INITIAL, MIXED, DIGITS, ALPHANUMERIC, OTHER = range(8)
SHAPES = 8

_QUOTES = str.maketrans(
    {c: '"' for c in "“”„‟«»″〝〞＂"} | {c: "'" for c in "‘’‚‛′`´ʼ＇"} | {c: "-" for c in "‐‑‒–—―−"}
)


@lru_cache(maxsize=50_000)
def shape(form: str) -> int:
    """Tell the shape of a word: the model's word pieces have no case, this gives it back."""
    if form.isdigit():
        return DIGITS
    if not any(c.isalnum() for c in form):
        return OTHER
    if any(c.isdigit() for c in form):
        return ALPHANUMERIC
    if form.islower():
        return LOWER
    if form.isupper():
        return INITIAL if sum(c.isalpha() for c in form) == 1 else UPPER
    return TITLE if form[:1].isupper() and form[1:].islower() else MIXED


class WordPieces:
    """Greedy longest-match word pieces over an uncased vocabulary.

    Args:
        path: Vocabulary file, one piece a line; a line's number is the piece's id.
    """

    def __init__(self, path: Path) -> None:
        with path.open(encoding="utf-8") as lines:
            self._ids = {line.rstrip("\n"): n for n, line in enumerate(lines)}
        self.unknown, self.first, self.last = (self._ids[name] for name in (UNKNOWN, FIRST, LAST))
        self.of_word = lru_cache(maxsize=50_000)(self._of_word)

    def __len__(self) -> int:
        return len(self._ids)

    def _of_word(self, form: str) -> tuple[int, ...]:
        """Give the ids of one word, never empty, at most `PIECES_PER_WORD`."""
        plain = form[:CHARACTERS_PER_WORD].translate(_QUOTES).lower()
        plain = "".join(
            c for c in unicodedata.normalize("NFD", plain) if unicodedata.category(c) not in ("Mn", "Cc", "Cf")
        )
        ids: list[int] = []
        for part in _parts(plain):
            ids.extend(self._greedy(part))
            if len(ids) >= PIECES_PER_WORD:
                break
        return tuple(ids[:PIECES_PER_WORD]) or (self.unknown,)

    def of_text(self, text: str, longest: int) -> list[int]:
        """Give the ids of running text, at most `longest`."""
        ids: list[int] = []
        for word in text.split():
            if len(ids) >= longest:
                break
            for at in range(0, min(len(word), 2000), CHARACTERS_PER_WORD):
                ids.extend(self.of_word(word[at : at + CHARACTERS_PER_WORD]))
        return ids[:longest]

    def _greedy(self, part: str) -> list[int]:
        ids: list[int] = []
        start = 0
        while start < len(part) and len(ids) < PIECES_PER_WORD:
            for end in range(len(part), start, -1):
                piece = self._ids.get(("##" if start else "") + part[start:end])
                if piece is not None:
                    break
            else:
                return [self.unknown]
            ids.append(piece)
            start = end
        return ids


def _parts(plain: str) -> list[str]:
    """Cut at punctuation and between ideographs, as the vocabulary was made."""
    parts, run = [], ""
    for c in plain:
        if unicodedata.category(c)[0] in "PS" or "\u4e00" <= c <= "\u9fff":
            parts += [run, c]
            run = ""
        else:
            run += c
    return [part for part in (*parts, run) if part]
