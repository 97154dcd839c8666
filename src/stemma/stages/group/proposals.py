"""Which pairs of a case are compared, and how like they are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from stemma.settings import GroupSettings
from stemma.stages.group.blocking import Pairs, Reach, days_of
from stemma.stages.group.compare import corpus_of, features_of, likeness
from stemma.stages.group.memory import Memory
from stemma.stages.group.passages import Reuse
from stemma.stages.group.postings import Rows
from stemma.stages.group.signature import Signature
from stemma.stages.group.sparse import Sparse
from stemma.text.shingles import Hashes

Floats = NDArray[np.float64]
_WORTH = 0.05


def links(
    signatures: Sequence[Signature], reuse: Reuse, settings: GroupSettings, memory: Memory
) -> tuple[Pairs, Floats]:
    """Return the pairs that are like enough to hang together, with their log odds."""
    pairs = proposed(signatures, reuse, settings, memory)
    odds, unknown = memory.beside("odds", pairs, np.empty(len(pairs.left)))
    odds[unknown] = _compared(signatures, pairs.left[unknown], pairs.right[unknown])
    strong = odds >= settings.link
    return pairs[strong], odds[strong]


def _compared(signatures: Sequence[Signature], left: Rows, right: Rows) -> Floats:
    if not len(left):
        return np.empty(0)
    rows = np.unique(np.r_[left, right])
    corpus = corpus_of([signatures[row] for row in rows])
    return likeness(features_of(corpus, np.searchsorted(rows, left), np.searchsorted(rows, right)))


def proposed(signatures: Sequence[Signature], reuse: Reuse, settings: GroupSettings, memory: Memory) -> Pairs:
    """Return the pairs worth comparing: those that share rare details in a window of time, or wording."""
    total = len(signatures)
    details = _by_details(signatures, settings, memory).codes(total)
    wording = reuse.pairs[reuse.containment >= _WORTH].codes(total)
    at = np.searchsorted(details, wording)
    more = np.append(details, -1)[at] != wording
    left, right = np.divmod(np.insert(details, at[more], wording[more]), total)
    return Pairs(left.astype(np.int32), right.astype(np.int32), np.zeros(len(left), np.int32))


def _by_details(signatures: Sequence[Signature], settings: GroupSettings, memory: Memory) -> Pairs:
    days = days_of(signatures)
    details = _rare([s.details for s in signatures], settings.rare)
    terms = _rare([s.lead for s in signatures], settings.rare_term)
    keys, rows = np.r_[details[0], terms[0]], np.r_[details[1], terms[1]]
    reach = Reach(settings.window_days, settings.detail_whole, settings.detail_next, settings.shared_details)
    return memory.join("details", keys, rows, days, reach).pairs


def _rare(vectors: Sequence[Sparse], least: float) -> tuple[Hashes, Rows]:
    """Return the keys that weigh at least so much, and whose they are."""
    rare = np.concatenate([v.weights for v in vectors]) >= least
    owners = np.repeat(np.arange(len(vectors), dtype=np.int32), [len(v.keys) for v in vectors])
    return np.concatenate([v.keys for v in vectors])[rare], owners[rare]
