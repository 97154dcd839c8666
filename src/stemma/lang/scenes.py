"""Common nouns for where something happens or is found."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def thing_places() -> frozenset[str]:
    """Return the lemmas of things in, at or near which something may happen ("cellar", "river", "airport")."""
    lines = files("stemma").joinpath("resources", "scenes.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
