"""A stemma as weighing reads it: who has a text from whom, and which texts are whose own words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from stemma.lang.newsrooms import newsroom_name
from stemma.model.extracted import Extracted
from stemma.model.lineage import Derivation, Stemma

REPORTERS = frozenset({"outlet", "agency"})
_NAMED_BY = 2
_HEADING = re.compile(r"\s+[-–—|/]\s+")
_LEGAL_FORMS = frozenset("the ag inc ltd plc gmbh llc sa se nv corp corporation co company group holding".split())


@dataclass(frozen=True, slots=True)
class Lines:
    """A stemma as weighing reads it.

    Attributes:
        parents: Article id → edges to its parents, seen or unseen.
        origin_of: Article id → origin id; origin_of_node: node id → origin id.
        article_of: Node id → article id, None for unseen nodes.
        own_words: Name of a publisher in lower case → its articles; what others attribute to it has it as its origin.
        issuers: Articles of publishers whom other tellings cite as a party, not as a reporter: press releases and statements.
        labels: Label of an origin in lower case → its id.
    """

    parents: Mapping[str, tuple[Derivation, ...]]
    origin_of: Mapping[str, str]
    article_of: Mapping[str, str | None]
    own_words: Mapping[str, tuple[str, ...]]
    issuers: frozenset[str] = frozenset()
    labels: Mapping[str, str] = field(default_factory=dict)


def read_lines(stemma: Stemma, tellings: Mapping[str, Extracted]) -> Lines:
    """Return the lines of descent, the origin of each article, and which articles are whose own words."""
    article_of = {node.id: node.article for node in stemma.nodes}
    parents: dict[str, list[Derivation]] = {}
    for edge in stemma.edges:
        child = article_of.get(edge.child)
        if child is not None:
            parents.setdefault(child, []).append(edge)
    origin_of = {article: origin.id for origin in stemma.origins for article in origin.articles}
    own: dict[str, list[str]] = {}
    for telling in tellings.values():
        if telling.article.outlet and telling.article.id in origin_of:
            own.setdefault(issuer_name(telling.article.outlet), []).append(telling.article.id)
    for origin in stemma.origins:
        if origin.kind == "issuer":  # known by its heading where no outlet is
            known = own.setdefault(issuer_name(origin.label), [])
            known += [article for article in origin.articles if article not in known]
    cited = {
        issuer_name(statement.source.text)
        for telling in tellings.values()
        for statement in telling.statements
        if statement.source.kind not in REPORTERS
        and telling.article.id not in own.get(issuer_name(statement.source.text), [])
    }
    return Lines(
        {child: tuple(edges) for child, edges in parents.items()},
        origin_of,
        article_of,
        {name: tuple(sorted(articles)) for name, articles in own.items()},
        frozenset(
            article for name, mine in own.items() if name in cited or _is_party(name, tellings) for article in mine
        )
        | {article for origin in stemma.origins if origin.kind == "issuer" for article in origin.articles},
        {origin.label.casefold(): origin.id for origin in reversed(stemma.origins)},
    )


def _is_party(name: str, tellings: Mapping[str, Extracted]) -> bool:
    """Tell whether a publisher is somebody in the story: named by two other tellings, and by none as having reported it."""
    others = [t for t in tellings.values() if issuer_name(t.article.outlet or "") != name]
    if newsroom_name(name) is not None or sum(name in t.article.text.casefold() for t in others) < _NAMED_BY:
        return False
    reporters = {issuer_name(s.source.text) for t in others for s in t.statements if s.source.kind in REPORTERS}
    reporters |= {issuer_name(label) for t in others for s in t.statements for label, _ in s.carriers}
    reporters |= {issuer_name(credit.agency) for t in others for credit in t.article.credits}
    return name not in reporters


def issuer_name(label: str) -> str:
    """Return a publisher's name without article, legal form and what a heading adds ("VELMORA A.G. - STATEMENT NO. 2" → "velmora")."""
    first = _HEADING.split(label)[0]
    words = [word for word in first.casefold().replace(".", "").split() if word not in _LEGAL_FORMS]
    return " ".join(words) or label.casefold()
