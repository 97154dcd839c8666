"""Words that attribute: which act each performs, and how often each is a cue in a given construction."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import exp

from stemma.lang.tables import read_table


@dataclass(frozen=True, slots=True)
class CueWord:
    """A word of the hand-edited table: the act it performs and the class of what it attributes."""

    act: str
    category: str


@cache
def cue_words() -> dict[tuple[str, str], CueWord]:
    """Return the table of attributing words by (lemma, part of speech)."""
    return {(row["lemma"], row["pos"]): CueWord(row["act"], row["class"]) for row in read_table("cues.tsv")}


@cache
def _weights() -> dict[tuple[str, str], float]:
    return {(row["feature"], row["value"]): float(row["weight"]) for row in read_table("cue_weights.tsv")}


def cue_score(features: tuple[tuple[str, str], ...]) -> float:
    """Return how surely a word in its construction is a cue, 0 to 1: the logistic sum of the weights of what is seen.

    Args:
        features: (feature, value) pairs as `cue_weights.tsv` names them; unknown values weigh nothing.
    """
    weights = _weights()
    total = weights.get(("bias", ""), 0.0) + sum(weights.get(pair, 0.0) for pair in features)
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total))))
