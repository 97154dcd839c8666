"""The Python API: the same records as the report, with the words behind them; fast to import."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import stemma
from stemma.api.case import table_names
from stemma.model.errors import CaseError, UsageError


@pytest.fixture(scope="module")
def case(story_case: Path) -> Iterator[stemma.Case]:
    with stemma.open_case(story_case) as opened:
        yield opened


def test_importing_loads_nothing() -> None:
    heavy = "[m for m in sys.modules if m.split('.')[0] in ('spacy', 'numpy', 'pyarrow', 'sqlite3') or m.startswith('stemma.')]"
    out = subprocess.run(
        [sys.executable, "-c", f"import sys, stemma; print({heavy})"], capture_output=True, text=True, check=True
    )
    assert out.stdout.strip() == "[]"


def test_every_public_name_is_there() -> None:
    for name in stemma.__all__:
        assert getattr(stemma, name).__name__ == name
    with pytest.raises(AttributeError):
        _ = stemma.nothing_of_that_name


def test_views_say_what_the_report_says(case: stemma.Case, story_report: dict[str, Any]) -> None:
    (story,) = case.stories()
    made = {claim["id"]: claim for claim in story_report["claims"]}
    assert [claim.id for claim in story.claims] == [claim["id"] for claim in story_report["claims"]]
    for claim in story.claims:
        counted, expected = claim.corroboration, made[claim.id]["corroboration"]
        assert (counted is None) == (expected is None)
        if counted is not None:
            assert (counted.count, counted.at_most, counted.independence) == (
                expected["count"],
                expected["at_most"],
                expected["independence"],
            )
            assert [origin.id for origin in counted.origins] == expected["origins"]
        spans = [span.text for telling in claim.tellings for span in telling.spans]
        assert spans == [span["text"] for telling in made[claim.id]["tellings"] for span in telling["spans"]]


def test_a_statement_leads_to_its_words(case: stemma.Case, story_report: dict[str, Any]) -> None:
    (story,) = case.stories()
    expected = {statement["id"]: statement for statement in story_report["statements"]}
    assert len(story.statements) == len(expected) > 20
    for statement in story.statements:
        made = expected[statement.id]
        assert statement.source.text == made["source"]["text"]
        assert [span.text for span in statement.content] == [span["text"] for span in made["content"]]
        assert [link.label for link in statement.chain] == [link["label"] for link in made["chain"]]
        for span in statement.content:
            assert span.article.text[span.start : span.end] == span.text


def test_edges_disagreements_events_and_articles(case: stemma.Case, story_report: dict[str, Any]) -> None:
    (story,) = case.stories()
    (lineage,) = story_report["lineage"]
    assert [(e.parent.id, e.child.id, e.relation) for e in story.edges] == [
        (e["parent"], e["child"], e["relation"]) for e in lineage["edges"]
    ]
    for edge in story.edges:
        assert all(child.text for _, child in edge.passages) and edge.reasons is not None
    assert [[v.value for v in d.values] for d in story.disagreements] == [
        [v["value"] for v in d["values"]] for d in story_report["disagreements"]
    ]
    assert sum(len(article.statements) for article in story.articles) == len(story.statements)
    assert sum(len(article.events) for article in story.articles) == len(story.events)
    assert {event.trigger.text for event in story.events} == {e["trigger"]["text"] for e in story_report["events"]}


def test_every_table_is_arrow_with_named_types(case: stemma.Case, story_report: dict[str, Any]) -> None:
    pyarrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    for name in table_names():
        table = case.table(name)
        assert isinstance(table, pyarrow.Table)
        assert not any(pyarrow.types.is_null(column.type) for column in table.schema)
    assert case.table("statements").num_rows == len(story_report["statements"])
    assert case.table("claims")["text"].to_pylist() == [claim["text"] for claim in story_report["claims"]]
    with pytest.raises(UsageError, match="there are: articles"):
        case.table("nonsense")


def test_search_and_story_by_id(case: stemma.Case) -> None:
    (story,) = case.stories()
    assert case.story(story.id) == story
    assert {article.id for article in case.search("Marobo dam")} <= {article.id for article in case.articles()}
    with pytest.raises(KeyError):
        case.story("story_none")


def test_read_adds_and_keeps_the_network_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mayor said on Monday that the bridge was closed.\n" * 3, encoding="utf-8")
    with stemma.read(tmp_path / "a.txt", case=tmp_path / "x.stemma") as first:
        assert len(first.articles()) == 1
    with stemma.read(
        [tmp_path / "a.txt", "https://news.example/x"], case=tmp_path / "x.stemma", network=False
    ) as again:
        assert len(again.articles()) == 1
        assert [problem.code for problem in again.problems()] == ["network-off"]


def test_a_missing_case_says_so(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="does not exist"):
        stemma.open_case(tmp_path / "none.stemma")
    with pytest.raises(UsageError, match="folder"):
        stemma.read([], case=tmp_path / "no" / "x.stemma")
