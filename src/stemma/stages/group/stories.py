"""From pieces to stories, piece by piece; pieces that are as they were are not looked at again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray

from stemma.model.lineage import Story
from stemma.settings import GroupSettings
from stemma.stages.group.compare import Corpus, corpus_of, features_inside, features_of
from stemma.stages.group.decisions import Ruling
from stemma.stages.group.join import pairs_of, stories_of
from stemma.stages.group.memory import Key, Memory
from stemma.stages.group.naming import story_of
from stemma.stages.group.signature import Signature

Floats = NDArray[np.float64]
Piece = list[int]
_BATCH_PAIRS = 100_000
_SMALL = 64


def stories_in(
    found: Sequence[Piece], signatures: Sequence[Signature], ruling: Ruling, settings: GroupSettings, memory: Memory
) -> list[Story]:
    """Return the stories of all pieces, in order of their articles; ids that they had before are not filled in."""
    stories: list[Story] = []
    open_pieces: list[tuple[Key, Piece]] = []
    for piece in found:
        articles = [signatures[row].article for row in piece]
        key = ("piece", *articles, *_ruled_inside(piece, ruling))
        known = memory.recall(key, articles)
        if known is None:
            open_pieces.append((key, piece))
        else:
            stories.extend(cast("tuple[Story, ...]", known))
    for batch in _batches(open_pieces):
        stories.extend(_of_batch(batch, signatures, ruling, settings, memory))
    return sorted(stories, key=lambda story: story.articles)


def _ruled_inside(piece: Piece, ruling: Ruling) -> tuple[object, ...]:
    members = set(piece) if ruling.same or ruling.different else set()
    return tuple(
        (verdict, *pair)
        for verdict, pairs in (("same", ruling.same), ("different", ruling.different))
        for pair in pairs
        if members.issuperset(pair)
    )


def _batches(pieces: Iterable[tuple[Key, Piece]]) -> Iterator[list[tuple[Key, Piece]]]:
    batch: list[tuple[Key, Piece]] = []
    pairs = 0
    for key, piece in pieces:
        batch.append((key, piece))
        pairs += len(piece) * len(piece) // 2
        if pairs >= _BATCH_PAIRS:
            yield batch
            batch, pairs = [], 0
    if batch:
        yield batch


def _of_batch(
    batch: Sequence[tuple[Key, Piece]],
    signatures: Sequence[Signature],
    ruling: Ruling,
    settings: GroupSettings,
    memory: Memory,
) -> Iterator[Story]:
    rows = sorted(row for _, piece in batch for row in piece)
    place = {row: k for k, row in enumerate(rows)}
    corpus = corpus_of([signatures[row] for row in rows])
    here = Ruling(_placed(ruling.same, place), _placed(ruling.different, place))
    placed = [[place[row] for row in piece] for _, piece in batch]
    for (key, _), piece, features in zip(batch, placed, _features(placed, corpus), strict=True):
        made = tuple(
            story_of([signatures[rows[k]] for k in part.rows], part.features)
            for part in stories_of(piece, features, corpus, here, settings)
        )
        yield from memory.keep(key, made)


def _placed(pairs: Iterable[tuple[int, int]], place: dict[int, int]) -> tuple[tuple[int, int], ...]:
    return tuple((place[a], place[b]) for a, b in pairs if a in place and b in place)


def _features(pieces: Sequence[Piece], corpus: Corpus) -> Iterator[Floats]:
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
