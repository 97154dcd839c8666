"""Turns arc scores into trees: one root, no cycle, whatever the scores are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Heads = NDArray[np.int64]

#: How many words are tried as the root where the best graph has several.
_ROOTS_TRIED = 3
_NEVER = np.float32(-1e9)


def best_tree(scores: Scores) -> Heads:
    """Find the heads of a sentence's words.

    Args:
        scores: Shape (n, 1 + n): score of each head (column 0 is the root) for each word.

    Returns:
        For each word its head's number counted from 1, or 0; always a tree with exactly one root.
    """
    full = _with_root(scores)
    heads: Heads = full.argmax(1)
    heads[0] = 0
    if _is_tree(heads):
        return heads[1:]
    tops = np.argsort(-scores[:, 0], kind="stable")[:_ROOTS_TRIED] + 1
    found: list[tuple[float, Heads]] = []
    for top in tops.tolist():
        rooted = _rooted(full, top)
        if found and float(rooted[1:].max(1).sum()) <= found[-1][0]:
            continue  # no tree with this root can be better
        tree = _chu_liu_edmonds(rooted)
        total = float(full[np.arange(1, len(full)), tree[1:]].sum())
        if not found or total > found[-1][0]:
            found.append((total, tree))
    return found[-1][1][1:]


def _with_root(scores: Scores) -> Scores:
    size = scores.shape[0] + 1
    full = np.full((size, size), _NEVER, dtype=np.float32)
    full[1:] = scores
    np.fill_diagonal(full, _NEVER)
    return full


def _is_tree(heads: Heads) -> bool:
    return int((heads[1:] == 0).sum()) == 1 and not _cycle(heads)


def _cycle(heads: Heads) -> list[int]:
    """Give the members of one cycle, or nothing; place 0 is the root."""
    to = heads.tolist()
    state = [0] * len(to)
    state[0] = 2
    for start in range(1, len(to)):
        path, at = [], start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = to[at]
        if state[at] == 1:
            return path[path.index(at) :]
        for node in path:
            state[node] = 2
    return []


def _rooted(full: Scores, top: int) -> Scores:
    """Give the scores of the trees whose only root is `top`; its own arc counts as the root's score does, for comparison."""
    scores = full.copy()
    scores[:, 0] = _NEVER
    scores[top] = _NEVER
    scores[top, 0] = full[top, 0]
    return scores


def _chu_liu_edmonds(scores: Scores) -> Heads:
    """Maximum spanning arborescence: contract cycles until none is left, then open them in reverse order."""
    opened: list[tuple[Scores, list[int], list[int], Heads, Heads, Heads]] = []
    heads: Heads
    while True:
        heads = scores.argmax(1)
        heads[0] = 0
        cycle = _cycle(heads)
        if not cycle:
            break
        members = set(cycle)
        rest = [i for i in range(len(scores)) if i not in members]
        inside, outside = np.array(cycle), np.array(rest)
        kept = scores[inside, heads[inside]]
        enter = scores[np.ix_(inside, outside)] - kept[:, None]
        leave = scores[np.ix_(outside, inside)]
        small = np.full((len(rest) + 1, len(rest) + 1), _NEVER, dtype=np.float32)
        small[:-1, :-1] = scores[np.ix_(outside, outside)]
        small[-1, :-1] = enter.max(0)
        small[:-1, -1] = leave.max(1)
        opened.append((scores, cycle, rest, heads, enter.argmax(0), leave.argmax(1)))
        scores = small
    for _, cycle, rest, before, entered, left in reversed(opened):
        whole = before.copy()
        for i, node in enumerate(rest):
            whole[node] = cycle[int(left[i])] if heads[i] == len(rest) else rest[int(heads[i])]
        from_ = int(heads[len(rest)])
        whole[cycle[int(entered[from_])]] = rest[from_]
        whole[0] = 0
        heads = whole
    return heads
