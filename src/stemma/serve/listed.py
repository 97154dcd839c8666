"""The lines of the lists that pages and answers show."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ListedStory:
    """A line of the list of stories."""

    id: str
    title: str
    size: int
    earliest: str | None
    latest: str | None


@dataclass(frozen=True, slots=True)
class ListedName:
    """A line of the list of names; `first` is where it is named first, `spellings` the commonest with their counts."""

    id: str
    name: str
    kind: str
    country: str | None
    mentions: int
    spellings: tuple[tuple[str, int], ...]
    first: tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source of the case by its words: kind, whether unnamed, how often cited, in how many articles, and the first of these."""

    text: str
    kind: str
    anonymous: bool
    count: int
    total: int
    articles: tuple[str, ...]


def listed_name(row: tuple[Any, ...]) -> ListedName:
    """Return a line of the list of names from its row."""
    identifier, name, kind, country, mentions, names, first = row
    article, start, end = json.loads(first)
    spellings = tuple((n["text"], n["count"]) for n in json.loads(names))
    return ListedName(identifier, name, kind, country, mentions, spellings, (article, start, end))
