"""Words that govern whether what depends on them holds: refuse, plan, threaten, order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from stemma.lang.tables import read_table


@dataclass(frozen=True, slots=True)
class GovernorWord:
    """A governing word: its kind ("negation", "plan", "request" …) and whether its object does what follows.

    Attributes:
        as_predicate: A clause of which it is itself the verb has its status ("the board plans an audit", "officials suspect a borehole").
    """

    lemma: str
    kind: str
    object_controls: bool
    as_predicate: bool = False


@cache
def governor_words() -> dict[str, GovernorWord]:
    """Return lemma → governing word."""
    table = read_table("governors.tsv")
    return {
        row["lemma"]: GovernorWord(
            row["lemma"], row["kind"], row["object_controls"] == "1", row.get("as_predicate") == "1"
        )
        for row in table
    }
