"""Counting origins: only what is pairwise shown independent counts; everything else stands beside with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stemma.model.claim import Corroboration, NotCounted, Reporter, Telling
from stemma.model.independence import largest_independent
from stemma.model.lineage import Verdict


def corroborate(
    tellings: Sequence[Telling],
    not_counted: Sequence[NotCounted],
    *,
    verdicts: Mapping[frozenset[str], Verdict],
    mentioned: Sequence[Reporter],
) -> Corroboration:
    """Return how many origins tell a claim.

    `count` is the size of the largest set of origins pairwise shown independent, 1 where nothing is shown; `at_most` adds the origins whose
    independence is not established.

    Args:
        tellings: The tellings with their origins.
        not_counted: Tellings that have it from another.
        verdicts: Pair of origins → verdict.
        mentioned: Who is only said to have reported it.
    """
    origins = sorted({telling.origin for telling in tellings if telling.origin is not None})
    sure = sorted({telling.origin for telling in tellings if telling.origin is not None and telling.sure})
    shown = largest_independent(sure or origins[:1], verdicts)
    open_ = [o for o in origins if o not in shown and not _shares(o, shown, verdicts)]
    count = max(1, len(shown))
    at_most = count + len(_groups(open_, verdicts))
    reasons = [*not_counted, *_open_tellings(tellings, open_, not_counted)]
    return Corroboration(
        origins=tuple(origins),
        count=count,
        at_most=max(count, at_most),
        independence=_overall(origins, shown, verdicts),
        mentioned=tuple(mentioned),
        not_counted=tuple(sorted(reasons, key=lambda n: (n.article, n.reason))),
    )


def _shares(origin: str, shown: Sequence[str], verdicts: Mapping[frozenset[str], Verdict]) -> bool:
    return any(verdicts.get(frozenset((origin, other))) is Verdict.SHARED for other in shown)


def _groups(origins: Sequence[str], verdicts: Mapping[frozenset[str], Verdict]) -> list[str]:
    """Origins that share one with another of them are one group."""
    heads: list[str] = []
    for origin in origins:
        if not _shares(origin, heads, verdicts):
            heads.append(origin)
    return heads


def _open_tellings(
    tellings: Sequence[Telling], open_: Sequence[str], inherited: Sequence[NotCounted]
) -> list[NotCounted]:
    aside = {item.article for item in inherited}
    return [
        NotCounted(telling.article, "not established", telling.spans[0] if telling.spans else None)
        for telling in tellings
        if telling.origin in open_ and telling.article not in aside
    ]


def _overall(origins: Sequence[str], shown: Sequence[str], verdicts: Mapping[frozenset[str], Verdict]) -> str:
    if len(origins) <= 1:
        return Verdict.SHARED.value
    if len(shown) == len(origins):
        return Verdict.INDEPENDENT.value
    return Verdict.NOT_ESTABLISHED.value
