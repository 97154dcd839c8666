"""What grouping needs of an article: its wording as hashes, its details, its terms and its date. Made once per article."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from stemma.lang.agencies import agency_named
from stemma.lang.calendar import WEEKDAYS
from stemma.lang.rarity import rarity
from stemma.model.article import BlockKind
from stemma.model.extracted import Extracted
from stemma.model.words import Detail, Sentence
from stemma.stages.group.sparse import Entries, Sparse, Terms, Vectors, vectors_of
from stemma.stages.group.wording import batches, grams_of
from stemma.text.normalise import quoted_ranges
from stemma.text.shingles import Hashes, word_hash

N = 5
DETAILS, PROMINENT, RARE, WHEN, TERMS, LEAD, TITLE_TERMS = range(7)
LEAD_SENTENCES = 4
_MOST_PROMINENT, _MOST_RARE = 6, 5
RARE_NAME = 5.0
_IN_LEAD, _BELOW = 1.5, 0.7
_DATE, _WEEKDAY = 1.0, 0.4
_KINDS = {"name": "name", "number": "number", "date": "number"}
_WEEKDAYS = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b")
Weighed = tuple[int, float]


@dataclass(frozen=True, slots=True, eq=False)
class Signature:
    """One article as grouping sees it.

    Attributes:
        article: Its id.
        title: Headline as given.
        text: The frozen text; only read where two articles share wording.
        grams: Hashes of its 5-grams of body words outside quotations, each once.
        vectors: Its sparse vectors, which the properties below tell apart.
        earliest, latest: First and last day it can have been published, as proleptic ordinals; None where open.
        published: Both ends of the time of publication, as stated.
        by_agency: Whether the outlet is a news agency.
    """

    article: str
    title: str
    text: str
    grams: Hashes
    vectors: Vectors
    earliest: int | None
    latest: int | None
    published: tuple[str | None, str | None]
    by_agency: bool

    @property
    def details(self) -> Sparse:
        """Names, numbers and dates with their rarity."""
        return self.vectors[DETAILS]

    @property
    def prominent(self) -> Sparse:
        """The six most prominent names (rare, often told, early), by prominence, keys as in `details`."""
        return self.vectors[PROMINENT]

    @property
    def rare(self) -> Sparse:
        """The five most prominent names among those of rarity `RARE_NAME` or more: whom and where the happening concerns."""
        return self.vectors[RARE]

    @property
    def when(self) -> Sparse:
        """Days named: dates anywhere, weekdays in headline and first sentences."""
        return self.vectors[WHEN]

    @property
    def terms(self) -> Sparse:
        """Content words."""
        return self.vectors[TERMS]

    @property
    def lead(self) -> Sparse:
        """Content words of headline and first sentences."""
        return self.vectors[LEAD]

    @property
    def title_terms(self) -> Sparse:
        """Content words of the headline alone."""
        return self.vectors[TITLE_TERMS]


def sign(extracted: Extracted) -> Signature:
    """Return what grouping needs of one article."""
    (signature,) = signed([extracted])
    return signature


def signed(bundles: Iterable[Extracted]) -> Iterator[Signature]:
    """Yield what grouping needs of each article, in order; they are looked at some hundred at a time."""
    terms = Terms()
    for batch in batches(bundles, lambda bundle: bundle.article.text):
        yield from map(_signature, batch, _grams(batch), _vectors(batch, terms))


def _signature(extracted: Extracted, grams: Hashes, vectors: Vectors) -> Signature:
    article = extracted.article
    return Signature(
        article=article.id,
        title=article.title or _first_words(article.text),
        text=article.text,
        grams=grams,
        vectors=vectors,
        earliest=_day(article.published.earliest),
        latest=_day(article.published.latest),
        published=(article.published.earliest, article.published.latest),
        by_agency=article.outlet is not None and agency_named(article.outlet) is not None,
    )


def _vectors(batch: Sequence[Extracted], terms: Terms) -> Iterator[Vectors]:
    """Yield the vectors of each article: details, prominent and rare names, days, terms of the whole, of its lead and of its headline."""
    told = [[s for s in bundle.sentences if s.kind in (BlockKind.HEADLINE, BlockKind.BODY)] for bundle in batch]
    leads = [_lead(sentences) for sentences in told]
    headlines = [s[:1] if s and s[0].kind is BlockKind.HEADLINE else [] for s in told]
    details = [part for bundle, lead in zip(batch, leads, strict=True) for part in _details(bundle, lead)]
    worded = [_terms(part) for parts in zip(told, leads, headlines, strict=True) for part in parts]
    entries = (Entries.of(details).placed(4, DETAILS, 7), terms.entries(worded).placed(3, TERMS, 7))
    return vectors_of(entries, 7, len(batch))


def _terms(sentences: Iterable[Sentence]) -> list[str]:
    return [term for sentence in sentences for term in sentence.terms]


def _lead(told: Sequence[Sentence]) -> list[Sentence]:
    headline = [s for s in told if s.kind is BlockKind.HEADLINE][:1]
    return headline + [s for s in told if s.kind is BlockKind.BODY][:LEAD_SENTENCES]


def _details(extracted: Extracted, lead: Sequence[Sentence]) -> tuple[Collection[Weighed], ...]:
    """Return an article's details, prominent and rare names, and days, each with its hash and weight."""
    details = list(_told(extracted))
    names = _prominence(details, {sentence.id for sentence in lead})
    return (
        {detail_weight(d.kind, d.key) for d in details if d.kind in _KINDS},
        _foremost(names, _MOST_PROMINENT),
        _foremost({key: value for key, value in names.items() if rarity("name", key) >= RARE_NAME}, _MOST_RARE),
        _when(extracted, lead),
    )


def _grams(batch: Sequence[Extracted]) -> list[Hashes]:
    """Return the n-grams of each article's body words outside quotations and tweets.

    Where words are left out, the text closes up; n-grams across such a gap are few and the same in both of two copies.
    """
    own = []
    for bundle in batch:
        quotes = quoted_ranges(bundle.article.text)
        bodies = [block for block in bundle.article.blocks if block.kind is BlockKind.BODY]
        own.append([part for block in bodies for part in _outside(quotes, block.start, block.end)])
    return grams_of([bundle.article.text for bundle in batch], own, N)


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


def _foremost(names: Mapping[str, float], most: int) -> list[Weighed]:
    kept = sorted(names.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
    return [(detail_weight("name", key)[0], value) for key, value in kept]


def _when(extracted: Extracted, lead: Iterable[Sentence]) -> Collection[Weighed]:
    found = {detail_weight("date", d.key)[0]: _DATE for d in extracted.details if d.kind == "date"}
    for sentence in lead:
        told = extracted.article.text[sentence.span.start : sentence.span.end].lower()
        for match in _WEEKDAYS.finditer(told) if "day" in told else ():
            found[word_hash(f"weekday {WEEKDAYS[match[0]]}")] = _WEEKDAY
    return found.items()


def _day(value: str | None) -> int | None:
    return date.fromisoformat(value[:10]).toordinal() if value else None


def _first_words(text: str) -> str:
    return text.lstrip().split("\n", 1)[0][:120]
