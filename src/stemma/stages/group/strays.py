"""Strays: one text or two that average linkage leaves out of a story although one of its members is near to each.

A portrait, an interview or a ticker shares much with the fullest telling or with one other, and little with all the rest, so its mean
falls short. A text on another matter of the same place is like all members alike, by what these have in common: what sets the members
apart inside the loose group then takes it further away from its nearest one, not closer.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from stemma.settings import GroupSettings

Floats = NDArray[np.float64]
_ROOM = 2
_RULED = 1e6


def with_strays(parts: Sequence[list[int]], odds: Floats, apart: Floats, settings: GroupSettings) -> list[list[int]]:
    """Return the parts of a loose group with strays joined to the largest part that holds a near telling of each of them.

    Args:
        parts: Places of the group, each part ascending.
        odds, apart: Log odds of its pairs, before and after what sets its members apart was added; rulings stand in both.
        settings: `strays` is how many texts a stray part has at most, `stray_tie` the least log odds of their nearest, on average.
    """
    left = [list(part) for part in parts]
    while True:
        ties = [
            (len(home), tie, stray, home)
            for stray in left
            for home in left
            if len(stray) <= settings.strays and len(home) >= _ROOM * len(stray) and stray is not home
            if (tie := _tie(odds[np.ix_(stray, home)], apart[np.ix_(stray, home)])) >= settings.stray_tie
        ]
        if not ties:
            return sorted(left)
        _, _, stray, home = max(ties)
        left = [part for part in left if part is not stray and part is not home] + [sorted(stray + home)]


def _tie(odds: Floats, apart: Floats) -> float:
    """Return the mean log odds of each stray's nearest in the story; minus infinity where the contrast or a ruling speaks against them."""
    nearest = float(apart.max(axis=1).mean())
    ruled_out = apart.min() < -_RULED
    return -np.inf if ruled_out or nearest < float(odds.max(axis=1).mean()) else nearest
