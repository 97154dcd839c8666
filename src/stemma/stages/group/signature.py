"""What grouping needs of one article: its wording as hashes, its details, its terms and its date. Made once per article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from stemma.lang.rarity import rarity
from stemma.model.article import BlockKind
from stemma.model.extracted import Extracted
from stemma.model.words import Detail, Sentence
from stemma.stages.group.wording import hash_of
from stemma.text.normalise import WORD, quoted_ranges, stem
from stemma.text.shingles import Hashes, ngram_hashes, word_hash

N = 5
LEAD_SENTENCES = 4
_KINDS = {"name": "name", "number": "number", "date": "number"}
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
        details: Names, numbers and dates with their rarity; terms: content words; lead, lead_details: terms and details of headline and first sentences.
        earliest: First day it can have been published, as a proleptic ordinal; None where unknown.
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
    lead_details: Sparse
    title_terms: Sparse
    earliest: int | None
    published: tuple[str | None, str | None]
    vector: NDArray[np.float32] | None


def sign(extracted: Extracted) -> Signature:
    """Return what grouping needs of one article."""
    article = extracted.article
    told = [s for s in extracted.sentences if s.kind in (BlockKind.HEADLINE, BlockKind.BODY)]
    lead = [s for s in told if s.kind is BlockKind.HEADLINE][:1] + [s for s in told if s.kind is BlockKind.BODY][
        :LEAD_SENTENCES
    ]
    first = {sentence.id for sentence in lead}
    return Signature(
        article=article.id,
        title=article.title or _first_words(article.text),
        text=article.text,
        grams=np.unique(ngram_hashes(body_words(extracted)[0], N)),
        details=_details(extracted.details),
        terms=_terms(told),
        lead=_terms(lead),
        lead_details=_details(d for d in extracted.details if d.sentence in first),
        title_terms=_terms(told[:1] if told and told[0].kind is BlockKind.HEADLINE else ()),
        earliest=_day(article.published.earliest),
        published=(article.published.earliest, article.published.latest),
        vector=_mean_vector(extracted),
    )


def body_words(extracted: Extracted, *, quotes: bool = False) -> tuple[Hashes, list[tuple[int, int]]]:
    """Return the hashes and offsets of an article's words outside quotations and tweets (or with them).

    Where words are left out, the text closes up; n-grams across such a gap are few and the same in both of two copies.
    """
    article = extracted.article
    left_out = [] if quotes else quoted_ranges(article.text)
    spans: list[tuple[int, int]] = []
    at = 0
    for block in article.blocks:
        if block.kind is not BlockKind.BODY:
            continue
        for match in WORD.finditer(article.text, block.start, block.end):
            start, end = match.span()
            while at < len(left_out) and left_out[at][1] <= start:
                at += 1
            if at == len(left_out) or start < left_out[at][0]:
                spans.append((start, end))
    text = article.text
    return np.fromiter((hash_of(text[a:b]) for a, b in spans), np.uint64, len(spans)), spans


@lru_cache(maxsize=200_000)
def _term(term: str) -> tuple[int, float]:
    key = stem(term)
    return word_hash(key), rarity("word", key)


@lru_cache(maxsize=200_000)
def detail_weight(kind: str, key: str) -> tuple[int, float]:
    """Return the hash of a detail and its rarity; a full date weighs as much as a fairly rare name."""
    return word_hash(f"{kind} {key}"), 5.0 if kind == "date" else rarity(_KINDS[kind], key)


def _details(details: Iterable[Detail]) -> Sparse:
    return _sparse({detail_weight(d.kind, d.key) for d in details if d.kind in _KINDS})


def _terms(sentences: Iterable[Sentence]) -> Sparse:
    counts: dict[str, int] = {}
    for sentence in sentences:
        for term in sentence.terms:
            counts[term] = counts.get(term, 0) + 1
    merged: dict[int, float] = {}
    for term, n in counts.items():
        key, weight = _term(term)
        merged[key] = merged.get(key, 0.0) + weight * (1.0 + float(np.log(n)) if n > 1 else 1.0)
    return _sparse(set(merged.items()))


def _sparse(pairs: set[tuple[int, float]]) -> Sparse:
    ordered = sorted(pairs)
    keys = np.fromiter((key for key, _ in ordered), np.uint64, len(ordered))
    return Sparse(keys, np.fromiter((weight for _, weight in ordered), np.float32, len(ordered)))


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
