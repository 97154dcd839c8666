"""`stemma report` on an example story: the contract holds, every span cuts to its text, a second run changes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
from tests.conftest import STORY
from typer.testing import CliRunner

from stemma.cli.main import cli

SCHEMA = Path(__file__).parents[2] / "docs" / "reference" / "report.schema.json"


def run(*words: object) -> Any:
    return CliRunner().invoke(cli, [str(word) for word in words])


def objects(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from objects(inner)


def test_the_report_meets_the_published_schema(story_report: dict[str, Any]) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(story_report)


def test_every_span_cuts_to_its_text(story_report: dict[str, Any]) -> None:
    texts = {article["id"]: article["text"] for article in story_report["articles"]}
    spans = [o for o in objects(story_report) if {"article", "start", "end", "text"} <= o.keys()]
    assert len(spans) > 500
    assert all(texts[span["article"]][span["start"] : span["end"]] == span["text"] for span in spans)


def test_nothing_is_extracted_from_boilerplate(story_report: dict[str, Any]) -> None:
    blocks = {a["id"]: [b for b in a["blocks"] if b["kind"] == "boilerplate"] for a in story_report["articles"]}
    assert any(blocks.values())
    for kind in ("statements", "events", "times"):
        for record in story_report[kind]:
            for span in objects({key: value for key, value in record.items() if key != "reasons"}):
                if {"article", "start", "end", "text"} <= span.keys():
                    assert not any(
                        b["start"] < span["end"] and span["start"] < b["end"] for b in blocks[span["article"]]
                    )


def test_every_body_sentence_is_in_a_claim_or_unclaimed(story_report: dict[str, Any]) -> None:
    spans = [s for c in story_report["claims"] for t in c["tellings"] for s in t["spans"]]
    spans += [item["span"] for item in story_report["unclaimed"]]
    for article in story_report["articles"]:
        covered = sorted((s["start"], s["end"]) for s in spans if s["article"] == article["id"])
        assert covered
        for block in article["blocks"]:
            if block["kind"] == "body":
                assert any(start < block["end"] and block["start"] < end for start, end in covered), article["text"][
                    block["start"] : block["end"]
                ]


def test_ids_that_are_named_exist(story_report: dict[str, Any]) -> None:
    known = {o["id"] for o in objects(story_report) if "id" in o}
    for claim in story_report["claims"]:
        assert claim["story"] in known
        assert set(claim["sources"]) <= known
        assert {t["article"] for t in claim["tellings"]} <= known
        assert {t["origin"] for t in claim["tellings"] if t["origin"]} <= known
    for lineage in story_report["lineage"]:
        nodes = {node["id"] for node in lineage["nodes"]}
        assert {edge["parent"] for edge in lineage["edges"]} | {edge["child"] for edge in lineage["edges"]} <= nodes


def test_no_count_stands_above_the_origins_it_counts(story_report: dict[str, Any]) -> None:
    for claim in story_report["claims"]:
        counted = claim["corroboration"]
        assert 1 <= counted["count"] <= counted["at_most"]
        assert counted["count"] <= max(1, len(counted["origins"]))


def test_reading_the_same_again_changes_no_byte(story_case: Path, story_report: dict[str, Any], tmp_path: Path) -> None:
    again = tmp_path / "again.json"
    assert run("report", STORY, "--case", story_case, "--json", again).exit_code == 0
    assert json.loads(again.read_text(encoding="utf-8")) == story_report


def test_the_order_of_the_sources_changes_no_byte(story_report: dict[str, Any], tmp_path: Path) -> None:
    files = sorted((path for path in STORY.iterdir() if path.name != "expected.json"), reverse=True)
    again = tmp_path / "again.json"
    assert run("report", *files, "--case", tmp_path / "c.stemma", "--json", again).exit_code == 0
    assert json.loads(again.read_text(encoding="utf-8")) == story_report


def test_json_on_standard_output_is_nothing_but_json(story_case: Path) -> None:
    result = run("report", STORY, "--case", story_case, "--json", "-")
    assert json.loads(result.stdout)["format"] == "stemma.report/1"


def test_the_page_and_the_tables_are_written(story_case: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    result = run("report", STORY, "--case", story_case, "--html", page)
    assert result.exit_code == 0
    assert "Marobo" in page.read_text(encoding="utf-8")
    assert "origin" in result.stdout
    assert "Wairimu" in run("quotes", "--case", story_case).stdout
    assert "type" in run("events", "--case", story_case).stdout
    assert run("events", "--case", story_case, "--to", "csv").stdout.count("\n") > 10


def test_any_record_can_be_asked_why(story_case: Path, story_report: dict[str, Any]) -> None:
    claim = story_report["claims"][0]["id"]
    assert json.loads(run("why", claim, "--case", story_case).stdout)["id"] == claim
    missing = run("why", "claim_0000000000000000", "--case", story_case)
    assert missing.exit_code == 2 or "nothing in the case has the id" in str(missing.exception)


def test_stories_are_listed_and_one_is_shown(story_case: Path, story_report: dict[str, Any]) -> None:
    story = story_report["stories"][0]
    assert story["id"] in run("stories", "--case", story_case).stdout
    assert story["title"][:20] in run("story", story["id"][:12], "--case", story_case).stdout


def test_what_was_read_and_not_analysed_is_said_with_what_to_do(story_case: Path, tmp_path: Path) -> None:
    case = tmp_path / "read.stemma"
    run("read", next(STORY.glob("*.txt")), "--case", case)
    told = run("stories", "--case", case).stderr
    assert told == f"1 article is not analysed yet; do it with: stemma update --case {case}\n"
    assert run("stories", "--case", story_case).stderr == ""


def test_a_person_can_split_a_story_and_take_it_back(
    story_case: Path, story_report: dict[str, Any], tmp_path: Path
) -> None:
    place = tmp_path / "split.stemma"
    place.write_bytes(story_case.read_bytes())
    articles = story_report["stories"][0]["articles"]
    assert run("decide", "different", "story", articles[0], articles[1], "--case", place).exit_code == 0
    assert run("update", "--case", place).exit_code == 0
    after = tmp_path / "after.json"
    assert run("report", STORY, "--case", place, "--json", after).exit_code == 0
    homes = [set(story["articles"]) for story in json.loads(after.read_text(encoding="utf-8"))["stories"]]
    assert not any({articles[0], articles[1]} <= home for home in homes)


def test_what_the_user_states_of_an_article_holds(
    story_case: Path, story_report: dict[str, Any], tmp_path: Path
) -> None:
    place = tmp_path / "amended.stemma"
    place.write_bytes(story_case.read_bytes())
    article = next(a for a in story_report["articles"] if a["published"]["basis"] != "stated")
    assert (
        run("amend", article["id"], "--published", "2025-03-12", "--outlet", "Meridian", "--case", place).exit_code == 0
    )
    after = tmp_path / "after.json"
    assert run("update", "--case", place).exit_code == 0
    assert run("report", STORY, "--case", place, "--json", after).exit_code == 0
    amended = next(a for a in json.loads(after.read_text(encoding="utf-8"))["articles"] if a["id"] == article["id"])
    assert (amended["outlet"], amended["published"]["earliest"], amended["published"]["basis"]) == (
        "Meridian",
        "2025-03-12",
        "stated",
    )
