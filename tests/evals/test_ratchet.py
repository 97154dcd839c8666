"""Quality is a ratchet: what is shipped is what was measured, and no figure is under its floor."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

EVALS = Path(__file__).parents[2] / "evals"


@pytest.fixture(scope="module")
def last() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((EVALS / "last.json").read_text(encoding="utf-8"))
    return loaded


def test_the_figures_belong_to_what_is_shipped(last: dict[str, Any]) -> None:
    from stemma.flow import VERSIONS
    from stemma.run.digests import resources_digest
    from stemma.run.worker import encoder_digest, model_digest

    shipped = {
        "model": model_digest(),
        "encoder": encoder_digest(),
        "resources": resources_digest(),
        "stages": VERSIONS,
    }
    stale = [task for task, made in last.items() if made["digests"] != shipped]
    assert not stale, f"run `make eval DATA=...`: model, encoder, tables or stages changed since {stale} were measured"


def test_no_figure_is_under_its_floor(last: dict[str, Any]) -> None:
    floors = json.loads((EVALS / "floors.json").read_text(encoding="utf-8"))
    measured = {name: value for made in last.values() for name, value in made["figures"].items()}
    assert set(measured) == set(floors)
    for name, bound in floors.items():
        assert measured[name] >= bound.get("floor", measured[name]), f"{name} is under its floor"
        assert measured[name] <= bound.get("ceiling", measured[name]), f"{name} is over its ceiling"
