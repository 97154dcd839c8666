"""Group: which articles tell one happening, and which share wording.

sign (each article) → compare (pairs that share rare details or wording) → join (average linkage in each component)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stemma.model.decision import Decision
from stemma.model.extracted import Extracted
from stemma.model.lineage import Passage, Story
from stemma.model.problem import Problem
from stemma.settings import GroupSettings
from stemma.stages.group.blocking import Pairs, Reach, days_of, frequent, meet, postings_of
from stemma.stages.group.compare import Corpus, corpus_of, features_of, likeness
from stemma.stages.group.decisions import Ruling, rulings_of
from stemma.stages.group.join import average_linkage, components
from stemma.stages.group.naming import story_of
from stemma.stages.group.passages import Reuse, find_passages, find_reuse, stock_problems
from stemma.stages.group.signature import Signature, Sparse, sign
from stemma.text.shingles import Hashes

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """The pairs that were compared, with their features and their chance to be one story."""

    pairs: Pairs
    features: Floats
    chances: Floats


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
    compared = compare(signatures, corpus, reuse, settings)
    ruling = rulings_of(decisions, [s.article for s in signatures])
    yield from ruling.problems
    groups = join(corpus, compared, ruling, settings)
    reasons = _mean_features(groups, compared)
    for number, group in enumerate(groups):
        yield story_of([signatures[row] for row in group], reasons.get(number), former)


def compare(signatures: Sequence[Signature], corpus: Corpus, reuse: Reuse, settings: GroupSettings) -> Compared:
    """Return the likeness of every pair that shares rare details in a window of time, or wording."""
    proposed = _united(len(signatures), _by_details(signatures, settings), reuse)
    containment = _containment_of(len(signatures), proposed, reuse)
    features = features_of(corpus, proposed, containment)
    return Compared(proposed, features, likeness(features))


def join(corpus: Corpus, compared: Compared, ruling: Ruling, settings: GroupSettings) -> list[list[int]]:
    """Return the rows of each story, ascending, in order of their first row."""
    total = len(corpus.days)
    pairs = _with_rulings(compared, ruling)
    linked = np.r_[compared.chances >= settings.link, np.ones(len(ruling.same), bool)]
    stories: list[list[int]] = []
    alone = np.ones(total, bool)
    parts = components(total, pairs, linked)
    inside = _pairs_within(total, parts, compared)
    for number, members in enumerate(parts):
        alone[members] = False
        chances = _chances_within(members, inside.get(number, np.empty(0, np.int64)), corpus, compared, settings)
        stories.extend(
            average_linkage(members, chances, cut=settings.cut, same=ruling.same, different=ruling.different)
        )
    return sorted([*stories, *([row] for row in np.flatnonzero(alone).tolist())])


def _pairs_within(total: int, parts: Sequence[Sequence[int]], compared: Compared) -> dict[int, NDArray[np.int64]]:
    """Return, for each part, the places of the compared pairs that lie in it."""
    label = np.full(total, -1, np.int64)
    for number, members in enumerate(parts):
        label[members] = number
    left = label[compared.pairs.left]
    at = np.flatnonzero((left >= 0) & (left == label[compared.pairs.right]))
    at = at[np.argsort(left[at], kind="stable")]
    numbers, starts = np.unique(left[at], return_index=True)
    return dict(zip(numbers.tolist(), np.split(at, starts[1:]), strict=True)) if len(at) else {}


def _by_details(signatures: Sequence[Signature], settings: GroupSettings) -> Pairs:
    days = days_of(signatures)
    rare = [np.r_[_rare(s.details, settings.rare), _rare(s.lead, settings.rare_term)] for s in signatures]
    cap = max(settings.detail_cap, int(settings.detail_share * len(signatures)))
    kept, _ = frequent(postings_of(rare, days), cap)
    return meet(kept, days, Reach(settings.window_days, settings.detail_reach, settings.shared_details))


def _rare(terms: Sparse, least: float) -> Hashes:
    return terms.keys[terms.weights >= least]


def _united(total: int, details: Pairs, reuse: Reuse) -> Pairs:
    worth = reuse.containment >= 0.05
    codes = np.unique(
        np.r_[details.left * total + details.right, reuse.pairs.left[worth] * total + reuse.pairs.right[worth]]
    ).astype(np.int64)
    return Pairs(codes // total, codes % total, np.zeros(len(codes), np.int64))


def _containment_of(total: int, pairs: Pairs, reuse: Reuse) -> Floats:
    known = reuse.pairs.left * total + reuse.pairs.right
    found = np.zeros(len(pairs.left))
    if len(known):
        wanted = pairs.left * total + pairs.right
        at = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
        hit = known[at] == wanted
        found[hit] = reuse.containment[at[hit]]
    return found


def _with_rulings(compared: Compared, ruling: Ruling) -> Pairs:
    left, right = (np.array([pair[k] for pair in ruling.same], np.int64) for k in (0, 1))
    pairs = compared.pairs
    return Pairs(np.r_[pairs.left, left], np.r_[pairs.right, right], np.r_[pairs.shared, np.zeros(len(left), np.int64)])


def _chances_within(
    members: list[int], own: NDArray[np.int64], corpus: Corpus, compared: Compared, settings: GroupSettings
) -> dict[tuple[int, int], float]:
    """Return the chance of every pair of a component; in large ones, of the proposed pairs only."""
    left, right = compared.pairs.left[own].tolist(), compared.pairs.right[own].tolist()
    known = dict(zip(zip(left, right, strict=True), compared.chances[own].tolist(), strict=True))
    if len(members) > settings.full_component:
        return known
    missing = [(a, b) for i, a in enumerate(members) for b in members[i + 1 :] if (a, b) not in known]
    if missing:
        left_rows, right_rows = np.array(missing, np.int64).T
        pairs = Pairs(left_rows, right_rows, np.zeros(len(missing), np.int64))
        chances = likeness(features_of(corpus, pairs, np.zeros(len(missing))))
        known.update(zip(missing, chances.tolist(), strict=True))
    return known


def _mean_features(groups: list[list[int]], compared: Compared) -> dict[int, Floats]:
    """Return, for each story of two or more, the mean features of the pairs compared inside it."""
    several = {number: group for number, group in enumerate(groups) if len(group) > 1}
    total = sum(len(group) for group in groups)
    inside = _pairs_within(total, [groups[number] for number in several], compared)
    return {number: compared.features[inside[k]].mean(axis=0) for k, number in enumerate(several) if k in inside}
