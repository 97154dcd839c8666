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

    def tie(self, one: int, other: int) -> None:
        """Leave open which of two roots was first."""
        self.ties.append((min(one, other), max(one, other)))

    def tied(self, one: int, other: int) -> bool:
        """Tell whether it was left open which of two was first."""
        return (min(one, other), max(one, other)) in self.ties

    def loosen(self) -> None:
        """Keep ties between roots only, each once, and give their ends an unseen text in common; a telling with a parent needs none."""
        self.ties = sorted({pair for pair in self.ties if not any(self.parents.get(row) for row in pair)})
        self.siblings += self.ties
