"""Texts read by the pipeline as the stage `extract` reads them, with their events; what the scorers of events share."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from plain import plain_article
from spacy.language import Language
from spacy.tokens import Token

from stemma import nlp as door
from stemma.model.article import Published
from stemma.model.event import Event
from stemma.model.statement import Statement
from stemma.model.words import Mention, Quantity, TimeRef
from stemma.settings import ExtractSettings
from stemma.stages.extract.events import find_events
from stemma.stages.extract.events.context import Found
from stemma.stages.extract.mentions import find_mentions
from stemma.stages.extract.quantities import find_quantities
from stemma.stages.extract.run import read_text
from stemma.stages.extract.statements import find_statements
from stemma.stages.extract.text import Text
from stemma.stages.extract.times import find_times


@dataclass(frozen=True)
class Reading:
    """One text with what was found in it."""

    text: Text
    mentions: tuple[Mention, ...]
    times: tuple[TimeRef, ...]
    quantities: tuple[Quantity, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]

    @property
    def found(self) -> Found:
        """What the rules of events read."""
        return Found(self.text, self.mentions, self.times, self.quantities, self.statements)


def load() -> Language:
    """Return the pipeline."""
    return door.load()


def read(words: str, nlp: Language, published: Published | None = None) -> Reading:
    """Return `words` read as one article without a headline."""
    text = read_text(plain_article(words, published=published), nlp)
    mentions = find_mentions(text)
    times = find_times(text)
    quantities = find_quantities(text, mentions, times)
    statements = find_statements(text, mentions, ExtractSettings())
    return Reading(
        text, mentions, times, quantities, statements, find_events(text, mentions, times, quantities, statements)
    )


def head_token(text: Text, start: int, end: int) -> Token | None:
    """Return the head of the characters `[start, end)`: the token inside whose governor lies outside; None between tokens."""
    inside = [i for i in {text.token_at(offset) for offset in range(start, end)} if i is not None]
    tokens = [text.doc[i] for i in sorted(inside) if not text.doc[i].is_punct]
    return next(
        (token for token in tokens if token.head.i not in inside or token.head.i == token.i),
        tokens[0] if tokens else None,
    )


def rows(path: Path) -> Iterator[dict[str, object]]:
    """Give the rows of a file of JSON lines."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)
