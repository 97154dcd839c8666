"""Keeps what the long runs measured, each with its date and commit, in `benchmarks/soak.json`."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "benchmarks" / "soak.json"

Record = Callable[[str, dict[str, Any]], None]


@pytest.fixture
def record() -> Record:
    """Give the function that keeps the figures of one long run under its name."""

    def keep(name: str, figures: dict[str, Any]) -> None:
        results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else {}
        results[name] = {"date": datetime.now(UTC).date().isoformat(), "commit": _commit(), **figures}
        RESULTS.write_text(json.dumps(dict(sorted(results.items())), indent=1) + "\n", encoding="utf-8")

    return keep


def _commit() -> str:
    """Return the commit that was measured, with a plus sign if the package differed from it; "none" outside a checkout."""
    try:
        named, changed = (
            subprocess.run(["git", "-C", str(ROOT), *words], capture_output=True, text=True, check=True).stdout.strip()
            for words in (["rev-parse", "--short=10", "HEAD"], ["status", "--porcelain", "--", "src"])
        )
    except (OSError, subprocess.CalledProcessError):
        return "none"
    return f"{named}+" if changed else named
