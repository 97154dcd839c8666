"""Which edges are worth drawing, and how strong each is."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from stemma.lang.agencies import agency_named
from stemma.settings import TraceSettings
from stemma.stages.trace.grounds import Evidence, Pair
from stemma.stages.trace.measure import Measures


def is_copy(evidence: Evidence, child: int, parent: int, settings: TraceSettings) -> bool:
    """Tell whether so much of the child stands word for word in the parent that nothing else need be weighed."""
    return bool(evidence.measures.n5[child, parent] >= settings.verbatim)


def is_parent(evidence: Evidence, child: int, parent: int, settings: TraceSettings) -> bool:
    """Tell whether a telling of the child's line is rather its very parent than another child of one that is away."""
    around = evidence.around
    if around.wire[child] and not (around.one_house[child, parent] or around.credited[child, parent]):
        return False  # an agency does not have its report from a paper without saying so
    if quotes_release(evidence, child, parent, settings):
        return False
    sent = around.formal[child] - around.outlet[child] and around.elsewhere[child, parent]
    copied = is_copy(evidence, child, parent, settings) and not sent
    return copied or bool(evidence.scores.parent[child, parent] >= settings.parent_cut)


def quotes_release(evidence: Evidence, child: int, parent: int, settings: TraceSettings) -> bool:
    """Tell whether an agency's report may be like a release only because the release is one of its sources."""
    around = evidence.around
    return bool(around.wire[child] and around.release[parent]) and not is_copy(evidence, child, parent, settings)


def senders_away(evidence: Evidence, row: int, settings: TraceSettings) -> frozenset[str]:
    """Return which agencies a telling says that it has its text from although no report of theirs that could be it is in the case.

    Whatever is like such a telling rather has the agency's report before it than this telling.
    """
    around = evidence.around
    seen = {
        label
        for other in range(evidence.size)
        if other != row and not around.later[row, other] and evidence.measures.coverage[row, other] >= settings.whole
        for label in around.outlet[other]
    }
    return frozenset(label for label in around.formal[row] - seen if agency_named(label))


def strength(evidence: Evidence, child: int, parent: int, settings: TraceSettings) -> float:
    """Return by how much the evidence that `child` comes from `parent` exceeds the cut."""
    measures = evidence.measures
    margin = float(evidence.scores.dependent[child, parent]) - settings.dependent_cut
    if is_copy(evidence, child, parent, settings):
        margin += settings.copy_bonus * float(measures.n5[child, parent])
    return margin


def undecided(evidence: Evidence, child: int, parent: int, settings: TraceSettings) -> bool:
    """Tell whether the reverse of an edge is as likely: neither time, credit, link nor the texts say which of the two was first."""
    around = evidence.around
    if (child, parent) in evidence.same or around.earlier[child, parent] or around.later[parent, child]:
        return False
    if not is_kin(evidence, parent, child, settings) or not is_parent(evidence, parent, child, settings):
        return False
    return abs(_lean(evidence, child, parent, settings) - _lean(evidence, parent, child, settings)) < settings.open_lean


def edge_order(evidence: Evidence, settings: TraceSettings) -> tuple[list[Pair], dict[int, int]]:
    """Return the edges worth drawing, best first; and, for each telling that rather has an agency's report, the one that carries it."""
    away = [senders_away(evidence, row, settings) for row in range(evidence.size)]
    joined = conflations(evidence, settings)
    found = []
    carriers: dict[int, int] = {}
    for child in range(evidence.size):
        for rank, parent in _ranked(evidence, child, settings):
            if (child, parent) not in evidence.same and _has_it_from(evidence, child, away[parent], parent):
                carriers[child] = parent
                break
            likely = (child, parent) not in joined and is_parent(evidence, child, parent, settings)
            if (child, parent) in evidence.same or likely:
                found.append((rank, child, parent))
    found.sort()
    best = {child: parent for _, child, parent in reversed(found)}
    return [(child, parent) for _, child, parent in found], {c: p for c, p in carriers.items() if c not in best}


