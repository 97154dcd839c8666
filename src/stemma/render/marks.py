"""An article's text cut into pieces at every mark that begins or ends, so that overlapping marks can be shown together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from stemma.model.article import Article, BlockKind


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that lies on `[start, end)` of an article: its layer ("statement", "event" …), the record's id, and a word about it."""

    start: int
    end: int
    layer: str
    record: str
    title: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same marks, from code point `start`; `anchors` are the ids that begin here."""

    start: int
    text: str
    layers: tuple[str, ...]
    records: tuple[str, ...]
    titles: tuple[str, ...]
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of the article in pieces."""

    kind: BlockKind
    pieces: tuple[Piece, ...]


def span_anchor(article: str, start: int, end: int) -> str:
    """Return the permanent name of a span within a page."""
    return f"{article}.{start}-{end}"


def marked_paragraphs(article: Article, marks: Iterable[Mark]) -> tuple[Paragraph, ...]:
    """Return the blocks of `article` cut at its marks.

    Marks that reach over a block's end are cut there; cost grows with text plus marks, not with their product.
    """
    inside = sorted(
        (mark for mark in marks if mark.start < mark.end), key=lambda m: (m.start, -m.end, m.layer, m.record)
    )
    paragraphs = []
    for block in article.blocks:
        mine = [mark for mark in inside if mark.start < block.end and block.start < mark.end]
        paragraphs.append(Paragraph(block.kind, tuple(_pieces(article, block.start, block.end, mine))))
    return tuple(paragraphs)


def _pieces(article: Article, start: int, end: int, marks: list[Mark]) -> list[Piece]:
    cuts = sorted(
        {start, end, *(min(max(m.start, start), end) for m in marks), *(min(max(m.end, start), end) for m in marks)}
    )
    opening: dict[int, list[Mark]] = {}
    for mark in marks:
        opening.setdefault(max(mark.start, start), []).append(mark)
    pieces, active = [], list[Mark]()
    for low, high in pairwise(cuts):
        active = [mark for mark in active if mark.end > low] + opening.get(low, [])
        begun = [mark for mark in opening.get(low, []) if mark.start == low]
        pieces.append(
            Piece(
                start=low,
                text=article.text[low:high],
                layers=tuple(dict.fromkeys(mark.layer for mark in active)),
                records=tuple(dict.fromkeys(mark.record for mark in active)),
                titles=tuple(dict.fromkeys(mark.title for mark in active if mark.title)),
                anchors=tuple(dict.fromkeys(span_anchor(article.id, mark.start, mark.end) for mark in begun)),
            )
        )
    return pieces
