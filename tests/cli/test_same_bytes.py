"""Same input, same bytes: not the order in which a process happens to keep its sets, nor the number of processes, shows in a report."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

REPORT = "from stemma.__main__ import start; start()"
EXAMPLES = Path(__file__).parents[2] / "src" / "stemma" / "examples"


def report(folder: Path, seed: str, workers: str) -> bytes:
    out = folder / f"{seed}.json"
    command = [sys.executable, "-c", REPORT, "report", str(EXAMPLES / "marobo_dam"), str(EXAMPLES / "border_drone")]
    command += ["--case", str(folder / f"{seed}.stemma"), "--json", str(out), "--workers", workers]
    subprocess.run(command, check=True, capture_output=True, env=os.environ | {"PYTHONHASHSEED": seed})
    return out.read_bytes()


def test_hash_seed_and_number_of_processes_change_nothing(tmp_path: Path) -> None:
    assert report(tmp_path, "1", "1") == report(tmp_path, "2", "2")
