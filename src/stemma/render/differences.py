"""Disagreements side by side: values in their sentences, the words that differ marked, kinds of difference kept apart."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from stemma.model.claim import Disagreement, Value
from stemma.model.report import StoryReport
from stemma.model.span import Span
from stemma.render.quote import Quoter
from stemma.render.word_diff import Word, word_diff

HEADINGS = {
    "conflict": "They cannot both hold as told",
    "update": "Later reports give another value",
    "hardening": "Told more firmly than where it comes from",
    "variant": "The same in other words or another spelling",
    "omission": "Left out",
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
_CONTEXT = 160


@dataclass(frozen=True, slots=True)
class ShownValue:
    """One value with who says it: the value's words, and what stands before and after it in its sentence.

    `label` is the value where it does not stand in the words as such; `where` links each telling that has it to its words.
    """

    label: str
    before: str
    words: tuple[Word, ...]
    after: str
    where: tuple[tuple[str, Span | None], ...]
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A disagreement, what it is about in words, and its values."""

    found: Disagreement
    about: str
    values: tuple[ShownValue, ...]


@dataclass(frozen=True, slots=True)
class DifferenceGroup:
    """Disagreements of one type."""

    type: str
    heading: str
    differences: tuple[Difference, ...]


def group_differences(found: Sequence[Disagreement], story: StoryReport, quote: Quoter) -> tuple[DifferenceGroup, ...]:
    """Return disagreements by type in the order of `HEADINGS`, then any other type."""
    sentences = _Sentences(story)
    by_type: dict[str, list[Difference]] = {kind: [] for kind in HEADINGS}
    for disagreement in found:
        by_type.setdefault(disagreement.type, []).append(_difference(disagreement, sentences, quote))
    return tuple(
        DifferenceGroup(kind, HEADINGS.get(kind, kind), tuple(members)) for kind, members in by_type.items() if members
    )


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


def _difference(found: Disagreement, sentences: _Sentences, quote: Quoter) -> Difference:
    groups: dict[str, list[Value]] = {}
    for value in found.values:
        groups.setdefault(" ".join(value.value.casefold().split()), []).append(value)
    members = list(groups.values())
    texts = [_words_of(group[0], quote) for group in members]
    shown = []
    for number, group in enumerate(members):
        other = texts[0] if number else (texts[1] if len(texts) > 1 else texts[0])
        words = word_diff(texts[number], other, every_word=True)[0]
        shown.append(_shown(group, words, sentences, quote))
    return Difference(found, SLOTS.get(found.slot, found.slot), tuple(shown))


def _words_of(value: Value, quote: Quoter) -> str:
    return value.value if value.span is None else quote(value.span)


def _shown(group: Sequence[Value], words: tuple[Word, ...], sentences: _Sentences, quote: Quoter) -> ShownValue:
    first = group[0]
    before = after = ""
    if first.span is not None:
        around = sentences.around(first.span)
        before = quote(Span(around.article, max(around.start, first.span.start - _CONTEXT), first.span.start))
        after = quote(Span(around.article, first.span.end, min(around.end, first.span.end + _CONTEXT)))
    said = "".join(word.text for word in words).casefold()
    return ShownValue(
        label="" if first.value.casefold() in said or first.span is None else first.value,
        before=before,
        words=words,
        after=after,
        where=tuple((value.article, value.span) for value in group),
        origins=tuple(dict.fromkeys(origin for value in group for origin in value.origins)),
    )
