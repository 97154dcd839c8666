"""Weights of features, as numbers in a table that a person can read and a benchmark can refit."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from stemma.lang.tables import read_table


@cache
def weights(name: str) -> MappingProxyType[str, float]:
    """Return the table `resources/<name>_weights.tsv`: feature → weight."""
    return MappingProxyType({row["feature"]: float(row["weight"]) for row in read_table(f"{name}_weights.tsv")})
