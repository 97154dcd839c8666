"""What looks like a difference and is none: places in a row of pictures, and the same few words of two witnesses."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from stemma.model.lineage import Relation
from stemma.model.span import Span
from stemma.model.words import Quantity
from stemma.stages.weigh.figures import Figure
from stemma.stages.weigh.numbers import _without_places
from stemma.stages.weigh.quotations import Quotation, _says_the_same


def kept(*words: str) -> list[str]:
    text, figures = "", []
    for number, said in enumerate(words):
        span = Span("a", len(text), len(text) + len(said))
        text += said
        quantity = Quantity(str(number), span, "count", None, float(said.split()[0]), None)
        measure = ("count", said.split()[-1].lower())
        figures.append(Figure(quantity, "a", measure, None, "s", number, True, False, frozenset()))
    weighed = cast(Any, SimpleNamespace(words=lambda span: text[span.start : span.end]))
    return [text[f.quantity.span.start : f.quantity.span.end] for f in _without_places(figures, weighed)]


def test_numbers_of_pictures_are_no_counts() -> None:
    row = [f"{place} of 25 Photos" for place in (2, 3, 7)]
    assert kept(*row, "25 Photos", "25 people", "4 photos") == ["25 people", "4 photos"]


def test_a_share_told_once_is_a_count() -> None:
    assert kept("3 of 5 judges", "4 of 5 judges") == ["3 of 5 judges", "4 of 5 judges"]


def quoted(article: str, *words: str) -> Quotation:
    return Quotation(cast(Any, SimpleNamespace(id=article)), cast(Any, None), Span(article, 0, 1), words)


def test_few_common_words_are_one_quotation_only_along_a_step() -> None:
    pair = quoted("a", "there", "were", "bodies", "everywhere"), quoted("b", "bodies", "are", "lying", "everywhere")
    assert not _says_the_same(*pair, {})
    assert _says_the_same(*pair, {frozenset(("a", "b")): Relation.REWRITE})
