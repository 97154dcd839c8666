"""What kind of derivation an edge is."""

from __future__ import annotations

from stemma.model.lineage import Relation
from stemma.stages.trace.grounds import Evidence

_COPY = 0.85
_EDITED = 0.15
_TRANSLATED_ORDER, _TRANSLATED_TOLD, _TRANSLATED_SHARE, _TRANSLATED_WORDING = 0.8, 0.58, 0.68, 0.15
_STRICT_ORDER, _STRICT_TOLD, _FEWEST_ALIGNED = 0.95, 0.61, 5
_SAME_TEXT, _UPDATE_NEW, _UPDATE_KEPT = 0.5, 0.25, 0.1


def relation_of(evidence: Evidence, child: int, parent: int) -> Relation:
    """Return how the child comes from the parent.

    Copy and edited copy go by the child's wording; an update is a later text of the same house, or of nobody knows whom with some of the same
    sentences, whose new details are many; translation shows in sentences that run along each other without sharing their words.
    """
    measures = evidence.measures
    worded = float(measures.n5[child, parent])
    if worded >= _COPY:
        return Relation.COPY
    if _brings_news(evidence, child, parent):
        return Relation.UPDATE
    if worded >= _EDITED:
        return Relation.EDITED_COPY
    return Relation.TRANSLATION if runs_along(evidence, child, parent) else Relation.REWRITE


def _brings_news(evidence: Evidence, child: int, parent: int) -> bool:
    measures, around = evidence.measures, evidence.around
    if around.later[child, parent]:
        return False
    new = 1.0 - float(measures.coverage[child, parent])
    if around.one_house[child, parent] and around.earlier[child, parent] and measures.n5[child, parent] < _SAME_TEXT:
        return True
    if around.outlet[child] and around.outlet[parent] and not around.one_house[child, parent]:
        return False  # whoever adds to the text of another house does not go on with that house's telling
    kept = _UPDATE_KEPT <= measures.n5[child, parent] < _SAME_TEXT
    return bool(kept and new >= _UPDATE_NEW)


def runs_along(evidence: Evidence, child: int, parent: int) -> bool:
    """Tell whether the child goes sentence by sentence along the parent in words of its own.

    A close paraphrase does so too; without a number or hour printed as in another language the sentences must agree all the more.
    """
    measures = evidence.measures
    strict = measures.foreign[child] <= measures.foreign[parent]
    return bool(
        measures.tau[child, parent] >= (_STRICT_ORDER if strict else _TRANSLATED_ORDER)
        and measures.told[child, parent] >= (_STRICT_TOLD if strict else _TRANSLATED_TOLD)
        and measures.mutual[child, parent] >= _TRANSLATED_SHARE
        and len(measures.aligned[child, parent]) >= _FEWEST_ALIGNED
        and measures.n5[child, parent] < _TRANSLATED_WORDING
    )
