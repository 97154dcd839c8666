"""Which words of a sentence kill, injure, detain, displace or lose people."""

from __future__ import annotations

from functools import cache

from stemma.lang.tables import read_table


@cache
def harm_words() -> dict[tuple[str, str], str]:
    """Return (lemma, way) → kind. Ways: "acts" (obj of it, subject of its passive), "suffers" (its subject), "state" (adjective), "noun"."""
    return {(row["lemma"], way): row["kind"] for row in read_table("harms.tsv") for way in row["ways"].split(";")}


@cache
def harm_lemmas() -> frozenset[str]:
    """Return every lemma of the table, for a quick look at a sentence."""
    return frozenset(lemma for lemma, _ in harm_words())
