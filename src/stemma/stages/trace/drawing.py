"""From rows to records: nodes, edges and origins of a stemma."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stemma.lang.agencies import agency_named
from stemma.model.ids import content_id, members_id
from stemma.model.lineage import UNNAMED_PARENT, Derivation, Node, Origin, Passage, PassagePair, Relation, Story
from stemma.model.span import Reason, Span
from stemma.settings import TraceSettings
from stemma.stages.trace.cited import find_cited
from stemma.stages.trace.edges import strength
from stemma.stages.trace.evidence import aligned_pairs, confidence_of, edge_reasons, share_of, sibling_reasons
from stemma.stages.trace.family import Family, Root
from stemma.stages.trace.grounds import Evidence
from stemma.stages.trace.relation import relation_of, runs_along
from stemma.stages.trace.telling import View
from stemma.stages.trace.unseen import Unseen

_CREDITED = 0.9
_SAME_WORDS = 0.5
_LABEL_WORDS = 8


@dataclass(frozen=True, slots=True)
class Drawn:
    """Nodes and edges of a stemma."""

    nodes: tuple[Node, ...]
    edges: tuple[Derivation, ...]


def draw(
    story: Story,
    family: Family,
    views: Sequence[View],
    evidence: Evidence,
    passages: Sequence[Passage],
    settings: TraceSettings,
) -> Drawn:
    """Return the nodes and edges of a family."""
    edges = []
    for child, parents in sorted(family.tree.parents.items()):
        edges += [_seen_edge(views, evidence, (child, parent), passages, settings) for parent in sorted(parents)]
    edges += [
        _seen_edge(views, evidence, edge, passages, settings) for edge in find_cited(family, evidence, views, settings)
    ]
    for unseen in family.unseen:
        edges += list(_unseen_edges(story, unseen, views, evidence, settings))
    above: dict[str, int] = {}
    for edge in edges:
        above[edge.child] = above.get(edge.child, 0) + 1
    seen = [Node(node_id(v.article), v.article, _label(v), above.get(node_id(v.article), 0) > 1) for v in views]
    nodes = [*seen, *(Node(_unseen_id(story, u, views), None, u.label or UNNAMED_PARENT) for u in family.unseen)]
    return Drawn(tuple(nodes), tuple(sorted(edges, key=lambda edge: (edge.child, edge.parent))))


def origins_of(story: Story, family: Family, views: Sequence[View], evidence: Evidence) -> dict[Root, Origin]:
    """Return the origin that stands behind each root of a family."""
    origins = {}
    for root in family.roots():
        articles = tuple(sorted(views[row].article for row in family.members(root)))
        label, kind = _origin_name(root, family, views)
        key = (
            _unseen_id(story, family.unseen[root[1]], views) if root[0] == "unseen" else node_id(views[root[1]].article)
        )
        origins[root] = Origin(content_id("orig", story.id, key), story.id, label, kind, articles)
    return origins


def node_id(article: str) -> str:
    """Return the id of the node that an article is."""
    return content_id("node", article)


def _seen_edge(
    views: Sequence[View],
    evidence: Evidence,
    edge: tuple[int, int],
    passages: Sequence[Passage],
    settings: TraceSettings,
) -> Derivation:
    child, parent = edge
    ends = node_id(views[parent].article), node_id(views[child].article)
    ruled = edge in evidence.same
    reasons = edge_reasons(evidence, views, child, parent)
    return Derivation(
        id=content_id("deriv", *ends),
        parent=ends[0],
        child=ends[1],
        relation=relation_of(evidence, child, parent),
        share=share_of(evidence, views, child, parent, settings),
        confidence=1.0 if ruled else confidence_of(strength(evidence, child, parent, settings)),
        passages=_shared(views, edge, passages) or aligned_pairs(evidence, views, child, parent),
        reasons=(Reason("decision", "same"), *reasons) if ruled else reasons,
    )


def _shared(views: Sequence[View], edge: tuple[int, int], passages: Sequence[Passage]) -> tuple[PassagePair, ...]:
    """Return the verbatim passages of an edge; none where they are few, for then aligned sentences show more."""
    child, parent = views[edge[0]].article, views[edge[1]].article
    found = []
    for passage in passages:
        ends = {passage.left.article: passage.left, passage.right.article: passage.right}
        if set(ends) == {child, parent} and not passage.stock:
            found.append(PassagePair(ends[parent], ends[child]))
    length = sum(len(pair.child) for pair in found)
    enough = length >= 0.2 * len(views[edge[0]].extracted.article.text)
    return tuple(sorted(found, key=lambda pair: pair.child)) if enough else ()


def _unseen_edges(
    story: Story, unseen: Unseen, views: Sequence[View], evidence: Evidence, settings: TraceSettings
) -> Iterator[Derivation]:
    parent = _unseen_id(story, unseen, views)
    for child in unseen.children:
        others = [row for row in unseen.children if row != child]
        nearest = max(others, key=lambda row: (evidence.scores.siblings[child, row], -row)) if others else None
        credits = evidence.around.credits[child].get(unseen.label or "", ())
        credited = unseen.label is not None and unseen.label in evidence.around.credits[child]
        reasons = [Reason("credit", unseen.label, None, credits)] if credited else []
        margin = 0.0
        if nearest is not None:
            reasons += sibling_reasons(evidence, views, child, nearest)
            margin = float(evidence.scores.siblings[child, nearest]) - settings.sibling_cut
        end = node_id(views[child].article)
        yield Derivation(
            id=content_id("deriv", parent, end),
            parent=parent,
            child=end,
            relation=_unseen_relation(child, unseen, evidence),
            share=_unseen_share(child, nearest, views, evidence, settings),
            confidence=max(confidence_of(margin), _CREDITED if credited else 0.0),
            passages=tuple(PassagePair(None, span) for span in _unseen_spans(child, nearest, views, evidence, credits)),
            reasons=tuple(reasons),
        )


def _unseen_relation(child: int, unseen: Unseen, evidence: Evidence) -> Relation:
    """Return how a child comes from an unseen parent, as far as the parent's other children show it.

    Translation where it prints numbers as another language does and runs along one of them; copy where it names the parent as the sender of
    its text, or shares most of its wording with one that does; else rewrite.
    """
    measures, formal = evidence.measures, evidence.around.formal
    others = [row for row in unseen.children if row != child]
    if any(measures.foreign[child] > measures.foreign[row] and runs_along(evidence, child, row) for row in others):
        return Relation.TRANSLATION
    carriers = [row for row in others if unseen.label in formal[row]]
    if unseen.label in formal[child] or any(measures.n5[child, row] >= _SAME_WORDS for row in carriers):
        return Relation.COPY
    return Relation.REWRITE


def _unseen_share(
    child: int, nearest: int | None, views: Sequence[View], evidence: Evidence, settings: TraceSettings
) -> float:
    return share_of(evidence, views, child, nearest, settings) if nearest is not None else 0.0


def _unseen_spans(
    child: int, nearest: int | None, views: Sequence[View], evidence: Evidence, credits: tuple[Span, ...]
) -> tuple[Span, ...]:
    if nearest is None:
        return credits
    return tuple(views[child].sentences[a].span for a, _ in evidence.measures.aligned[child, nearest])


def _unseen_id(story: Story, unseen: Unseen, views: Sequence[View]) -> str:
    members = members_id("set", [views[row].article for row in unseen.children])
    return content_id("node", "unseen", unseen.label, members)


def _label(view: View) -> str:
    article = view.extracted.article
    return article.outlet or article.title or _first_words(article.text) or article.id


def _first_words(text: str) -> str:
    words = text.split()
    return " ".join(words[:_LABEL_WORDS]) + (" …" if len(words) > _LABEL_WORDS else "")


def _origin_name(root: Root, family: Family, views: Sequence[View]) -> tuple[str, str]:
    """Return how an origin is called and its kind: the agency credited, else the newsroom; for press releases the issuer."""
    if root[0] == "unseen":
        label = family.unseen[root[1]].label
        return (label or UNNAMED_PARENT), ("agency" if label and agency_named(label) else "newsroom")
    label = _label(views[root[1]])
    if agency_named(label) is None and views[root[1]].release:
        return label, "issuer"
    return label, ("agency" if agency_named(label) else "newsroom")
