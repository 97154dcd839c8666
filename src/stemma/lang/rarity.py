"""How rare a word, name or number is in news at large: a frozen table, so that no score depends on what else is in a case."""

from __future__ import annotations

import gzip
import math
from functools import cache
from importlib.resources import files

UNSEEN = 9.5
_FLOOR = 0.0
_TABLES = {"w": "word", "n": "name", "d": "number"}


def rarity(kind: str, key: str) -> float:
    """Return the rarity of a term: minus the natural logarithm of the share of news texts that have it.

    Args:
        kind: "word" (key: a stem), "name" (key: a skeleton) or "number" (key: the value as `Number.key` gives it).
        key: The term's key.

    Returns:
        0.0 for what stands in every text, `UNSEEN` for what the table does not know.
    """
    return _tables()[kind].get(key, UNSEEN)


@cache
def _tables() -> dict[str, dict[str, float]]:
    content = files("stemma.resources").joinpath("rarity/terms.tsv.gz").read_bytes()
    tables: dict[str, dict[str, float]] = {kind: {} for kind in _TABLES.values()}
    for line in gzip.decompress(content).decode("utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, key, per_million = line.split("\t")
            tables[_TABLES[kind]][key] = max(_FLOOR, -math.log(int(per_million) / 1e6))
    return tables
