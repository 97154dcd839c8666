"""A person's rulings on derivation, as pairs of rows."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.model.decision import Decision
from stemma.model.problem import Problem

Pairs = frozenset[tuple[int, int]]


def rulings_of(decisions: Sequence[Decision], articles: Sequence[str]) -> tuple[Pairs, Pairs, list[Problem]]:
    """Return the (child, parent) pairs that a person affirms, those that a person denies, and rulings that do not apply.

    In a decision about derivation `left` is the parent and `right` the child; rulings on other stories' articles are passed over. A
    denial holds in both directions.
    """
    row = {article: number for number, article in enumerate(articles)}
    verdicts: dict[tuple[int, int], str] = {}
    problems = []
    for decision in decisions:
        if decision.about != "derivation":
            continue
        parent, child = row.get(decision.left), row.get(decision.right)
        if parent is None and child is None:
            continue
        if parent is None or child is None or parent == child:
            detail = f"decision {decision.id} on derivation names tellings that are not in one story"
            problems.append(Problem("decision-not-applied", "trace", detail))
            continue
        verdicts[child, parent] = decision.verdict
    same = {pair for pair, verdict in verdicts.items() if verdict == "same"}
    denied = {pair for pair, verdict in verdicts.items() if verdict == "different"}
    different = denied | {(b, a) for a, b in denied if (b, a) not in same}
    return frozenset(same), frozenset(different), problems
