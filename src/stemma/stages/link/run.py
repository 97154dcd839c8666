"""From the mentions of all articles to entities: who bears which names across texts.

Three steps that can be shared out: keys per article, comparison within a bucket of a key, joining per component.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from stemma.lang.weights import weights
from stemma.model.decision import Decision
from stemma.model.extracted import Extracted
from stemma.model.ids import members_id
from stemma.model.problem import Problem
from stemma.model.span import Reason
from stemma.model.words import Entity, EntityMention, NameCount
from stemma.stages.link.kinds import kind_of
from stemma.stages.link.local import Local, find_locals
from stemma.stages.link.merge import Components, Edge, find_edges, too_large
from stemma.stages.link.nodes import Node, make_nodes


def link_entities(extracted: Iterable[Extracted], decisions: Sequence[Decision]) -> Iterator[Entity | Problem]:
    """Yield the entities of a case, in order of their ids, and a problem for each decision that no longer applies.

    Args:
        extracted: The articles with their mentions, in any order.
        decisions: All decisions; those about entities name two spans, each inside a mention.
    """
    found = [local for article in extracted for local in find_locals(article)]
    nodes = make_nodes(found)
    rulings, problems = _rulings(decisions, nodes)
    yield from problems
    yield from (
        Problem(
            "names-not-compared", "link", f"More names meet under the key {key!r} than are compared with each other."
        )
        for key in too_large(nodes)
    )
    components = Components(nodes, apart=[(left, right) for left, right, same in rulings if not same])
    for left, right, same in rulings:
        if same:
            reason = Reason("a person decided same", None, weights("link")["a person decided same"])
            components.join(Edge(100.0, left, right, (reason,)), forced=True)
    for edge in sorted(find_edges(nodes), key=lambda edge: (-edge.score, edge.left, edge.right)):
        components.join(edge)
    entities = [_entity(group, reasons) for group, reasons in components.groups()]
    yield from sorted(entities, key=lambda entity: entity.id)


def _rulings(decisions: Sequence[Decision], nodes: Sequence[Node]) -> tuple[list[tuple[int, int, bool]], list[Problem]]:
    """Decisions about entities as pairs of nodes, and problems for those whose spans hold no mention."""
    about = [decision for decision in decisions if decision.about == "entity"]
    if not about:
        return [], []
    spans: dict[str, list[tuple[int, int, int]]] = {}
    for node in nodes:
        for local in node.locals:
            for mention in local.mentions:
                spans.setdefault(local.article, []).append((mention.span.start, mention.span.end, node.number))
    rulings, problems = [], []
    for decision in sorted(about, key=lambda decision: decision.id):
        left, right = _node_at(decision.left, spans), _node_at(decision.right, spans)
        if left is None or right is None or (decision.verdict == "different" and left == right):
            problems.append(
                Problem(
                    "decision-not-applied",
                    "link",
                    f"The decision {decision.id} on {decision.left} and {decision.right} no longer applies: no named mention stands there, or both are one name.",
                )
            )
        elif left != right:
            rulings.append((left, right, decision.verdict == "same"))
    return rulings, problems


def _node_at(where: str, spans: dict[str, list[tuple[int, int, int]]]) -> int | None:
    """The node of the shortest mention that covers `article:start-end`."""
    article, _, offsets = where.rpartition(":")
    start, _, end = offsets.partition("-")
    if not (start.isdigit() and end.isdigit()):
        return None
    covering = [
        (e - s, number)
        for s, e, number in spans.get(article, [])
        if (s <= int(start) and int(end) <= e) or (int(start) <= s and e <= int(end))
    ]
    return min(covering)[1] if covering else None


def _entity(nodes: Sequence[Node], reasons: tuple[Reason, ...]) -> Entity:
    """Make one entity; its id comes from its smallest mention only, so that it seldom changes when articles are added."""
    found = sorted((local for node in nodes for local in node.locals), key=lambda local: local.id)
    names = Counter[str]()
    for local in found:
        for text, count in local.names:
            names[text] += count
    mentions = sorted(
        {mention for local in found for mention in local.mentions}, key=lambda mention: (mention.span, mention.mention)
    )
    name = _best_name(found, names)
    countries = Counter(local.country for local in found if local.country)
    return Entity(
        id=members_id("ent", [min(mention.mention for mention in mentions)]),
        name=name,
        kind=kind_of(found[0].kind, names, found),
        names=tuple(
            NameCount(text, count) for text, count in sorted(names.items(), key=lambda pair: (-pair[1], pair[0]))
        ),
        mentions=tuple(EntityMention(mention.mention, mention.span, mention.form) for mention in mentions),
        country=min(countries, key=lambda country: (-countries[country], country)) if countries else None,
        place=next((local.location for local in found if local.location is not None), None),
        reasons=reasons,
    )


def _best_name(found: Sequence[Local], names: Counter[str]) -> str:
    """The full name that most texts use; of countries the usual English one."""
    full = Counter(local.name for local in found)
    most = max(len(name.split()) for name in full) if found[0].kind == "person" else 1
    fitting = [name for name in full if found[0].kind != "person" or len(name.split()) >= min(2, most)]
    return min(fitting, key=lambda name: (-full[name], -names[name], -len(name), name))
