"""The stemma as a picture: tellings from left to right in order of time, one row each, edges from parent to child."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stemma.model.article import Article
from stemma.model.lineage import Derivation, Node, Relation, Stemma

ROW = 44
MARGIN = 24
WIDTH = 960
_DASHES = {
    Relation.COPY: "",
    Relation.EDITED_COPY: "10 3",
    Relation.REWRITE: "5 4",
    Relation.TRANSLATION: "2 3",
    Relation.UPDATE: "12 4 2 4",
}


@dataclass(frozen=True, slots=True)
class DrawnNode:
    """A node in its place: centre, first and second line of its label, on which side they stand."""

    node: Node
    x: float
    y: float
    label: str
    when: str
    anchor: str


@dataclass(frozen=True, slots=True)
class DrawnEdge:
    """An edge as a curve: path, width by share, dashes by relation."""

    edge: Derivation
    path: str
    width: float
    dashes: str
    label: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A stemma ready to be written as SVG."""

    width: int
    height: int
    nodes: tuple[DrawnNode, ...]
    edges: tuple[DrawnEdge, ...]


def draw_stemma(stemma: Stemma, articles: Sequence[Article]) -> Drawing:
    """Return where every node and edge of `stemma` is drawn.

    Columns follow time (undated tellings stand right of their parents), rows follow the lines of descent, so that no label covers another.
    """
    by_id = {article.id: article for article in articles}
    rows = _rows(stemma)
    columns = _columns(stemma, by_id)
    last = max(columns.values(), default=0)
    step = (WIDTH * 0.62) / max(1, last)
    nodes = []
    for node in sorted(stemma.nodes, key=lambda n: rows[n.id]):
        article = by_id.get(node.article or "")
        x = MARGIN + columns[node.id] * step
        nodes.append(
            DrawnNode(node, round(x, 1), MARGIN + rows[node.id] * ROW, _label(node, article), _when(article), "start")
        )
    places = {drawn.node.id: drawn for drawn in nodes}
    names = {drawn.node.id: drawn.label for drawn in nodes}
    edges = tuple(_edge(edge, places, names) for edge in stemma.edges if edge.parent in places and edge.child in places)
    return Drawing(WIDTH, MARGIN * 2 + max(0, len(nodes) - 1) * ROW + 12, tuple(nodes), edges)


def _rows(stemma: Stemma) -> dict[str, int]:
    """Return node id → row: depth first, so that descendants stand below their parent; a second parent does not move a node."""
    children: dict[str, list[str]] = {}
    for edge in stemma.edges:
        children.setdefault(edge.parent, []).append(edge.child)
    below = {edge.child for edge in stemma.edges}
    order: list[str] = []
    waiting = [node.id for node in reversed(stemma.nodes) if node.id not in below] or [
        node.id for node in reversed(stemma.nodes)
    ]
    seen: set[str] = set()
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            order.append(node)
            waiting.extend(reversed(children.get(node, [])))
    order += [node.id for node in stemma.nodes if node.id not in seen]
    return {node: row for row, node in enumerate(order)}


def _columns(stemma: Stemma, articles: Mapping[str, Article]) -> dict[str, int]:
    """Return node id → column: the rank of its time, and always right of its parents."""
    dates = {node.id: articles[node.article].published.earliest for node in stemma.nodes if node.article in articles}
    ranks = {date: rank for rank, date in enumerate(sorted({date for date in dates.values() if date}), start=1)}
    columns = {node.id: ranks.get(dates.get(node.id) or "", 0) for node in stemma.nodes}
    for _ in range(len(stemma.nodes)):  # a node is moved at most once per ancestor; a cycle ends here too
        moved = False
        for edge in stemma.edges:
            if columns.get(edge.child, 0) <= columns.get(edge.parent, 0):
                columns[edge.child] = columns[edge.parent] + 1
                moved = True
        if not moved:
            break
    used = {column: rank for rank, column in enumerate(sorted(set(columns.values())))}
    return {node: used[column] for node, column in columns.items()}


def _edge(edge: Derivation, places: Mapping[str, DrawnNode], names: Mapping[str, str]) -> DrawnEdge:
    start, end = places[edge.parent], places[edge.child]
    path = f"M {start.x} {start.y} C {start.x} {end.y}, {start.x} {end.y}, {end.x} {end.y}"
    label = f"{names[edge.child]} has it from {names[edge.parent]}: {edge.relation.value}, {edge.share:.0%} of its text"
    return DrawnEdge(edge, path, round(1.5 + 4 * min(1.0, max(0.0, edge.share)), 1), _DASHES[edge.relation], label)


def _label(node: Node, article: Article | None) -> str:
    if article is None:
        return f"{node.label} (not in the case)"
    return article.outlet or node.label


def _when(article: Article | None) -> str:
    if article is None:
        return ""
    return (article.published.earliest or "undated")[:16].replace("T", " ")
