"""Nodes of bearers joined into entities: edges with reasons, components with a guard against drift."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from stemma.lang.weights import weights
from stemma.model.span import Reason
from stemma.stages.link.compare import body_words, compare_names, person_words
from stemma.stages.link.keys import keys_of
from stemma.stages.link.likely import may_be_one, outline_of
from stemma.stages.link.nodes import Node

_LARGE = 250  # a bucket with more nodes is parted by the first sound of the first word
_TOO_LARGE = 1200  # a part with more is not compared pair by pair
_GUARDED = 24  # names of a component that are compared before it may grow
_EXCLUDES = -2.0
_SHORT_FORMS = ("end of a body's name", "beginning of a body's name")
_FORMS = (*_SHORT_FORMS, "acronym", "known under both names")


@dataclass(frozen=True, slots=True)
class Edge:
    """Two nodes held for one bearer: by how much, and why."""

    score: float
    left: int
    right: int
    reasons: tuple[Reason, ...]


def find_edges(nodes: Sequence[Node]) -> Iterator[Edge]:
    """Compare the nodes that share a key, and yield those held for one bearer."""
    buckets: dict[str, list[int]] = defaultdict(list)
    for node in nodes:
        for key in set(keys_of(node.locals[0])):
            buckets[key].append(node.number)
    outlines = [outline_of(node.name, node.kind) for node in nodes]
    seen: set[tuple[int, int]] = set()
    for key in sorted(buckets):
        bearers = _Bearers(nodes, buckets[key])
        for part in _parts(nodes, buckets[key]):
            for at, left in enumerate(part):
                outline = outlines[left]
                for right in part[at + 1 :]:
                    if may_be_one(outline, outlines[right]) and (left, right) not in seen:
                        seen.add((left, right))
                        edge = _compare(nodes[left], nodes[right], bearers)
                        if edge is not None:
                            yield edge


def too_large(nodes: Sequence[Node]) -> Iterator[str]:
    """Yield the keys under which more names meet than are compared."""
    buckets: dict[str, list[int]] = defaultdict(list)
    for node in nodes:
        for key in set(keys_of(node.locals[0])):
            buckets[key].append(node.number)
    for key in sorted(buckets):
        if len(buckets[key]) > _LARGE and sum(len(part) for part in _parts(nodes, buckets[key])) < len(buckets[key]):
            yield key


def _parts(nodes: Sequence[Node], bucket: Sequence[int]) -> list[list[int]]:
    if len(bucket) <= _LARGE:
        return [sorted(bucket)]
    parts: dict[str, list[int]] = defaultdict(list)
    for number in sorted(bucket):
        parts[nodes[number].name[:1].lower()].append(number)
    return [part for _, part in sorted(parts.items()) if len(part) <= _TOO_LARGE]


class _Bearers:
    """Counts, in one bucket, the different full names that a short one may stand for: persons of a surname, bodies of a last word."""

    def __init__(self, nodes: Sequence[Node], bucket: Sequence[int]) -> None:
        self._full = [nodes[number] for number in bucket if not nodes[number].lone and " " in nodes[number].name][:60]
        self._known: dict[tuple[int, str, bool], int] = {}

    def of(self, short: Node, feature: str, *, telling: bool) -> int:
        """Return how many there are for `short`, at most three; of bodies those to which it stands as `feature` says.

        With `telling` only those count that stand beside a telling name which stands beside `short`, too: of its story.
        """
        key = short.number, feature, telling
        if key not in self._known:
            full = [node for node in self._full if not (telling and node.telling.isdisjoint(short.telling))]
            self._known[key] = self._count(short, feature, full)
        return self._known[key]

    def _count(self, short: Node, feature: str, full: Sequence[Node]) -> int:
        different: list[Node] = []
        for node in full:
            likeness = compare_names(short.name, node.name, _names_of(short))
            if node.number == short.number or likeness.score <= _EXCLUDES:
                continue
            if feature in _SHORT_FORMS and likeness.reasons[0].feature != feature:
                continue
            if all(
                other.kind != node.kind or compare_names(node.name, other.name, _names_of(node)).score <= _EXCLUDES
                for other in different
            ):
                different.append(node)
            if len(different) > 2:
                break
        return len(different)


def _names_of(node: Node) -> str:
    return "person" if node.kind == "person" else "organisation"


def _compare(left: Node, right: Node, bearers: _Bearers) -> Edge | None:
    if left.kind != right.kind and {left.kind, right.kind} - {"organisation", "other"}:
        return None
    if left.kind in ("country", "people"):
        return None
    kind = left.kind if left.kind in ("person", "place") else "organisation"
    likeness = compare_names(left.name, right.name, kind)
    if likeness.score <= -4:
        return None
    short = likeness.reasons[0].feature in _SHORT_FORMS
    shorter = min((left, right), key=lambda node: len(node.name))
    telling = _share_telling(left, right)
    named = likeness.reasons[0].feature
    several = bearers.of(shorter, named, telling=telling) if left.lone or right.lone or short else 0
    reasons = [*likeness.reasons, *_context(left, right, kind=kind, bearers=several, short=short)]
    score = sum(reason.weight or 0.0 for reason in reasons)
    return (
        Edge(round(score, 4), min(left.number, right.number), max(left.number, right.number), tuple(reasons))
        if score > 0
        else None
    )


def _share_telling(left: Node, right: Node) -> bool:
    """Tell whether two nodes stand beside one telling name, and the shorter's words are spelled as in the longer ("Young" is not Kim Yong-hyun)."""
    if left.telling.isdisjoint(right.telling):
        return False
    words = person_words if left.kind == "person" else body_words
    short, long = sorted((words(left.name), words(right.name)), key=len)
    return set(short) <= set(long)


