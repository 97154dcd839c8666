"""Group: which articles tell one happening, and which share wording.

sign (each article) → compare (pairs that share rare details or wording) → join (average linkage in each component, then once more by what
sets the members of a group apart)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from stemma.model.decision import Decision
from stemma.model.extracted import Extracted
from stemma.model.lineage import Passage, Story
from stemma.model.problem import Problem
from stemma.settings import GroupSettings
from stemma.stages.group.blocking import Pairs, Reach, days_of, frequent, meet, postings_of
from stemma.stages.group.compare import Corpus, corpus_of, features_inside, features_of, likeness
from stemma.stages.group.decisions import Ruling, rulings_of
from stemma.stages.group.join import pieces, stories_of
from stemma.stages.group.naming import former_ids, identity_of, story_of
from stemma.stages.group.passages import Reuse, find_passages, find_reuse, stock_problems
from stemma.stages.group.signature import Signature, Sparse, sign
from stemma.text.shingles import Hashes

Floats = NDArray[np.float64]
_WORTH = 0.05


def group_stories(
    extracted: Iterable[Extracted],
    decisions: Sequence[Decision],
    settings: GroupSettings,
    *,
    former: Sequence[Story] = (),
) -> Iterator[Passage | Story | Problem]:
    """Yield the shared passages and the stories of a case; an article that nobody else retells is a story of its own.

    Args:
        extracted: One bundle per article; articles not analysed, and earlier versions of one at hand, are no tellings.
        decisions: A person's rulings; those about stories hold.
        settings: Choices of grouping.
        former: Stories as they stood before; their ids that no longer exist lead on through `was`.
    """
    signatures = tellings_of(extracted)
    yield from group_signed(signatures, decisions, settings, former=former)


def tellings_of(extracted: Iterable[Extracted]) -> list[Signature]:
    """Return the signatures of the tellings, by article id: analysed articles in their newest version."""
    signed: dict[str, Signature] = {}
    replaced: set[str] = set()
    for bundle in extracted:
        if bundle.article.version_of:
            replaced.add(bundle.article.version_of)
        if bundle.article.analysed and bundle.article.text.strip():
            signed[bundle.article.id] = sign(bundle)
    return [signed[article] for article in sorted(signed) if article not in replaced]


def group_signed(
    signatures: Sequence[Signature],
    decisions: Sequence[Decision],
    settings: GroupSettings,
    *,
    former: Sequence[Story] = (),
) -> Iterator[Passage | Story | Problem]:
    """Do what `group_stories` does, from signatures in order of article id."""
    if not signatures:
        return
    reuse = find_reuse(signatures, settings)
    yield from find_passages(signatures, reuse, settings)
    yield from stock_problems(signatures, reuse, settings)
    corpus = corpus_of(signatures)
    ruling = rulings_of(decisions, [s.article for s in signatures])
    yield from ruling.problems
    stories = sorted(join(corpus, proposed(signatures, reuse, settings), ruling, settings))
    living = {identity_of([signatures[row].article for row in rows]) for rows in stories}
    was = former_ids(former, living)
    for rows in stories:
        yield story_of([signatures[row] for row in rows], _mean_features(corpus, rows), was)


def proposed(signatures: Sequence[Signature], reuse: Reuse, settings: GroupSettings) -> Pairs:
    """Return the pairs worth comparing: those that share rare details in a window of time, or wording."""
    total, details = len(signatures), _by_details(signatures, settings)
    worth = reuse.containment >= _WORTH
    codes = np.r_[details.left * total + details.right, reuse.pairs.left[worth] * total + reuse.pairs.right[worth]]
    codes = np.unique(codes).astype(np.int64)
    return Pairs(codes // total, codes % total, np.zeros(len(codes), np.int64))


def join(corpus: Corpus, pairs: Pairs, ruling: Ruling, settings: GroupSettings) -> list[list[int]]:
    """Return the rows of each story, ascending."""
    odds = likeness(features_of(corpus, pairs.left, pairs.right))
    strong = odds >= settings.link
    linked = Pairs(pairs.left[strong], pairs.right[strong], pairs.shared[strong])
    found = pieces(len(corpus.earliest), linked, odds[strong], ruling, settings)
    return [rows for piece in found for rows in stories_of(piece, corpus, ruling, settings)]


def _by_details(signatures: Sequence[Signature], settings: GroupSettings) -> Pairs:
    days = days_of(signatures)
    rare = [np.r_[_rare(s.details, settings.rare), _rare(s.lead, settings.rare_term)] for s in signatures]
    cap = max(settings.detail_cap, int(settings.detail_share * len(signatures)))
    kept, _ = frequent(postings_of(rare, days), cap)
    return meet(
        kept,
        days,
        Reach(settings.window_days, settings.detail_reach, settings.shared_details, undated=settings.detail_cap),
    )


def _rare(terms: Sparse, least: float) -> Hashes:
    return terms.keys[terms.weights >= least]


def _mean_features(corpus: Corpus, rows: Sequence[int]) -> Floats | None:
    """Return the mean features of the pairs of a story, None for one article."""
    if len(rows) == 1:
        return None
    mean: Floats = features_inside(corpus, rows)[np.triu_indices(len(rows), 1)].mean(axis=0)
    return mean
