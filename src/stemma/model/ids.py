"""Identity by content: an id is a hash of what makes a thing what it is, never of how it was found.

Extracted records are named by kind, article and offsets; derived records by kind and members. Models, settings and paths never
enter an id, so the same input has the same ids on every machine and in every version.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

_LENGTH = 16
_canonical = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode


def content_id(prefix: str, *parts: object) -> str:
    """Return `prefix_` and 16 hex digits of the hash of `parts`.

    Args:
        prefix: One short word per kind of record ("art", "sent", "story").
        parts: What makes the record what it is: strings, numbers, None, or lists of these.
    """
    canonical = _canonical([prefix, *parts])
    return f"{prefix}_{hashlib.sha256(canonical.encode('utf-8', 'surrogatepass')).hexdigest()[:_LENGTH]}"


def article_id(*, canonical: str | None, outlet: str | None, sha256: str) -> str:
    """Return the id of an article: its canonical address (else its outlet, else nothing) and the hash of its first bytes.

    The same text at two addresses or outlets is two articles, because a copy is a telling; a path never enters.
    """
    return content_id("art", canonical or outlet or "", sha256)


def span_id(prefix: str, article: str, *offsets: int) -> str:
    """Return the id of a record extracted from one article at `offsets` (code points of its frozen text)."""
    return content_id(prefix, article, *offsets)


def members_id(prefix: str, members: Iterable[str]) -> str:
    """Return the id of a derived record from the ids of its members, whatever their order."""
    return content_id(prefix, sorted(set(members)))
