"""Nothing disappears: whatever was dropped, capped, unreadable or undecided is a record."""

from __future__ import annotations

from dataclasses import dataclass

from stemma.model.ids import content_id
from stemma.model.span import Span


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that was not read, kept or decided as asked, with a code from the table in `docs/reference/problems.md`.

    Attributes:
        code: Short stable word ("empty-file", "other-language").
        stage: Name of the stage that met it.
        detail: What, where and what to do, in one sentence.
        article: Id of the article; place: path or address where there is no article.
    """

    code: str
    stage: str
    detail: str
    article: str | None = None
    span: Span | None = None
    place: str | None = None

    @property
    def id(self) -> str:
        """Id from all that the record says."""
        return content_id("prob", self.code, self.stage, self.detail, self.article, self.place, str(self.span))
