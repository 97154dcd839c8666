"""Tellings that a text names for a passage although it has the rest from elsewhere: "Trade letter Core & Ledger reported on Saturday that …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from stemma.model.words import Sentence
from stemma.settings import TraceSettings
from stemma.stages.trace.family import Family
from stemma.stages.trace.grounds import Evidence, Pair
from stemma.stages.trace.houses import is_cited_at
from stemma.stages.trace.telling import View

_TURNED_DOWN = re.compile(r"\b(?:reject|den(?:y|ie)|dismiss|refut|disput)\w*\b.*\breports?\b", re.DOTALL)
_CLEARLY_MORE = 0.08


def find_cited(family: Family, evidence: Evidence, views: Sequence[View], settings: TraceSettings) -> Iterator[Pair]:
    """Give the (child, parent) pairs where the child names the parent's house or author as who told it, and tells something of it there.

    Such a parent explains a passage and no more, so it is no parent in the tree: the child's own origin stays what it is.

    Args:
        family: The tree with its unseen parents; evidence: all that was measured; views: the tellings; settings: choices of tracing.
    """
    for child in range(evidence.size):
        for parent in range(evidence.size):
            if not _may_cite(family, evidence, child, parent) or views[parent].release:
                continue
            told = _cited_sentences(evidence, views, child, parent)
            if any(_has_it_from(family, evidence, (child, parent), k, settings) for k in told):
                yield child, parent


def _may_cite(family: Family, evidence: Evidence, child: int, parent: int) -> bool:
    """Tell whether a child names a telling that it may have had: not later, of another house, and neither above nor below it."""
    tree, around = family.tree, evidence.around
    if parent == child or not around.named(child, parent) or around.later[child, parent]:
        return False
    if around.one_house[child, parent] or (child, parent) in evidence.different or child in tree.line(parent):
        return False
    above = tree.line(child) - {child}
    return parent not in above and not any(around.one_house[row, parent] for row in above)


def _cited_sentences(evidence: Evidence, views: Sequence[View], child: int, parent: int) -> Iterator[int]:
    """Give the numbers of the child's sentences that name the parent as who told something, and of those after them in the paragraph."""
    view, other = views[child], views[parent].extracted.article
    article = view.extracted.article
    spans = [
        s for label in sorted(evidence.around.outlet[parent]) for s in evidence.around.credits[child].get(label, ())
    ]
    for number, sentence in enumerate(view.sentences):
        cited = [s for s in spans if sentence.span.covers(s) and is_cited_at(article, s, other)]
        if any(not _TURNED_DOWN.search(article.text, sentence.span.start, s.start) for s in cited):
            yield number
            if _goes_on(view.sentences, number):
                yield number + 1


def _goes_on(sentences: Sequence[Sentence], number: int) -> bool:
    return number + 1 < len(sentences) and sentences[number + 1].paragraph == sentences[number].paragraph


def _has_it_from(family: Family, evidence: Evidence, edge: Pair, sentence: int, settings: TraceSettings) -> bool:
    """Tell whether the parent tells a sentence of the child, and clearly more alike than any telling above the child that names it too."""
    child, parent = edge
    best = evidence.measures.best
    through = [row for row in family.tree.line(child) - {child} if evidence.around.named(row, parent)]
    most = max((float(best[child, row][sentence]) + _CLEARLY_MORE for row in through), default=0.0)
    return float(best[child, parent][sentence]) >= max(settings.told, most)
