"""Which pairs of a case are compared, and how like they are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from stemma.settings import GroupSettings
from stemma.stages.group.blocking import Ints, Pairs, Reach, Rows, days_of, meet, postings_of
from stemma.stages.group.compare import corpus_of, features_of, likeness
from stemma.stages.group.memory import Memory
from stemma.stages.group.passages import Reuse
from stemma.stages.group.signature import Signature
from stemma.stages.group.sparse import Sparse
from stemma.text.shingles import Hashes

Floats = NDArray[np.float64]
_WORTH = 0.05


def links(
    signatures: Sequence[Signature], reuse: Reuse, settings: GroupSettings, memory: Memory
) -> tuple[Pairs, Floats]:
    """Return the pairs that are like enough to hang together, with their log odds."""

    def compare(left: Ints, right: Ints) -> Floats:
        rows = np.unique(np.r_[left, right])
        corpus = corpus_of([signatures[row] for row in rows])
        return likeness(features_of(corpus, np.searchsorted(rows, left), np.searchsorted(rows, right)))

    pairs = proposed(signatures, reuse, settings)
    odds = memory.odds(pairs, compare)
    strong = odds >= settings.link
    return Pairs(pairs.left[strong], pairs.right[strong], pairs.shared[strong]), odds[strong]


def proposed(signatures: Sequence[Signature], reuse: Reuse, settings: GroupSettings) -> Pairs:
    """Return the pairs worth comparing: those that share rare details in a window of time, or wording."""
    total, details = len(signatures), _by_details(signatures, settings)
    worth = reuse.containment >= _WORTH
    codes = np.r_[details.left * total + details.right, reuse.pairs.left[worth] * total + reuse.pairs.right[worth]]
    codes = np.unique(codes).astype(np.int64)
    return Pairs(codes // total, codes % total, np.zeros(len(codes), np.int64))


def _by_details(signatures: Sequence[Signature], settings: GroupSettings) -> Pairs:
    days = days_of(signatures)
    details, owners = _rare([s.details for s in signatures], settings.rare)
    terms, tellers = _rare([s.lead for s in signatures], settings.rare_term)
    postings = postings_of(np.concatenate([details, terms]), np.concatenate([owners, tellers]), days)
    reach = Reach(settings.window_days, settings.detail_whole, settings.detail_next, settings.shared_details)
    return meet(postings, days, reach)


def _rare(vectors: Sequence[Sparse], least: float) -> tuple[Hashes, Rows]:
    """Return the keys that weigh at least so much, and whose they are."""
    rare = np.concatenate([v.weights for v in vectors]) >= least
    owners = np.repeat(np.arange(len(vectors), dtype=np.int32), [len(v.keys) for v in vectors])
    return np.concatenate([v.keys for v in vectors])[rare], owners[rare]
