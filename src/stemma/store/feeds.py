"""What a watcher remembers in the case: how each feed stands, and what was told of each story."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from stemma.store.case import Case

_BEGUN = ""


@dataclass(frozen=True, slots=True)
class FeedState:
    """What the server last said of its version, and how often in a row it failed since."""

    etag: str | None = None
    modified: str | None = None
    failures: int = 0


def feed_state(case: Case, address: str) -> FeedState:
    """Return the state of a feed; a fresh one where it was never asked."""
    row = case.connection.execute("SELECT etag, modified, failures FROM feed WHERE address=?", (address,)).fetchone()
    return FeedState() if row is None else FeedState(*row)


def put_feed_state(case: Case, address: str, state: FeedState) -> None:
    """Keep the state of a feed."""
    values = (address, state.etag, state.modified, state.failures)
    case.connection.execute("INSERT OR REPLACE INTO feed VALUES (?,?,?,?)", values)


def told(case: Case) -> dict[str, Any] | None:
    """Return story id → what was last told of it; None where nothing was ever told of this case."""
    rows = case.connection.execute("SELECT story, json FROM told").fetchall()
    return {story: json.loads(text) for story, text in rows if story != _BEGUN} if rows else None


def put_told(case: Case, stories: Mapping[str, Any]) -> None:
    """Keep what was told, in place of what was told before."""
    case.connection.execute("DELETE FROM told")
    rows = [(_BEGUN, "{}"), *((story, json.dumps(state, ensure_ascii=False)) for story, state in stories.items())]
    case.connection.executemany("INSERT INTO told VALUES (?,?)", rows)
