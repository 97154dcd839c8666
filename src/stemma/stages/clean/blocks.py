"""Which paragraphs are the article and which are the site: by what they say, where they stand, and what they repeat."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from stemma.lang.tables import read_table
from stemma.model.article import BlockKind

Paragraph = tuple[str, BlockKind]


def type_paragraphs(paragraphs: Sequence[Paragraph], *, title: str | None, outlet: str | None) -> tuple[Paragraph, ...]:
    """Return `paragraphs` with the kind of each decided; what the reader already knows (headline, caption) stays."""
    headline = next((text for text, kind in paragraphs if kind is BlockKind.HEADLINE), title)
    seen = {letters(headline)} if headline else set()
    typed: list[Paragraph] = []
    for position, (text, kind) in enumerate(paragraphs):
        if kind is BlockKind.BODY:
            kind = _kind(text, position=position, count=len(paragraphs), seen=seen)
        if len(text) <= 300:
            seen.add(letters(text))
        typed.append((text, kind))
    return tuple(typed)


def _kind(text: str, *, position: int, count: int, seen: set[str]) -> BlockKind:
    if letters(text) in seen or is_furniture(text):
        return BlockKind.BOILERPLATE
    return BlockKind.CAPTION if _is_caption(text) else BlockKind.BODY


def is_furniture(text: str) -> bool:
    """Tell whether a paragraph is the site's own: a section label, a prompt to share, subscribe or read something else."""
    return any(len(text) <= limit and pattern.search(text) for pattern, limit in _furniture())


def letters(text: str) -> str:
    """Return the letters and digits of a text, lower-case: what two lines have in common whatever their punctuation."""
    return re.sub(r"[\W_]+", "", text.casefold())


@cache
def _furniture() -> tuple[tuple[re.Pattern[str], int], ...]:
    """Return the patterns of boilerplate, each with the longest paragraph that it may type."""
    rows = [row for row in read_table("boilerplate.tsv") if row["kind"] == "boilerplate"]
    return tuple((re.compile(row["pattern"], re.IGNORECASE), int(row["longest"])) for row in rows)


@cache
def _captions() -> tuple[tuple[re.Pattern[str], int], ...]:
    rows = [row for row in read_table("boilerplate.tsv") if row["kind"] == "caption"]
    return tuple((re.compile(row["pattern"]), int(row["longest"])) for row in rows)


def _is_caption(text: str) -> bool:
    return any(len(text) <= limit and pattern.search(text) for pattern, limit in _captions())
