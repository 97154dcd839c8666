"""One telling as tracing sees it: its sentences, words, details, credits and time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from stemma.lang.gathering import gathered
from stemma.lang.rarity import rarity
from stemma.model.article import BlockKind
from stemma.model.extracted import Extracted
from stemma.model.span import Span
from stemma.model.words import Detail, Sentence
from stemma.stages.trace.details import Amount, Key, compared_details, readings, weight_of
from stemma.stages.trace.voice import cites_statement, is_release, speaks_for_itself
from stemma.text.normalise import WORD, fold, quoted_ranges, stem
from stemma.text.notation import foreign_notations
from stemma.text.shingles import Hashes, ngram_hashes, word_hash

_LIGHT = 2.3
_RARE_TERM = 5.0


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """A telling prepared for comparison.

    Attributes:
        extracted: All that was extracted from it, of a digest only what its item on the story tells.
        kept: Which share of its body that is.
        sentences: Its headline and body sentences.
        details: Its details of any kind except quotations, by key, each with its first occurrence.
        weights: Rarity of each key.
        amounts: What each of its numbers may mean.
        own_voice: It speaks for itself, as releases and statements do; release: it is one.
        announced: It is a brief from an announcement.
        foreign: Where it prints numbers or hours as another language does.
        terms: Per sentence, the weight of each of its terms and details; what overlap of wording is measured on.
        rare: Rare content words and their rarity.
        words: Hashes of body words outside quotations; offsets: where they stand.
        vectors: One unit row per sentence; None without an encoder.
        earliest, latest: When it was published, in hours since 1970; None where open.
        gathered: Of each sentence, whether its newsroom gathered it itself.
        respelled: Keys of its names that other tellings spell otherwise → the key under which they are compared.
        misspelled: How many of these more tellings spell the other way.
    """

    extracted: Extracted
    kept: float
    sentences: tuple[Sentence, ...]
    details: dict[Key, Detail]
    weights: dict[Key, float]
    amounts: dict[Key, frozenset[Amount]]
    own_voice: bool
    release: bool
    announced: bool
    foreign: tuple[Span, ...]
    terms: tuple[dict[Key, float], ...]
    rare: dict[str, float]
    words: Hashes
    offsets: tuple[tuple[int, int], ...]
    vectors: NDArray[np.float32] | None
    earliest: float | None
    latest: float | None
    gathered: tuple[bool, ...] = ()
    respelled: dict[str, str] = field(default_factory=dict)
    misspelled: int = 0

    @property
    def article(self) -> str:
        """Id of the article."""
        return self.extracted.article.id

    def grams(self, n: int) -> Hashes:
        """Return the hashes of its n-grams outside quotations, each once."""
        return np.unique(ngram_hashes(self.words, n))


def view_of(extracted: Extracted, whole: Extracted | None = None) -> View:
    """Return a telling prepared for comparison; `whole` is the telling that `extracted` is a part of."""
    kept = [i for i, s in enumerate(extracted.sentences) if s.kind in (BlockKind.HEADLINE, BlockKind.BODY)]
    sentences = tuple(extracted.sentences[i] for i in kept)
    text = extracted.article.text
    details: dict[Key, Detail] = {}
    amounts: dict[Key, set[Amount]] = {}
    by_sentence: dict[str, set[Key]] = {s.id: set() for s in sentences}
    for key, detail in compared_details(extracted, by_sentence.keys()):
        details.setdefault(key, detail)
        by_sentence[detail.sentence].add(key)
        amounts.setdefault(key, set()).update(readings(detail, text))
    words, offsets = _words(extracted)
    published = extracted.article.published
    return View(
        extracted=extracted,
        kept=_body_length(extracted) / max(_body_length(whole), 1) if whole is not None else 1.0,
        sentences=sentences,
        details=details,
        weights={key: weight_of(key) for key in details},
        amounts={key: frozenset(found) for key, found in amounts.items() if key[0] == "number"},
        own_voice=speaks_for_itself(extracted),
        release=is_release(extracted),
        announced=cites_statement(extracted),
        foreign=_foreign(text, extracted.article.id, sentences),
        terms=tuple(_terms(s, by_sentence[s.id]) for s in sentences),
        rare=_rare_terms(sentences),
        words=words,
        offsets=offsets,
        vectors=_vectors(extracted, kept),
        earliest=_hours(published.earliest, end=False),
        latest=_hours(published.latest, end=True),
        gathered=gathered(text, sentences),
    )


def _body_length(extracted: Extracted) -> int:
    return sum(len(s.span) for s in extracted.sentences if s.kind is BlockKind.BODY)


def _foreign(text: str, article: str, sentences: Sequence[Sentence]) -> tuple[Span, ...]:
    return tuple(
        Span(article, start, end)
        for start, end in foreign_notations(text)
        if any(s.span.start <= start < s.span.end for s in sentences)
    )


def _terms(sentence: Sentence, details: set[Key]) -> dict[Key, float]:
    found: dict[Key, float] = {key: weight_of(key) for key in details}
    for term in sentence.terms:
        key = stem(term)
        weight = rarity("word", key)
        if weight > _LIGHT:
            found["word", key] = weight
    return found


def _rare_terms(sentences: Sequence[Sentence]) -> dict[str, float]:
    found: dict[str, float] = {}
    for sentence in sentences:
        for term in sentence.terms:
            key = stem(term)
            weight = rarity("word", key)
            if weight >= _RARE_TERM:
                found[key] = weight
    return found


def _words(extracted: Extracted) -> tuple[Hashes, tuple[tuple[int, int], ...]]:
    article = extracted.article
    quotes = quoted_ranges(article.text)
    spans: list[tuple[int, int]] = []
    at = 0
    for block in article.blocks:
        if block.kind is not BlockKind.BODY:
            continue
        for match in WORD.finditer(article.text, block.start, block.end):
            start, end = match.span()
            while at < len(quotes) and quotes[at][1] <= start:
                at += 1
            if at == len(quotes) or start < quotes[at][0]:
                spans.append((start, end))
    hashes = np.fromiter((word_hash(fold(article.text[a:b])) for a, b in spans), np.uint64, len(spans))
    return hashes, tuple(spans)


def _vectors(extracted: Extracted, kept: list[int]) -> NDArray[np.float32] | None:
    vectors = extracted.vectors
    if vectors is None or vectors.rows != len(extracted.sentences):
        return None
    return np.frombuffer(vectors.content, np.float32).reshape(vectors.rows, -1)[kept]


def _hours(value: str | None, *, end: bool) -> float | None:
    """Return an RFC 3339 date or time in hours since 1970; a day gives its first hour, or its last with `end`.

    A day is read in any zone of the world, so both of its ends are moved out by half a day.
    """
    if not value:
        return None
    moment = datetime.fromisoformat(value)
    if len(value) <= 10:
        moment += timedelta(hours=36 if end else -12)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.timestamp() / 3600
