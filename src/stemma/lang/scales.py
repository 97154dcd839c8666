"""Acts of one matter that go less or more far: questioned, detained, arrested, charged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from stemma.lang.tables import read_table, split_cell


@cache
def _steps() -> Mapping[str, Mapping[str, int]]:
    """Return word → scale → its step."""
    found: dict[str, dict[str, int]] = {}
    for row in read_table("act_scales.tsv"):
        for word in split_cell(row["words"]):
            found.setdefault(word, {})[row["scale"]] = int(row["step"])
    return found


def steps_of(word: str) -> Mapping[str, int]:
    """Return scale → step of a lemma, with its particle where it has one ("step_down"); empty where it is on none."""
    return _steps().get(word, {})


def apart_on_scale(mine: Iterable[str], theirs: Iterable[str]) -> tuple[str, str] | None:
    """Return the words, one of each side, that put one matter at two steps of a scale; None where no scale has words of both sides,
    or both sides have a step in common.
    """
    one, other = _placed(mine), _placed(theirs)
    for scale in sorted(one.keys() & other.keys()):
        if not one[scale].keys() & other[scale].keys():
            return one[scale][min(one[scale])], other[scale][min(other[scale])]
    return None


def _placed(words: Iterable[str]) -> dict[str, dict[int, str]]:
    found: dict[str, dict[int, str]] = {}
    for word in words:
        for scale, step in steps_of(word).items():
            found.setdefault(scale, {}).setdefault(step, word)
    return found


def is_further(one: str, other: str) -> bool | None:
    """Tell whether the first of two words goes further than the second on a scale that has both; None where none has."""
    mine, theirs = steps_of(one), steps_of(other)
    shared = sorted(scale for scale in mine.keys() & theirs.keys() if mine[scale] != theirs[scale])
    return None if not shared else mine[shared[0]] > theirs[shared[0]]
