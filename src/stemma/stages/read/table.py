"""Tables: CSV, TSV and Parquet, one article per row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from stemma.model.article import Page, Received
from stemma.model.problem import Problem
from stemma.settings import ReadSettings
from stemma.stages.read.columns import flatten, pick_text, record_page
from stemma.stages.read.decode import decode

BATCH_ROWS = 500


def read_table_text(received: Received, *, settings: ReadSettings) -> Iterator[Page | Problem]:
    """Yield the article in every row of a CSV or TSV file whose first row names the columns."""
    text = decode(received.content).replace("\0", "\ufffd")
    delimiter = _delimiter(text)
    csv.field_size_limit(max(csv.field_size_limit(), settings.max_bytes))
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restkey="")
    try:
        for number, row in enumerate(rows, start=2):
            record = {name: value for name, value in row.items() if name}
            yield from _row(record, number, received, settings=settings)
    except csv.Error as error:
        detail = f"{received.place} is no readable table from line {rows.line_num} on ({error}): the rows before it were read"
        yield Problem(code="bad-table", stage="read", detail=detail, place=received.place)
        return
    if rows.line_num < 2:
        yield _no_rows(received.place)


def read_parquet(received: Received, *, settings: ReadSettings) -> Iterator[Page | Problem]:
    """Yield the article in every row of a Parquet file, batch by batch."""
    number, expanded = 0, 0
    try:
        table = pq.ParquetFile(io.BytesIO(received.content))
        for batch in table.iter_batches(batch_size=BATCH_ROWS):
            expanded += batch.nbytes
            if expanded > settings.max_expanded:
                detail = f"{received.place} expands to more than {settings.max_expanded / 1e6:g} MB: split it"
                yield Problem(code="expands-too-far", stage="read", detail=detail, place=received.place)
                return
            for row in batch.to_pylist():
                number += 1
                yield from _row(row, number, received, settings=settings)
    except (pa.ArrowException, OSError, ValueError) as error:
        first_line = str(error).splitlines()[0] if str(error) else type(error).__name__
        detail = f"{received.place} is no readable Parquet file ({first_line}): {number} rows were read"
        yield Problem(code="bad-table", stage="read", detail=detail, place=received.place)
        return
    if number == 0:
        yield _no_rows(received.place)


def _row(
    record: dict[str, Any], number: int, received: Received, *, settings: ReadSettings
) -> Iterator[Page | Problem]:
    place = f"{received.place}#{number}"
    if pick_text(flatten(record), dict(settings.columns)) is None and any(record.values()):
        names = ", ".join(list(record)[:8])
        detail = f"{place} has no column with a text (columns: {names}): name it with --column text=COLUMN"
        yield Problem(code="bad-record", stage="read", detail=detail, place=place)
        return
    own = json.dumps(record, ensure_ascii=False, sort_keys=True, default=str).encode("utf-8", "surrogatepass")
    yield from record_page(record, replace(received, place=place, content=own), settings=settings)


def _delimiter(text: str) -> str:
    """Return what parts the columns of the first line: the tab, semicolon or comma that occurs most."""
    header = text[:10_000].splitlines()[0] if text.strip() else ""
    return max(",\t;", key=header.count)


def _no_rows(place: str) -> Problem:
    detail = f"{place} is a table without rows: nothing was read"
    return Problem(code="empty-table", stage="read", detail=detail, place=place)
