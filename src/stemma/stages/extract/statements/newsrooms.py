"""Which newsroom "the agency" and "the newspaper" are, where the article has named it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from stemma.lang.agencies import agency_named, agency_pattern
from stemma.lang.newsrooms import newsroom_name
from stemma.lang.outlets import outlet_named
from stemma.model.span import Span
from stemma.model.statement import Statement
from stemma.model.words import Mention, MentionForm
from stemma.stages.extract.text import Text

_AGENCY_WORDS = ("agency", "newswire", "wire")
_PAPER_WORDS = (
    "newspaper",
    "paper",
    "daily",
    "weekly",
    "magazine",
    "broadcaster",
    "channel",
    "station",
    "site",
    "website",
    "outlet",
    "tabloid",
)
_DEFINITE = ("the", "that", "same")


def name_newsrooms(
    text: Text, statements: tuple[Statement, ...], mentions: tuple[Mention, ...]
) -> tuple[Statement, ...]:
    """Return the statements with carriers such as "the agency" called by the name that the article gave before them."""
    if not any(_refers(label) for statement in statements for label, _ in statement.carriers):
        return statements
    named = sorted(_named(text, statements, mentions))
    return tuple(
        replace(s, carriers=tuple((_name(label, span, named), span) for label, span in s.carriers)) for s in statements
    )


def _refers(label: str) -> bool:
    words = label.lower().split()
    return 2 <= len(words) <= 3 and words[0] in _DEFINITE and words[-1] in (*_AGENCY_WORDS, *_PAPER_WORDS)


def _name(label: str, span: Span, named: list[tuple[int, str]]) -> str:
    if not _refers(label):
        return label
    agency = label.lower().split()[-1] in _AGENCY_WORDS
    before = [name for at, name in named if at < span.start and (agency_named(name) is not None) == agency]
    return before[-1] if before else label


def _named(text: Text, statements: tuple[Statement, ...], mentions: tuple[Mention, ...]) -> Iterator[tuple[int, str]]:
    """Newsrooms by name with their places: carriers, sources that are newsrooms, and other names in the tables."""
    for statement in statements:
        rows = list(statement.carriers)
        if statement.source.span is not None and statement.source.kind in ("agency", "outlet"):
            rows.append((statement.source.text, statement.source.span))
        for label, span in rows:
            name = newsroom_name(label)
            if name is not None and not _refers(label):
                yield span.start, name
    for mention in mentions:
        if mention.form is MentionForm.NAME and mention.label != "PERSON":
            words = text.words(mention.span)
            found = agency_named(words) or outlet_named(words)
            if found is not None:
                yield mention.span.start, found.name
    for match in agency_pattern().finditer(text.article.text[:400]):
        agency = agency_named(match[0])
        if agency is not None:
            yield match.start(), agency.name
