"""The picture: nothing leaves its frame, broad or narrow; a share that cannot be measured is not printed."""

from __future__ import annotations

import pytest

from stemma.model.article import Article, Basis, Block, BlockKind, Published
from stemma.model.lineage import Derivation, Node, Relation, Stemma
from stemma.render.tree_svg import NARROW, RADIUS, WIDTH, draw_stemma

LONG = "A title that is much longer than any picture is wide, " * 3


def article(number: int) -> Article:
    when = Published(f"2025-02-{number + 1:02d}T10:00", f"2025-02-{number + 1:02d}T10:00", Basis.STATED)
    return Article(
        f"art_{number}", (), str(number), LONG, (Block(0, 5, BlockKind.BODY),), outlet="Desk", published=when
    )


def chain(length: int) -> tuple[Stemma, list[Article]]:
    nodes = [Node("u", None, "Reuters"), *(Node(f"n{i}", f"art_{i}", "x") for i in range(length))]
    ends = [("u", "n0", 0.0), *((f"n{i}", f"n{i + 1}", 0.5) for i in range(length - 1))]
    edges = [Derivation(f"e{child}", parent, child, Relation.COPY, share, 0.9) for parent, child, share in ends]
    return Stemma("s", tuple(nodes), tuple(edges)), [article(i) for i in range(length)]


@pytest.mark.parametrize("width", [NARROW, WIDTH])
@pytest.mark.parametrize("length", [1, 3, 20])
def test_nothing_leaves_the_frame_and_rows_do_not_meet(width: int, length: int) -> None:
    drawing = draw_stemma(*chain(length), width=width)
    assert drawing.width == width
    for node in drawing.nodes:
        assert RADIUS <= node.x <= width - RADIUS and RADIUS <= node.y <= drawing.height - RADIUS
        assert node.x + 20 + 7.6 * len(node.label) <= width + 8
    assert len({node.y for node in drawing.nodes}) == length + 1


def test_of_an_unseen_parent_nobody_measured_no_share_is_told() -> None:
    first, second = draw_stemma(*chain(2)).edges
    assert first.label == "A comes from Reuters: copy" and second.label == "B comes from A: copy, 50% of its text"
