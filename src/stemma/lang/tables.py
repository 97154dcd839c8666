"""How the hand-edited tables in `resources/` are read: lists of words, one a line, and tab-separated tables, whose first plain line names the columns; comments with `#`."""

from __future__ import annotations

from importlib.resources import files


def read_words(name: str) -> frozenset[str]:
    """Return the lines of `resources/<name>`, one word or phrase each; comments with `#` and blank lines are left out."""
    lines = files("stemma").joinpath("resources", name).read_text(encoding="utf-8").splitlines()
    return frozenset(stripped for line in lines if (stripped := line.strip()) and not line.startswith("#"))


def read_table(name: str) -> list[dict[str, str]]:
    """Return the rows of `resources/<name>`, each by column name; cells are stripped, missing ones empty."""
    lines = files("stemma").joinpath("resources", name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    columns = [column.strip() for column in rows[0]]
    return [dict.fromkeys(columns, "") | {c: v.strip() for c, v in zip(columns, row, strict=False)} for row in rows[1:]]


def split_cell(cell: str) -> tuple[str, ...]:
    """Return the entries of a cell that holds several, separated by `;`."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())
