"""Answers that were made once, kept on disk, so that they are made once and cost no memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import mkdtemp

from stemma.run.places import cache_folder
from stemma.store.answers import squeezed

MOST_BYTES = 400_000_000
_LEVEL = 3


def own_folder(name: str) -> Path:
    """Return a folder for what is made of a case, in the user's cache, else among the temporary files."""
    folder = cache_folder() / "serve" / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(mkdtemp(prefix="stemma-"))
    return folder


def shelved(file: Path, tag: str, make: Callable[[], bytes]) -> bytes:
    """Return what `make` gives, compressed (gzip), from `file` if it is kept there under `tag`.

    The file is made if it is not there; at 400 MB nothing more is kept.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(file, timeout=10, isolation_level=None)) as shelf:
        shelf.execute("PRAGMA synchronous = OFF")
        shelf.execute("CREATE TABLE IF NOT EXISTS answer (tag TEXT PRIMARY KEY, body BLOB)")
        row = shelf.execute("SELECT body FROM answer WHERE tag=?", (tag,)).fetchone()
        if row is not None:
            return bytes(row[0])
        body = squeezed(make(), level=_LEVEL)
        if file.stat().st_size + len(body) < MOST_BYTES:
            shelf.execute("INSERT OR IGNORE INTO answer VALUES (?,?)", (tag, body))
        return body
