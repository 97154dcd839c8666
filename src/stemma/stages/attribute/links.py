"""The stations of one statement in order: source, carriers of the sentence, credits of the article, its outlet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from stemma.model.article import Article
from stemma.model.statement import ChainLink, Source, Statement
from stemma.stages.attribute.credits import kind_of, same_station

_CARRYING = frozenset({"agency", "outlet"})
_OWN_VOICES = frozenset(
    {
        "host",
        "presenter",
        "anchor",
        "anchorman",
        "anchorwoman",
        "interviewer",
        "moderator",
        "newsreader",
        "q",
        "question",
    }
)
_DENYING = "deny"  # whoever denies a report has not passed it on
_DEEPEST = 8


def chain_links(
    article: Article,
    statement: Statement,
    statements: Mapping[str, Statement],
    credits: tuple[ChainLink, ...],
    names: Mapping[str, str],
) -> tuple[ChainLink, ...]:
    """Return the chain of a statement.

    Args:
        article: The article it stands in.
        statement: The statement.
        statements: The article's statements by id: whoever is said to tell the enclosing one passed this one on.
        credits: The stations from which the article has its text, stated or inherited, nearest the source first.
        names: The article's names by the id of their mention: whoever passes a statement on is called by his or her own.
    """
    links = [_source_link(statement.source)]
    links += [ChainLink(label, kind_of(label), span, "stated") for label, span in statement.carriers]
    for outer in _enclosing(statement, statements):
        passes_on = outer.act != _DENYING and not _is_own_voice(outer.source)
        if passes_on and outer.source.id != statement.source.id:
            links.append(_passing_link(outer.source, names))
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


def _passing_link(source: Source, names: Mapping[str, str]) -> ChainLink:
    link = _source_link(source)
    name = names.get(source.mention or "") if source.kind == "person" else None
    return replace(link, label=name) if name is not None else link


def _is_own_voice(source: Source) -> bool:
    """Tell whether a speaker's label stands for the outlet itself: "HOST:" in its transcript."""
    return source.text.strip(" :").casefold() in _OWN_VOICES


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
