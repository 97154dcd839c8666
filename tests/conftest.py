"""What several test folders share: one example story, read and analysed once per worker."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import stemma
from stemma.cli.main import cli

EXAMPLES = Path(stemma.__file__).parent / "examples"
STORY = EXAMPLES / "marobo_dam"


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep the user's cache folder out of the tests."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
    yield


@pytest.fixture(scope="session")
def story_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case of one example story, analysed."""
    from typer.testing import CliRunner

    place = tmp_path_factory.mktemp("story") / "story.stemma"
    report = place.with_suffix(".json")
    result = CliRunner().invoke(cli, ["report", str(STORY), "--case", str(place), "--json", str(report)])
    assert result.exit_code == 0, result.output
    return place


@pytest.fixture(scope="session")
def story_report(story_case: Path) -> dict[str, Any]:
    """Its report as JSON."""
    made: dict[str, Any] = json.loads(story_case.with_suffix(".json").read_text(encoding="utf-8"))
    return made


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport() -> Iterator[None]:
    """Where everything is required (`make test-all`), count a test as failed that was skipped for want of a program."""
    made: Any = yield
    report = made.get_result()
    if report.skipped and os.environ.get("STEMMA_TEST_ALL") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"


@pytest.hookimpl(hookwrapper=True)
def pytest_make_collect_report() -> Iterator[None]:
    """The same for a whole file."""
    made: Any = yield
    report = made.get_result()
    if report.skipped and os.environ.get("STEMMA_TEST_ALL"):
        report.outcome = "failed"
