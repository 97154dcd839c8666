"""A person's yes or no."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's ruling that two things are the same or different; an input, never overwritten by analysis.

    Attributes:
        verdict: "same" or "different".
        about: "story", "entity", "claim" or "derivation".
        left, right: Article ids, or spans written `article:start-end`; never derived ids.
        made_at: RFC 3339, given by whoever records it; never read by a stage.
    """

    id: str
    verdict: str
    about: str
    left: str
    right: str
    note: str | None = None
    made_by: str | None = None
    made_at: str | None = None
