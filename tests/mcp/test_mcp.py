"""The server for agents, asked by a real client over standard input and output."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from stemma.model.article import Received
from stemma.model.errors import UsageError
from stemma.model.problem import Problem
from stemma.serve.mcp import Desk
from stemma.serve.mcp_answers import LONGEST

Json = dict[str, Any]
READING = {"list_stories", "story", "check_claim", "origins", "disagreements", "statements_of_source", "why"}
START = "from stemma.__main__ import start; start()"


@pytest.fixture(scope="module")
def desk(story_case: Path) -> Desk:
    return Desk(story_case)


def texts_outside(value: Any, name: str = "") -> Iterator[str]:
    """Every text of an answer that does not stand in a field named untrusted_text."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from texts_outside(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_outside(inner, name)
    elif isinstance(value, str) and name != "untrusted_text":
        yield value


def spans_of(value: Any) -> Iterator[Json]:
    if isinstance(value, dict):
        if {"article", "start", "end", "untrusted_text"} <= set(value):
            yield value
        for inner in value.values():
            yield from spans_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans_of(inner)


async def asked(case: Path, calls: list[tuple[str, Json]], *extra: str) -> tuple[set[str], list[Any]]:
    pytest.importorskip("mcp", reason="the library mcp is not installed")
    from mcp import ClientSession, StdioServerParameters, stdio_client

    parameters = StdioServerParameters(
        command=sys.executable,
        args=["-c", START, "mcp", "--case", str(case), *extra],
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
    async with stdio_client(parameters) as (reading, writing), ClientSession(reading, writing) as session:
        await session.initialize()
        tools = {tool.name for tool in (await session.list_tools()).tools}
        return tools, [await session.call_tool(name, arguments) for name, arguments in calls]


def answer(result: Any) -> Json:
    assert not result.is_error, result.content
    found: Json = json.loads(result.content[0].text)
    return found


def test_a_client_gets_answers_with_spans(story_case: Path, story_report: Json) -> None:
    (story,) = story_report["stories"]
    calls: list[tuple[str, Json]] = [
        ("list_stories", {}),
        ("story", {"story": story["id"]}),
        ("origins", {"story": story["id"]}),
        ("disagreements", {"story": story["id"]}),
        ("statements_of_source", {"source": "Wairimu"}),
        ("check_claim", {"claim": "The president resigned in disgrace."}),
        ("why", {"identifier": "nothing"}),
        ("add", {"path": "/etc/passwd"}),
    ]
    tools, results = asyncio.run(asked(story_case, calls))
    assert tools == READING
    stories, told, origins, differing, said, unknown = (answer(result) for result in results[:6])
    assert [found["id"] for found in stories["stories"]] == [story["id"]] and stories["stories"][0]["tellings"] == 8
    assert len(told["tellings"]) == 8 and told["claims_in_all"] == len(story_report["claims"])
    assert {o["id"] for o in origins["origins"]} == {o["id"] for o in story_report["origins"]}
    assert differing["in_all"] == len(story_report["disagreements"]) and differing["next_start"] == 10
    assert said["in_all"] > 0 and all(
        "Wairimu" in s["source"]["span"]["untrusted_text"] or s["source"]["entity"] for s in said["statements"]
    )
    assert unknown["verdict"] == "none" and "no denial" in unknown["verdict_means"]
    assert results[6].is_error and "nothing in the case" in results[6].content[0].text
    assert results[7].is_error
    texts = {article["id"]: article["text"] for article in story_report["articles"]}
    for made in (differing, said):
        found = list(spans_of(made))
        assert found
        for span in found:
            shown = span["untrusted_text"]
            assert texts[span["article"]][span["start"] : span["end"]].startswith(shown.removesuffix("…"))
    for made in (stories, told, origins, differing, said, unknown):
        assert "truth" in made["not_measured"] and "lower bound" in made["counting"]


def test_words_of_articles_stand_only_where_they_are_named_untrusted(desk: Desk, story_report: Json) -> None:
    (story,) = story_report["stories"]
    answers = [
        desk.story(story["id"]),
        desk.disagreements(story["id"]),
        desk.statements_of_source("the"),
        desk.origins(story["id"]),
    ]
    answers += [
        desk.why(record["id"])
        for key in ("claims", "statements", "events", "entities")
        for record in story_report[key][:5]
    ]
    texts = [article["text"] for article in story_report["articles"]]
    for made in answers:
        for text in texts_outside(made):
            assert len(text.split()) < 4 or not any(text in whole for whole in texts), text


def test_why_shows_spans_behind_any_id(desk: Desk, story_report: Json) -> None:
    lists = ("stories", "statements", "events", "claims", "disagreements", "entities", "times")
    for key in lists:
        record = story_report[key][0]
        made = desk.why(record["id"])
        assert made["id"] == record["id"] and made["kind"]
        assert key == "stories" or made["spans"]
    edge = story_report["lineage"][0]["edges"][0]
    assert desk.why(edge["id"])["facts"]["relation"] == edge["relation"]


def test_answers_are_small(desk: Desk, story_report: Json) -> None:
    (story,) = story_report["stories"]
    for made in (
        desk.list_stories(),
        desk.story(story["id"]),
        desk.disagreements(story["id"]),
        desk.statements_of_source("the"),
    ):
        assert len(json.dumps(made)) < 20_000
        assert all(len(span["untrusted_text"]) <= LONGEST for span in spans_of(made))


def test_pages_follow_each_other(desk: Desk, story_report: Json) -> None:
    (story,) = story_report["stories"]
    seen: list[str] = []
    start: int | None = 0
    while start is not None:
        made = desk.disagreements(story["id"], start)
        seen += [found["id"] for found in made["disagreements"]]
        start = made.get("next_start")
    assert seen == [found["id"] for found in story_report["disagreements"]]


def test_a_claim_that_is_told_is_found_with_its_origins(desk: Desk) -> None:
    made = desk.check_claim("No inspection took place in January")
    assert made["verdict"] in ("supported", "contradicted", "near") and made["matches"]
    first = made["matches"][0]
    assert "inspect" in first["span"]["untrusted_text"]
    assert first["claim"] is None or {"count", "at_most"} <= set(first["claim"]["origins"])
    for bad in ("", "x" * 1100):
        with pytest.raises(UsageError):
            desk.check_claim(bad)


def test_adding_stays_inside_the_allowed_folder(story_case: Path, tmp_path: Path) -> None:
    allowed, outside = tmp_path / "in", tmp_path / "out"
    allowed.mkdir()
    outside.mkdir()
    (outside / "secret.txt").write_text("secret", encoding="utf-8")
    (allowed / "link.txt").symlink_to(outside / "secret.txt")
    (allowed / "folder").mkdir()
    (allowed / "folder" / "deep").symlink_to(outside)
    (allowed / "fine.txt").write_text("fine", encoding="utf-8")
    desk = Desk(story_case, allow_add=allowed)
    assert desk._inside("fine.txt") == (allowed / "fine.txt").resolve()
    for path in (
        "../out/secret.txt",
        str(outside / "secret.txt"),
        "link.txt",
        "folder",
        "folder/deep",
        ".",
        "none",
        "a\0b",
        "/etc/passwd",
    ):
        with pytest.raises(UsageError):
            desk._inside(path)
    with pytest.raises(UsageError, match="read-only"):
        Desk(story_case).add("fine.txt")


def test_addresses_are_fetched_only_where_allowed(story_case: Path, tmp_path: Path) -> None:
    place = tmp_path / "own.stemma"
    shutil.copy(story_case, place)
    asked: list[str] = []

    def fetch(address: str, max_bytes: int) -> Received | Problem:
        asked.append(address)
        return Received(address, b"Rain fell on Tarvos on Monday. The mayor said that nobody was hurt in the town.")

    with pytest.raises(UsageError, match="--allow-url"):
        Desk(place, allow_add=tmp_path, fetch=fetch).add_url("https://news.example/1")
    desk = Desk(place, allow_url=True, fetch=fetch)
    for bad in ("file:///etc/passwd", "/etc/passwd", "javascript:alert(1)", ""):
        with pytest.raises(UsageError, match="http"):
            desk.add_url(bad)
    with pytest.raises(UsageError, match="read-only"):
        desk.add("fine.txt")
    assert asked == [] and desk.add_url("https://news.example/1")["added"] == 1
    assert desk.add_url("https://news.example/1")["known"] == 1 and len(asked) == 2
    refused = Desk(place, allow_url=True).add_url("http://127.0.0.1:1/")
    assert refused["added"] == 0 and refused["problems"]


def test_reading_leaves_the_case_as_it_was(desk: Desk, story_case: Path, story_report: Json) -> None:
    before = story_case.read_bytes()
    desk.story(story_report["stories"][0]["id"])
    desk.why(story_report["claims"][0]["id"])
    assert story_case.read_bytes() == before


def test_a_missing_library_is_named(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from stemma.model.errors import MissingExtra
    from stemma.serve.mcp_server import make_server

    monkeypatch.setitem(sys.modules, "mcp.server.mcpserver", None)
    with pytest.raises(MissingExtra, match=r"pip install 'stemma-news\[mcp\]'"):
        make_server(desk, writable=False)
