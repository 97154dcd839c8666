"""How many origins are independent of each other: a set of which every pair is shown to be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stemma.model.lineage import Verdict

_MOST_EXACT = 12


def largest_independent(origins: Sequence[str], verdicts: Mapping[frozenset[str], Verdict]) -> list[str]:
    """Return the largest set of origins that are pairwise shown independent; greedy beyond twelve origins."""

    def fits(one: str, chosen: Sequence[str]) -> bool:
        return all(verdicts.get(frozenset((one, other))) is Verdict.INDEPENDENT for other in chosen)

    best: list[str] = []
    if len(origins) <= _MOST_EXACT:
        for mask in range(1, 1 << len(origins)):
            chosen = [origin for bit, origin in enumerate(origins) if mask >> bit & 1]
            if len(chosen) > len(best) and all(fits(o, chosen[:n]) for n, o in enumerate(chosen)):
                best = chosen
        return best
    for origin in origins:
        if fits(origin, best):
            best.append(origin)
    return best
