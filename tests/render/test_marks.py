"""Marked text is the text: nothing lost, nothing doubled, every mark findable."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stemma.model.article import Article, Block, BlockKind
from stemma.render.marks import Mark, marked_paragraphs, span_anchor

TEXT = "Rain fell on Tarn.\n\nThe dam held, the mayor said. Nobody was hurt."
ARTICLE = Article("art_0", ("a",), "0", TEXT, (Block(0, 18, BlockKind.HEADLINE), Block(20, len(TEXT), BlockKind.BODY)))
marks = st.builds(
    lambda start, length, layer: Mark(start, start + length, layer, f"{layer}{start}", "t"),
    st.integers(0, len(TEXT)), st.integers(0, 30), st.sampled_from(["statement", "event", "name"]),
)  # fmt: skip


@given(st.lists(marks, max_size=12))
def test_pieces_join_to_the_blocks(found: list[Mark]) -> None:
    paragraphs = marked_paragraphs(ARTICLE, found)
    assert ["".join(piece.text for piece in paragraph.pieces) for paragraph in paragraphs] == [TEXT[0:18], TEXT[20:]]
    assert all(ARTICLE.text.startswith(piece.text, piece.start) for paragraph in paragraphs for piece in paragraph.pieces)


@given(st.lists(marks, max_size=12))
def test_every_character_shows_exactly_the_marks_that_lie_on_it(found: list[Mark]) -> None:
    for paragraph in marked_paragraphs(ARTICLE, found):
        for piece in paragraph.pieces:
            middle = piece.start
            assert set(piece.records) == {mark.record for mark in found if mark.start <= middle < mark.end}


def test_overlapping_marks_keep_an_anchor_each() -> None:
    found = [Mark(20, 40, "statement", "s", ""), Mark(24, 27, "event", "e", "")]
    anchors = [name for p in marked_paragraphs(ARTICLE, found) for piece in p.pieces for name in piece.anchors]
    assert anchors == [span_anchor("art_0", 20, 40), span_anchor("art_0", 24, 27)]
