"""The edge: what is opened, in which order, and what is said about what is not."""

from __future__ import annotations

import io
import json
from pathlib import Path

from stemma.model.article import Page, Received
from stemma.model.problem import Problem
from stemma.run.sources import receive
from stemma.settings import ReadSettings
from stemma.stages.read.run import read_received

SMALL = ReadSettings(max_bytes=1000)


def problems(*sources: str, settings: ReadSettings = SMALL) -> list[tuple[str, str]]:
    return [(item.code, item.detail) for item in receive(sources, settings=settings) if isinstance(item, Problem)]


def places(*sources: str) -> list[str]:
    return [item.place for item in receive(sources, settings=SMALL) if isinstance(item, Received)]


def test_missing_path() -> None:
    assert problems("no/such/file.txt") == [("missing-path", "no/such/file.txt does not exist: check the path")]


def test_empty_folder(tmp_path: Path) -> None:
    assert problems(str(tmp_path)) == [
        ("empty-folder", f"{tmp_path} holds no file to read: name a folder with articles")
    ]


def test_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.touch()
    assert problems(str(path)) == [("empty-file", f"{path} is empty (0 bytes): remove it or save the text again")]


def test_too_large_file_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    expected = f"{path} has 200.0 MB, more than the 20 MB read of one file: split it, or save it as JSON lines"
    assert problems(str(path), settings=ReadSettings()) == [("too-large", expected)]


def test_pattern_without_match(tmp_path: Path) -> None:
    pattern = f"{tmp_path}/*.html"
    assert problems(pattern) == [
        ("no-match", f"no file matches {pattern}: check the pattern, and quote it so that the shell leaves it alone")
    ]


def test_folder_is_read_in_order_and_once(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("z.txt", "a.txt", "b/c.txt", ".hidden"):
        (tmp_path / name).write_text("text")
    assert places(str(tmp_path), str(tmp_path / "a.txt")) == [
        f"{tmp_path}/a.txt",
        f"{tmp_path}/z.txt",
        f"{tmp_path}/b/c.txt",
    ]


def test_sidecars_state_facts_and_are_no_articles(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>text</p>")
    (tmp_path / "a.html.json").write_text(json.dumps({"url": "https://one.example/a", "published": "2024-05-06"}))
    (tmp_path / "b.txt").write_text("text")
    (tmp_path / "b.json").write_text(json.dumps({"outlet": "The Lamp", "title": "A title"}))
    (tmp_path / "c.json").write_text(json.dumps({"text": "an article"}))
    found = {
        Path(item.place).name: item.facts
        for item in receive([str(tmp_path)], settings=SMALL)
        if isinstance(item, Received)
    }
    assert list(found) == ["a.html", "b.txt", "c.json"]
    assert (found["a.html"].url, found["a.html"].published) == ("https://one.example/a", "2024-05-06")
    assert (found["b.txt"].outlet, found["b.txt"].title) == ("The Lamp", "A title")


def test_json_lines_come_one_by_one() -> None:
    stdin = io.BytesIO(b'{"text": "one"}\n\n{"text": "two"}\n')
    items = [item for item in receive(["-"], settings=SMALL, stdin=stdin) if isinstance(item, Received)]
    assert [(item.place, item.content) for item in items] == [("-#1", b'{"text": "one"}'), ("-#3", b'{"text": "two"}')]


def test_a_line_beyond_the_limit_is_skipped_and_the_rest_read() -> None:
    stdin = io.BytesIO(b'{"text": "one"}\n' + b"x" * 5000 + b'\n{"text": "two"}\n')
    items = list(receive(["-"], settings=SMALL, stdin=stdin))
    assert [item.place for item in items if isinstance(item, Received)] == ["-#1", "-#3"]
    assert [item.code for item in items if isinstance(item, Problem)] == ["too-large"]


def test_addresses_are_not_fetched_unless_the_caller_says_so() -> None:
    assert problems("https://one.example/a") == [
        ("network-off", "https://one.example/a was not fetched: reading from the network is switched off for this run")
    ]


def test_a_large_archive_is_handed_on_record_by_record(tmp_path: Path) -> None:
    page = (
        b"<html><body><article><p>"
        + b"The ferry ran aground on a sandbank off Port Kessel on Tuesday. " * 20
        + b"</p></article></body></html>"
    )
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    path = tmp_path / "a.warc"
    with path.open("wb") as stream:
        for number in (0, 3):
            head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://lamp.example/{number}\r\n"
            date = "WARC-Date: 2024-05-08T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
            stream.write(f"{head}{date}Content-Length: {len(http)}\r\n\r\n".encode() + http + b"\r\n\r\n")
    settings = ReadSettings(max_bytes=2000)
    received = [item for item in receive([str(path)], settings=settings) if isinstance(item, Received)]
    assert [item.place for item in received] == [f"{path}#1", f"{path}#2"]
    pages = [made for item in received for made in read_received(item, settings=settings)]
    assert [(made.place, made.url) for made in pages if isinstance(made, Page)] == [
        (f"{path}#1", "https://lamp.example/0"),
        (f"{path}#2", "https://lamp.example/3"),
    ]
    assert {date.value for made in pages if isinstance(made, Page) for date in made.dates} == {"2024-05-08T00:00:00Z"}


def test_json_too_large_for_facts_is_an_article_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text("text")
    (tmp_path / "d.json").write_text(json.dumps({"url": "https://one.example/d", "story": {"inhalt": "word " * 2000}}))
    found = [item.place for item in receive([str(tmp_path)], settings=ReadSettings()) if isinstance(item, Received)]
    assert found == [f"{tmp_path}/d.json", f"{tmp_path}/d.txt"]
