"""What a run meets in the end: it is killed again and again, the disk fills up, the folder cannot be written to, two run at once."""

from __future__ import annotations

import multiprocessing
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

from stemma.run.ingest import ingest
from stemma.run.sources import receive
from stemma.settings import Settings
from stemma.store.case import Case

READ = "from stemma.__main__ import start; start()"
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


def read_here(folder: Path, case: Path) -> None:
    """Do what `stemma read` does, in a process that has everything loaded already."""
    settings = Settings()
    with Case(case) as opened:
        ingest(opened, receive([str(folder)], settings=settings.read), settings=settings)


def killed_at(articles: int, folder: Path, case: Path, *, after: float) -> int:
    """Start a reading, kill it some seconds after it has kept so many articles, and return how many it had kept then."""
    running = multiprocessing.get_context("fork").Process(target=read_here, args=(folder, case))
    running.start()
    while running.is_alive() and (not case.exists() or articles_in(case) < articles):
        time.sleep(0.005)
    time.sleep(after)
    running.kill()
    running.join(60)
    return articles_in(case)


def articles_in(case: Path) -> int:
    connection = sqlite3.connect(case)
    try:
        return int(connection.execute("SELECT count(*) FROM article").fetchone()[0])
    except sqlite3.OperationalError:  # before the tables are made
        return 0
    finally:
        connection.close()


def test_fifty_kills_lose_nothing(tmp_path: Path, record: Record) -> None:
    write_articles(tmp_path / "in", ARTICLES)
    read_here(tmp_path / "in", tmp_path / "whole.stemma")
    chance, wanted, reached = random.Random(11), content(tmp_path / "whole.stemma"), []
    for number in range(KILLS):
        case = tmp_path / f"{number}.stemma"
        reached.append(killed_at(chance.randrange(ARTICLES), tmp_path / "in", case, after=chance.uniform(0, 0.05)))
        assert opens(case)
        read_here(tmp_path / "in", case)
        assert content(case) == wanted
        case.unlink()
    figures = {"kills": KILLS, "articles": ARTICLES, "byte-identical": KILLS, "killed after articles": sorted(reached)}
    record("killed and run again", figures)
    assert len(set(reached)) > KILLS // 5, "the kills should fall into different moments of the reading"


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path, record: Record) -> None:
    write_articles(tmp_path / "in", ARTICLES)
    assert run("read", tmp_path / "in", "--case", tmp_path / "whole.stemma").returncode == 0
    with mounted(tmp_path / "disk", size="1m") as disk:
        told = run("read", tmp_path / "in", "--case", disk / "c.stemma")
        _assert_told(told, "c.stemma cannot grow (database or disk is full); make room on its disk and run this again")
        assert opens(disk / "c.stemma")
        kept = articles_in(disk / "c.stemma")
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
