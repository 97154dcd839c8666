"""What a reader sees behind an edge: reasons with their spans, sentences side by side, the share accounted for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from stemma.model.article import BlockKind
from stemma.model.lineage import Alignment, PassagePair
from stemma.model.span import Reason, Span
from stemma.settings import TraceSettings
from stemma.stages.trace.grounds import Evidence
from stemma.stages.trace.telling import View

_SHOWN = 12


def edge_reasons(evidence: Evidence, views: Sequence[View], child: int, parent: int) -> tuple[Reason, ...]:
    """Return the parts of the score of an edge, each with the spans that it was measured on, and how common its details are."""
    spans = {
        "coverage": _shared_details(evidence, views, child, parent, odd=False),
        "odd details": _shared_details(evidence, views, child, parent, odd=True),
        "aligned sentences": tuple(views[child].sentences[a].span for a, _ in evidence.measures.aligned[child, parent])[
            :_SHOWN
        ],
        "credit": tuple(
            s for label in evidence.around.outlet[parent] for s in evidence.around.credits[child].get(label, ())
        ),
    }
    reasons = []
    for name, (value, part) in evidence.scores.parts.items():
        if value[child, parent] or (name in spans and name != "credit"):
            reasons.append(_reason(name, float(value[child, parent]), float(part[child, parent]), spans.get(name, ())))
    own = float(evidence.scores.parent[child, parent])
    reasons.append(Reason("rather its parent than another child of one", round(own, 3), None, views[parent].foreign))
    return (*reasons, Reason("details of the child that the parent has", _in_words(evidence, views, child, parent)))


def sibling_reasons(evidence: Evidence, views: Sequence[View], left: int, right: int) -> tuple[Reason, ...]:
    """Return the parts of the score that two tellings come from one unseen text."""
    spans = {
        "coverage": _shared_details(evidence, views, left, right, odd=False),
        "odd details": _shared_details(evidence, views, left, right, odd=True),
        "aligned sentences": tuple(views[left].sentences[a].span for a, _ in evidence.measures.aligned[left, right])[
            :_SHOWN
        ],
    }
    return tuple(
        _reason(name, float(value[left, right]), float(part[left, right]), spans.get(name, ()))
        for name, (value, part) in evidence.scores.sibling_parts.items()
        if value[left, right]
    )


def tie_reasons(
    evidence: Evidence, views: Sequence[View], left: int, right: int, settings: TraceSettings
) -> tuple[Reason, ...]:
    """Return what speaks for one origin, and how little for either direction."""
    ways = ((left, right), (right, left))
    forth, back = (float(evidence.scores.parent[way]) - settings.parent_cut for way in ways)
    return (
        *sibling_reasons(evidence, views, left, right),
        Reason("second as parent of the first, cut deducted", round(forth, 3), None),
        Reason("first as parent of the second, cut deducted", round(back, 3), None),
    )


def aligned_pairs(evidence: Evidence, views: Sequence[View], child: int, parent: int) -> tuple[PassagePair, ...]:
    """Return the aligned sentences of an edge as pairs of spans."""
    return tuple(
        PassagePair(views[parent].sentences[b].span, views[child].sentences[a].span)
        for a, b in evidence.measures.aligned[child, parent]
    )


def share_of(evidence: Evidence, views: Sequence[View], child: int, parent: int, settings: TraceSettings) -> float:
    """Return the share of the child's body sentences, by their length, that the parent tells as well."""
    best = evidence.measures.best[child, parent]
    body = np.array([s.kind is BlockKind.BODY for s in views[child].sentences])
    length = np.array([len(s.span) for s in views[child].sentences], float) * body
    if not length.sum():
        return 0.0
    told = float(length @ (best >= settings.told) / length.sum())
    return round(views[child].kept * min(1.0, max(told, float(evidence.measures.n5[child, parent]))), 3)


def alignments_between(evidence: Evidence, views: Sequence[View], left: int, right: int) -> list[Alignment]:
    """Return which sentences of two tellings tell the same: mutual best pairs."""
    found = []
    scores = evidence.measures.scores[left, right]
    for (a, b), score in zip(evidence.measures.aligned[left, right], scores, strict=True):
        reason = Reason("likeness of the sentences", round(score, 4), None)
        found.append(Alignment(views[left].sentences[a].id, views[right].sentences[b].id, round(score, 4), (reason,)))
    return found


def confidence_of(margin: float) -> float:
    """Return the chance of being right that goes with a score this far above its cut."""
    return round(1.0 / (1.0 + float(np.exp(-(margin + 0.5)))), 3)


def _shared_details(
    evidence: Evidence, views: Sequence[View], child: int, parent: int, *, odd: bool
) -> tuple[Span, ...]:
    """Return where the child has the parent's details, the rarest first; with `odd`, only those that at most one other telling has."""
    theirs = views[parent].details
    others = [view.details for row, view in enumerate(views) if row not in (child, parent)]
    kept = [
        (-weight, views[child].details[key].span)
        for key, weight in views[child].weights.items()
        if key in theirs and (not odd or sum(key in other for other in others) <= 1)
    ]
    return tuple(span for _, span in sorted(kept)[:_SHOWN])


def _in_words(evidence: Evidence, views: Sequence[View], child: int, parent: int) -> str:
    """Return "17 of 18 names, 4 of 4 numbers; 5 of them in no other telling"."""
    mine, theirs = views[child].details, views[parent].details
    counts = []
    for kind in ("name", "number", "date"):
        own = [key for key in mine if key[0] == kind]
        if own:
            counts.append(f"{sum(key in theirs for key in own)} of {len(own)} {kind}s")
    alone = sum(
        key in theirs and not any(key in v.details for row, v in enumerate(views) if row not in (child, parent))
        for key in mine
    )
    return ", ".join(counts) + (f"; {alone} of them in no other telling" if len(views) > 2 else "")


def _reason(name: str, value: float, weight: float, spans: tuple[Span, ...]) -> Reason:
    return Reason(name, round(value, 4), round(weight, 4), spans)
