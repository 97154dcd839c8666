"""Outlets and agencies that a text only mentions as having told something ("first reported by …"); they are never counted."""

from __future__ import annotations

from collections.abc import Mapping

from stemma.model.claim import Claim, Reporter
from stemma.model.extracted import Extracted
from stemma.model.statement import Source

_REPORTERS = frozenset({"outlet", "agency"})


def find_mentioned(claim: Claim, tellings: Mapping[str, Extracted]) -> tuple[Reporter, ...]:
    """Return the outlets and agencies that a claim's statements name as its source, each once, in order of the texts."""
    found: dict[str, Reporter] = {}
    for telling in claim.tellings:
        for statement in tellings[telling.article].statements:
            if statement.id in telling.statements:
                for source in (statement.source, *statement.source.parts):
                    _add(source, found)
    return tuple(found.values())


def _add(source: Source, found: dict[str, Reporter]) -> None:
    if source.kind in _REPORTERS and source.span is not None:
        found.setdefault(source.text.casefold(), Reporter(source.text, source.span))
