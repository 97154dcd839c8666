"""The only way in which an article's text reaches a reader."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from stemma.model.article import Article
from stemma.model.errors import EvidenceError
from stemma.model.span import Span

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Quoter:
    """Turns spans into the exact characters they stand for."""

    def __init__(self, articles: Iterable[Article]) -> None:
        """Quote from `articles` and no others."""
        self._articles: Mapping[str, Article] = {article.id: article for article in articles}

    def __call__(self, span: Span) -> str:
        """Return the exact characters of `span`.

        Raises:
            EvidenceError: The span lies outside its article, or the article is not at hand.
        """
        article = self._articles.get(span.article)
        if article is None or span.end > len(article.text):
            raise EvidenceError(f"span {span.start}-{span.end} does not lie in article {span.article}")
        return article.text[span.start : span.end]


def plain(text: str) -> str:
    """Return `text` safe for a terminal: control, bidirectional and line-breaking characters are shown, not obeyed."""
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character == "\n" or character == "\t":
        return " "
    return f"<U+{ord(character):04X}>" if is_obeyed(character) else character


def is_obeyed(character: str) -> bool:
    """Tell whether a screen would obey the character instead of showing it: control, bidirectional, line-breaking."""
    return character in _BIDI or unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
