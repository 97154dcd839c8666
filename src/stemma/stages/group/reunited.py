"""Parts of a piece that are one story because they name the same rare people and places.

An agency's report and a local paper's can share few words, and average linkage then keeps their families apart. Two happenings of one kind
may share a country, a body and a word for what happened; they do not share several names that hardly any news text has.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from scipy import sparse

from stemma.settings import GroupSettings
from stemma.stages.group.compare import Corpus
from stemma.stages.group.decisions import Ruling


def reunited(parts: Sequence[list[int]], corpus: Corpus, ruling: Ruling, settings: GroupSettings) -> list[list[int]]:
    """Return the parts, those joined that share enough rare details and lie near each other in time; strongest first, one step at a time.

    Args:
        parts: Rows of the parts of one piece, each ascending.
        corpus, ruling, settings: The articles, what a person ruled, choices of grouping.
    """
    left = [list(part) for part in parts]
    rare = sparse.csr_matrix(corpus.rarity >= settings.telling_rarity, dtype=float)
    apart = {frozenset(pair) for pair in ruling.different}
    while len(left) > 1:
        ties = [
            (shared, -one, -other)
            for one, other in combinations(range(len(left)), 2)
            if (shared := _shared(left[one], left[other], rare, settings)) >= settings.telling_details
            and _days_apart(left[one], left[other], corpus) <= settings.telling_days
            and not any(frozenset((a, b)) in apart for a in left[one] for b in left[other])
        ]
        if not ties:
            break
        _, one, other = max(ties)
        joined = sorted(left[-one] + left[-other])
        left = [part for k, part in enumerate(left) if k not in (-one, -other)] + [joined]
    return sorted(left)


def _shared(one: list[int], other: list[int], rare: sparse.csr_matrix, settings: GroupSettings) -> int:
    """Return how many rare details a good share of the members of both parts tell."""
    told = [np.asarray(rare[rows].mean(axis=0)).ravel() >= settings.telling_share for rows in (one, other)]
    return int((told[0] & told[1]).sum())


def _days_apart(one: list[int], other: list[int], corpus: Corpus) -> float:
    """Return the days between the nearest two dated members of the parts; infinite where a part has none, for names alone say too little then."""
    dated = [[row for row in part if np.isfinite([corpus.earliest[row], corpus.latest[row]]).all()] for part in (one, other)]
    gaps = [
        max(0.0, corpus.earliest[a] - corpus.latest[b], corpus.earliest[b] - corpus.latest[a])
        for a in dated[0]
        for b in dated[1]
    ]
    return float(min(gaps, default=np.inf))
