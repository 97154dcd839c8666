"""Common nouns for where something happens or is found."""

from __future__ import annotations

from functools import cache

from stemma.lang.tables import read_words


@cache
def thing_places() -> frozenset[str]:
    """Return the lemmas of things in, at or near which something may happen ("cellar", "river", "airport")."""
    return read_words("scenes.txt")
