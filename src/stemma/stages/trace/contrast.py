"""What third tellings say against one telling being the parent of another.

Textual critics rule a witness out as an ancestor where its supposed child agrees with others in what it lacks (Maas, Textkritik, 1927): the
child must have had another text before it. Here the readings are sentences: those that a third telling tells clearly more alike.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stemma.stages.trace.measure import Measures

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_CLEARLY = 0.08
_ALIKE = 0.4


def told_better(measures: Measures, speaks: Flags) -> Floats:
    """Return the share of each child's sentences that one third telling tells clearly more alike than the parent does.

    Args:
        measures: All measures of the story.
        speaks: Whether the telling in the column can say something about where the one in the row comes from: one that may itself come
            from it cannot.

    Returns:
        Child in rows, candidate parent in columns; of the third tellings the one that says most.
    """
    total = len(measures.has)
    better = np.zeros((total, total))
    for child in range(total):
        thirds = np.flatnonzero(speaks[child])
        others = [row for row in range(total) if row != child]
        if not len(thirds) or not measures.best[child, others[0]].size:
            continue
        best = np.array([measures.best[child, other] for other in others])
        theirs = np.array([measures.best[child, third] for third in thirds.tolist()])
        clear = (theirs[None] > best[:, None] + _CLEARLY) & (theirs[None] > _ALIKE)
        better[child, others] = clear.mean(axis=2).max(axis=1)
    return better
