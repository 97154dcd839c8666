"""Wording that two articles share: a join over all articles finds the pairs, a walk along both texts finds the spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

from stemma.model.ids import content_id
from stemma.model.lineage import Passage
from stemma.model.problem import Problem
from stemma.model.span import Span
from stemma.settings import GroupSettings
from stemma.stages.group.blocking import Pairs, Postings, Reach, meet, postings_of, shared_by
from stemma.stages.group.memory import Memory
from stemma.stages.group.signature import N, Signature
from stemma.stages.group.wording import hashed_words
from stemma.text.align import Run, near_verbatim_runs
from stemma.text.normalise import inside, quoted_ranges
from stemma.text.shingles import Hashes, ngram_hashes

_SHORTEST = 8
_LEAST_RUN = 3
_REMEMBERED = 4000


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


def find_reuse(signatures: Sequence[Signature], settings: GroupSettings) -> Reuse:
    """Return the pairs of articles that share any 5-gram of up to `settings.stock_cap` articles."""
    nowhen = np.zeros(len(signatures), np.int64)
    postings = postings_of([s.grams for s in signatures], nowhen)
    stock = shared_by(postings, settings.stock_cap + 1)
    reach = Reach(days=None, whole=settings.stock_cap, next=0, least=settings.min_shared_grams)
    pairs = meet(shared_by(postings, 2, settings.stock_cap), nowhen, reach)
    lengths = np.array([max(len(s.grams), _SHORTEST) for s in signatures], float)
    containment = pairs.shared / np.minimum(lengths[pairs.left], lengths[pairs.right])
    return Reuse(pairs, containment, stock)


def find_passages(
    signatures: Sequence[Signature], reuse: Reuse, settings: GroupSettings, memory: Memory
) -> Iterator[Passage]:
    """Yield the shared passages of every pair with enough common wording, walking along those pairs alone that are not remembered."""
    worth = (reuse.containment >= settings.min_containment) & (reuse.pairs.shared >= settings.passage_grams)
    walked = _Walker()
    for k in np.flatnonzero(worth):
        pair = signatures[reuse.pairs.left[k]], signatures[reuse.pairs.right[k]]
        articles = pair[0].article, pair[1].article
        known = memory.recall(("passages", *articles), articles)
        yield from (
            memory.keep(("passages", *articles), tuple(walked.between(*pair)))
            if known is None
            else cast("tuple[Passage, ...]", known)
        )


class _Walker:
    """Walks along pairs of texts and remembers the words of those met lately."""

    def __init__(self) -> None:
        self._known: dict[str, _Words] = {}

    def between(self, one: Signature, other: Signature) -> Iterator[Passage]:
        """Yield the runs that two articles share word for word or nearly, quotations included and marked."""
        left, right = (one, other) if one.article < other.article else (other, one)
        yield from _passages(left, right, (self._words(left), self._words(right)))

    def _words(self, signature: Signature) -> _Words:
        known = self._known.get(signature.article)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = self._known[signature.article] = _words_of(signature)
        return known


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    """A text as words: its n-grams in order, the order that sorts them, where words stand, and what is quoted."""

    grams: Hashes
    order: NDArray[np.int64]
    spans: list[tuple[int, int]]
    quotes: Sequence[tuple[int, int]]


def _words_of(signature: Signature) -> _Words:
    words, spans = hashed_words(signature.text)
    grams = ngram_hashes(words, N)
    return _Words(grams, np.argsort(grams, kind="stable"), spans, quoted_ranges(signature.text))


def _passages(left: Signature, right: Signature, words: tuple[_Words, _Words]) -> Iterator[Passage]:
    left_spans, right_spans, left_quotes = words[0].spans, words[1].spans, words[0].quotes
    for run in near_verbatim_runs(words[0].grams, words[1].grams, n=N, right_order=words[1].order):
        if run.shared < _LEAST_RUN:
            continue
        spans = _span(left, left_spans, run.left, run.left_end), _span(right, right_spans, run.right, run.right_end)
        yield Passage(
            id=content_id(
                "pass", left.article, spans[0].start, spans[0].end, right.article, spans[1].start, spans[1].end
            ),
            left=spans[0],
            right=spans[1],
            shared=_outside(run, left_spans, left_quotes),
            quoted=inside(left_quotes, spans[0].start, spans[0].end),
        )


def stock_problems(
    signatures: Sequence[Signature], reuse: Reuse, settings: GroupSettings, memory: Memory
) -> Iterator[Problem]:
    """Yield one problem per article that holds wording above the cap, with the first such words."""
    rows, first = np.unique(reuse.stock.rows, return_index=True)
    for row, at in zip(rows, first, strict=True):
        signature, gram = signatures[row], reuse.stock.keys[at]
        key = ("stock", signature.article, int(gram))
        known = memory.recall(key, (signature.article,))
        yield memory.keep(key, _stock(signature, gram, settings)) if known is None else cast("Problem", known)


def _stock(signature: Signature, gram: np.uint64, settings: GroupSettings) -> Problem:
    words, spans = hashed_words(signature.text)
    place = _place_of(words, gram)
    return Problem(
        "stock-passage", "group",
        f"words that stand in more than {settings.stock_cap} articles are no evidence of derivation and were not compared",
        article=signature.article, span=_span(signature, spans, place, place + N) if place is not None else None,
    )  # fmt: skip


def _place_of(words: NDArray[np.uint64], gram: np.uint64) -> int | None:
    places = np.flatnonzero(ngram_hashes(words, N) == gram)
    return int(places[0]) if len(places) else None


def _span(signature: Signature, spans: list[tuple[int, int]], first: int, end: int) -> Span:
    return Span(signature.article, spans[first][0], spans[end - 1][1])


def _outside(run: Run, spans: list[tuple[int, int]], quotes: Sequence[tuple[int, int]]) -> int:
    """Count the run's n-grams that do not lie in a quotation, in proportion where only part of it is quoted."""
    words = range(run.left, run.left_end)
    free = sum(not inside(quotes, *spans[i]) for i in words)
    return round(run.shared * free / max(len(words), 1))
