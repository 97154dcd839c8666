"""Eight questions over the examples whose answers are known, answered from the tools alone, in at most four calls each, with a span behind each."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import stemma
from stemma.cli.main import cli

pytest.importorskip("mcp", reason="the library mcp is not installed")

Json = dict[str, Any]
Ask = Callable[..., Awaitable[Json]]
EXAMPLES = Path(stemma.__file__).parent / "examples"
FOLDERS = ("marobo_dam", "kilindo_flood", "lake_cholera", "unrelated")
MOST_CALLS = 4
START = "from stemma.__main__ import start; start()"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("questions") / "examples.stemma"
    made = CliRunner().invoke(cli, ["report", *(str(EXAMPLES / name) for name in FOLDERS), "--case", str(place)])
    assert made.exit_code == 0, made.output
    return place


def words(value: Any) -> Iterator[str]:
    """Every `untrusted_text` in an answer."""
    if isinstance(value, dict):
        if isinstance(value.get("untrusted_text"), str):
            yield value["untrusted_text"]
        for inner in value.values():
            yield from words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from words(inner)


def spans(value: Any) -> Iterator[Json]:
    if isinstance(value, dict):
        if {"article", "start", "end", "untrusted_text"} <= set(value):
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


async def story_about(ask: Ask, *said: str) -> str:
    listed = await ask("list_stories")
    return next(s["id"] for s in listed["stories"] if any(w in s["title"]["untrusted_text"] for w in said))


async def how_many_origins_has_the_dam(ask: Ask) -> Json:
    made = await ask("origins", story=await story_about(ask, "dam", "Dam"))
    assert made["origins_by_name"] == 2
    assert {o["label"]["untrusted_text"] for o in made["origins"]} == {"Reuters", "Lerata Star"}
    return made


async def whose_text_does_delta_post_print(ask: Ask) -> Json:
    story = await ask("story", story=await story_about(ask, "bus", "flood"))
    outlets = {t["article"]: t["outlet"]["untrusted_text"] for t in story["tellings"] if t["outlet"]}
    edge = next(e for e in story["edges"] if outlets.get(e["child"]["article"]) == "Delta Post")
    assert outlets[edge["parent"]["article"]] == "Agence France-Presse" and edge["relation"] == "copy"
    return await ask("why", identifier=edge["id"])


async def by_how_many_origins_is_the_toll_told(ask: Ask) -> Json:
    made = await ask("check_claim", claim="At least 23 people were killed by the dam")
    best = made["matches"][0]
    assert made["verdict"] == "supported" and "23" in best["span"]["untrusted_text"]
    assert best["claim"]["tellings"] >= 3 and best["claim"]["origins"]["count"] == 1
    return made


async def was_the_dam_inspected(ask: Ask) -> Json:
    made = await ask("check_claim", claim="No inspection took place in January")
    assert any("no inspection" in m["span"]["untrusted_text"].lower() for m in made["matches"])
    other = await ask("check_claim", claim="The dam was inspected in January and found sound")
    assert any("inspected in january" in m["span"]["untrusted_text"].lower() for m in other["matches"])
    for answered, opposite in ((made, "was inspected in january"), (other, "no inspection took place")):
        assert any(opposite in text.lower() for text in words(answered["disagreements_about_it"])), opposite
    return {"no": made, "yes": other}


async def did_the_ministry_hide_cases(ask: Ask) -> Json:
    made = await ask("check_claim", claim="The ministry hid the first cases of cholera")
    assert made["matches"] and any("hid" in text for text in words(made["matches"][0]["span"]))
    told_as = {v["told_as"] for found in made["disagreements_about_it"] for v in found["values"]}
    assert told_as == {"denied", None}  # that it was denied stands beside it
    return made


async def what_did_wairimu_say(ask: Ask) -> Json:
    made = await ask("statements_of_source", source="Wairimu")
    assert any("pulling children out of the trees" in text for text in words(made))
    return made


async def how_many_are_missing(ask: Ask) -> Json:
    story = await story_about(ask, "dam", "Dam")
    start: int | None = 0
    while start is not None:
        made = await ask("disagreements", story=story, start=start)
        for found in made["disagreements"]:
            said = " ".join(v["value"]["untrusted_text"] for v in found["values"]).lower()
            if found["slot"] == "number" and "40" in said and ("twelve" in said or "12" in said):
                return {"disagreements": [found]}
        start = made.get("next_start")
    raise AssertionError("40 and twelve missing were not set against each other")


async def do_two_newsrooms_tell_of_cholera_independently(ask: Ask) -> Json:
    made = await ask("origins", story=await story_about(ask, "cholera"))
    labels = {o["id"]: o["label"]["untrusted_text"] for o in made["origins"]}
    pair = next(
        p for p in made["pairs"] if {labels[o] for o in p["origins"]} == {"Agence France-Presse", "Lakeshore Nation"}
    )
    assert pair["verdict"] == "independent"
    return pair


QUESTIONS = (
    how_many_origins_has_the_dam, whose_text_does_delta_post_print, by_how_many_origins_is_the_toll_told, was_the_dam_inspected,
    did_the_ministry_hide_cases, what_did_wairimu_say, how_many_are_missing, do_two_newsrooms_tell_of_cholera_independently,
)  # fmt: skip


def test_eight_questions_are_answered_in_at_most_four_calls_each(case: Path) -> None:
    calls, answers = asyncio.run(_asked_all(case))
    assert max(calls.values()) <= MOST_CALLS, calls
    texts = {}
    with stemma.open_case(case) as opened:
        texts = {article.id: article.text for article in opened.articles()}
    for question, made in answers.items():
        found = list(spans(made))
        assert found, question
        for span in found:
            shown = span["untrusted_text"].removesuffix("…")
            assert texts[span["article"]][span["start"] : span["end"]].startswith(shown), question


async def _asked_all(case: Path) -> tuple[dict[str, int], dict[str, Json]]:
    from mcp import ClientSession, StdioServerParameters, stdio_client

    started = StdioServerParameters(
        command=sys.executable,
        args=["-c", START, "mcp", "--case", str(case)],
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
    calls: dict[str, int] = {}
    answers: dict[str, Json] = {}
    async with stdio_client(started) as (reading, writing), ClientSession(reading, writing) as session:
        await session.initialize()
        for question in QUESTIONS:
            name = question.__name__

            async def ask(tool: str, name: str = name, **arguments: Any) -> Json:
                calls[name] = calls.get(name, 0) + 1
                result = await session.call_tool(tool, arguments)
                assert not result.is_error, (name, result.content)
                made: Json = json.loads(result.content[0].text)
                return made

            answers[name] = await question(ask)
    return calls, answers
