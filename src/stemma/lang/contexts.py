"""Which words show the context of an event, in PLOVER's sense: military, economic, legal, health."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from stemma.lang.tables import read_table

LONGEST = 3
"""Most words of an entry."""


def contexts_of_words(words: str) -> Mapping[str, int]:
    """Return context → weight (2 alone, 1 beside another word) for a lemma or a group of up to `LONGEST` words, lower case."""
    return _contexts().get(words, {})


@cache
def _contexts() -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for row in read_table("contexts.tsv"):
        found.setdefault(row["word"], {})[row["context"]] = int(row["weight"])
    return found
