"""Heads of state and of government: surnames that news uses bare."""

from __future__ import annotations

from functools import cache

from stemma.lang.tables import read_table, split_cell

#: Surnames that are common words, places or many other people, never read as a leader by themselves.
_AMBIGUOUS = frozenset(
    "May Brown Fox Park Moon Kim Lee Singh Khan Santos Johnson Howard Michel Conte Costa Temer Jonathan Ahmed Bush Sharif".split()
)


@cache
def leader_surnames() -> frozenset[str]:
    """Return the surnames that stand for a leader by themselves ("Trump", "Assad"), with their usual capitals."""
    found: set[str] = set()
    for row in read_table("countries_leaders.tsv"):
        for name in split_cell(row["names"]):
            last = name.split()[-1].removeprefix("al-").removeprefix("el-")
            if last not in _AMBIGUOUS and len(last) > 3 and "-" not in last:
                found.add(last)
    return frozenset(found)
