"""Records as the JSON text that a case file holds."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from stemma.model.codec import from_json, to_json
from stemma.model.errors import CaseDamaged

_Record = TypeVar("_Record")
_HALF = re.compile("[\ud800-\udfff]")


def record_text(record: object) -> str:
    """Return one record as JSON."""
    return _storable(to_json(record))


def records_text(records: Sequence[object]) -> str:
    """Return records as one JSON list."""
    return _storable([to_json(record) for record in records])


def read_record(kind: type[_Record], text: str, *, case: Path) -> _Record:
    """Return the record that `text` holds.

    Raises:
        CaseDamaged: It holds no such record; says so of the file `case`.
    """
    try:
        return from_json(kind, json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise CaseDamaged(
            f"{case} holds a {kind.__name__} that cannot be read ({error}); run: stemma update --case {case}"
        ) from error


def read_records(kind: type[_Record], text: str, *, case: Path) -> tuple[_Record, ...]:
    """Return the records of the list that `text` holds.

    Raises:
        CaseDamaged: It holds others; says so of the file `case`.
    """
    try:
        return tuple(from_json(kind, value) for value in json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise CaseDamaged(
            f"{case} holds {kind.__name__} records that cannot be read ({error}); run: stemma update --case {case}"
        ) from error


def _storable(value: object) -> str:
    """Return JSON that SQLite can hold: half a character, as a broken text had it before its repair, is written as an escape."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace").decode() if _HALF.search(text) else text
