"""The details of a text: names, numbers, dates and quotations, each under a key that survives respelling and rewording.

Which details a telling has, and not how it words them, shows from whom it was told; so grouping, tracing and claims all read these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from stemma.lang.calendar import MONTHS, WEEKDAYS
from stemma.lang.exonyms import plain_name
from stemma.model.article import Article, BlockKind
from stemma.model.ids import content_id
from stemma.model.span import Span
from stemma.model.words import Detail, Mention, MentionForm, Quantity, Sentence, TimeRef
from stemma.text.normalise import WORD, fold, quoted_ranges, stem
from stemma.text.numbers import Number, find_numbers
from stemma.text.skeleton import skeleton

if TYPE_CHECKING:
    from stemma.stages.extract.text import Text

_CALENDAR = frozenset(MONTHS) | frozenset(WEEKDAYS) | {"today", "yesterday", "tomorrow"}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"\b(?:(?P<month>{_MONTH})\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!,\d)|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:\sof)?\s(?P<month2>{_MONTH})\b)",
    re.I,
)
_TITLE_CASE_SHARE = 0.6
_SHORTEST_QUOTE = 3
_NAMING = frozenset({"PERSON", "ORG", "LOC", "NORP"})


def find_details(
    text: Text, mentions: Sequence[Mention], times: Sequence[TimeRef], quantities: Sequence[Quantity]
) -> tuple[Detail, ...]:
    """Return the details of an article in the order in which they stand.

    Args:
        text: The parsed article.
        mentions: Its mentions; words inside a name count as names even where they open a sentence.
        times: Its time expressions; numbers inside one ("in 2014-2017") are kept as years.
        quantities: Its counted amounts; their bounds do not change the key.
    """
    return details_of(text.article, text.sentences, mentions)


def details_of(article: Article, sentences: Sequence[Sentence], mentions: Sequence[Mention] = ()) -> tuple[Detail, ...]:
    """Return the details of an article from its sentences alone, with its mentions where there are any."""
    names = _Names(article.text, sentences, mentions)
    quotes = quoted_ranges(article.text)
    found: list[Detail] = []
    for sentence in sentences:
        dates = list(_dates(article, sentence))
        found.extend(dates)
        found.extend(_numbers(article, sentence, dates))
        found.extend(names.in_sentence(sentence))
        found.extend(_quotes(article, sentence, quotes))
    return tuple(sorted(found, key=lambda detail: (detail.span, detail.kind, detail.key)))


def _dates(article: Article, sentence: Sentence) -> Iterator[Detail]:
    for match in _DATE.finditer(article.text, sentence.span.start, sentence.span.end):
        month = MONTHS[(match["month"] or match["month2"]).lower()]
        day = int(match["day"] or match["day2"])
        if 1 <= day <= 31:
            yield Detail("date", f"{month:02d}-{day:02d}", Span(article.id, *match.span()), sentence.id)


def _numbers(article: Article, sentence: Sentence, dates: list[Detail]) -> Iterator[Detail]:
    start, end = sentence.span.start, sentence.span.end
    for number in find_numbers(article.text[start:end]):
        span = Span(article.id, start + number.start, start + number.end)
        if not any(date.span.overlaps(span) for date in dates) and not _is_label(article.text, span, number):
            yield Detail("number", number.key, span, sentence.id, value=number.base, unit=number.unit)


def _is_label(text: str, span: Span, number: Number) -> bool:
    """Tell whether a number is part of a name ("F-16", "G20") and not an amount."""
    before = text[max(0, span.start - 2) : span.start]
    return len(before) == 2 and before[1] == "-" and before[0].isupper() and number.unit is None


def _quotes(article: Article, sentence: Sentence, quotes: Sequence[tuple[int, int]]) -> Iterator[Detail]:
    for start, end in quotes:
        if sentence.span.start <= start < sentence.span.end:
            words = [stem(match[0]) for match in WORD.finditer(article.text, start, end)]
            if len(words) >= _SHORTEST_QUOTE:
                yield Detail("quote", content_id("q", words), Span(article.id, start, end), sentence.id)


class _Names:
    """The capitalised words of one text that name something.

    A word counts where it stands capitalised inside a sentence, or is part of a name that the pipeline found; words seen in lower case
    elsewhere in the text, calendar words and the words of title-case headlines do not count by their capital alone.
    """

    def __init__(self, text: str, sentences: Iterable[Sentence], mentions: Iterable[Mention]) -> None:
        self._text = text
        self._inside = _characters_of_names(mentions)
        self._small: set[str] = set()
        self._mid: set[str] = set()
        self._candidates: dict[str, list[tuple[int, int]]] = {}
        for sentence in sentences:
            self._read(sentence)

    def in_sentence(self, sentence: Sentence) -> Iterator[Detail]:
        """Yield the words of names in `sentence`."""
        for start, end in self._candidates.get(sentence.id, ()):
            word = self._text[start:end]
            lower = word.lower()
            named = start in self._inside or (word in self._mid and lower not in self._small)
            if named and lower not in _CALENDAR:
                yield Detail("name", skeleton(plain_name(word)), Span(sentence.span.article, start, end), sentence.id)

    def _read(self, sentence: Sentence) -> None:
        words = [match.span() for match in WORD.finditer(self._text, sentence.span.start, sentence.span.end)]
        letters = [
            (start, _without_genitive(self._text, start, end)) for start, end in words if self._text[start].isalpha()
        ]
        capital = [(start, end) for start, end in letters if self._text[start].isupper() and end - start > 1]
        titled = sentence.kind is BlockKind.HEADLINE or len(capital) > _TITLE_CASE_SHARE * max(len(letters), 4)
        self._candidates[sentence.id] = capital
        self._small.update(self._text[start:end] for start, end in letters if self._text[start].islower())
        if not titled:
            self._mid.update(
                self._text[start:end]
                for start, end in capital
                if not _opens_sentence(self._text, start, sentence.span.start)
            )


def _characters_of_names(mentions: Iterable[Mention]) -> set[int]:
    named = (m for m in mentions if m.form is MentionForm.NAME and m.label in _NAMING)
    return {offset for mention in named for offset in range(mention.span.start, mention.span.end)}


def _without_genitive(text: str, start: int, end: int) -> int:
    return end - 2 if end - start > 3 and fold(text[end - 2 : end]) in ("'s", "’s") else end


def _opens_sentence(text: str, start: int, sentence_start: int) -> bool:
    """Tell whether a word opens its sentence, a quotation or a clause after a colon, where a capital says nothing."""
    before = text[sentence_start:start].rstrip()
    return not before or before[-1] in '"“”«»„‘:([—–-.?!*•'
