"""Disagreements side by side: values in their sentences, the words that differ marked, kinds of difference kept apart."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from stemma.model.claim import Disagreement, Value
from stemma.model.report import StoryReport
from stemma.model.span import Span
from stemma.render.phrases import head_of, tail_of, told_as
from stemma.render.quote import Quoter
from stemma.render.whose import WHOSE_SLOTS, Sayers
from stemma.render.word_diff import Word, word_diff

HEADINGS = {
    "conflict": "They cannot both hold as told",
    "update": "Later reports give another value",
    "hardening": "Told more firmly than where it comes from",
    "variant": "The same in other words or another spelling",
    "omission": "Left out",
}
NOTES = {
    "conflict": "A telling that stands on both sides tells both, as the word of different people or in different places.",
    "hardening": "The first wording says whose word it is, or leaves it open; the other states it.",
}
SLOTS = {
    "polarity": "whether it holds",
    "status": "whether it happened",
    "number": "how many",
    "time": "when",
    "place": "where",
    "actor": "who did it",
    "recipient": "to whom",
    "quote wording": "what was said, word for word",
    "source": "who said it",
    "name": "how a name is spelt",
    "attribution": "whose word it is",
    "hedge": "how sure it is",
    "omission": "what one leaves out",
}
_ORDER = ("number", "status", "polarity", "quote wording", "actor", "recipient", "place", "time", "name")
_CONTEXT = 160
_LONGEST_LABEL = 25


@dataclass(frozen=True, slots=True)
class ShownValue:
    """One value with who says it: the value's words, and what stands before and after it in its sentence.

    `label` is the value where it does not stand in the words as such, or who is said to know where that is what differs; `where` links
    each telling that has it to its words; `told_as` is "denied", "planned" … where it is not told as a fact.
    """

    label: tuple[Word, ...]
    before: str
    words: tuple[Word, ...]
    after: str
    where: tuple[tuple[str, Span | None], ...]
    origins: tuple[str, ...]
    told_as: str | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """A disagreement, or several over the same words: what it is about in words, between which two tellings in hand it arose if the second
    has it from the first, and its values.
    """

    found: Disagreement
    about: str
    way: tuple[str, str] | None
    values: tuple[ShownValue, ...]

    @property
    def on_both_sides(self) -> bool:
        """Tell whether a telling has more than one of the values."""
        tellers = [article for value in self.values for article, _ in value.where]
        return len(set(tellers)) < len(tellers)

    @property
    def is_spelling(self) -> bool:
        """Tell whether only the spelling of a name differs."""
        return self.found.slot == "name"


@dataclass(frozen=True, slots=True)
class DifferenceGroup:
    """Disagreements of one type, with a note for those who do not know how to read it."""

    type: str
    heading: str
    differences: tuple[Difference, ...]
    note: str = ""


def group_differences(found: Sequence[Disagreement], story: StoryReport, quote: Quoter) -> tuple[DifferenceGroup, ...]:
    """Return disagreements by type in the order of `HEADINGS`, then any other type; those over the same words are brought together."""
    by_type: dict[str, dict[frozenset[tuple[str, Span | None]], list[Disagreement]]] = {kind: {} for kind in HEADINGS}
    for disagreement in sorted(found, key=_rank):
        words = frozenset((value.article, value.span) for value in disagreement.values)
        by_type.setdefault(disagreement.type, {}).setdefault(words, []).append(disagreement)
    reader = _Reader(story, quote)
    groups = []
    for kind, members in by_type.items():
        if members:
            told = tuple(reader.difference(same) for same in members.values())
            noted = kind != "conflict" or any(difference.on_both_sides for difference in told)
            groups.append(DifferenceGroup(kind, HEADINGS.get(kind, kind), told, NOTES.get(kind, "") if noted else ""))
    return tuple(groups)


def _rank(found: Disagreement) -> int:
    return _ORDER.index(found.slot) if found.slot in _ORDER else len(_ORDER)


class _Reader:
    """Reads disagreements of one story with the sentences and sources around their words."""

    def __init__(self, story: StoryReport, quote: Quoter) -> None:
        self._quote = quote
        self._met: dict[str, int] = {}
        self._sentences = _Sentences(story)
        self._order = {article.id: number for number, article in enumerate(story.articles)}
        self._articles = {node.id: node.article for node in story.stemma.nodes if node.article is not None}
        self._claims = story.claims
        self._origins = {origin.id: origin.label for origin in story.stemma.origins}
        self._sayers = Sayers(story.statements, story.claims)

    def difference(self, same: Sequence[Disagreement]) -> Difference:
        """Return disagreements over the same words as one difference; values told in the same words are brought together."""
        first = same[0]
        self._met[first.id] = self._met.get(first.id, 0) + 1
        if self._met[first.id] > 1:  # a page may hold a name only once
            first = replace(first, id=f"{first.id}.{self._met[first.id]}")
        groups: dict[str, list[Value]] = {}
        for value in first.values:
            groups.setdefault(" ".join(value.value.casefold().split()), []).append(value)
        members = list(groups.values())
        if first.type != "hardening":  # there the weaker wording stands first
            members.sort(key=lambda group: min(self._order.get(value.article, 0) for value in group))
        whose = all(found.slot in WHOSE_SLOTS for found in same)
        said = [self._sayers.of(group[0], first) if whose else None for group in members]
        spans = [who.content if who else group[0].span for group, who in zip(members, said, strict=True)]
        texts = [
            group[0].value if span is None else self._quote(span) for group, span in zip(members, spans, strict=True)
        ]
        labels = [
            who.source if who else _label(group[0], text) for group, who, text in zip(members, said, texts, strict=True)
        ]
        stands = dict(zip(first.values, told_as(first, self._claims), strict=True))
        shown = []
        for number, group in enumerate(members):
            other = 0 if number else min(1, len(members) - 1)
            words = (
                (Word(texts[number], False),) if whose else word_diff(texts[number], texts[other], every_word=True)[0]
            )
            label = word_diff(labels[number], labels[other], every_word=True)[0] if labels[number] else ()
            shown.append(replace(self._shown(group, spans[number], words, label), told_as=stands[group[0]]))
        about = ", ".join(dict.fromkeys(SLOTS.get(found.slot, found.slot) for found in same))
        parent, child = (self._articles.get(node or "") for node in (first.parent, first.child))
        return Difference(first, about, (parent, child) if parent and child else None, tuple(shown))

    def _shown(
        self, group: Sequence[Value], span: Span | None, words: tuple[Word, ...], label: tuple[Word, ...]
    ) -> ShownValue:
        before = after = ""
        if span is not None:
            around = self._sentences.around(span)
            before = tail_of(self._quote(Span(around.article, around.start, span.start)), _CONTEXT)
            after = head_of(self._quote(Span(around.article, span.end, around.end)), _CONTEXT)
        where = tuple(
            (value.article, value.span) for value in sorted(group, key=lambda v: self._order.get(v.article, 0))
        )
        labels = (self._origins[origin] for value in group for origin in value.origins if origin in self._origins)
        return ShownValue(label, before, words, after, where, tuple(dict.fromkeys(labels)))


def _label(value: Value, words: str) -> str:
    is_there = value.value.casefold() in words.casefold() or len(value.value) > _LONGEST_LABEL
    return "" if is_there or value.span is None else value.value


class _Sentences:
    """Finds the sentence around a span."""

    def __init__(self, story: StoryReport) -> None:
        self._spans: dict[str, list[Span]] = {}
        for sentence in story.sentences:
            self._spans.setdefault(sentence.span.article, []).append(sentence.span)
        for spans in self._spans.values():
            spans.sort()
        self._starts = {article: [span.start for span in spans] for article, spans in self._spans.items()}

    def around(self, span: Span) -> Span:
        at = bisect_right(self._starts.get(span.article, []), span.start) - 1
        if at >= 0 and self._spans[span.article][at].covers(span):
            return self._spans[span.article][at]
        return span
