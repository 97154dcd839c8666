"""What a story is called, when it was told, and under which id."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from stemma.lang.weights import weights
from stemma.model.ids import members_id
from stemma.model.lineage import Story
from stemma.model.span import Reason
from stemma.stages.group.compare import FEATURES
from stemma.stages.group.signature import Signature

_NOT_PLAIN = re.compile(r"[\"“”‘?:|;]|(?<!\w)'|\blive\b|^\(", re.I)
_MARKED, _AGENCY = 0.8, 1.1
_SPREAD = 1.5
_RAREST = 3.0
_STUB = 4.0
_PER_DAY, _LATEST = 0.07, 3


def story_of(tellings: Sequence[Signature], features: NDArray[np.float64] | None) -> Story:
    """Return the story of `tellings`, named after the one whose headline says best what all tell.

    Args:
        tellings: Its articles' signatures.
        features: Mean features of its pairs, None for one article.
    """
    articles = tuple(sorted(t.article for t in tellings))
    earliest, latest = _span(tellings)
    return Story(
        id=members_id("story", articles[:1]),
        title=_best_titled(tellings).title,
        articles=articles,
        earliest=earliest,
        latest=latest,
        reasons=_reasons(features),
    )


def _span(tellings: Sequence[Signature]) -> tuple[str | None, str | None]:
    """Return when a story was told first and last, as written in its tellings.

    A telling of which only one bound is known ("after 2018") says nothing where others have both.
    """
    dated = [t for t in tellings if t.earliest is not None and t.latest is not None]
    first = [t.published[0] for t in dated or tellings if t.published[0]]
    last = [t.published[1] for t in dated or tellings if t.published[1]]
    return min(first, key=_moment, default=None), max(last, key=_moment, default=None)


def _moment(written: str) -> tuple[float, str]:
    moment = datetime.fromisoformat(written)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp(), written


def with_former_ids(stories: Sequence[Story], former: Iterable[Story]) -> Iterator[Story]:
    """Yield the stories with the ids that their articles' stories had before and that no story has any more.

    Args:
        stories: All stories as they stand.
        former: Stories as they stood before.
    """
    living = {story.id for story in stories}
    known: dict[str, set[str]] = {}
    for story in former:
        for article in story.articles:
            known.setdefault(article, set()).update({story.id, *story.was}.difference(living))
    for story in stories:
        was = {old for article in story.articles for old in known.get(article, ())}
        yield replace(story, was=tuple(sorted(was))) if was else story


def _reasons(features: NDArray[np.float64] | None) -> tuple[Reason, ...]:
    if features is None:
        return ()
    table = weights("group")
    return tuple(
        Reason(name, round(float(value), 4), round(float(value) * table[name], 4))
        for name, value in zip(FEATURES, features, strict=True)
    )


def _best_titled(tellings: Sequence[Signature]) -> Signature:
    """Return the telling whose headline has most of what the others' headlines and leads have (of equal ones the smallest id).

    Headlines with quoted words, questions, labels and live tickers tell less of the happening than plain ones; later ones tell how it went on.
    A news agency's takes no side as a party's or a tabloid's may ("Terrorist attack crushed").
    """
    if len(tellings) == 1:
        return tellings[0]
    leads = Counter(key for t in tellings for key in t.lead.keys.tolist())
    titles = Counter(key for t in tellings for key in t.title_terms.keys.tolist())
    first = min((t.earliest for t in tellings if t.earliest is not None and t.latest is not None), default=None)
    others = max(len(tellings) - 1, 1)

    def worth(telling: Signature) -> float:
        terms = zip(telling.title_terms.keys.tolist(), telling.title_terms.weights.tolist(), strict=True)
        told = math.fsum(
            (((leads[k] - 1) / others) ** _SPREAD + (titles[k] - 1) / others) * min(w, _RAREST) for k, w in terms
        )
        marked = (_MARKED if _NOT_PLAIN.search(telling.title) else 1.0) * (_AGENCY if telling.by_agency else 1.0)
        return (
            told / math.sqrt(len(telling.title_terms.keys) + _STUB) * marked * (1.0 - _PER_DAY * _late(telling, first))
        )

    return min(tellings, key=lambda t: (-worth(t), t.article))


def _late(telling: Signature, first: int | None) -> int:
    """Return how many days after the first telling one was told, at most `_LATEST`; one that is not dated counts as a day late."""
    if first is None or telling.earliest is None or telling.latest is None:
        return 1
    return min(telling.earliest - first, _LATEST)
