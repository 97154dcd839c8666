"""A reading run killed at any moment loses nothing it wrote, and a second run ends where an undisturbed one does."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

AS_IN_A_TERMINAL = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # tests may run in the background
)
STEMMA = [sys.executable, "-c", f"{AS_IN_A_TERMINAL}from stemma.__main__ import start; start()"]


def write_articles(folder: Path, count: int) -> None:
    folder.mkdir()
    for number in range(count):
        lines = f"Outlet: Paper {number % 7}\nDate: 2025-03-{number % 27 + 1:02d}\nTitle: River {number} rises\n\n"
        body = (
            f"The river at gauge {number} rose by {number} centimetres, the water office of district {number % 9} said on Monday. "
            * 5
        )
        (folder / f"{number:03d}.txt").write_text(lines + body, encoding="utf-8")


def content(case: Path) -> dict[str, list[tuple[object, ...]]]:
    connection = sqlite3.connect(case)
    tables = {
        "article": "SELECT id, sha256, json FROM article ORDER BY id",
        "received": "SELECT article, content FROM received ORDER BY article",
        "problem": "SELECT * FROM problem ORDER BY 1, 2, 3",
    }
    rows = {name: connection.execute(query).fetchall() for name, query in tables.items()}
    connection.close()
    return rows


def is_made(case: Path) -> bool:
    if not case.exists():
        return False
    with closing(sqlite3.connect(case)) as connection:
        return bool(connection.execute("PRAGMA user_version").fetchone()[0])


def start(folder: Path, case: Path) -> subprocess.Popen[bytes]:
    command = [*STEMMA, "read", str(folder), "--case", str(case)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_kill_and_run_again(tmp_path: Path, seed: int) -> None:
    write_articles(tmp_path / "in", 60)
    undisturbed, disturbed = tmp_path / "a.stemma", tmp_path / "b.stemma"
    assert start(tmp_path / "in", undisturbed).wait(timeout=120) == 0
    running = start(tmp_path / "in", disturbed)
    deadline = time.monotonic() + 60
    while not disturbed.exists() and time.monotonic() < deadline and running.poll() is None:
        time.sleep(0.005)
    time.sleep(random.Random(seed).uniform(0.0, 0.3))
    running.send_signal(signal.SIGKILL)
    running.wait(timeout=60)
    assert start(tmp_path / "in", disturbed).wait(timeout=120) == 0
    assert content(disturbed) == content(undisturbed)


KEPT = "what was done is kept in {case}, the same command goes on from there"
INTERRUPTED_WHILE_LOADING = f"""
{AS_IN_A_TERMINAL}
import sys
moment = sys.argv.pop(1)
class CtrlC:
    def find_spec(self, name, path=None, target=None):
        if name == moment:
            signal.raise_signal(signal.SIGINT)
from stemma.__main__ import start
sys.meta_path.insert(0, CtrlC())
start()
"""


@pytest.mark.parametrize(
    ("moment", "kept"),
    [
        ("typer", "nothing was begun"),
        ("stemma.store.case", "nothing was begun"),
        ("stemma.run.ingest", KEPT),
        ("lxml.etree", KEPT),
        ("stemma.run.worker", KEPT),
        ("numpy", KEPT),
    ],
)
def test_a_run_that_is_stopped_while_it_loads_says_what_is_kept(tmp_path: Path, moment: str, kept: str) -> None:
    write_articles(tmp_path / "in", 2)
    case = tmp_path / "c.stemma"
    command = [sys.executable, "-c", INTERRUPTED_WHILE_LOADING, moment, "report", tmp_path / "in", "--case", case]
    stopped = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert stopped.returncode == 130
    assert stopped.stderr.endswith(f"\nstemma: stopped; {kept.format(case=case)}\n")
    assert "Traceback" not in stopped.stderr


def test_a_run_that_is_stopped_says_what_is_kept(tmp_path: Path) -> None:
    case = tmp_path / "c.stemma"
    command = [*STEMMA, "read", "-", "--case", str(case)]
    running = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while not is_made(case) and time.monotonic() < deadline:
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)  # it loads what reads, or waits for more lines
    told = running.communicate(timeout=60)[1]
    assert running.returncode == 130
    assert told == f"\nstemma: stopped; {KEPT.format(case=case)}\n"


WORKERS = f"""
{AS_IN_A_TERMINAL}
import multiprocessing, os, sys, time
from stemma.cli.interruption import answer_interrupts
from stemma.run.executor import Processes
answer_interrupts()
try:
    with Processes(2, least=1) as executor:
        for _ in executor.each(time.sleep, [0.1] * 1000):
            os.write(1, b"at work\\n")
except KeyboardInterrupt:
    sys.exit(130)
"""


@pytest.mark.parametrize(("end", "status"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_a_run_that_is_ended_leaves_no_process_behind(end: signal.Signals, status: int) -> None:
    running = subprocess.Popen([sys.executable, "-c", WORKERS], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stdout is not None
    assert running.stdout.readline() == b"at work\n"
    running.send_signal(end)
    told = running.communicate(timeout=60)[1].decode()  # it comes only when the last process that could write is gone
    assert running.returncode == status
    assert told.startswith("\nstemma: stopped; nothing was begun") == (end == signal.SIGINT)
    assert "Traceback" not in told


def test_two_readers_of_one_case_both_finish(tmp_path: Path) -> None:
    write_articles(tmp_path / "in", 40)
    both = [start(tmp_path / "in", tmp_path / "c.stemma") for _ in range(2)]
    assert [reader.wait(timeout=120) for reader in both] == [0, 0]
    assert len(content(tmp_path / "c.stemma")["article"]) == 40
