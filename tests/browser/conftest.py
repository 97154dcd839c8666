"""A real browser, where there is one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """An open browser; its driver keeps an event loop running, so that it must be closed before other modules start theirs."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    with api.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def axe() -> Path:
    """The script of axe-core: from the variable AXE_JS, from node's packages, or from the library that brings it along."""
    carrier = find_spec("axe_playwright_python")
    places = [Path(os.environ.get("AXE_JS", "node_modules/axe-core/axe.min.js"))]
    places += [Path(folder) / "axe.min.js" for folder in (carrier.submodule_search_locations or ())] if carrier else []
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        pytest.skip("axe-core is not here; install axe-playwright-python or set AXE_JS to axe.min.js")
    return found
