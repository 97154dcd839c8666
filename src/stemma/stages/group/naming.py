"""What a story is called, when it was told, and under which id."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from stemma.lang.weights import weights
from stemma.model.ids import members_id
from stemma.model.lineage import Story
from stemma.model.span import Reason
from stemma.stages.group.compare import FEATURES
from stemma.stages.group.signature import Signature, Sparse


def story_of(
    tellings: Sequence[Signature], features: NDArray[np.float64] | None, former: Sequence[Story] = ()
) -> Story:
    """Return the story of `tellings`, named after the one nearest to all.

    Args:
        tellings: Its articles' signatures.
        features: Mean features of its pairs, None for one article.
        former: Stories as they stood before.
    """
    articles = tuple(sorted(t.article for t in tellings))
    identity = members_id("story", articles[:1])
    return Story(
        id=identity,
        title=_central(tellings).title,
        articles=articles,
        earliest=min((t.published[0] for t in tellings if t.published[0]), default=None),
        latest=max((t.published[1] for t in tellings if t.published[1]), default=None),
        was=_former_ids(identity, articles, former),
        reasons=_reasons(features),
    )


def _former_ids(identity: str, articles: tuple[str, ...], former: Sequence[Story]) -> tuple[str, ...]:
    members = set(articles)
    known = {old for story in former if members.intersection(story.articles) for old in (story.id, *story.was)}
    return tuple(sorted(known - {identity}))


def _reasons(features: NDArray[np.float64] | None) -> tuple[Reason, ...]:
    if features is None:
        return ()
    table = weights("group")
    return tuple(
        Reason(name, round(float(value), 4), round(float(value) * table[name], 4))
        for name, value in zip(FEATURES, features, strict=True)
    )


def _central(tellings: Sequence[Signature]) -> Signature:
    """Return the telling whose headline and lead share most with the others' (of equal ones the smallest id)."""
    if len(tellings) < 3:
        return min(tellings, key=lambda t: (t.article,))
    total: dict[int, float] = {}
    for telling in tellings:
        for key, weight in zip(telling.lead.keys.tolist(), telling.lead.weights.tolist(), strict=True):
            total[key] = total.get(key, 0.0) + weight
    return min(tellings, key=lambda t: (-_closeness(t.title_terms, total), t.article))


def _closeness(terms: Sparse, total: dict[int, float]) -> float:
    """Return how much of all leads a headline has, by its length, so that neither stubs nor lists win."""
    shared = sum(total.get(key, 0.0) for key in terms.keys.tolist())
    return shared / float(np.sqrt(len(terms.keys) + 4.0))
