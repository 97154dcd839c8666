"""Words that cannot both hold of one thing at one time."""

from __future__ import annotations

from functools import cache

from stemma.lang.tables import read_table
from stemma.text.stems import stem


@cache
def _pairs() -> frozenset[frozenset[str]]:
    return frozenset(frozenset((stem(row["one"]), stem(row["other"]))) for row in read_table("antonyms.tsv"))


def are_antonyms(one: str, other: str) -> bool:
    """Tell whether two lemmas are opposites, derivations included (rise, fallen)."""
    return frozenset((stem(one), stem(other))) in _pairs() and stem(one) != stem(other)
