"""A person's rulings on stories, as pairs of rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stemma.model.decision import Decision
from stemma.model.problem import Problem

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Ruling:
    """Pairs of rows that a person joined or keeps apart, and rulings that could not be applied."""

    same: tuple[Pair, ...] = ()
    different: tuple[Pair, ...] = ()
    problems: tuple[Problem, ...] = ()


def rulings_of(decisions: Sequence[Decision], articles: Sequence[str]) -> Ruling:
    """Return the rulings about stories as pairs of rows of `articles`; of two on one pair the later in `decisions` holds."""
    row = {article: number for number, article in enumerate(articles)}
    verdicts: dict[Pair, str] = {}
    problems: list[Problem] = []
    for decision in decisions:
        if decision.about != "story":
            continue
        left, right = row.get(decision.left), row.get(decision.right)
        if left is None or right is None or left == right:
            problems.append(_not_applied(decision))
            continue
        verdicts[min(left, right), max(left, right)] = decision.verdict
    same = tuple(sorted(pair for pair, verdict in verdicts.items() if verdict == "same"))
    different = tuple(sorted(pair for pair, verdict in verdicts.items() if verdict == "different"))
    return Ruling(same, different, tuple(problems))


def _not_applied(decision: Decision) -> Problem:
    detail = f"decision {decision.id} ({decision.verdict} story: {decision.left}, {decision.right}) names no two tellings of this case"
    return Problem("decision-not-applied", "group", detail)
