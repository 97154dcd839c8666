"""Digests, tickers and letters: texts of several items of which some tell the story and the others something else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from stemma.model.article import BlockKind
from stemma.model.extracted import Extracted
from stemma.model.words import Vector
from stemma.stages.trace.details import Key, compared_details

_LABELS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\d{1,2}[:.h]\d{2}\b",  # 21:31, the entries of a ticker
        r"\d{1,2}[.)]\s",  # 2. or 2)
        r"[A-Z][A-Z&/ -]{1,14}\.\s",  # MNT.
        r"(?P<name>[A-Z][\w&/’'-]*(?: [\w&/’'-]+){0,2}):\s",  # Oslo: (who speaks in an interview has the same label again)
        r"[A-Z][a-z]{2,14}\.\s(?=[A-Z])",  # Rail.
        r"[•*·–—-]\s",
    )
)
_FEWEST_ITEMS = 3
_STRANGE = 0.6
Rows = tuple[int, ...]


def narrowed(tellings: Sequence[Extracted]) -> list[Extracted]:
    """Return the tellings, each digest without its items on other matters; what is left out of one counts neither for nor against it.

    A text is a digest if most of its labelled items name nothing that any other telling, or an item on the story, names. A ticker that
    follows the story itself is none.
    """
    details = [_details_by_sentence(telling) for telling in tellings]
    keys = [set().union(*found) if found else set() for found in details]
    made = []
    for row, telling in enumerate(tellings):
        others = set().union(*(own for other, own in enumerate(keys) if other != row))
        kept = _on_story([(item, set().union(*(details[row][r] for r in item))) for item in items_of(telling)], others)
        made.append(_only(telling, sorted(kept)) if kept else telling)
    return made


def _on_story(items: list[tuple[Rows, set[Key]]], others: set[Key]) -> list[int]:
    """Return the sentences of a digest that tell the story; none where the text is no digest."""
    sure = [item for item in items if len(item[1] & others) > 1 and _names(item[1] & others)]
    known = _names(others.union(*(own for _, own in sure)))
    strange = [item for item in items if not _names(item[1]) & known]
    if not sure or len(strange) < _STRANGE * len(items):
        return []
    return [row for rows, own in items if _names(own) & known for row in rows]


def _names(details: set[Key]) -> set[Key]:
    return {key for key in details if key[0] == "name"}


def items_of(telling: Extracted) -> list[Rows]:
    """Return the sentences (rows) of each item of a text that is divided by labels of one kind; none for other texts."""
    text = telling.article.text
    body = [row for row, sentence in enumerate(telling.sentences) if sentence.kind is BlockKind.BODY]
    firsts = [
        row for n, row in enumerate(body) if n == 0 or _paragraph(telling, row) != _paragraph(telling, body[n - 1])
    ]
    for label in _LABELS:
        starts = [row for row in firsts if label.match(text, telling.sentences[row].span.start)]
        if len(starts) >= _FEWEST_ITEMS and not _speakers(telling, starts, label):
            ends = [*starts[1:], body[-1] + 1]
            return [tuple(r for r in body if start <= r < end) for start, end in zip(starts, ends, strict=True)]
    return []


def _speakers(telling: Extracted, starts: list[int], label: re.Pattern[str]) -> bool:
    """Tell whether the labels are names that come again: of those who speak in turns."""
    if "name" not in label.groupindex:
        return False
    matches = (label.match(telling.article.text, telling.sentences[row].span.start) for row in starts)
    names = [match["name"] for match in matches if match]
    return len(set(names)) < len(names)


def _paragraph(telling: Extracted, row: int) -> int:
    return telling.sentences[row].paragraph


def _details_by_sentence(telling: Extracted) -> list[set[Key]]:
    row = {sentence.id: n for n, sentence in enumerate(telling.sentences)}
    found: list[set[Key]] = [set() for _ in telling.sentences]
    for key, detail in compared_details(telling, row.keys()):
        found[row[detail.sentence]].add(key)
    return found


def _only(telling: Extracted, rows: list[int]) -> Extracted:
    """Return a telling with these sentences only; blocks without any count as furniture."""
    kept = tuple(telling.sentences[row] for row in rows)
    ids = {sentence.id for sentence in kept}
    blocks = tuple(
        block
        if any(block.start <= s.span.start < block.end for s in kept)
        else replace(block, kind=BlockKind.BOILERPLATE)
        for block in telling.article.blocks
    )
    return replace(
        telling,
        article=replace(telling.article, blocks=blocks),
        sentences=kept,
        details=tuple(detail for detail in telling.details if detail.sentence in ids),
        vectors=_rows_of(telling.vectors, rows, len(telling.sentences)),
    )


def _rows_of(vectors: Vector | None, rows: list[int], total: int) -> Vector | None:
    if vectors is None or vectors.rows != total:
        return None
    content = np.frombuffer(vectors.content, np.float32).reshape(total, -1)[rows]
    return replace(vectors, rows=len(rows), content=content.tobytes())
