"""The only way in which an article's text reaches a reader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from stemma.model.article import Article
from stemma.model.errors import EvidenceError
from stemma.model.span import Span

# Control (Cc), half a character (Cs), end of line or paragraph (Zl, Zp), and what turns the direction of writing.
_OBEYED = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069]"
)


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
    return _OBEYED.sub(_shown, text)


def _shown(found: re.Match[str]) -> str:
    character = found.group()
    return " " if character in "\n\t" else f"<U+{ord(character):04X}>"


def is_obeyed(character: str) -> bool:
    """Tell whether a screen would obey the character instead of showing it: control, bidirectional, line-breaking."""
    return _OBEYED.match(character) is not None
