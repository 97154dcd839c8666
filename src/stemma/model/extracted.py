"""All that was extracted from one article, together; what every stage after `extract` receives per telling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from stemma.model.article import Article
from stemma.model.event import Event
from stemma.model.statement import Statement
from stemma.model.words import Detail, Mention, Proposition, Quantity, Sentence, TimeRef, Vector

FIELD_OF = {
    Sentence: "sentences",
    Mention: "mentions",
    TimeRef: "times",
    Quantity: "quantities",
    Statement: "statements",
    Event: "events",
    Proposition: "propositions",
    Detail: "details",
}


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


def gather_extracted(article: Article, records: Mapping[str, Sequence[object]]) -> Extracted:
    """Return an article with its extracted records.

    Args:
        article: The article that they were extracted from.
        records: Name of a record's kind, such as "Sentence", to the records, in order of the text; kinds that are missing have none.
    """
    by_field: dict[str, Any] = {field: tuple(records.get(kind.__name__, ())) for kind, field in FIELD_OF.items()}
    return Extracted(article, **by_field)