def conflations(evidence: Evidence, settings: TraceSettings) -> frozenset[Pair]:
    """Return (source, text) pairs where the text is put together from the source and another that has nothing to do with it.

    Who joins two texts comes after both: each of them has more than the joint text took, and together they have nearly all of it.
    """
    measures, around = evidence.measures, evidence.around
    worded = np.maximum(measures.n5, measures.n5.T)
    found: set[Pair] = set()
    for text in range(evidence.size):
        taken = (
            (measures.n5[text] >= settings.taken) & (measures.n5[:, text] < settings.all_copied) & ~around.later[text]
        )
        sources = np.flatnonzero(taken).tolist()
        for one, other in combinations(sources, 2):
            apart = worded[one, other] < settings.apart and evidence.scores.siblings[one, other] < settings.sibling_cut
            if apart and measures.joint(text, (one, other)) >= settings.put_together:
                found |= {(one, text), (other, text)}
    return frozenset(found)


def sought_out(evidence: Evidence, child: int, parent: int, above: int) -> bool:
    """Tell whether a telling links to another and not to the one above it."""
    linked = evidence.around.linked
    return bool(linked[child, parent] and not linked[child, above])


def _ranked(evidence: Evidence, child: int, settings: TraceSettings) -> list[tuple[tuple[int, float], int]]:
    """Return whom a telling may come from, best first, with the rank: ruled by a person, copied, then by what makes it the parent."""
    found = []
    for parent in range(evidence.size):
        if child == parent or (child, parent) in evidence.different:
            continue
        if (child, parent) in evidence.same:
            found.append(((-2, 0.0), parent))
        elif is_kin(evidence, child, parent, settings):
            copied = is_copy(evidence, child, parent, settings)
            found.append(((-int(copied), -_lean(evidence, child, parent, settings)), parent))
    return sorted(found)


def _lean(evidence: Evidence, child: int, parent: int, settings: TraceSettings) -> float:
    """Return how much speaks for an edge: for copies the wording taken over, else what makes the one the other's parent; and direction.

    A copy has every change of wording that its parent made, and its grandparent has none of them: so containment alone finds the parent.
    """
    copied = is_copy(evidence, child, parent, settings)
    wording = settings.wording_weight * float(evidence.measures.n5[child, parent])
    return (wording if copied else float(evidence.scores.parent[child, parent])) + direction(evidence, child, parent)


def _has_it_from(evidence: Evidence, child: int, senders: frozenset[str], parent: int) -> bool:
    """Tell whether the child rather has the report of one of the `senders` of the other telling before it than that telling."""
    around = evidence.around
    goes_on = around.one_house[child, parent] and around.earlier[child, parent]
    return bool(senders - around.outlet[child]) and not around.named(child, parent) and not goes_on


def is_kin(evidence: Evidence, child: int, parent: int, settings: TraceSettings) -> bool:
    """Tell whether `child` is of `parent`'s line: from it, or both from one text."""
    measures, around = evidence.measures, evidence.around
    if around.later[child, parent] or strength(evidence, child, parent, settings) < 0:
        return False
    if measures.detail_count[child] < settings.least_details:
        some = measures.detail_count[child] >= settings.least_details / 2
        close = some and measures.told[child, parent] >= settings.told_closely
        worded = measures.n3[child, parent] >= settings.verbatim
        return bool(worded or close or around.credited[child, parent] or around.linked[child, parent])
    covered = measures.coverage[child, parent] >= settings.drawn_coverage
    followed = around.one_house[child, parent] and around.earlier[child, parent]
    named = around.named(child, parent) and (
        measures.mutual[child, parent] >= settings.named_aligned
        or strength(evidence, child, parent, settings) >= settings.named_strongly
    )
    return bool(
        covered or followed or named or measures.n3[child, parent] >= 0.1 or measures.mutual[child, parent] >= 0.75
    )


def direction(evidence: Evidence, child: int, parent: int) -> float:
    """Return how much speaks for this direction against its reverse: time, credit, link, who contains whom."""
    measures, around = evidence.measures, evidence.around
    lean = 2.0 * (float(around.earlier[child, parent]) - float(around.later[child, parent]))
    lean += 1.0 * (float(around.credited[child, parent]) - float(around.credited[parent, child]))
    lean += 1.0 * (float(around.linked[child, parent]) - float(around.linked[parent, child]))
    return lean + 1.0 * float(measures.n5[child, parent] - measures.n5[parent, child])


def copy_groups(measures: Measures, settings: TraceSettings) -> list[int]:
    """Return, for each telling, the smallest row of its group of copies."""
    total = len(measures.n5)
    head = list(range(total))
    alike = np.argwhere(np.triu(np.maximum(measures.n5, measures.n5.T) >= settings.group_copies, 1))
    for a, b in alike.tolist():
        low, high = sorted((head[a], head[b]))
        head = [low if h == high else h for h in head]
    return head
