"""What made a record: digests of resources, and fingerprints of a stage's inputs."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable


@cache
def resources_digest() -> str:
    """Return 16 hex digits over every table that the package ships."""
    return _digest(files("stemma") / "resources")


@cache
def templates_digest() -> str:
    """Return 16 hex digits over every template, the style and the script of the pages."""
    return _digest(files("stemma") / "render" / "templates")


def _digest(folder: Traversable) -> str:
    digest = hashlib.sha256()
    for table in sorted(_files(folder), key=lambda found: found.name):
        digest.update(table.name.encode() + b"\0" + table.read_bytes())
    return digest.hexdigest()[:16]


def _files(folder: Traversable) -> list[Traversable]:
    found = []
    for item in folder.iterdir():
        if item.is_dir():
            found.extend(_files(item) if item.name != "__pycache__" else [])
        elif not item.name.endswith((".py", ".pyc")):
            found.append(item)
    return found


def fingerprint(*parts: object) -> str:
    """Return 16 hex digits that change when any of `parts` (plain JSON values) changes."""
    return hashlib.sha256(
        json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str).encode("utf-8", "surrogatepass")
    ).hexdigest()[:16]
