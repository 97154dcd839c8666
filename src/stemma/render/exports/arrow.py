"""Tables as Arrow, for pandas, Polars and Parquet files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from stemma.render.exports.tables import TABLES, Json, Table, columns_of, rows_of


def arrow_table(table: Table, made: Json) -> Any:
    """Return one table of the report as a `pyarrow.Table`, with the same types whether it has rows or not."""
    import pyarrow

    types = {
        "text": pyarrow.string(),
        "int": pyarrow.int64(),
        "float": pyarrow.float64(),
        "bool": pyarrow.bool_(),
        "list": pyarrow.list_(pyarrow.string()),
    }
    schema = pyarrow.schema([(column.name, types[column.type]) for column in columns_of(table)])
    return pyarrow.Table.from_pylist(list(rows_of(table, made)), schema=schema)


def write_parquet(made: Json, folder: Path) -> list[Path]:
    """Write every table as `folder/NAME.parquet` and return the files."""
    import pyarrow.parquet

    written = []
    for table in TABLES:
        path = folder / f"{table.name}.parquet"
        pyarrow.parquet.write_table(arrow_table(table, made), path, compression="zstd")
        written.append(path)
    return written
