"""The values that differ, each with the tellings that state it and the origins that these have it from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from stemma.model.article import Published
from stemma.model.claim import Claim, Value
from stemma.model.extracted import Extracted
from stemma.model.independence import largest_independent
from stemma.model.lineage import Derivation, Verdict
from stemma.model.span import Span
from stemma.stages.weigh.steps import Likenesses, Page


@dataclass(frozen=True, slots=True)
class Told:
    """A value as one telling states it, in a claim or outside all."""

    value: str
    article: str
    span: Span
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """What comparing values reads: records by id, and what is known of origins.

    Attributes:
        tellings: Article id → its records.
        home: Proposition id → the claim that it tells.
        origin: (claim id, article id) → origin of that telling; article_origin: article id → origin of its own text.
        verdicts: Pair of origins → verdict.
        pages: Article id → its records by sentence; alike: which sentences tell the same.
        where: Proposition id → its article's id.
        edges: (parent's article id, child's article id) → the step of descent between them, where both are in hand.
        acts: Proposition id → its predicate.
    """

    tellings: Mapping[str, Extracted]
    home: Mapping[str, Claim]
    origin: Mapping[tuple[str, str], str | None]
    article_origin: Mapping[str, str]
    verdicts: Mapping[frozenset[str], Verdict]
    pages: Mapping[str, Page]
    alike: Likenesses
    where: Mapping[str, str]
    edges: Mapping[tuple[str, str], Derivation] = field(default_factory=dict)
    acts: Mapping[str, str] = field(default_factory=dict)

    def words(self, span: Span) -> str:
        """Return the words of `span` on one line."""
        return " ".join(self.tellings[span.article].text_of(span.start, span.end).split())

    def days_between(self, one: str, other: str) -> int:
        """Return how many days at least lie between the publication of two propositions' articles; 0 where a date is unknown."""
        return days_apart(*(self.tellings[self.where[proposition]].article.published for proposition in (one, other)))

    def origin_of(self, told: Told) -> str | None:
        """Return the origin from which a telling has a value."""
        by_claim = self.origin.get((told.claim or "", told.article))
        return by_claim or self.article_origin.get(told.article)


def days_apart(one: Published, other: Published) -> int:
    """Return how many days at least lie between two times of publication; 0 where one is unknown or they overlap."""
    for first, then in ((one, other), (other, one)):
        if first.latest is not None and then.earliest is not None and first.latest[:10] < then.earliest[:10]:
            return (date.fromisoformat(then.earliest[:10]) - date.fromisoformat(first.latest[:10])).days
    return 0


def make_values(told: Iterable[Told], weighed: Weighed) -> tuple[Value, ...]:
    """Return one value per telling that states it, each with all origins that state this value and how many are shown independent."""
    items: Sequence[Told] = tuple(dict.fromkeys(told))
    origins: dict[str, set[str]] = {}
    for item in items:
        origin = weighed.origin_of(item)
        origins.setdefault(item.value, set()).update(() if origin is None else (origin,))
    counts = {value: max(1, len(largest_independent(sorted(of), weighed.verdicts))) for value, of in origins.items()}
    made: dict[tuple[str, str], Value] = {}
    for item in items:
        made.setdefault(
            (item.value, item.article),
            Value(item.value, item.article, item.span, tuple(sorted(origins[item.value])), counts[item.value]),
        )
    return tuple(made.values())
