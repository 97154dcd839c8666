"""Which agencies and outlets an article has its text from: by its own words, or by those of the telling it derives from."""

from __future__ import annotations

from collections.abc import Mapping

from stemma.lang.agencies import agency_named
from stemma.lang.outlets import outlet_named
from stemma.model.article import Article, CreditPlace
from stemma.model.extracted import Extracted
from stemma.model.lineage import UNNAMED_PARENT, Derivation, Stemma
from stemma.model.span import Span
from stemma.model.statement import ChainLink

#: Places where a credit stands for the article as a whole, from the most to the least telling; a name in running text stands for its sentence only.
_WHOLE = (
    CreditPlace.DATELINE,
    CreditPlace.BYLINE,
    CreditPlace.TAIL,
    CreditPlace.JSON_LD,
    CreditPlace.FEED,
    CreditPlace.CANONICAL,
)
_DEEPEST = 12
#: An edge that accounts for less of a telling speaks for its passages alone.


def own_credits(article: Article) -> tuple[ChainLink, ...]:
    """Return the stations that an article itself credits with its text, each once, dateline first; never its own outlet."""
    found: dict[str, ChainLink] = {}
    ranked = sorted(
        (credit for credit in article.credits if credit.where in _WHOLE), key=lambda credit: _WHOLE.index(credit.where)
    )
    for credit in ranked:
        if not _is_own(article, credit.agency):
            found.setdefault(
                credit.agency.casefold(), ChainLink(credit.agency, kind_of(credit.agency), credit.span, "stated")
            )
    return tuple(found.values())


def inherited_credits(
    stemma: Stemma, by_article: Mapping[str, Extracted], credits: Mapping[str, tuple[ChainLink, ...]]
) -> dict[str, tuple[ChainLink, ...]]:
    """Return the stations that uncredited tellings have from their parents, inferred along the edges of the stemma.

    Unseen parents with a label count. A parent in hand passes on its credits and then itself, by the name of its outlet.
    """
    article_of = {node.id: node.article for node in stemma.nodes}
    label_of = {node.id: node.label for node in stemma.nodes}
    edges: dict[str, list[Derivation]] = {}
    for edge in stemma.edges:
        edges.setdefault(edge.child, []).append(edge)
    found = {}
    for node in stemma.nodes:
        if node.article is None or credits.get(node.article):
            continue
        links = _up(node.id, edges, (article_of, label_of), by_article, credits)
        if links:
            found[node.article] = links
    return found


def _up(
    node: str,
    edges: Mapping[str, list[Derivation]],
    names: tuple[Mapping[str, str | None], Mapping[str, str]],
    by_article: Mapping[str, Extracted],
    credits: Mapping[str, tuple[ChainLink, ...]],
) -> tuple[ChainLink, ...]:
    """Climb from a telling over its strongest parent until a credit or a named unseen parent is found."""
    article_of, label_of = names
    links: list[ChainLink] = []
    seen = {node}
    for _ in range(_DEEPEST):
        above = [edge for edge in edges.get(node, ()) if edge.parent not in seen]
        if not above:
            break
        edge = max(above, key=lambda e: (e.share, e.confidence, e.id))
        node = edge.parent
        seen.add(node)
        article = article_of.get(node)
        telling = by_article.get(article) if article is not None else None
        if telling is None:
            if label_of.get(node, UNNAMED_PARENT) != UNNAMED_PARENT:
                links.insert(0, ChainLink(label_of[node], kind_of(label_of[node]), None, "inferred", edge.id))
            continue
        stations = credits.get(telling.article.id, ())
        passed = [ChainLink(link.label, link.kind, link.span, "inferred", edge.id) for link in stations]
        if telling.article.outlet is not None:
            passed.append(ChainLink(telling.article.outlet, kind_of(telling.article.outlet), None, "inferred", edge.id))
        links[:0] = passed
        if stations:
            break
    return _each_once(links)


def inheriting_parts(stemma: Stemma) -> dict[str, tuple[Span, ...]]:
    """Return, for each telling whose parents are all in hand, the passages that it has from them: only what stands there can have come along."""
    article_of = {node.id: node.article for node in stemma.nodes}
    edges: dict[str, list[Derivation]] = {}
    for edge in stemma.edges:
        edges.setdefault(edge.child, []).append(edge)
    return {
        article: tuple(span for edge in above for pair in edge.passages for span in (pair.child, pair.parent) if span)
        for child, above in edges.items()
        if (article := article_of[child]) is not None
        and all(article_of[edge.parent] is not None and edge.passages for edge in above)
    }


def _each_once(links: list[ChainLink]) -> tuple[ChainLink, ...]:
    found: dict[str, ChainLink] = {}
    for link in links:
        found.setdefault((link.label or "").casefold(), link)
    return tuple(found.values())


def kind_of(label: str) -> str:
    """Return "agency" for an agency's name, "outlet" for any other."""
    return "agency" if agency_named(label) is not None else "outlet"


def same_station(left: str | None, right: str | None) -> bool:
    """Tell whether two labels name one agency or outlet ("AP", "The Associated Press")."""
    if left is None or right is None:
        return False
    return left.casefold() == right.casefold() or _plain(left) == _plain(right)


def _plain(label: str) -> str:
    agency = agency_named(label)
    if agency is not None:
        return agency.name.casefold()
    outlet = outlet_named(label)
    return (outlet.name if outlet is not None else label).casefold().removeprefix("the ")


def _is_own(article: Article, label: str) -> bool:
    return same_station(article.outlet, label)
