"""Verbs that tell one act with its parts exchanged (sell, buy), acts that both sides do to each other (meet), and words of place,
time and side that exclude each other (inside, outside).
"""

from __future__ import annotations

from functools import cache

from stemma.lang.tables import read_table, split_cell


@cache
def _converses() -> frozenset[tuple[str, str]]:
    rows = [row for row in read_table("turned_roles.tsv") if row["kind"] == "converse"]
    return frozenset((a, b) for row in rows for a in split_cell(row["words"]) for b in split_cell(row["others"]))


@cache
def _mutual() -> frozenset[str]:
    rows = [row for row in read_table("turned_roles.tsv") if row["kind"] == "mutual"]
    return frozenset(word for row in rows for word in split_cell(row["words"]))


def gives_to(one: str, other: str) -> bool:
    """Tell whether who acts in the first verb is the other party of the second: "hand" beside "receive", "sell" beside "buy"."""
    return (one, other) in _converses()


def is_mutual(verb: str) -> bool:
    """Tell whether an act told of A and B is told of B and A by the same words ("met", "clashed", "merged")."""
    return verb in _mutual()


@cache
def counterparts() -> tuple[tuple[str, str, str], ...]:
    """Return (word, its counterpart, slot) of the words of place, time and side that exclude each other."""
    return tuple((row["one"], row["other"], row["slot"]) for row in read_table("counterparts.tsv"))
