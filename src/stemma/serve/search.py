"""Searching the texts of a case, narrowed by facets.

SQLite and NumPy go through the numbers of whole sets of articles; only the page that is shown is read. Each statement gives one row, so that
Python waits once for it and lets other requests work meanwhile.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stemma.model.article import Published
from stemma.model.codec import from_json

MOST_COUNTED = 100
_MOST_VALUES = 12
_MOST_RANKED = 5_000
_EXCERPT = 240
FACETS = ("outlet", "agency", "source", "status", "country", "month", "language")
Numbers = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that a search found, with its story and the words around the first match."""

    id: str
    title: str | None
    outlet: str | None
    published: Published
    story: str | None
    excerpt: str


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search: a page of hits, how many there are in all, and for each facet how many of the best hundred have which value."""

    hits: tuple[Hit, ...]
    total: int
    facets: dict[str, list[tuple[str, int]]]


def find(
    case: sqlite3.Connection,
    lists: sqlite3.Connection,
    words: str,
    chosen: Mapping[str, str],
    *,
    limit: int,
    offset: int,
) -> Found:
    """Return a part of the articles that hold all `words` and have all `chosen` values, best first.

    Of words that more than five thousand articles hold, which say little, the articles that came last stand first.
    """
    quoted = " ".join('"' + word.replace('"', '""') + '"' for word in words.split())
    if not quoted:
        return Found((), 0, {})
    most = max(limit + offset, MOST_COUNTED)
    allowed = [_having(lists, facet, value) for facet, value in chosen.items() if facet in FACETS]
    best, total = _narrowed(case, quoted, allowed, most) if allowed else _matching(case, quoted, most)
    hits = _hits(case, lists, best[offset : offset + limit], words)
    return Found(hits, total, _facets_of(lists, best[:MOST_COUNTED]))


def _matching(case: sqlite3.Connection, quoted: str, most: int) -> tuple[list[int], int]:
    """Return the numbers of arrival of the best `most` articles that match, and how many do."""
    asked = "SELECT count(*) FROM article_text WHERE article_text MATCH ?"
    (total,) = case.execute(asked, (quoted,)).fetchone()
    return _ordered(case, quoted, total, limit=most).tolist(), total


def _narrowed(case: sqlite3.Connection, quoted: str, allowed: Sequence[Numbers], most: int) -> tuple[list[int], int]:
    """Return the same for those that stand in every one of `allowed`."""
    asked = "SELECT group_concat(rowid) FROM article_text WHERE article_text MATCH ?"
    held = _numbers(case.execute(asked, (quoted,)).fetchone()[0])
    if len(held) <= _MOST_RANKED:
        held = _ordered(case, quoted, len(held), limit=_MOST_RANKED)
    else:
        held = held[::-1]
    for having in allowed:
        held = held[np.isin(held, having, assume_unique=True, kind="table")]
    return held[:most].tolist(), len(held)


def _ordered(case: sqlite3.Connection, quoted: str, total: int, *, limit: int) -> Numbers:
    order = "rank" if total <= _MOST_RANKED else "rowid DESC"
    first = f"SELECT rowid FROM article_text WHERE article_text MATCH ? ORDER BY {order} LIMIT ?"
    return _numbers(case.execute(f"SELECT group_concat(rowid) FROM ({first})", (quoted, limit)).fetchone()[0])


def _numbers(text: str | None) -> Numbers:
    return np.fromstring(text or "", dtype=np.uint32, sep=",")


def _having(lists: sqlite3.Connection, facet: str, value: str) -> Numbers:
    """Return the numbers of arrival of the articles that have a facet value."""
    row = lists.execute("SELECT articles FROM facet_articles WHERE facet=? AND value=?", (facet, value)).fetchone()
    return np.frombuffer(row[0] if row else b"", dtype="<u4").astype(np.uint32)


def _hits(case: sqlite3.Connection, lists: sqlite3.Connection, arrivals: Sequence[int], words: str) -> tuple[Hit, ...]:
    """Return these articles as they are shown; nothing more is read of them."""
    asked = (
        "SELECT arrival, id, title, outlet, json_extract(json, '$.published'), json_extract(json, '$.text')"
        f" FROM article WHERE arrival IN ({_listed(arrivals)})"
    )
    rows = {arrival: row for arrival, *row in case.execute(asked)}
    shown = [rows[arrival] for arrival in arrivals if arrival in rows]
    homes = _homes(lists, [row[0] for row in shown])
    return tuple(
        Hit(
            identifier,
            title,
            outlet,
            from_json(Published, json.loads(published or "{}")),
            homes.get(identifier),
            excerpt_of(text, words, title),
        )
        for identifier, title, outlet, published, text in shown
    )


def _homes(lists: sqlite3.Connection, articles: Sequence[str]) -> dict[str, str]:
    """Return article id → the id of its story."""
    marks = ",".join("?" * len(articles))
    asked = f"SELECT h.article, s.id FROM home h JOIN story s ON s.rank = h.story WHERE h.article IN ({marks})"
    return dict(lists.execute(asked, articles).fetchall())


def _facets_of(lists: sqlite3.Connection, arrivals: Sequence[int]) -> dict[str, list[tuple[str, int]]]:
    """Return for each facet how many of these articles have which value, the commonest twelve."""
    grouped = f"SELECT facet, value, count(*) AS n FROM facet WHERE article IN ({_listed(arrivals)}) GROUP BY 1, 2 ORDER BY 3 DESC, 2"
    (found,) = lists.execute(f"SELECT json_group_array(json_array(facet, value, n)) FROM ({grouped})").fetchone()
    counts: dict[str, list[tuple[str, int]]] = {facet: [] for facet in FACETS}
    for facet, value, count in json.loads(found):
        counts[facet].append((value, count))
    return {facet: values[:_MOST_VALUES] for facet, values in counts.items() if values}


def _listed(numbers: Sequence[int]) -> str:
    return ",".join(map(str, map(int, numbers)))


def excerpt_of(text: str, words: str, title: str | None = None) -> str:
    """Return some 240 characters of `text` around the first of `words`, past the title where the text begins with it, cut between words."""
    after = len(title) if title and text.startswith(title) else 0
    asked = sorted(map(re.escape, words.split()), key=len, reverse=True)
    found = re.compile(rf"\b(?:{'|'.join(asked)})\b", re.I).search(text, after) if asked else None
    start = max(after, (found.start() if found else after) - 80)
    if start > after:
        start = text.find(" ", start) + 1
    end = start + _EXCERPT
    if end < len(text):
        blank = text.rfind(" ", start, end)
        end = blank if blank > start else end
    shown = " ".join(text[start:end].split())
    return f"{'… ' if start > after else ''}{shown}{' …' if end < len(text) else ''}"
