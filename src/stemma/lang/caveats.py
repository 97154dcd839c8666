"""Ways in which a report qualifies what it tells: a denial, "could not be verified", why a source is not named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from stemma.lang.tables import read_table

_NEGATION = (
    r"\b(?:not|never|no|none|nobody|cannot|can[’']t|\w+n[’']t|without|nor|neither|unwilling)\b\W+(?:\w+\W+){0,5}?"
)
_UNDENIED = re.compile(r"\b(?:not|never|cannot|can[’']t|\w+n[’']t|without|nobody|neither)\W+(?:\w+\W+)?$", re.I)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    by_kind: dict[str, list[str]] = {}
    for row in read_table("caveats.tsv"):
        by_kind.setdefault(row["kind"], []).append(row["pattern"].replace("NEG", _NEGATION))
    return tuple((kind, re.compile("|".join(f"(?:{p})" for p in many), re.I)) for kind, many in by_kind.items())


def find_caveats(sentence: str) -> Iterator[tuple[str, int, int]]:
    """Give (kind, start, end) of each way in which `sentence` qualifies what is told, one of a kind; offsets into the sentence."""
    for kind, pattern in _patterns():
        match = pattern.search(sentence)
        if match is not None and not (kind == "denial" and _UNDENIED.search(sentence[: match.start()])):
            yield kind, match.start(), match.end()
