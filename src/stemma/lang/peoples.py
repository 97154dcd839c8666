"""Peoples that are not the nation of a country: ethnic groups, faiths, regions, political creeds."""

from __future__ import annotations

from functools import cache

from stemma.lang.tables import read_table


def is_people(word: str) -> bool:
    """Tell whether `word`, as it is written, names such a people ("Shiite", "Kurds", "Western")."""
    return word in _words() or (len(word) > 3 and word.isupper() and word.title() in _words())


@cache
def _words() -> frozenset[str]:
    return frozenset(row["people"] for row in read_table("peoples.tsv"))
