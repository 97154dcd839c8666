"""What grouping needs of one article: its wording as hashes, its details, its terms and its date. Made once per article."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from stemma.lang.agencies import agency_named
from stemma.lang.calendar import WEEKDAYS
from stemma.lang.rarity import rarity
from stemma.model.article import BlockKind
from stemma.model.extracted import Extracted
from stemma.model.words import Detail, Sentence
from stemma.stages.group.wording import hash_of
from stemma.text.normalise import WORD, quoted_ranges, stem
from stemma.text.shingles import Hashes, ngram_hashes, word_hash

N = 5
LEAD_SENTENCES = 4
PROMINENT, RARE = 6, 5
RARE_NAME = 5.0
_IN_LEAD, _BELOW = 1.5, 0.7
_DATE, _WEEKDAY = 1.0, 0.4
_KINDS = {"name": "name", "number": "number", "date": "number"}
_WEEKDAYS = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b", re.I)
Weights = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Sparse:
    """A sparse vector: keys (hashes, ascending) and one weight each."""

    keys: Hashes
    weights: Weights


@dataclass(frozen=True, slots=True, eq=False)
class Signature:
    """One article as grouping sees it.

    Attributes:
        article: Its id.
        title: Headline as given.
        text: The frozen text; only read where two articles share wording.
        grams: Hashes of its 5-grams of body words outside quotations, each once.
        details: Names, numbers and dates with their rarity; terms: content words.
        lead: Terms of headline and first sentences; title_terms: of the headline alone.
        prominent: Its `PROMINENT` most prominent names (rare, often told, early), by prominence, keys as in `details`.
        rare: Its `RARE` most prominent names among those of rarity `RARE_NAME` or more: whom and where the happening concerns.
        when: Days named: dates anywhere, weekdays in headline and first sentences.
        earliest, latest: First and last day it can have been published, as proleptic ordinals; None where open.
        published: Both ends of the time of publication, as stated.
        vector: Mean of its sentence vectors, None without an encoder.
    """

    article: str
    title: str
    text: str
    grams: Hashes
    details: Sparse
    terms: Sparse
    lead: Sparse
    title_terms: Sparse
    prominent: Sparse
    rare: Sparse
    when: Sparse
    earliest: int | None
    latest: int | None
    published: tuple[str | None, str | None]
    vector: NDArray[np.float32] | None


def sign(extracted: Extracted) -> Signature:
    """Return what grouping needs of one article."""
    article = extracted.article
    told = [s for s in extracted.sentences if s.kind in (BlockKind.HEADLINE, BlockKind.BODY)]
    lead = [s for s in told if s.kind is BlockKind.HEADLINE][:1] + [s for s in told if s.kind is BlockKind.BODY][
        :LEAD_SENTENCES
    ]
    details = list(_told(extracted))
    names = _prominence(details, {sentence.id for sentence in lead})
    return Signature(
        article=article.id,
        title=article.title or _first_words(article.text),
        text=article.text,
        grams=np.unique(ngram_hashes(body_words(extracted), N)),
        details=_details(details),
        terms=_terms(told),
        lead=_terms(lead),
        title_terms=_terms(told[:1] if told and told[0].kind is BlockKind.HEADLINE else ()),
        prominent=_foremost(names, PROMINENT),
        rare=_foremost({key: value for key, value in names.items() if rarity("name", key) >= RARE_NAME}, RARE),
        when=_when(extracted, lead),
        earliest=_day(article.published.earliest),
        latest=_day(article.published.latest),
        published=(article.published.earliest, article.published.latest),
        vector=_mean_vector(extracted),
    )


def body_words(extracted: Extracted) -> Hashes:
    """Return the hashes of an article's body words outside quotations and tweets.

    Where words are left out, the text closes up; n-grams across such a gap are few and the same in both of two copies.
    """
    text = extracted.article.text
    quotes = quoted_ranges(text)
    found: list[int] = []
    for block in extracted.article.blocks:
        if block.kind is BlockKind.BODY:
            for start, end in _outside(quotes, block.start, block.end):
                found.extend(map(hash_of, WORD.findall(text, start, end)))
    return np.array(found, np.uint64)


def _outside(ranges: Iterable[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of `[start, end)` that lie in none of `ranges`."""
    for low, high in ranges:
        if high > start and low < end:
            if low > start:
                yield start, low
            start = max(start, high)
    if start < end:
        yield start, end