def _context(left: Node, right: Node, *, kind: str, bearers: int, short: bool) -> list[Reason]:
    features: list[tuple[str, float | str | None]] = []
    if left.countries and right.countries:
        shared = left.countries & right.countries
        features.append(("same country", ",".join(sorted(shared))) if shared else ("other country", None))
    together = left.beside & right.beside
    near = (
        len(together) >= 3
        or (len(together) >= 2 and min(len(left.beside), len(right.beside)) < 8)
        or _share_telling(left, right)
    )
    if near and (kind == "person" or short):
        features.append(("named beside the same names", float(len(together))))
    if kind == "person":
        if left.titles & right.titles:
            features.append(("shared title", ",".join(sorted(left.titles & right.titles))))
        if left.genders and right.genders and not left.genders & right.genders:
            features.append(("other gender", None))
    if left.lone or right.lone or short:
        alone = ("no other bearer of the surname", None) if kind == "person" else None
        features += [("several bearers of the surname", float(bearers))] if bearers > 1 else [alone] if alone else []
        if kind == "person" and not near and not left.titles & right.titles:
            features.append(("lone surname without context", None))
    table = weights("link")
    return [Reason(name, value, table[name]) for name, value in features]


def _are_forms_of(left: str, right: str, whole: str) -> bool:
    """Tell whether two names that have no word in common are both forms of a third ("Creighton" and "Bluejays" of "Creighton Bluejays")."""
    return all(
        part != whole and compare_names(part, whole, "organisation").reasons[0].feature in _FORMS
        for part in (left, right)
    )


class Components:
    """Nodes joined step by step; no component may hold two names that exclude each other, or what a person ruled apart."""

    def __init__(self, nodes: Sequence[Node], apart: Iterable[tuple[int, int]] = ()) -> None:
        self._nodes = nodes
        self._parent = list(range(len(nodes)))
        self._members: dict[int, list[int]] = {node.number: [node.number] for node in nodes}
        self._reasons: dict[int, list[Reason]] = defaultdict(list)
        self._apart = {frozenset(pair) for pair in apart}

    def root(self, number: int) -> int:
        """Return the number that stands for the component of a node."""
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join(self, edge: Edge, *, forced: bool = False) -> bool:
        """Join the components of an edge; return False where the guard forbids it."""
        left, right = self.root(edge.left), self.root(edge.right)
        if left == right:
            return True
        if not forced and not self._may_join(left, right):
            return False
        small, large = sorted((left, right))
        self._parent[large] = small
        self._members[small] += self._members.pop(large)
        self._reasons[small] += [*self._reasons.pop(large, []), *edge.reasons]
        return True

    def _may_join(self, left: int, right: int) -> bool:
        if self._apart and any(
            frozenset((a, b)) in self._apart for a in self._members[left] for b in self._members[right]
        ):
            return False
        first = [self._nodes[number] for number in self._members[left]][:_GUARDED]
        second = [self._nodes[number] for number in self._members[right]][:_GUARDED]
        whole = [node.name for node in (*first, *second) if node.kind not in ("person", "place") and " " in node.name]
        for a in first:
            for b in second:
                kind = a.kind if a.kind in ("person", "place") else "organisation"
                if not (a.lone or b.lone) and compare_names(a.name, b.name, kind).score <= _EXCLUDES:
                    if kind != "organisation" or not any(_are_forms_of(a.name, b.name, name) for name in whole):
                        return False
                if a.countries and b.countries and not a.countries & b.countries and kind == "place":
                    return False
        return True

    def groups(self) -> Iterator[tuple[list[Node], tuple[Reason, ...]]]:
        """Yield each component with the reasons that made it, in order of its first node."""
        for number in sorted(self._members):
            yield [self._nodes[member] for member in sorted(self._members[number])], tuple(self._reasons[number][:12])
