"""Reading and cleaning 20,000 pages: time grows with the number of pages, memory does not."""

from __future__ import annotations

import importlib.util
import math
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest
from tests.soak.conftest import ROOT, Record

SIZES = (2_000, 6_000, 20_000)
MOST_EXPONENT = 1.1
MOST_GROWTH_OF_MEMORY = 1.25
LEAST_PAGES_PER_SECOND = 50
READ = "from stemma.__main__ import start; start()"

pytestmark = pytest.mark.soak


def read_in_a_process(folder: Path, case: Path) -> tuple[float, float]:
    """Return CPU seconds and peak memory in MB of one `stemma read`."""
    child = os.posix_spawn(
        sys.executable, [sys.executable, "-c", READ, "read", str(folder), "--case", str(case)], dict(os.environ)
    )
    _, status, used = os.wait4(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def page_maker() -> ModuleType:
    """Return `benchmarks/pages.py`, which lies outside every package."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    spec = importlib.util.spec_from_file_location("pages", ROOT / "benchmarks" / "pages.py")
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def test_twenty_thousand_pages(tmp_path: Path, record: Record) -> None:
    make = page_maker()
    rows = []
    for size in SIZES:
        make.write_pages(tmp_path / "in", size, since=rows[-1]["pages"] if rows else 0)
        seconds, memory = read_in_a_process(tmp_path / "in", case := tmp_path / f"{size}.stemma")
        rows.append({"pages": size, "CPU s": round(seconds, 1), "peak memory, MB": round(memory, 1)})
        rows[-1] |= {"pages per CPU s": round(size / seconds, 1), "case, MB": round(case.stat().st_size / 1e6, 1)}
        case.unlink()
    first, last = rows[0], rows[-1]
    exponent = math.log(last["CPU s"] / first["CPU s"]) / math.log(last["pages"] / first["pages"])
    record("reading and cleaning", {"rows": rows, "exponent": round(exponent, 3)})
    assert exponent <= MOST_EXPONENT
    assert last["peak memory, MB"] <= MOST_GROWTH_OF_MEMORY * first["peak memory, MB"]
    assert max(row["pages per CPU s"] for row in rows) >= LEAST_PAGES_PER_SECOND
