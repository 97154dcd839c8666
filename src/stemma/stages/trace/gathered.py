"""What two tellings share of what a newsroom gathered itself, and not of what stands in every report of one statement, ruling or press conference.

Two reports of one announcement have its details and words in common although neither has seen the other. What its own reporter asked, saw or
was told stands in a report alone, and only in those that come from it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from stemma.stages.trace.telling import View

Pair = tuple[int, int]
_FULL_WEIGHT = 6.0
_SAME = 0.6


def gathered_in_common(
    views: Sequence[View],
    aligned: Mapping[Pair, tuple[Pair, ...]],
    scores: Mapping[Pair, tuple[float, ...]],
) -> NDArray[np.float64]:
    """Return how much each two tellings share of what one of them gathered itself: details that stand nowhere else in it, and sentences.

    A rare detail counts one, a common one less, a sentence that tells the same one.

    Args:
        views: The tellings of a story.
        aligned: For each pair of rows, the sentences that are each other's best match.
        scores: How alike they are.
    """
    own = [_own_details(view) for view in views]
    found = np.zeros((len(views), len(views)))
    for a, one in enumerate(views):
        for b, other in enumerate(views[:a]):
            keys = sorted((own[a] | own[b]) & one.details.keys() & other.details.keys())
            found[a, b] = sum(min(1.0, one.weights[key] / _FULL_WEIGHT) for key in keys) + sum(
                score >= _SAME and (one.gathered[i] or other.gathered[j])
                for (i, j), score in zip(aligned[a, b], scores[a, b], strict=True)
            )
    return found + found.T


def _own_details(view: View) -> set[tuple[str, str]]:
    """Return the keys of the details that stand only where the newsroom tells what it gathered itself."""
    own: set[tuple[str, str]] = set()
    public: set[tuple[str, str]] = set()
    for alone, terms in zip(view.gathered, view.terms, strict=True):
        (own if alone else public).update(key for key in terms if key in view.details)
    return own - public
