"""What is asked of a story most, made when the story is analysed, so that whoever asks first waits no longer than the next.

Of each story two answers are kept: "json", the whole of it in the report format, and "page", its page in the web application.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from stemma.store.case import Case

_GZIP = 31


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: compressed (gzip), with the fingerprint of what it was made from."""

    fingerprint: str
    body: bytes


def kept_fingerprints(case: Case, *, shape: str) -> dict[str, str]:
    """Return story id → fingerprint of what its kept answers of that shape were made from."""
    return dict(case.connection.execute("SELECT story, fingerprint FROM answer WHERE shape=?", (shape,)).fetchall())


def kept_fingerprint(case: Case, story: str, *, shape: str) -> str | None:
    """Return the fingerprint of one story's kept answers; None where none of that shape is kept."""
    row = _row(case, "SELECT fingerprint FROM answer WHERE story=? AND kind='json' AND shape=?", story, shape)
    return None if row is None else str(row[0])


def kept_answer(case: Case, story: str, kind: str, *, shape: str) -> Answer | None:
    """Return one answer of a story; None where none of that kind and shape is kept."""
    query = "SELECT fingerprint, body FROM answer WHERE story=? AND kind=? AND shape=?"
    row = _row(case, query, story, kind, shape)
    return None if row is None else Answer(*row)


def put_answers(
    case: Case, story: str, articles: Iterable[str], bodies: Mapping[str, bytes], *, shape: str, fingerprint: str
) -> None:
    """Keep the answers of a story that has these articles, by kind, in place of those before."""
    rows = [(story, kind, shape, fingerprint, " ".join(articles), body) for kind, body in bodies.items()]
    case.connection.execute("DELETE FROM answer WHERE story=?", (story,))
    case.connection.executemany("INSERT INTO answer VALUES (?,?,?,?,?,?)", rows)


def squeezed(content: bytes, *, level: int = 6) -> bytes:
    """Return `content` compressed (gzip), the same for the same content."""
    squeeze = zlib.compressobj(level, zlib.DEFLATED, _GZIP)
    return squeeze.compress(content) + squeeze.flush()


def opened(body: bytes) -> bytes:
    """Return what was compressed (gzip)."""
    return zlib.decompress(body, _GZIP)


def _row(case: Case, query: str, *values: str) -> tuple[str, bytes] | None:
    try:
        row: tuple[str, bytes] | None = case.connection.execute(query, values).fetchone()
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):  # a file of before answers were kept, opened to be looked at only
            return None
        raise
    return row
