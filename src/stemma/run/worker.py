"""What one process needs for its share of the work: the model, loaded once, and functions that can be sent to it by name."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from functools import cache

from spacy.language import Language

from stemma import nlp as door
from stemma.model.article import Article
from stemma.model.extracted import Extracted
from stemma.model.problem import Problem
from stemma.model.words import Vector
from stemma.settings import ExtractSettings
from stemma.stages.extract.run import extract_article

_log = logging.getLogger(__name__)
_NEARLY_WHOLE = 0.8


@dataclass(frozen=True, slots=True)
class ExtractJob:
    """One article to extract from."""

    article: Article
    settings: ExtractSettings


@dataclass(frozen=True, slots=True)
class ExtractResult:
    """What came of it: records by kind, and problems."""

    article: str
    records: dict[str, list[object]]
    problems: list[Problem]


@cache
def pipeline() -> Language:
    """Return the language pipeline, loaded once per process."""
    return door.load()


@cache
def model_digest() -> str:
    """Return the digest of the shipped language model."""
    return door.model_digest()


@cache
def encoder_digest() -> str:
    """Return the digest of the shipped sentence encoder."""
    return door.encoder_digest()


def extract_job(job: ExtractJob) -> ExtractResult:
    """Extract from one article; a defect of ours that it brings out is a problem of that article, not the end of the run."""
    records: dict[str, list[object]] = {}
    problems: list[Problem] = []
    try:
        for record in extract_article(job.article, nlp=pipeline(), settings=job.settings):
            if isinstance(record, Problem):
                problems.append(record)
            else:
                records.setdefault(type(record).__name__, []).append(record)
    except Exception as error:
        _log.exception("extracting from %s failed", job.article.id)
        problems.append(internal_error("extract", error, article=job.article.id))
        records = {}
    return ExtractResult(job.article.id, records, problems)


def internal_error(stage: str, error: Exception, *, article: str | None) -> Problem:
    """Return the problem record of a defect of ours."""
    detail = f"a defect of Stemma stopped this ({type(error).__name__}: {error}); please report it; everything else was analysed"
    return Problem("internal-error", stage, detail, article)


def encode_article(extracted: Extracted) -> Vector:
    """Return the vectors of one article: a row per sentence, then a row per proposition.

    A proposition that is nearly its whole sentence has the sentence's vector; the others are encoded by themselves. All of an article is
    encoded in one call, because the encoder's scales depend on what it sees together.
    """
    spans = [sentence.span for sentence in extracted.sentences]
    row_of_sentence = {sentence.id: row for row, sentence in enumerate(extracted.sentences)}
    rows = list(range(len(spans)))
    for proposition in extracted.propositions:
        whole = row_of_sentence[proposition.sentence]
        if len(proposition.span) >= _NEARLY_WHOLE * len(spans[whole]):
            rows.append(whole)
        else:
            rows.append(len(spans))
            spans.append(proposition.span)
    vectors = door.encode([extracted.text_of(span.start, span.end) for span in spans])
    return Vector(extracted.article.id, encoder_digest(), len(rows), vectors[rows].astype("float32").tobytes())


def with_vectors(extracted: Extracted, vector: Vector) -> Extracted:
    """Return `extracted` with the vectors that `encode_article` made of it, sentences and clauses apart."""
    count = len(extracted.sentences)
    cut = len(vector.content) // max(1, vector.rows) * count
    return replace(
        extracted,
        vectors=replace(vector, rows=count, content=vector.content[:cut]),
        clauses=replace(vector, rows=vector.rows - count, content=vector.content[cut:]),
    )
