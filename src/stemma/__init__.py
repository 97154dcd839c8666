"""Stemma reads all the tellings of a news story and gives one sourced record.

    >>> import stemma
    >>> case = stemma.analyse(["my-articles/"], case="my.stemma")      # doctest: +SKIP
    >>> for story in case.stories():                                    # doctest: +SKIP
    ...     for claim in story.claims:
    ...         print(claim.text, claim.corroboration)

Importing `stemma` loads nothing; every public name loads what it needs when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stemma.api.case import Case, analyse, open_case, read
    from stemma.api.check import Answer, Match
    from stemma.api.claims import Claim, Corroboration, Disagreement
    from stemma.api.story import Story
    from stemma.api.views import Article, Event, Source, Span, Statement
    from stemma.model.errors import StemmaError
    from stemma.settings import Settings

_HOMES = {
    "analyse": "stemma.api.case",
    "open_case": "stemma.api.case",
    "read": "stemma.api.case",
    "Case": "stemma.api.case",
    "Story": "stemma.api.story",
    "Answer": "stemma.api.check",
    "Match": "stemma.api.check",
    "Claim": "stemma.api.claims",
    "Corroboration": "stemma.api.claims",
    "Disagreement": "stemma.api.claims",
    "Article": "stemma.api.views",
    "Event": "stemma.api.views",
    "Source": "stemma.api.views",
    "Span": "stemma.api.views",
    "Statement": "stemma.api.views",
    "StemmaError": "stemma.model.errors",
    "Settings": "stemma.settings",
}

__all__ = [
    "Answer",
    "Article",
    "Case",
    "Claim",
    "Corroboration",
    "Disagreement",
    "Event",
    "Match",
    "Settings",
    "Source",
    "Span",
    "Statement",
    "StemmaError",
    "Story",
    "analyse",
    "open_case",
    "read",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'stemma' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]
