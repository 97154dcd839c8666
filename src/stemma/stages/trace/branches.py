"""The seen part of a family tree while it is being built."""

from __future__ import annotations

from dataclasses import dataclass, field

from stemma.stages.trace.grounds import Pair


@dataclass(slots=True)
class Tree:
    """Parents of each telling (row → rows); ties, pairs of one origin whose direction stays open; and pairs of roots that must have a
    common unseen parent."""

    parents: dict[int, tuple[int, ...]] = field(default_factory=dict)
    ties: list[Pair] = field(default_factory=list)
    siblings: list[Pair] = field(default_factory=list)

    def line(self, row: int) -> set[int]:
        """Return `row` and all it descends from."""
        seen: set[int] = set()
        open_rows = [row]
        while open_rows:
            current = open_rows.pop()
            if current not in seen:
                seen.add(current)
                open_rows.extend(self.parents.get(current, ()))
        return seen

    def roots(self, row: int) -> set[int]:
        """Return the tellings without a parent that `row` descends from, itself where it has none."""
        return {r for r in self.line(row) if not self.parents.get(r)}
