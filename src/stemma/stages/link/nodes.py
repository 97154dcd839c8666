"""Bearers of different articles gathered under one name: the nodes that are compared and joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from stemma.stages.link.compare import person_words
from stemma.stages.link.local import Local

_FEW, _SHARE = 40, 0.1  # a name in at most so many articles, and such a share of the case's, tells a story


@dataclass(slots=True)
class Node:
    """Bearers of one and the same name, treated as one; a surname alone is a node per article.

    Attributes:
        lone: The name is a surname without a given name.
        beside: Names that its articles bear besides it; telling: those of them that few articles of the case bear.
    """

    number: int
    kind: str
    name: str
    lone: bool
    locals: list[Local] = field(default_factory=list)
    countries: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    beside: set[str] = field(default_factory=set)
    telling: frozenset[str] = frozenset()

    def add(self, local: Local) -> None:
        """Take one more bearer in."""
        self.locals.append(local)
        self.countries |= {local.country} if local.country else set()
        self.titles |= local.titles
        self.genders |= {local.gender} if local.gender else set()
        if len(self.beside) < 400:
            self.beside |= local.beside


def make_nodes(found: Sequence[Local]) -> list[Node]:
    """Gather bearers by name; the order of articles changes nothing."""
    by_key: dict[tuple[str, ...], list[Local]] = defaultdict(list)
    for local in found:
        by_key[_node_key(local)].append(local)
    telling = _telling(found)
    nodes = []
    for number, key in enumerate(sorted(by_key)):
        members = sorted(by_key[key], key=lambda local: local.id)
        node = Node(number, members[0].kind, members[0].name, key[0] == "lone")
        for local in members:
            node.add(local)
        node.telling = telling & node.beside
        nodes.append(node)
    return nodes


def _telling(found: Sequence[Local]) -> frozenset[str]:
    """Names of two words or more that stand in few articles of the case, so that two articles which share one are likely of one story."""
    articles: dict[str, set[str]] = defaultdict(set)
    for local in found:
        if local.kind in ("person", "organisation"):
            for text, _ in local.names:
                if " " in text:
                    articles[text.lower()].add(local.article)
    most = min(_FEW, len({local.article for local in found}) * _SHARE)
    return frozenset(name for name, where in articles.items() if 1 < len(where) <= most)


def _node_key(local: Local) -> tuple[str, ...]:
    if local.kind in ("country", "people") and local.country:
        return (local.kind, local.country)
    if local.kind == "person":
        words = person_words(local.name)
        return (
            ("lone", local.kind, local.name, local.id) if len(words) < 2 or words[-1] == "-" else (local.kind, *words)
        )
    if local.kind == "place":
        where = f"{local.location.country}:{local.location.name}:{local.location.latitude}" if local.location else ""
        return (local.kind, local.name.lower(), where)
    return (local.kind, local.name.lower())
