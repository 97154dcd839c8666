"""A house's own name is no detail of what it tells: a paper that names itself does not bring a name that its source lacks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from stemma.model.article import Article
from stemma.stages.trace.details import Key
from stemma.stages.trace.houses import house_of
from stemma.stages.trace.telling import View
from stemma.text.normalise import WORD, fold

_SITE = re.compile(r"\s[|–—-]\s")


def without_own_houses(views: Sequence[View]) -> list[View]:
    """Return `views`, each without the words of its own house's name that no telling of another house has: those name a place or a person."""
    houses = [_house(view.extracted.article) for view in views]
    found = []
    for row, view in enumerate(views):
        others = set().union(*(v.details.keys() for n, v in enumerate(views) if n != row and houses[n] != houses[row]))
        own = _words(houses[row])
        dropped = {key for key in view.details.keys() - others if key[0] == "name" and _printed(view, key) in own}
        found.append(_without(view, dropped) if dropped else view)
    return found


def _house(article: Article) -> str:
    """Return the name of an article's house, or what stands behind its title where it gives none."""
    if article.outlet:
        return house_of(article.outlet)
    parts = _SITE.split(article.title or "")
    return parts[-1] if len(parts) > 1 else ""


def _words(house: str) -> set[str]:
    return {fold(match[0]) for match in WORD.finditer(house)}


def _printed(view: View, key: Key) -> str:
    span = view.details[key].span
    return fold(view.extracted.article.text[span.start : span.end])


def _without(view: View, dropped: set[Key]) -> View:
    return replace(
        view,
        details={key: detail for key, detail in view.details.items() if key not in dropped},
        weights={key: weight for key, weight in view.weights.items() if key not in dropped},
        terms=tuple({key: w for key, w in terms.items() if key not in dropped} for terms in view.terms),
    )
