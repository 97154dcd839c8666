"""Wrong use and bad input: what is said, where, what to do; and the exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def stemma(*words: object, home: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from stemma.__main__ import start; start()", *map(str, words)]
    environment = {"XDG_CACHE_HOME": str(home), "PATH": "/usr/bin:/bin"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120, check=False)


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (["stories"], 2, "no case was used yet; run: stemma report SOURCE...   or name one with --case FILE"),
        (
            ["stories", "--case", "none.stemma"],
            1,
            "none.stemma does not exist; make it with: stemma read SOURCE... --case none.stemma",
        ),
        (
            ["read", "x.txt", "--case", "no/such/folder/c.stemma"],
            2,
            "the folder no/such/folder does not exist; make it first",
        ),
        (["report", ".", "--html", "no/such/page.html"], 2, "the folder no/such does not exist; make it first"),
        (["report", ".", "--json", "no/such/r.json"], 2, "the folder no/such does not exist; make it first"),
        (["amend", "art_1"], 2, "nothing to amend; give --outlet, --published or --url"),
        (["frobnicate"], 2, "No such command"),
    ],
)
def test_wrong_use_is_told_in_one_line(words: list[str], status: int, message: str, tmp_path: Path) -> None:
    result = stemma(*words, home=tmp_path)
    assert result.returncode == status
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_a_case_that_is_no_case_is_told(tmp_path: Path) -> None:
    (tmp_path / "c.stemma").write_bytes(b"garbage" * 1000)
    result = stemma("stories", "--case", tmp_path / "c.stemma", home=tmp_path)
    assert result.returncode == 1
    assert "is damaged or not a Stemma case" in result.stderr


def test_a_case_with_damaged_pages_is_told(story_case: Path, tmp_path: Path) -> None:
    content = bytearray(story_case.read_bytes())
    for page in range(3 * 4096, len(content), 4096):
        content[page : page + 100] = b"\xff" * 100
    (tmp_path / "c.stemma").write_bytes(content)
    result = stemma("stories", "--case", tmp_path / "c.stemma", home=tmp_path)
    assert result.returncode == 1
    assert "damaged" in result.stderr
    assert "Traceback" not in result.stderr


def test_nothing_read_exits_with_one_and_is_listed(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    case = tmp_path / "c.stemma"
    result = stemma("read", tmp_path / "empty.txt", tmp_path / "missing.txt", "--case", case, home=tmp_path)
    assert result.returncode == 1
    assert "empty.txt is empty (0 bytes): remove it or save the text again" in result.stderr
    assert "missing.txt does not exist: check the path" in result.stderr
    listed = stemma("doctor", "--case", case, home=tmp_path)
    assert listed.returncode == 0
    assert "2 problems" in listed.stdout


def test_one_bad_file_does_not_stop_a_good_one(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "bad.txt").write_bytes(b"")
    (folder / "good.txt").write_text(
        "Title: Rain\n\n" + "Rain fell on the town of Tarn for nine days, the mayor said. " * 6
    )
    read = ["read", folder, "--case", tmp_path / "c.stemma"]
    result = stemma(*read, home=tmp_path)
    assert result.returncode == 0
    assert "2 received, 1 article added, 0 known, 1 problem\n" in result.stderr
    assert stemma(*read, "--strict", home=tmp_path).returncode == 1


def test_half_characters_and_names_that_are_no_utf_8_are_kept_as_far_as_they_go(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    text = "Rain \udfff fell on the town of Tarn for nine days, the mayor said. " * 6
    record = {"title": "Rain \ud800", "text": text, "outlet": "Tarn\udc00 Post", "url": "https://tarn.example/\ud800"}
    (folder / "half.jsonl").write_text(json.dumps(record), encoding="utf-8")
    try:
        Path(os.fsdecode(bytes(folder) + b"/caf\xe9.txt")).write_text(
            "Rain in Tarn\n\n" + text.replace("\udfff ", ""), encoding="utf-8"
        )
    except OSError:
        pytest.skip("this file system takes no name that is not UTF-8")
    page, told = tmp_path / "p.html", tmp_path / "r.json"
    result = stemma("report", folder, "--case", tmp_path / "c.stemma", "--html", page, "--json", told, home=tmp_path)
    assert result.returncode == 0, result.stderr
    articles = {article["title"]: article for article in json.loads(told.read_text(encoding="utf-8"))["articles"]}
    assert set(articles) == {"Rain \ufffd", "Rain in Tarn"}
    assert articles["Rain \ufffd"]["outlet"] == "Tarn\ufffd Post"
    assert [edit["was"] for edit in articles["Rain \ufffd"]["edits"]] == ["\udfff"] * 6
    assert articles["Rain in Tarn"]["places"] == [f"{folder}/caf\\udce9.txt"]


def test_version_and_licences_are_told(tmp_path: Path) -> None:
    assert stemma("--version", home=tmp_path).stdout.startswith("stemma ")
    licences = stemma("--licenses", home=tmp_path).stdout
    assert "CC BY-SA 4.0" in licences
    assert "not stated" not in licences
