"""All that was extracted from one article, together; what every stage after `extract` receives per telling."""

from __future__ import annotations

from dataclasses import dataclass

from stemma.model.article import Article
from stemma.model.event import Event
from stemma.model.statement import Statement
from stemma.model.words import Detail, Mention, Proposition, Quantity, Sentence, TimeRef, Vector


@dataclass(frozen=True, slots=True)
class Extracted:
    """One article and its extracted records, each in order of the text.

    Attributes:
        vectors: Sentence vectors in the order of `sentences`; None until the executor has made them.
        clauses: Clause vectors in the order of `propositions`, likewise.
    """

    article: Article
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeRef, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    details: tuple[Detail, ...] = ()
    vectors: Vector | None = None
    clauses: Vector | None = None

    def text_of(self, start: int, end: int) -> str:
        """Return the frozen text's characters `[start, end)`."""
        return self.article.text[start:end]
