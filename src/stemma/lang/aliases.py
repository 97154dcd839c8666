"""Other names of often-reported bodies, persons and places: acronyms, translations, former names, noms de guerre."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from stemma.lang.tables import read_table, split_cell
from stemma.text.normalise import fold


@lru_cache(maxsize=65_536)
def alias_of(name: str) -> tuple[str, str] | None:
    """Return (usual name, kind) of the bearer whom the table knows under `name`, or None."""
    return _table().get(_key(name))


def _key(name: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", " ", fold(name)).strip()
    # An acronym is one only in capitals: "who" is not the WHO.
    return (
        f"!{name.replace('.', '')}"
        if name.isupper() and len(name.replace(".", "")) <= 6
        else plain.removeprefix("the ")
    )


@cache
def _table() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for row in read_table("aliases.tsv"):
        for form in (row["name"], *split_cell(row["other"])):
            found.setdefault(_key(form), (row["name"], row["kind"]))
    return found
