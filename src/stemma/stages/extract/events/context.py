"""What was found in the article before its events, reachable by token."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from stemma.model.span import Span
from stemma.model.statement import Statement
from stemma.model.words import Mention, Quantity, TimeRef
from stemma.stages.extract.events.themes import contexts_by_sentence
from stemma.stages.extract.text import Text


@dataclass(frozen=True)
class Found:
    """The article's text with its mentions, times, quantities and statements."""

    text: Text
    mentions: Sequence[Mention]
    times: Sequence[TimeRef]
    quantities: Sequence[Quantity]
    statements: Sequence[Statement]

    def tokens(self, span: Span) -> range:
        """Return the numbers of the tokens that `span` covers."""
        first = self.text.token_at(span.start)
        last = self.text.token_at(max(span.start, span.end - 1))
        return range(0) if first is None else range(first, (first if last is None else last) + 1)

    @cached_property
    def mention_at(self) -> dict[int, Mention]:
        """Token number → the innermost mention that covers it."""
        found: dict[int, Mention] = {}
        for mention in sorted(self.mentions, key=lambda m: -len(m.span)):
            found.update(dict.fromkeys(self.tokens(mention.span), mention))
        return found

    @cached_property
    def mention_by_id(self) -> dict[str, Mention]:
        """Mention id → mention."""
        return {mention.id: mention for mention in self.mentions}

    @cached_property
    def time_at(self) -> dict[int, TimeRef]:
        """Token number → the time expression that covers it."""
        return {token: time for time in self.times for token in self.tokens(time.span)}

    @cached_property
    def quantity_at(self) -> dict[int, Quantity]:
        """Token number → the quantity that covers it."""
        return {token: quantity for quantity in self.quantities for token in self.tokens(quantity.span)}

    @cached_property
    def cue_at(self) -> dict[int, Statement]:
        """Token number → the statement whose cue covers it."""
        return {token: made for made in self.statements if made.cue is not None for token in self.tokens(made.cue)}

    @cached_property
    def contexts(self) -> Mapping[str, tuple[str, ...]]:
        """Sentence id → PLOVER's contexts of what it tells."""
        return contexts_by_sentence(self.text)

    def statement_of(self, span: Span) -> Statement | None:
        """Return the innermost statement whose content holds `span`, or None."""
        holding = [made for made in self.statements if any(part.covers(span) for part in made.content)]
        return min(holding, key=lambda made: (sum(len(part) for part in made.content), made.id), default=None)
