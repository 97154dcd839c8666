"""A quick no: whether a name in the tables of countries, peoples, agencies and outlets can begin at some place of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from stemma.lang.agencies import agencies
from stemma.lang.outlets import outlets
from stemma.lang.tables import read_table, split_cell

_WORD = re.compile(r"\w+")


def may_open_listed_name(text: str, at: int) -> bool:
    """Tell whether the tables hold a name that begins as `text` does at `at`, whatever its case; "the" may open any."""
    word = _WORD.match(text, at)
    return word is not None and word.group().casefold() in _openings()


@cache
def _openings() -> frozenset[str]:
    found = (_WORD.search(name.casefold().removeprefix("the ")) for name in _names())
    return frozenset({"the", *(word.group() for word in found if word)})


def _names() -> Iterator[str]:
    for row in read_table("countries.tsv"):
        yield row["name"]
        for column in ("aliases", "people", "peoples", "capitals"):
            yield from split_cell(row[column])
    yield from (row["people"] for row in read_table("peoples.tsv"))
    for agency in agencies():
        yield from (agency.name, *agency.aliases, *agency.marks)
    for outlet in outlets():
        yield from (outlet.name, *outlet.aliases)
