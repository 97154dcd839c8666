"""From which origin a telling has *this* passage: its own newsroom, an ancestor that tells it too, or who the sentence says carried it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from stemma.model.claim import Claim, NotCounted, Telling
from stemma.model.extracted import Extracted
from stemma.model.ids import content_id
from stemma.model.lineage import Derivation, Origin, Relation, Stemma
from stemma.model.span import Span
from stemma.model.statement import Statement

_COPIES = frozenset({Relation.COPY, Relation.EDITED_COPY})


@dataclass(frozen=True, slots=True)
class Lines:
    """A stemma as weighing reads it.

    Attributes:
        parents: Article id → edges to its parents, seen or unseen.
        origin_of: Article id → origin id; origin_of_node: node id → origin id.
        article_of: Node id → article id, None for unseen nodes.
    """

    parents: Mapping[str, tuple[Derivation, ...]]
    origin_of: Mapping[str, str]
    article_of: Mapping[str, str | None]


@dataclass(slots=True)
class PassageOrigins:
    """The tellings of one claim with their origins, and those that add none."""

    tellings: list[Telling] = field(default_factory=list)
    not_counted: list[NotCounted] = field(default_factory=list)
    carried: dict[str, Origin] = field(default_factory=dict)


def read_lines(stemma: Stemma) -> Lines:
    """Return the lines of descent and the origin of each article."""
    article_of = {node.id: node.article for node in stemma.nodes}
    parents: dict[str, list[Derivation]] = {}
    for edge in stemma.edges:
        child = article_of.get(edge.child)
        if child is not None:
            parents.setdefault(child, []).append(edge)
    origin_of = {article: origin.id for origin in stemma.origins for article in origin.articles}
    return Lines({child: tuple(edges) for child, edges in parents.items()}, origin_of, article_of)


def trace_passages(claim: Claim, tellings: Mapping[str, Extracted], lines: Lines) -> PassageOrigins:
    """Return the claim's tellings, each with the origin of its passage.

    A telling whose parent (or a parent's parent) tells the claim has it from there; one whose sentence names a carrier that is no
    ancestor has it from that carrier; any other has it from the origin of its article.

    Args:
        claim: The claim.
        tellings: Article id → its records.
        lines: The stemma's lines.
    """
    told_by = {telling.article for telling in claim.tellings}
    found = PassageOrigins()
    for telling in claim.tellings:
        statements = [s for s in tellings[telling.article].statements if s.id in telling.statements]
        edge = _inherited_from(telling.article, told_by, lines)
        if edge is not None:
            reason = "copy" if edge.relation in _COPIES else "inherits"
            found.not_counted.append(NotCounted(telling.article, reason, _first(telling)))
            origin = _origin_above(telling.article, told_by, lines)
        else:
            origin = _carried(claim.story, statements, tellings[telling.article], found) or lines.origin_of.get(
                telling.article
            )
        found.tellings.append(Telling(telling.article, telling.spans, telling.statements, telling.events, origin))
    return found


def _inherited_from(article: str, told_by: set[str], lines: Lines) -> Derivation | None:
    """Return the edge by which `article` has the claim: towards an ancestor that tells it."""
    for edge in lines.parents.get(article, ()):
        if _reaches(lines.article_of.get(edge.parent), told_by, lines, depth=0):
            return edge
    return None


def _reaches(article: str | None, told_by: set[str], lines: Lines, *, depth: int) -> bool:
    if article is None or depth > len(lines.article_of):
        return False
    if article in told_by:
        return True
    return any(
        _reaches(lines.article_of.get(edge.parent), told_by, lines, depth=depth + 1)
        for edge in lines.parents.get(article, ())
    )


def _origin_above(article: str, told_by: set[str], lines: Lines) -> str | None:
    """Return the origin of the uppermost ancestor that tells the claim."""
    at, seen = article, {article}
    while (edge := _inherited_from(at, told_by, lines)) is not None:
        above = lines.article_of.get(edge.parent)
        if above is None or above in seen:
            break
        seen.add(above)
        at = above
    return lines.origin_of.get(at)


def _carried(story: str, statements: Sequence[Statement], telling: Extracted, found: PassageOrigins) -> str | None:
    """Return the origin of a passage that the sentence itself says another newsroom carried, where the article is not of its line."""
    labels = [label for statement in statements for label, _ in statement.carriers]
    own = {credit.agency.casefold() for credit in telling.article.credits if credit.where.value != "body"}
    for label in labels:
        if label.casefold() in own or label.casefold() == (telling.article.outlet or "").casefold():
            return None
    if not labels:
        return None
    label = labels[-1]
    origin = Origin(
        content_id("origin", story, "carrier", label.casefold()), story, label, "agency", (telling.article.id,)
    )
    known = found.carried.get(origin.id)
    articles = tuple(sorted({*(known.articles if known else ()), telling.article.id}))
    found.carried[origin.id] = Origin(origin.id, story, label, origin.kind, articles)
    return origin.id


def _first(telling: Telling) -> Span | None:
    return telling.spans[0] if telling.spans else None
