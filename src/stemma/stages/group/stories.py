"""From pieces to stories, piece by piece; pieces that are as they were are not looked at again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.distance import squareform

from stemma.model.lineage import Story
from stemma.settings import GroupSettings
from stemma.stages.group.compare import Corpus, corpus_of, features_beside, features_inside, features_of, likeness
from stemma.stages.group.decisions import Ruling
from stemma.stages.group.join import Given, key_of, stories_of
from stemma.stages.group.memory import Memory, Piece
from stemma.stages.group.naming import story_of
from stemma.stages.group.postings import Ints
from stemma.stages.group.signature import Signature

Floats = NDArray[np.float64]
Odds = NDArray[np.float32]
Rows = list[int]
_BATCH_PAIRS = 100_000
_SMALL = 64


def stories_in(
    found: Sequence[Rows], signatures: Sequence[Signature], ruling: Ruling, settings: GroupSettings, memory: Memory
) -> list[Story]:
    """Return the stories of all pieces, in order of their articles; ids that they had before are not filled in."""
    known = [memory.piece(key_of(rows, signatures, ruling)) for rows in found]
    pieces = [piece for piece in known if piece is not None]
    fresh = [rows for rows, piece in zip(found, known, strict=True) if piece is None]
    given = Given(signatures, ruling, settings, memory)
    for batch in _batches(rows for rows in fresh if len(rows) <= _SMALL):
        pieces.extend(_small(batch, given))
    pieces.extend(_large(rows, given) for rows in fresh if len(rows) > _SMALL)
    for piece in pieces:
        memory.keep_piece(piece)
    return sorted((story for piece in pieces for story in piece.stories.values()), key=lambda story: story.articles)


def _batches(pieces: Iterable[Rows]) -> Iterator[list[Rows]]:
    batch: list[Rows] = []
    pairs = 0
    for rows in pieces:
        batch.append(rows)
        pairs += len(rows) * len(rows) // 2
        if pairs >= _BATCH_PAIRS:
            yield batch
            batch, pairs = [], 0
    if batch:
        yield batch


def _small(batch: Sequence[Rows], given: Given) -> Iterator[Piece]:
    """Yield small pieces, all compared together."""
    rows = sorted(row for piece in batch for row in piece)
    place = {row: k for k, row in enumerate(rows)}
    corpus = corpus_of([given.signatures[row] for row in rows])
    placed = [[place[row] for row in piece] for piece in batch]
    for piece, features in zip(batch, _features(placed, corpus), strict=True):
        yield _piece(piece, _odds(features), features, given)


def _features(pieces: Sequence[Rows], corpus: Corpus) -> Iterator[Floats]:
    """Yield the features of the pairs of each piece: of small ones found together, of large ones by products of matrices."""
    small = [pairs_of(piece) for piece in pieces if len(piece) <= _SMALL]
    left, right = (np.concatenate([np.empty(0, np.int64), *(pair[side] for pair in small)]) for side in (0, 1))
    together = features_of(corpus, left, right)
    start = 0
    for piece in pieces:
        if len(piece) > _SMALL:
            yield features_inside(corpus, piece)
        else:
            end = start + len(piece) * (len(piece) - 1) // 2
            yield together[start:end]
            start = end


def _large(rows: Rows, given: Given) -> Piece:
    """Return a large piece; those of its members that were in one piece before are not compared with each other again."""
    signatures = [given.signatures[row] for row in rows]
    known, before = given.memory.inside([s.article for s in signatures])
    fresh = np.setdiff1d(np.arange(len(rows)), known)
    if len(fresh) > len(known):
        features = features_inside(corpus_of(signatures), range(len(rows)))
        return _piece(rows, _odds(features), features, given)
    odds = np.zeros((len(rows), len(rows)), np.float32)
    odds[np.ix_(known, known)] = before
    if len(fresh):
        beside = _odds(features_beside(corpus_of(signatures, fresh.tolist()), fresh)).reshape(len(fresh), len(rows))
        odds[fresh], odds[:, fresh] = beside, beside.T
        np.fill_diagonal(odds, 0.0)
    return _piece(rows, squareform(odds), None, given)


def _odds(features: Floats) -> Odds:
    """Return log odds in single precision, for those of many pairs are kept."""
    return likeness(features).astype(np.float32)


def _piece(rows: Rows, odds: Odds, features: Floats | None, given: Given) -> Piece:
    """Return what is made of `rows`, with the odds if finding them anew would cost much."""
    found, groups = stories_of(rows, odds.astype(float), given)
    place = {row: k for k, row in enumerate(rows)}
    tellings = {
        tuple(given.signatures[row].article for row in members): [place[row] for row in members] for members in found
    }
    known = {articles: given.memory.story(articles) for articles in tellings}
    fresh = [places for articles, places in tellings.items() if known[articles] is None]
    own = [[given.signatures[rows[place]] for place in places] for places in fresh]
    means = _means(fresh, features, len(rows)) if features is not None else _means_anew(own)
    made = (story_of(told, mean) for told, mean in zip(own, means, strict=True))
    stories = {articles: story or next(made) for articles, story in known.items()}
    return Piece(
        key_of(rows, given.signatures, given.ruling), odds if len(rows) > _SMALL else odds[:0], groups, stories
    )


def _means(stories: Iterable[Rows], features: Floats, total: int) -> Iterator[Floats | None]:
    """Yield the mean features of the pairs of each story, given as places among `total` members of which all pairs have features."""
    for places in stories:
        left, right = pairs_of(places)
        own = features[left * (2 * total - left - 1) // 2 + right - left - 1]
        yield own.mean(axis=0) if len(own) else None


def _means_anew(stories: Sequence[Sequence[Signature]]) -> Iterator[Floats | None]:
    """Yield the mean features of the pairs of each story, its articles compared anew."""
    if not stories:
        return
    ends = np.cumsum([0, *map(len, stories)]).tolist()
    corpus = corpus_of([telling for tellings in stories for telling in tellings])
    for own in _features([list(range(start, end)) for start, end in pairwise(ends)], corpus):
        yield own.mean(axis=0) if len(own) else None


def pairs_of(members: Sequence[int]) -> tuple[Ints, Ints]:
    """Return the pairs of `members`, each with the first that follow it."""
    rows = np.array(members, np.int64)
    left, right = np.triu_indices(len(rows), 1)
    return rows[left], rows[right]
