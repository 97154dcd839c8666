"""The page of a story of fifty long tellings stays small enough to be sent by mail and opened on a phone."""

from __future__ import annotations

import json
from itertools import cycle, islice
from pathlib import Path

import pytest
from tests.soak.conftest import ROOT, Record
from typer.testing import CliRunner

from stemma.cli.main import cli

TELLINGS, CHARACTERS = 50, 5_000
MOST_BYTES = 3_000_000
LED_BY = "01-ferry-grounding.json"

pytestmark = pytest.mark.soak


def long_tellings(folder: Path) -> None:
    """Write fifty tellings of one story: each opens with one of its texts and goes on with texts of other stories, as long round-ups do."""
    texts = {
        file.name: [text["text"] for text in json.loads(file.read_text(encoding="utf-8"))["texts"]]
        for file in sorted((ROOT / "evals" / "tracing" / "stories").glob("*.json"))
    }
    leads, others = texts.pop(LED_BY), list(texts.values())
    for number, lead in enumerate(islice(cycle(leads), TELLINGS)):
        background = (story[number % len(story)] for story in islice(cycle(others), number % 7, None))
        text = lead
        while len(text) < CHARACTERS:
            text += "\n\n" + next(background)
        header = f"Outlet: Paper {number}\nDate: 2025-03-{1 + number // 24:02}T{number % 24:02}:00:00Z\n\n"
        (folder / f"{number:02}.txt").write_text(header + text[:CHARACTERS], encoding="utf-8")


def test_a_page_of_fifty_long_tellings_is_under_3_megabytes(tmp_path: Path, record: Record) -> None:
    articles, page, report = tmp_path / "articles", tmp_path / "page.html", tmp_path / "report.json"
    articles.mkdir()
    long_tellings(articles)
    arguments = ["--case", str(tmp_path / "c.stemma"), "--html", str(page), "--json", str(report)]
    made = CliRunner().invoke(cli, ["report", str(articles), *arguments])
    assert made.exit_code == 0, made.output
    told = json.loads(report.read_text(encoding="utf-8"))
    assert max(len(story["articles"]) for story in told["stories"]) >= TELLINGS - 2  # else the page is easy
    size = page.stat().st_size
    record("page of fifty long tellings", {"characters each": CHARACTERS, "bytes": size})
    assert size < MOST_BYTES
