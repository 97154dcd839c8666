"""The tree: for each telling its parent or parents among the others, strongest evidence first."""

from __future__ import annotations

from stemma.settings import TraceSettings
from stemma.stages.trace.branches import Tree
from stemma.stages.trace.edges import (
    edge_order,
    is_copy,
    is_kin,
    quotes_release,
    senders_away,
    sought_out,
    strength,
    undecided,
)
from stemma.stages.trace.grounds import Evidence, Pair
from stemma.stages.trace.mergers import may_add, mergers


def build_tree(evidence: Evidence, settings: TraceSettings) -> Tree:
    """Return the tree of seen parents: copies first, then the strongest edges, then second parents."""
    tree = Tree()
    order, carriers = edge_order(evidence, settings)
    for child, parent in order:
        if tree.parents.get(child) or child in tree.line(parent):
            continue
        if not tree.parents.get(parent) and undecided(evidence, child, parent, settings):
            tree.tie(child, parent)
        elif not tree.tied(child, parent):
            tree.parents[child] = (parent,)
    tree.loosen()
    _prefer_ancestors(tree, evidence, settings)
    for child, parents in list(mergers(tree, evidence, settings)):
        carrier = carriers.get(child)
        others = parents[::-1] if tree.parents.get(child) else (None, None)
        kept = tuple(
            p
            for p, beside in zip(parents, others, strict=True)
            if p != carrier and may_add(evidence, child, p, settings, beside=beside)
        )
        if carrier in (None, *parents) and all(child not in tree.line(parent) for parent in kept):
            tree.parents[child] = kept
            tree.siblings += [(root, child) for p in parents if p not in kept for root in _head(tree, p, child)]
    _note_siblings(tree, carriers, evidence, settings)
    prefer_unseen(tree, evidence, settings)
    return tree


def _prefer_ancestors(tree: Tree, evidence: Evidence, settings: TraceSettings) -> None:
    """Hang a telling on its grandparent where that covers it about as well: a derivative seldom is what others derive from."""
    for child in range(evidence.size):
        for _ in range(evidence.size):
            parent = next(iter(tree.parents.get(child, ())), None)
            above = next(iter(tree.parents.get(parent, ())), None) if parent is not None else None
            if parent is None or above is None or not _as_good(evidence, child, (above, parent), settings):
                break
            tree.parents[child] = (above,)


def prefer_unseen(tree: Tree, evidence: Evidence, settings: TraceSettings) -> None:
    """Take a telling from a text that itself has but a part from an absent agency's report, where the report's carrier has as much of it.

    Such a text is put together later, from the report and from others; who has nothing of these others had the report alone.
    """
    for child, parents in sorted(tree.parents.items()):
        parent = parents[0] if len(parents) == 1 else None
        for carrier, half in tree.siblings:
            if half != parent or carrier == child or not senders_away(evidence, carrier, settings):
                continue
            told = is_kin(evidence, child, carrier, settings) and not evidence.around.named(child, half)
            if (
                told
                and not is_copy(evidence, child, half, settings)
                and _as_good(evidence, child, (carrier, half), settings)
            ):
                tree.parents[child] = ()
                tree.siblings.append((carrier, child))
                break


def _as_good(evidence: Evidence, child: int, parents: Pair, settings: TraceSettings) -> bool:
    above, parent = parents
    if (child, parent) in evidence.same or (child, above) in evidence.different:
        return False
    measures, house = evidence.measures, evidence.around.one_house
    if house[child, parent] and not house[child, above]:
        return False  # a house goes on from its own story
    if sought_out(evidence, child, parent, above):
        return False
    covers = measures.coverage[child, above] >= measures.coverage[child, parent] - settings.ancestor_slack
    worded = measures.n3[child, above] >= measures.n3[child, parent] - settings.wording_slack
    return bool(covers and worded and strength(evidence, child, above, settings) > 0)


def _note_siblings(tree: Tree, carriers: dict[int, int], evidence: Evidence, settings: TraceSettings) -> None:
    """Pair each telling that is of a family's line, but no child of any of it, with the head of the family: both had an unseen text."""
    for child in range(evidence.size):
        if tree.parents.get(child):
            continue
        near = [row for row in range(evidence.size) if row != child and _surely_kin(evidence, child, row, settings)]
        near = [row for row in near if len(tree.roots(row)) == 1 and child not in tree.roots(row)]
        if child in carriers:
            near = [carriers[child]]
        if near:
            best = max(near, key=lambda row: (strength(evidence, child, row, settings), -row))
            if _had_it(evidence, child, best, settings) and child not in tree.line(best) and child not in carriers:
                tree.parents[child] = (best,)
                continue
            tree.siblings += [(root, child) for root in _head(tree, best, child)]


def _had_it(evidence: Evidence, child: int, other: int, settings: TraceSettings) -> bool:
    """Tell whether a telling names the other's house, and so had that text before it; agencies name whose release they quote."""
    return evidence.around.named(child, other) and not quotes_release(evidence, child, other, settings)


def _head(tree: Tree, row: int, child: int) -> list[int]:
    """Return the root of a telling's line, other than `child`."""
    return [root for root in sorted(tree.roots(row)) if root != child][:1]


def _surely_kin(evidence: Evidence, child: int, other: int, settings: TraceSettings) -> bool:
    """Tell whether two tellings are of one line, and likely children of one text although neither is the other's."""
    return is_kin(evidence, child, other, settings) and bool(
        evidence.scores.siblings[child, other] >= settings.sibling_cut - settings.sibling_drift
        or strength(evidence, child, other, settings) >= settings.surely
    )