@lru_cache(maxsize=200_000)
def _term(term: str) -> tuple[int, float]:
    key = stem(term)
    return word_hash(key), rarity("word", key)


@lru_cache(maxsize=200_000)
def detail_weight(kind: str, key: str) -> tuple[int, float]:
    """Return the hash of a detail and its rarity; a full date weighs as much as a fairly rare name."""
    return word_hash(f"{kind} {key}"), 5.0 if kind == "date" else rarity(_KINDS[kind], key)


def _told(extracted: Extracted) -> Iterator[Detail]:
    """Yield the details but for the names of agencies and of whom the text credits: they say who sent it, not what happened."""
    article = extracted.article
    credited = sorted(c.span for c in article.credits if c.span is not None)
    for detail in extracted.details:
        if detail.kind == "name" and (
            any(detail.span.overlaps(span) for span in credited)
            or agency_named(article.text[detail.span.start : detail.span.end]) is not None
        ):
            continue
        yield detail


def _details(details: Iterable[Detail]) -> Sparse:
    return _sparse({detail_weight(d.kind, d.key) for d in details if d.kind in _KINDS})


def _prominence(details: Iterable[Detail], lead: Collection[str]) -> dict[str, float]:
    """Return the names of an article with their prominence: rarity, times told (as a root), and whether headline or lead tells them."""
    told: Counter[str] = Counter()
    early: set[str] = set()
    for detail in details:
        if detail.kind == "name":
            told[detail.key] += 1
            if detail.sentence in lead:
                early.add(detail.key)
    return {key: rarity("name", key) * math.sqrt(n) * (_IN_LEAD if key in early else _BELOW) for key, n in told.items()}


def _foremost(names: Mapping[str, float], most: int) -> Sparse:
    kept = sorted(names.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
    return _sparse([(detail_weight("name", key)[0], value) for key, value in kept])


def _when(extracted: Extracted, lead: Iterable[Sentence]) -> Sparse:
    found = {detail_weight("date", d.key)[0]: _DATE for d in extracted.details if d.kind == "date"}
    for sentence in lead:
        for match in _WEEKDAYS.finditer(extracted.article.text, sentence.span.start, sentence.span.end):
            found[word_hash(f"weekday {WEEKDAYS[match[0].lower()]}")] = _WEEKDAY
    return _sparse(found.items())


def _terms(sentences: Iterable[Sentence]) -> Sparse:
    counts = Counter(term for sentence in sentences for term in sentence.terms)
    merged: dict[int, float] = {}
    for term, n in counts.items():
        key, weight = _term(term)
        merged[key] = merged.get(key, 0.0) + (weight * (1.0 + math.log(n)) if n > 1 else weight)
    return _sparse(merged.items())


def _sparse(pairs: Collection[tuple[int, float]]) -> Sparse:
    keys = np.array([key for key, _ in pairs], np.uint64)
    weights = np.array([weight for _, weight in pairs], np.float32)
    order = np.argsort(keys)
    return Sparse(keys[order], weights[order])


def _day(value: str | None) -> int | None:
    return date.fromisoformat(value[:10]).toordinal() if value else None


def _first_words(text: str) -> str:
    return text.lstrip().split("\n", 1)[0][:120]


def _mean_vector(extracted: Extracted) -> NDArray[np.float32] | None:
    vectors = extracted.vectors
    if vectors is None or vectors.rows == 0:
        return None
    rows = np.frombuffer(vectors.content, np.float32).reshape(vectors.rows, -1)
    mean = rows.mean(axis=0)
    norm = float(np.linalg.norm(mean))
    return mean / norm if norm else None
