"""One question, one answer: the command and the tool for agents ask the same function and show who tells the opposite."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import stemma
from stemma.cli.main import cli
from stemma.model.errors import UsageError
from stemma.run.check import check_case
from stemma.serve.mcp import Desk
from stemma.settings import Settings
from stemma.store.case import Case

QUESTIONS = (
    "No inspection took place in January",
    "The dam was inspected in January",
    "At least 23 people were killed by the dam",
    "Twelve people are missing",
    "The president resigned in disgrace",
)


@pytest.mark.parametrize("asked", QUESTIONS)
def test_agents_python_and_the_command_get_one_answer(story_case: Path, asked: str) -> None:
    told = json.loads(CliRunner().invoke(cli, ["check", asked, "--json", "--case", str(story_case)]).stdout)
    with stemma.open_case(story_case) as case:
        answer = case.check(asked)
    assert answer.verdict == told["verdict"] and answer.record.claims == told["searched"]["claims"]
    assert [d.id for d in answer.disagreements] == [d["id"] for d in told["disagreements"]]
    for seen, match in zip(answer.matches, told["matches"], strict=True):
        assert (seen.verdict, seen.story.id, seen.span.text, seen.span.start) == (
            match["verdict"], match["story"], match["text"], match["span"]["start"],
        )  # fmt: skip
        assert (seen.claim.id if seen.claim else None) == match["claim"]
        assert bool(seen.why) == bool(match["why"])
    desk = Desk(story_case).check_claim(asked)
    assert desk["verdict"] == told["verdict"] and desk["matches_in_all"] == len(told["matches"])
    for shown, match in zip(desk["matches"], told["matches"], strict=False):
        assert (shown["verdict"], shown["story"], shown["likelihood"]) == (
            match["verdict"],
            match["story"],
            match["probability"],
        )
        assert {key: shown["span"][key] for key in ("article", "start", "end")} == match["span"]


def test_what_is_told_stands_beside_its_opposite(story_case: Path) -> None:
    shown = CliRunner().invoke(cli, ["check", "The dam was inspected in January", "--case", str(story_case)]).stdout
    assert shown.startswith("Told by the case. Tellings disagree about it; see below.")
    assert "in dispute: whether it holds" in shown and "· No inspection took place in January  " in shown


def test_a_question_reads_only_the_story_that_it_names(story_case: Path) -> None:
    with Case(story_case, read_only=True) as case:
        everywhere = check_case(case, QUESTIONS[1], settings=Settings())
        nowhere = check_case(case, QUESTIONS[1], settings=Settings(), story="story_of_others")
    assert everywhere.verdict == "supported" and everywhere.stories == len(everywhere.found) == 1
    assert (nowhere.verdict, nowhere.stories, nowhere.claims) == ("none", 0, 0)


@pytest.mark.parametrize("asked", ["", "  \n ", "x" * 1001])
def test_what_is_no_claim_is_refused(story_case: Path, asked: str) -> None:
    with Case(story_case, read_only=True) as case, pytest.raises(UsageError, match="give one claim of 1 to 1000"):
        check_case(case, asked, settings=Settings())
