"""The page of speed and endurance says what the committed results say."""

from __future__ import annotations

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_page_is_made_of_the_committed_results() -> None:
    made = runpy.run_path(str(ROOT / "benchmarks" / "tables.py"))["page"]()
    written = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    assert made == written, "run: python benchmarks/tables.py"
