"""Tables as CSV, safe to open in a spreadsheet unless asked for raw."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TextIO

from stemma.render.csv import defused
from stemma.render.exports.tables import TABLES, Json, Table, columns_of, rows_of

LIST_MARK = "; "


def write_csv(made: Json, folder: Path, *, raw: bool = False) -> list[Path]:
    """Write every table as `folder/NAME.csv` (UTF-8, RFC 4180) and return the files.

    Args:
        made: The report's JSON.
        folder: An existing folder.
        raw: Leave cells that start with = + - @, tab or carriage return as they are, for programs that are no spreadsheets.
    """
    written = []
    for table in TABLES:
        path = folder / f"{table.name}.csv"
        with path.open("w", encoding="utf-8", newline="") as out:
            table_csv(table, made, out, raw=raw)
        written.append(path)
    return written


def table_csv(table: Table, made: Json, out: TextIO, *, raw: bool = False) -> None:
    """Write one table with its header."""
    names = [column.name for column in columns_of(table)]
    write_rows(names, (list(row.values()) for row in rows_of(table, made)), out, raw=raw)


def write_rows(names: Sequence[str], rows: Iterable[Sequence[Any]], out: TextIO, *, raw: bool) -> None:
    """Write a header and rows; lists are joined by "; ", missing values are empty, numbers stay numbers."""
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_cell(value, raw=raw) for value in row])


def _cell(value: Any, *, raw: bool) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    text = LIST_MARK.join(value) if isinstance(value, list) else str(value)
    return text if raw else defused(text)
