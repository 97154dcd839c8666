"""Words that govern whether what depends on them holds: refuse, plan, threaten, order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from stemma.lang.tables import read_table


@dataclass(frozen=True, slots=True)
class GovernorWord:
    """A governing word: its kind ("negation", "plan", "request" …) and whether its object does what follows."""

    lemma: str
    kind: str
    object_controls: bool


@cache
def governor_words() -> dict[str, GovernorWord]:
    """Return lemma → governing word."""
    table = read_table("governors.tsv")
    return {row["lemma"]: GovernorWord(row["lemma"], row["kind"], row["object_controls"] == "1") for row in table}
