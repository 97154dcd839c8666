"""The family of one story: seen and unseen parents together, with what each telling descends from in the end."""

from __future__ import annotations

from dataclasses import dataclass

from stemma.stages.trace.branches import Tree
from stemma.stages.trace.unseen import Unseen

Root = tuple[str, int]


@dataclass(frozen=True, slots=True, eq=False)
class Family:
    """A tree with its unseen parents.

    Roots are ("seen", row of a telling) or ("unseen", number of an unseen parent).
    """

    size: int
    tree: Tree
    unseen: tuple[Unseen, ...]

    def roots_of(self, row: int) -> frozenset[Root]:
        """Return what a telling descends from in the end."""
        found: set[Root] = set()
        for ancestor in self.tree.line(row):
            above = [("unseen", n) for n, unseen in enumerate(self.unseen) if ancestor in unseen.children]
            found.update(above)
            if not above and not self.tree.parents.get(ancestor):
                found.add(("seen", ancestor))
        return frozenset(found)

    def roots(self) -> list[Root]:
        """Return all roots, seen ones first."""
        return sorted({root for row in range(self.size) for root in self.roots_of(row)})

    def members(self, root: Root) -> list[int]:
        """Return the tellings that descend from `root`."""
        return [row for row in range(self.size) if root in self.roots_of(row)]
