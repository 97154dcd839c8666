"""The stations of one statement in order: source, carriers of the sentence, credits of the article, its outlet."""

from __future__ import annotations

from collections.abc import Mapping

from stemma.model.article import Article
from stemma.model.statement import ChainLink, Source, Statement
from stemma.stages.attribute.credits import kind_of, same_station

_CARRYING = frozenset({"agency", "outlet"})
_DEEPEST = 8


def chain_links(
    article: Article, statement: Statement, statements: Mapping[str, Statement], credits: tuple[ChainLink, ...]
) -> tuple[ChainLink, ...]:
    """Return the chain of a statement.

    Args:
        article: The article it stands in.
        statement: The statement.
        statements: The article's statements by id: whoever is said to tell the enclosing one passed this one on.
        credits: The stations from which the article has its text, stated or inherited, nearest the source first.
    """
    links = [_source_link(statement.source)]
    links += [ChainLink(label, kind_of(label), span, "stated") for label, span in statement.carriers]
    for outer in _enclosing(statement, statements):
        links.append(_source_link(outer.source))
        links += [ChainLink(label, kind_of(label), span, "stated") for label, span in outer.carriers]
    links += _fitting(credits, links)
    links.append(ChainLink(article.outlet, kind_of(article.outlet) if article.outlet else "outlet", None, "stated"))
    return _without_repeats(links)


def _fitting(credits: tuple[ChainLink, ...], links: list[ChainLink]) -> tuple[ChainLink, ...]:
    """Leave out inferred credits where the sentence itself names another newsroom: what Bloomberg is said to tell did not come from Reuters."""
    carried = [link.label for link in links if link.kind in _CARRYING and link.label is not None]
    inferred = [credit.label for credit in credits if credit.basis == "inferred"]
    if not carried or any(same_station(label, other) for label in inferred for other in carried):
        return credits
    return tuple(credit for credit in credits if credit.basis != "inferred")


def _source_link(source: Source) -> ChainLink:
    kind = source.kind if source.kind in _CARRYING else "source"
    return ChainLink(source.text or None, kind, source.span, "stated")


def _enclosing(statement: Statement, statements: Mapping[str, Statement]) -> list[Statement]:
    found: list[Statement] = []
    seen = {statement.id}
    while statement.within is not None and statement.within not in seen and len(found) < _DEEPEST:
        seen.add(statement.within)
        outer = statements.get(statement.within)
        if outer is None:
            break
        found.append(outer)
        statement = outer
    return found


def _without_repeats(links: list[ChainLink]) -> tuple[ChainLink, ...]:
    """Drop a station that the chain already has, and stations without a name between others; first and last always stay."""
    kept = [links[0]]
    for link in links[1:-1]:
        if link.label is not None and not any(same_station(link.label, other.label) for other in kept):
            kept.append(link)
    last = links[-1]
    if len(kept) > 1 and same_station(kept[-1].label, last.label):
        kept.pop()
    return (*kept, last)
