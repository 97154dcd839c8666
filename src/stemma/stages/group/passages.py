"""Wording that two articles share: a join over all articles finds the pairs, a walk along both texts finds the spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, groupby, pairwise
from operator import itemgetter
from typing import cast

import numpy as np
from numpy.typing import NDArray

from stemma.model.ids import content_id
from stemma.model.lineage import Passage
from stemma.model.problem import Problem
from stemma.model.span import Span
from stemma.settings import GroupSettings
from stemma.stages.group.blocking import Pairs, Reach
from stemma.stages.group.memory import Memory
from stemma.stages.group.postings import Postings
from stemma.stages.group.signature import N, Signature
from stemma.stages.group.wording import Offsets, batches, words_of
from stemma.text.align import Run, near_verbatim_runs
from stemma.text.normalise import inside, quoted_ranges
from stemma.text.shingles import Hashes, ngram_hashes

_SHORTEST = 8
_LEAST_RUN = 3


@dataclass(frozen=True, slots=True, eq=False)
class Reuse:
    """Pairs of articles that share wording.

    Attributes:
        pairs: Rows of the articles; `shared` counts their common 5-grams outside quotations.
        containment: Share of the shorter article's 5-grams that the other has.
        stock: Postings of 5-grams that stand in more articles than the cap.
    """

    pairs: Pairs
    containment: NDArray[np.float64]
    stock: Postings


def find_reuse(signatures: Sequence[Signature], settings: GroupSettings, memory: Memory) -> Reuse:
    """Return the pairs of articles that share any 5-gram of up to `settings.stock_cap` articles."""
    nowhen = np.zeros(len(signatures), np.int64)
    owners = np.repeat(np.arange(len(signatures), dtype=np.int32), [len(s.grams) for s in signatures])
    reach = Reach(days=None, whole=settings.stock_cap, next=0, least=settings.min_shared_grams)
    found = memory.join("wording", np.concatenate([s.grams for s in signatures]), owners, nowhen, reach)
    lengths = np.array([max(len(s.grams), _SHORTEST) for s in signatures], float)
    containment = found.pairs.shared / np.minimum(lengths[found.pairs.left], lengths[found.pairs.right])
    return Reuse(found.pairs, containment, found.stock)


def find_passages(
    signatures: Sequence[Signature], reuse: Reuse, settings: GroupSettings, memory: Memory
) -> Iterator[Passage]:
    """Yield the shared passages of every pair with enough common wording, walking along those pairs alone that are not remembered."""
    worth = (reuse.containment >= settings.min_containment) & (reuse.pairs.shared >= settings.passage_grams)
    pairs = reuse.pairs[worth]
    found, unknown = memory.beside("passages", pairs, np.full(len(pairs.left), None))
    fresh = zip(pairs.left[unknown].tolist(), pairs.right[unknown].tolist(), strict=True)
    for place, passages in zip(unknown.tolist(), _walked(signatures, list(fresh)), strict=True):
        found[place] = passages
    yield from chain.from_iterable(found.tolist())


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """An article as words: its n-grams in order, and where its words start and end."""

    signature: Signature
    grams: Hashes
    starts: Offsets
    ends: Offsets

    def span(self, first: int, end: int) -> Span:
        return Span(self.signature.article, _place(self.starts.item(first)), _place(self.ends.item(end - 1)))


@cache
def _place(place: int) -> int:
    """Return the same number, and the same object each time: passages are many, and a quarter of their memory was their bounds."""
    return place


def _walked(signatures: Sequence[Signature], pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[Passage, ...]]:
    """Yield the passages of each pair of rows, walking along many at a time; every text is split into words once."""
    rows = sorted({row for pair in pairs for row in pair})
    told = dict(zip(rows, _as_words([signatures[row] for row in rows]), strict=True))
    for batch in batches(((told[left], told[right]) for left, right in pairs), lambda pair: pair[1].grams):
        beside = [(one, [other for _, other in group]) for one, group in groupby(batch, itemgetter(0))]
        runs = near_verbatim_runs(
            [(one.grams, [other.grams for other in others]) for one, others in beside], n=N, least=_LEAST_RUN
        )
        found = iter(runs)
        for one, others in beside:
            quotes = _Quotes.of(one)
            for other in others:
                yield tuple([_passage(run, one, other, quotes) for run in next(found)])


def _as_words(signatures: Iterable[Signature]) -> Iterator[_Told]:
    for batch in batches(signatures, lambda signature: signature.text):
        words = words_of([signature.text for signature in batch])
        grams = ngram_hashes(words.hashes, N)
        for signature, (start, end) in zip(batch, pairwise(words.begin.tolist()), strict=True):
            own = grams[start : max(start, end - N + 1)]
            yield _Told(signature, own, words.starts[start:end], words.ends[start:end])


@dataclass(frozen=True, slots=True, eq=False)
class _Quotes:
    """What of a text is quoted, and how many words before each word are not (None where nothing is quoted)."""

    ranges: Sequence[tuple[int, int]]
    free: NDArray[np.int64] | None

    @classmethod
    def of(cls, told: _Told) -> _Quotes:
        ranges = quoted_ranges(told.signature.text)
        if not ranges:
            return cls((), None)
        opened, closed = np.array(ranges).T
        at = np.searchsorted(opened, told.starts, "right") - 1
        return cls(ranges, np.cumsum(np.r_[0, (at < 0) | (told.ends > closed[at])]))


def _passage(run: Run, one: _Told, other: _Told, quotes: _Quotes) -> Passage:
    left, right = one.span(run.left, run.left_end), other.span(run.right, run.right_end)
    return Passage(
        id=content_id("pass", left.article, left.start, left.end, right.article, right.start, right.end),
        left=left,
        right=right,
        shared=_outside(run, quotes),
        quoted=bool(quotes.ranges) and inside(quotes.ranges, left.start, left.end),
    )


def _outside(run: Run, quotes: _Quotes) -> int:
    """Count the run's n-grams that do not lie in a quotation, in proportion where only part of it is quoted."""
    if quotes.free is None:
        return run.shared
    free = quotes.free.item(run.left_end) - quotes.free.item(run.left)
    return round(run.shared * free / (run.left_end - run.left))


