"""From the network's scores to decisions: where sentences begin, which label a word has, where names lie."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[Any]

#: A sentence may begin after these; elsewhere the network must be very sure.
_ENDS = frozenset(".!?:…\"'”’»)]")
#: Scores (log odds) that a break needs after such a mark and elsewhere; the first is fitted on GUM's development part.
_LIKELY, _SURE = -0.7, 3.0
#: Labels of which a head has one at most, in groups.
_SINGLE = (("nsubj", "nsubj:pass", "csubj", "csubj:pass"), ("obj",), ("iobj",), ("ccomp",), ("xcomp",))


def sentence_starts(words: Sequence[str], scores: Floats) -> NDArray[np.bool_]:
    """Decide where sentences begin: always at the first word, else mostly after what can end one; "…" before a small letter cannot."""
    starts: NDArray[np.bool_] = scores > _SURE
    for i in np.flatnonzero(scores > _LIKELY).tolist():
        starts[i] |= words[i - 1][-1] in _ENDS and not (words[i - 1] == "…" and words[i][:1].islower())
    starts[0] = True
    return starts


def single_groups(labels: Sequence[str]) -> Ints:
    """Give every label the number of its group in which a head has one child at most, or -1."""
    numbers = {name: n for n, group in enumerate(_SINGLE) for name in group}
    return np.array([numbers.get(name, -1) for name in labels], np.int64)


def choose_labels(scores: Floats, heads: Ints, groups: Ints) -> Ints:
    """Choose the best label of every word, where a head would have two subjects the better one stays.

    Args:
        scores: Shape (n, labels).
        heads: Number of each word's head; equal numbers are the same head.
        groups: For each label its group, see `single_groups`.
    """
    labels: Ints = scores.argmax(1)
    claims: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i in np.flatnonzero(groups[labels] >= 0).tolist():
        claims[int(heads[i]), int(groups[labels[i]])].append(i)
    for (_, group), rivals in claims.items():
        if len(rivals) > 1:
            others = np.where(groups == group, -np.inf, scores[rivals])
            margins = scores[rivals, labels[rivals]] - others.max(1)
            for n in range(len(rivals)):
                if n != int(margins.argmax()):
                    labels[rivals[n]] = int(others[n].argmax())
    return labels


def name_costs(names: Sequence[str]) -> NDArray[np.float32]:
    """Cost of following one BIO label by another: I-X only after B-X or I-X. Row 0 ("O") also serves as the beginning."""
    cost = np.zeros((len(names), len(names)), np.float32)
    for j, after in enumerate(names):
        if after.startswith("I-"):
            cost[[i for i, before in enumerate(names) if before[2:] != after[2:]], j] = -1e4
    return cost


def name_labels(scores: Floats, bounds: Sequence[int], costs: Floats) -> Ints:
    """Find the best allowed BIO sequence of every sentence.

    Where the best labels of the words are allowed one after the other, they are the best sequence; the others are searched.

    Args:
        scores: Shape (n, labels), log probabilities.
        bounds: First words of the sentences, then n.
        costs: As `name_costs` gives them.
    """
    labels: Ints = scores.argmax(1)
    before = np.concatenate(([0], labels[:-1]))
    before[list(bounds[:-1])] = 0
    wrong = np.flatnonzero(costs[before, labels] < 0).tolist()
    for sentence in sorted({bisect_right(bounds, at) - 1 for at in wrong}):
        low, high = bounds[sentence], bounds[sentence + 1]
        labels[low:high] = _best_sequence(scores[low:high], costs)
    return labels


def _best_sequence(scores: Floats, costs: Floats) -> list[int]:
    """Search the best allowed sequence of one sentence's labels (Viterbi)."""
    back: list[Ints] = []
    best = scores[0] + costs[0]
    for row in scores[1:]:
        through = best[:, None] + costs
        back.append(through.argmax(0))
        best = through.max(0) + row
    path = [int(best.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return path[::-1]
