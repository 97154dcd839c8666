"""What kind of derivation an edge is."""

from __future__ import annotations

from stemma.model.lineage import Relation
from stemma.settings import TraceSettings
from stemma.stages.trace.tree import Evidence

_COPY = 0.85
_EDITED = 0.1
_LEAD_KEPT = 0.6
_TRANSLATED_ORDER, _TRANSLATED_TOLD, _TRANSLATED_SHARE, _TRANSLATED_WORDING = 0.75, 0.5, 0.72, 0.25
_UPDATE_NEW, _UPDATE_LEAD = 0.25, 0.62


def relation_of(evidence: Evidence, child: int, parent: int, settings: TraceSettings) -> Relation:
    """Return how the child comes from the parent.

    Copy and edited copy go by the child's wording; translation by sentences that run along each other; an update is a later text that
    keeps some sentences under a new lead with new details.
    """
    measures, around = evidence.measures, evidence.around
    if measures.n5[child, parent] >= _COPY:
        return Relation.COPY
    new = 1.0 - float(measures.coverage[child, parent])
    lead = float(measures.lead[child, parent])
    later = bool(around.earlier[child, parent])
    kept = measures.n3[child, parent] >= _EDITED
    if kept and lead >= _LEAD_KEPT and new <= 0.5:
        return Relation.EDITED_COPY
    if not around.later[child, parent] and new >= _UPDATE_NEW and (kept or (later and around.one_house[child, parent])):
        return Relation.UPDATE
    if _runs_along(evidence, child, parent):
        return Relation.TRANSLATION
    return Relation.EDITED_COPY if measures.n5[child, parent] >= settings.verbatim else Relation.REWRITE


def _runs_along(evidence: Evidence, child: int, parent: int) -> bool:
    measures = evidence.measures
    return bool(
        measures.tau[child, parent] >= _TRANSLATED_ORDER
        and measures.told[child, parent] >= _TRANSLATED_TOLD
        and measures.mutual[child, parent] >= _TRANSLATED_SHARE
        and measures.n3[child, parent] < _TRANSLATED_WORDING
    )
