"""What a run meets in the end: it is killed again and again, the disk fills up, the folder cannot be written to, two run at once."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.cli.test_interruption import content, write_articles
from tests.soak.conftest import Record

READ = "from stemma.cli.main import app; app()"
ARTICLES = 500
KILLS = 50

pytestmark = pytest.mark.soak


def command(*words: object) -> list[str]:
    return [sys.executable, "-c", READ, *map(str, words)]


def run(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*words), capture_output=True, text=True, timeout=900, check=False)


def opens(case: Path) -> bool:
    connection = sqlite3.connect(case)
    try:
        return connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    finally:
        connection.close()


@contextmanager
def mounted(folder: Path, *, size: str) -> Iterator[Path]:
    """Give `folder` as a small disk of its own; skip the test where that is not allowed."""
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        pytest.skip(f"a small disk cannot be mounted: {made.stderr.strip() or 'not root'}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=False)


def reading_begun(case: Path, running: subprocess.Popen[bytes]) -> None:
    while not case.exists() and running.poll() is None:
        time.sleep(0.002)


def test_fifty_kills_lose_nothing(tmp_path: Path, record: Record) -> None:
    write_articles(tmp_path / "in", ARTICLES)
    chance, undisturbed = random.Random(11), tmp_path / "whole.stemma"
    running = subprocess.Popen(command("read", tmp_path / "in", "--case", undisturbed), stderr=subprocess.DEVNULL)
    reading_begun(undisturbed, running)
    begun = time.monotonic()
    assert running.wait(timeout=600) == 0
    lasting, wanted = time.monotonic() - begun, content(undisturbed)
    reached = []
    for number in range(KILLS):
        case = tmp_path / f"{number}.stemma"
        running = subprocess.Popen(command("read", tmp_path / "in", "--case", case), stderr=subprocess.DEVNULL)
        reading_begun(case, running)
        time.sleep(chance.uniform(0, lasting))
        running.kill()
        running.wait(timeout=60)
        assert opens(case)
        reached.append(_articles_in(case))
        assert run("read", tmp_path / "in", "--case", case).returncode == 0
        assert content(case) == wanted
        case.unlink()
    figures = {"kills": KILLS, "articles": ARTICLES, "byte-identical": KILLS, "killed after articles": sorted(reached)}
    record("killed and run again", figures)
    assert len(set(reached)) > KILLS // 5, "the kills should fall into different moments of the reading"


def _articles_in(case: Path) -> int:
    connection = sqlite3.connect(case)
    try:
        return int(connection.execute("SELECT count(*) FROM article").fetchone()[0])
    except sqlite3.OperationalError:  # killed before the tables were made
        return 0
    finally:
        connection.close()


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path, record: Record) -> None:
    write_articles(tmp_path / "in", ARTICLES)
    assert run("read", tmp_path / "in", "--case", tmp_path / "whole.stemma").returncode == 0
    with mounted(tmp_path / "disk", size="1m") as disk:
        told = run("read", tmp_path / "in", "--case", disk / "c.stemma")
        _assert_told(told, "c.stemma cannot grow (database or disk is full); make room on its disk and run this again")
        assert opens(disk / "c.stemma")
        kept = _articles_in(disk / "c.stemma")
        page = run(
            "report", tmp_path / "in" / "000.txt", "--case", tmp_path / "one.stemma", "--html", disk / "page.html"
        )
        _assert_told(page, "cannot be read or written (No space left on device)")
        subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
        assert run("read", tmp_path / "in", "--case", disk / "c.stemma").returncode == 0
        assert content(disk / "c.stemma") == content(tmp_path / "whole.stemma")
    record("full disk", {"articles kept": kept, "articles after making room": ARTICLES, "byte-identical": True})


def test_a_folder_that_cannot_be_written_to_is_told_and_can_be_looked_at(tmp_path: Path, record: Record) -> None:
    write_articles(tmp_path / "in", 3)
    with mounted(tmp_path / "disk", size="16m") as disk:
        assert run("read", tmp_path / "in", "--case", disk / "c.stemma").returncode == 0
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        _assert_told(run("read", tmp_path / "in", "--case", disk / "new.stemma"), "name another place with --case FILE")
        _assert_told(run("read", tmp_path / "in", "--case", disk / "c.stemma"), "name another place with --case FILE")
        looked = run("doctor", "--case", disk / "c.stemma")
        assert looked.returncode == 0, looked.stderr
    record("read-only folder", {"told plainly": True, "existing case can be looked at": True})


def test_two_readers_of_one_case_both_finish(tmp_path: Path, record: Record) -> None:
    write_articles(tmp_path / "in", ARTICLES)
    assert run("read", tmp_path / "in", "--case", tmp_path / "whole.stemma").returncode == 0
    both = [
        subprocess.Popen(command("read", tmp_path / "in", "--case", tmp_path / "c.stemma"), stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    errors = [reader.communicate(timeout=900)[1].decode() for reader in both]
    told = [
        reader.returncode == 1 and "another process is writing to" in error
        for reader, error in zip(both, errors, strict=True)
    ]
    assert all(reader.returncode == 0 or said for reader, said in zip(both, told, strict=True)), errors
    assert run("read", tmp_path / "in", "--case", tmp_path / "c.stemma").returncode == 0
    assert content(tmp_path / "c.stemma") == content(tmp_path / "whole.stemma")
    record("two readers of one case", {"articles": ARTICLES, "finished": 2 - sum(told), "told to wait": sum(told)})


def _assert_told(done: subprocess.CompletedProcess[str], message: str) -> None:
    assert done.returncode in (1, 2), done.stderr
    assert message in done.stderr
    assert "Traceback" not in done.stderr
