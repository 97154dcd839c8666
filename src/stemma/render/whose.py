"""Who is said to know what a value tells, whether the value stands in the text as what was said or as who said it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stemma.model.claim import Claim, Disagreement, Value
from stemma.model.span import Span
from stemma.model.statement import Source, Statement
from stemma.render.phrases import PRONOUNS, named_by

WHOSE_SLOTS = ("source", "attribution")
"""Disagreements over whose word something is: their values are compared by source."""
OWN_WORDS = "in its own words"


@dataclass(frozen=True, slots=True)
class Said:
    """Who is said to know, in the words of the text, and where what they are said to know stands."""

    source: str
    content: Span | None


class Sayers:
    """The statements of a story, to be asked whose word a value is."""

    def __init__(self, statements: Sequence[Statement], claims: Sequence[Claim]) -> None:
        """Ask these statements; `claims` tell which of them a disagreement is about."""
        self._by_article: dict[str, list[Statement]] = {}
        for statement in statements:
            self._by_article.setdefault(statement.article, []).append(statement)
        self._sources = {statement.source.id: statement.source for statement in statements}
        self._told = {claim.id: {key for t in claim.tellings for key in t.statements} for claim in claims}

    def of(self, value: Value, found: Disagreement) -> Said:
        """Return whose word a value of a disagreement is, and what they are said to have said."""
        if value.span is None:
            return Said("", None)
        about = set().union(*(self._told.get(claim, set()) for claim in found.claims))
        statements = self._by_article.get(value.article, ())
        naming = [s for s in statements if found.slot == "source" and s.content and _names(s.source, value.span)]
        if naming:
            meant = next((s for s in naming if s.id in about), naming[0])
            return Said(value.value, meant.content[0])
        saying = [s for s in statements if any(value.span.overlaps(content) for content in s.content)]
        names = ", ".join(dict.fromkeys(name for s in saying if (name := self._name(s.source))))
        return Said(names or OWN_WORDS, value.span)

    def _name(self, source: Source) -> str:
        """Return how a source is called: by its name where its words only refer back to it."""
        meant = named_by(source, self._sources)
        if meant.entity is None or meant.text.casefold() not in PRONOUNS:
            return meant.text
        return next((s.text for s in self._sources.values() if _is_named(s, meant)), meant.text)


def each_once(found: Sequence[Disagreement]) -> list[Disagreement]:
    """Return the disagreements without those that say the same of the same words, as two lines of descent may."""
    seen: dict[object, Disagreement] = {}
    for disagreement in found:
        words = frozenset((value.article, value.span) for value in disagreement.values)
        seen.setdefault((disagreement.slot, disagreement.type, words), disagreement)
    return list(seen.values())


def _is_named(source: Source, meant: Source) -> bool:
    """Tell whether a source is the one meant, called by more than a pronoun in the same article."""
    here = source.span is not None and meant.span is not None and source.span.article == meant.span.article
    return here and source.entity == meant.entity and source.text.casefold() not in PRONOUNS


def _names(source: Source, span: Span) -> bool:
    return source.span is not None and source.span.overlaps(span)
