"""The reference names every table, column, field and status that the exports have."""

from __future__ import annotations

from pathlib import Path

import pytest

from stemma.cli.export import FORMATS
from stemma.model.event import Status
from stemma.render.exports.tables import TABLES, Table, columns_of
from stemma.render.exports.worksheet import COLUMNS, EVIDENCE_COLUMNS

DOCS = Path(__file__).parents[3] / "docs"
REFERENCE = (DOCS / "reference" / "exports.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_described(table: Table) -> None:
    (row,) = (line for line in REFERENCE.splitlines() if line.startswith(f"| `{table.name}` |"))
    described = [part.strip().split("`")[1:] for part in row.split("|")[2].split(",")]
    assert [(name, kind.strip() or "text") for name, kind in described] == [(c.name, c.type) for c in columns_of(table)]


def test_every_format_status_and_worksheet_column_is_described() -> None:
    guide = (DOCS / "guides" / "exports.md").read_text(encoding="utf-8")
    for name in FORMATS:
        assert f"`{name}`" in guide and name in REFERENCE
    for column in (*COLUMNS, *EVIDENCE_COLUMNS):
        assert f"`{column}`" in REFERENCE, column
    for status in Status:
        assert status.value in REFERENCE or status in (Status.ASSERTED, Status.ONGOING)
