"""Searching the texts of a case, narrowed by facets."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stemma.model.article import Article

MOST_COUNTED = 100
_MOST_VALUES = 12
_MOST_RANKED = 5_000
FACETS = ("outlet", "agency", "source", "status", "country", "month", "language")


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that a search found, with its story and the words around the first match."""

    article: Article
    story: str | None
    excerpt: str


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search: a page of hits, how many there are in all, and for each facet how many of the best hundred have which value."""

    hits: tuple[Hit, ...]
    total: int
    facets: dict[str, list[tuple[str, int]]]


def matching(
    case: sqlite3.Connection, lists: sqlite3.Connection, words: str, chosen: Mapping[str, str], *, limit: int
) -> tuple[list[tuple[str, int]], int]:
    """Return id and number of arrival of the best `limit` articles that hold all `words` and have all `chosen` values, and how many do.

    Of words that more than five thousand articles hold, which say little, the articles that came last stand first.
    """
    quoted = " ".join('"' + word.replace('"', '""') + '"' for word in words.split())
    if not quoted:
        return [], 0
    allowed = _allowed(lists, chosen)
    matched = "SELECT rowid FROM article_text WHERE article_text MATCH ?"
    held = case.execute(f"{matched} ORDER BY rowid DESC", (quoted,)).fetchall()
    if len(held) <= _MOST_RANKED:
        held = case.execute(f"{matched} ORDER BY rank", (quoted,)).fetchall()
    found = [arrival for (arrival,) in held if allowed is None or arrival in allowed]
    total, arrivals = len(found), found[:limit]
    ids = (
        (case.execute("SELECT id FROM article WHERE arrival=?", (arrival,)).fetchone(), arrival) for arrival in arrivals
    )
    return [(row[0], arrival) for row, arrival in ids if row is not None], total


def _allowed(lists: sqlite3.Connection, chosen: Mapping[str, str]) -> set[int] | None:
    """Return the numbers of arrival of the articles that have all the chosen values; None where nothing is chosen."""
    allowed: set[int] | None = None
    for facet, value in chosen.items():
        if facet in FACETS:
            rows = lists.execute("SELECT article FROM facet WHERE facet=? AND value=?", (facet, value))
            mine = {row[0] for row in rows}
            allowed = mine if allowed is None else allowed & mine
    return allowed


def facets_of(lists: sqlite3.Connection, arrivals: Sequence[int]) -> dict[str, list[tuple[str, int]]]:
    """Return for each facet how many of these articles have which value, the commonest twelve."""
    numbers = ",".join(str(int(arrival)) for arrival in arrivals)
    asked = f"SELECT facet, value, count(*) FROM facet WHERE article IN ({numbers}) GROUP BY 1, 2 ORDER BY 3 DESC, 2"
    counts: dict[str, list[tuple[str, int]]] = {facet: [] for facet in FACETS}
    for facet, value, count in lists.execute(asked):
        counts[facet].append((value, count))
    return {facet: values[:_MOST_VALUES] for facet, values in counts.items() if values}


def excerpt_of(text: str, words: str, title: str | None = None) -> str:
    """Return some 240 characters of `text` around the first of `words`, past the title where the text begins with it."""
    after = len(title) if title and text.startswith(title) else 0
    lowered = text.casefold() if len(text.casefold()) == len(text) else text
    places = [lowered.find(word.casefold(), after) for word in words.split()]
    at = max(after, min((place for place in places if place >= 0), default=after) - 80)
    return ("…" if at > after else "") + " ".join(text[at : at + 240].split()) + ("…" if at + 240 < len(text) else "")
