"""Which statement stands inside which, and which of two that compete for the same words is kept."""

from __future__ import annotations

from stemma.stages.extract.statements.draft import Draft


def settle(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts without those that share cue words with a surer one, in order of the text."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (-d.score, d.cue)):
        if not any(draft.cue[0] < other.cue[1] and other.cue[0] < draft.cue[1] for other in kept):
            kept.append(draft)
    return sorted(kept, key=lambda d: (min([d.cue[0], *(s[0] for s in d.content)]), d.carrier is None, d.cue))


def parents(drafts: list[Draft]) -> list[int | None]:
    """Return for each draft the number of the smallest draft whose content holds its cue, None for outermost ones.

    Only larger contents hold smaller ones, so there is no circle.
    """
    sizes = [sum(end - first for first, end in d.content) for d in drafts]
    found: list[int | None] = []
    for number, draft in enumerate(drafts):
        holding = [
            other
            for other, outer in enumerate(drafts)
            if other != number
            and (sizes[other], -other) > (sizes[number], -number)
            and any(first <= draft.cue[0] and draft.cue[1] <= end for first, end in outer.content)
        ]
        found.append(min(holding, key=lambda n: (sizes[n], n), default=None))
    return found
