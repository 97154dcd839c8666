"""Imports point one way: model ← text ← lang ← nlp ← stages ← flow ← run ← serve ← cli, and model ← store, render ← run."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import stemma

ROOT = Path(stemma.__file__).parent
ALLOWED = {
    "model": set(),
    "settings": set(),
    "text": {"model"},
    "lang": {"model", "text"},
    "nlp": {"model", "text", "lang"},
    "stages": {"model", "text", "lang", "nlp", "settings"},
    "flow": {"model", "text", "lang", "nlp", "stages", "settings"},
    "store": {"model"},
    "render": {"model", "text", "lang"},
    "run": {"model", "text", "lang", "nlp", "stages", "flow", "settings", "store", "render"},
    "serve": {"model", "text", "lang", "nlp", "stages", "flow", "settings", "store", "render", "run"},
    "api": {"model", "text", "lang", "nlp", "stages", "flow", "settings", "store", "render", "run"},
    "cli": {"model", "text", "lang", "nlp", "stages", "flow", "settings", "store", "render", "run", "serve", "api"},
}
IMPURE = {"time", "random", "os", "socket", "subprocess", "urllib.request", "http.client", "sqlite3"}
SPACY_FOLDERS = ("nlp/", "stages/extract/")
MODULES = sorted(path for path in ROOT.rglob("*.py") if "examples" not in path.parts and path.name != "__main__.py")


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                raise AssertionError(f"{path} imports relatively")
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names if node.module == "stemma")


def layer(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    own = layer(path)
    if own == "__init__":
        return
    for name in imports_of(path):
        if not name.startswith("stemma."):
            continue
        other = name.split(".")[1]
        assert other == own or other in ALLOWED[own], f"{own} imports {name}"
        if own == "stages" and other == "stages" and len(name.split(".")) > 2:
            assert name.split(".")[2] == path.relative_to(ROOT).parts[1], f"a stage imports another: {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_spacy_has_one_door(path: Path) -> None:
    place = path.relative_to(ROOT).as_posix()
    if not place.startswith(SPACY_FOLDERS) and place != "run/worker.py":
        assert not any(name.split(".")[0] == "spacy" for name in imports_of(path))


@pytest.mark.parametrize(
    "path", [p for p in MODULES if layer(p) in ("model", "text", "stages")], ids=lambda p: str(p.relative_to(ROOT))
)
def test_the_middle_is_pure(path: Path) -> None:
    assert not IMPURE.intersection(imports_of(path))
    calls = [
        node.func.id
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]
    assert not {"open", "print", "input", "eval", "exec"}.intersection(calls)
