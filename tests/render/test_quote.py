"""Text reaches a reader exactly, or not at all; hostile characters are shown, not obeyed."""

from __future__ import annotations

import pytest

from stemma.model.article import Article, Block, BlockKind
from stemma.model.errors import EvidenceError
from stemma.model.span import Span
from stemma.render.quote import Quoter, plain

ARTICLE = Article("art_0", ("a",), "0", "Zürich 🌧 rain", (Block(0, 13, BlockKind.BODY),))


def test_a_span_counts_code_points() -> None:
    assert Quoter([ARTICLE])(Span("art_0", 7, 8)) == "🌧"


@pytest.mark.parametrize("span", [Span("art_0", 5, 99), Span("art_1", 0, 1)])
def test_a_span_outside_its_article_is_refused(span: Span) -> None:
    with pytest.raises(EvidenceError):
        Quoter([ARTICLE])(span)


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[2Jgone", "<U+001B>[2Jgone"),
        ("a\u202eb", "a<U+202E>b"),
        ("a\nb", "a b"),
        ("Zürich", "Zürich"),
        ("\x07", "<U+0007>"),
    ],
)
def test_control_characters_are_shown(hostile: str, shown: str) -> None:
    assert plain(hostile) == shown