def stock_problems(
    signatures: Sequence[Signature], reuse: Reuse, settings: GroupSettings, memory: Memory
) -> Iterator[Problem]:
    """Yield one problem per article that holds wording above the cap, with the first such words."""
    order = np.argsort(reuse.stock.rows, kind="stable")
    rows, first = np.unique(reuse.stock.rows[order], return_index=True)
    held = dict(zip(rows.tolist(), np.split(reuse.stock.keys[order], first[1:]), strict=False))
    keys = {row: ("stock", signatures[row].article, int(stock.sum())) for row, stock in held.items()}
    known = {row: memory.recall(key, key[1:2]) for row, key in keys.items()}
    fresh = [row for row, found in known.items() if found is None]
    made = _stock([signatures[row] for row in fresh], [held[row] for row in fresh], settings)
    for row, found in known.items():
        yield memory.keep(keys[row], next(made)) if found is None else cast("Problem", found)


def _stock(signatures: Sequence[Signature], held: Sequence[Hashes], settings: GroupSettings) -> Iterator[Problem]:
    for told, stock in zip(_as_words(signatures), held, strict=True):
        places = np.flatnonzero(stock[np.searchsorted(stock[:-1], told.grams)] == told.grams)
        yield Problem(
            "stock-passage", "group",
            f"words that stand in more than {settings.stock_cap} articles are no evidence of derivation and were not compared",
            article=told.signature.article, span=told.span(places.item(0), places.item(0) + N) if len(places) else None,
        )  # fmt: skip
