"""The stemma as a picture: tellings from left to right in order of time, one row each, edges from parent to child."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stemma.model.article import Article
from stemma.model.lineage import Derivation, Node, Relation, Stemma
from stemma.render.phrases import siglum

ROW = 52
LEFT = 34
TOP = 40
WIDTH = 1000
NARROW = 360
RADIUS = 13
_SPREAD = 0.5
_SPREAD_NARROW = 0.2
_PER_CHARACTER = 7.6
_PER_SMALL_CHARACTER = 6.6
_ROOM_FOR_EDGE_LABEL = 150
_DASHES = {
    Relation.COPY: "",
    Relation.EDITED_COPY: "10 3",
    Relation.REWRITE: "5 4",
    Relation.TRANSLATION: "1.5 4",
    Relation.UPDATE: "12 4 2 4",
}
MEANINGS = {
    Relation.COPY: "copy: the same words",
    Relation.EDITED_COPY: "edited copy: cut or touched up",
    Relation.REWRITE: "rewrite: same content, own words",
    Relation.TRANSLATION: "translation, or translated back",
    Relation.UPDATE: "update of an earlier version",
}


@dataclass(frozen=True, slots=True)
class DrawnNode:
    """A node in its place: centre, letter, first and second line of its label (cut to fit), and the label in full."""

    node: Node
    x: float
    y: float
    letter: str
    label: str
    when: str
    full: str


@dataclass(frozen=True, slots=True)
class DrawnEdge:
    """An edge as a curve: path, width by share, dashes by relation, a short label where there is room, and a sentence."""

    edge: Derivation
    path: str
    width: float
    dashes: str
    label: str
    short: str
    at: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Tick:
    """A date over a column."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Key:
    """A line of the legend."""

    dashes: str
    words: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A stemma ready to be written as SVG."""

    width: int
    height: int
    nodes: tuple[DrawnNode, ...]
    edges: tuple[DrawnEdge, ...]
    ticks: tuple[Tick, ...]
    keys: tuple[Key, ...]
    has_unseen: bool


def draw_stemma(stemma: Stemma, articles: Sequence[Article], *, width: int = WIDTH) -> Drawing:
    """Return where every node and edge of `stemma` is drawn.

    Columns follow time (undated tellings stand right of their parents), rows follow the lines of descent, so that no label covers another.

    Args:
        stemma: The family tree.
        articles: The tellings in the order of their letters.
        width: Units from left to right; a narrow picture has its columns closer and no dates above them.
    """
    by_id = {article.id: article for article in articles}
    letters = {article.id: siglum(number) for number, article in enumerate(articles)}
    columns = _columns(stemma, by_id)
    rows = _rows(stemma, columns)
    wide = width > NARROW
    step = (width * (_SPREAD if wide else _SPREAD_NARROW)) / max(1, max(columns.values(), default=0))
    dates = _column_dates(stemma, columns, by_id) if wide else {}
    top = TOP if dates else RADIUS + 12
    nodes = []
    for node in sorted(stemma.nodes, key=lambda n: rows[n.id]):
        x, y = LEFT + columns[node.id] * step, top + rows[node.id] * ROW
        nodes.append(_node(node, (round(x, 1), y, width), by_id, letters))
    places = {drawn.node.id: drawn for drawn in nodes}
    edges = tuple(_edge(edge, places) for edge in stemma.edges if edge.parent in places and edge.child in places)
    met = {edge.relation for edge in stemma.edges}
    return Drawing(
        width,
        top + max(0, len(nodes) - 1) * ROW + RADIUS + 14,
        tuple(nodes),
        edges,
        _ticks(dates, step),
        tuple(Key(_DASHES[relation], MEANINGS[relation]) for relation in Relation if relation in met),
        any(node.article is None for node in stemma.nodes),
    )


def _rows(stemma: Stemma, columns: Mapping[str, int]) -> dict[str, int]:
    """Return node id → row: depth first, so that descendants stand below their parent; a second parent does not move a node."""
    children: dict[str, list[str]] = {}
    for edge in sorted(stemma.edges, key=lambda e: columns.get(e.child, 0)):
        children.setdefault(edge.parent, []).append(edge.child)
    below = {edge.child for edge in stemma.edges}
    early = sorted((node.id for node in stemma.nodes), key=lambda node: (node not in children, columns[node]))
    order: list[str] = []
    waiting = [node for node in reversed(early) if node not in below] or early[::-1]
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
    dates = {
        node.id: articles[node.article].published.earliest
        for node in stemma.nodes
        if node.article and node.article in articles
    }
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


def _column_dates(stemma: Stemma, columns: Mapping[str, int], articles: Mapping[str, Article]) -> dict[int, str]:
    """Return column → its day, where every telling that stands in it is stated to be of that one day."""
    days: dict[int, set[str]] = {}
    for node in stemma.nodes:
        if node.article is not None and node.article in articles:
            published = articles[node.article].published
            stated = published.basis.value == "stated" and published.earliest is not None
            days.setdefault(columns[node.id], set()).add(
                published.earliest[:10] if stated and published.earliest else ""
            )
    return {column: day for column, (day, *more) in ((c, sorted(d)) for c, d in days.items()) if day and not more}


def _ticks(dates: Mapping[int, str], step: float) -> tuple[Tick, ...]:
    """Return a tick where a new day begins, none nearer than its words are wide."""
    ticks: list[Tick] = []
    day = ""
    for column in sorted(dates):
        x = round(LEFT + column * step, 1)
        if dates[column] != day and (not ticks or x - ticks[-1].x >= 12 * _PER_CHARACTER):
            ticks.append(Tick(x, dates[column]))
            day = dates[column]
    return tuple(ticks)


def _node(
    node: Node, at: tuple[float, float, int], articles: Mapping[str, Article], letters: Mapping[str, str]
) -> DrawnNode:
    x, y, width = at
    article = articles.get(node.article or "")
    if article is None:
        name = f"{node.label}, not in the case"
        return DrawnNode(node, x, y, "", _cut(name, width - x), "", name)
    title = " ".join((article.title or article.text[:120]).split())
    first = f"{article.outlet}: {title}" if article.outlet else title
    when = _when(article) + (" · from two parents" if node.merged else "")
    letter = letters[article.id]
    small = (width - x) * _PER_CHARACTER / _PER_SMALL_CHARACTER
    return DrawnNode(node, x, y, letter, _cut(first, width - x), _cut(when, small), f"{letter}, {first}, {when}")


def _cut(label: str, room_right: float) -> str:
    room = int((room_right - RADIUS - 12) / _PER_CHARACTER)
    return label if len(label) <= room else label[: room - 1].rstrip() + "…"


def _edge(edge: Derivation, places: Mapping[str, DrawnNode]) -> DrawnEdge:
    start, end = places[edge.parent], places[edge.child]
    if end.x > start.x:
        path = f"M {start.x} {start.y} C {start.x} {end.y}, {start.x} {end.y}, {end.x} {end.y}"
    else:
        path = f"M {start.x} {start.y} C {start.x - 26} {start.y}, {end.x - 26} {end.y}, {end.x} {end.y}"
    words = share_phrase(edge)
    roomy = end.x - start.x >= _ROOM_FOR_EDGE_LABEL
    child, parent = end.letter or end.label, start.letter or start.node.label
    sentence = f"{child} comes from {parent}: {words}" + (" of its text" if edge.share else "")
    width = round(1.5 + 3.5 * min(1.0, max(0.0, edge.share)), 1)
    at = (round(end.x - RADIUS - 8, 1), end.y - 7)
    return DrawnEdge(edge, path, width, _DASHES[edge.relation], sentence, words if roomy else "", at)


def share_phrase(edge: Derivation) -> str:
    """Return "rewrite, 85%"; of a text that nobody gave us and no other telling shows, there is nothing to measure a share against."""
    return f"{edge.relation.value}, {edge.share:.0%}" if edge.share else edge.relation.value


def _when(article: Article) -> str:
    published = article.published
    if published.earliest is None and published.latest is None:
        return "undated"
    if published.basis.value == "inferred":
        return f"date inferred: {_day(published.earliest)} to {_day(published.latest)}"
    return (published.earliest or "").replace("T", " ")[:16]


def _day(moment: str | None) -> str:
    return moment[:10] if moment else "?"
