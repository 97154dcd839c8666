"""What looks like a difference and is none: places in a row of pictures, and the same few words of two witnesses."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from stemma.model.lineage import Relation
from stemma.model.span import Span
from stemma.model.words import Quantity
from stemma.stages.weigh.figures import Figure, _dimension
from stemma.stages.weigh.numbers import _comparable, _without_places
from stemma.stages.weigh.quotations import Quotation, _reworded, _says_the_same


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
    return Quotation(
        cast(Any, SimpleNamespace(id=article, statements={})),
        cast(Any, SimpleNamespace(id=f"{article}:0")),
        Span(article, 0, 1),
        words,
    )


def test_few_common_words_are_one_quotation_only_along_a_step() -> None:
    pair = quoted("a", "there", "were", "bodies", "everywhere"), quoted("b", "bodies", "are", "lying", "everywhere")
    assert not _says_the_same(*pair, {})
    assert _says_the_same(*pair, {frozenset(("a", "b")): Relation.REWRITE})


def test_a_short_phrase_is_no_wording_of_a_long_sentence_by_another() -> None:
    thoughts = quoted("a", "thoughts", "with", "those", "affected")
    longer = quoted("b", *"my thoughts go to the girl her family relatives friends and neighbours of peter".split())
    assert not _says_the_same(thoughts, longer, {frozenset(("a", "b")): Relation.REWRITE})


def whole(article: str, text: str) -> Quotation:
    page = SimpleNamespace(id=article, telling=SimpleNamespace(text_of=lambda start, end: text[start:end]))
    words = tuple(word.strip("[].,").casefold() for word in text.split())
    return Quotation(cast(Any, page), cast(Any, None), Span(article, 0, len(text)), words)


def test_spelling_and_words_in_brackets_are_no_other_wording() -> None:
    assert not _reworded(
        whole("a", "destabilizing actions only harm them"), whole("b", "destabilising actions only harm them")
    )
    assert not _reworded(whole("a", "stop askin about it now"), whole("b", "stop asking about it now"))
    assert not _reworded(
        whole("a", "[All Nippon Airways] would like to apologise"), whole("b", "ANA would like to apologise")
    )
    assert _reworded(whole("a", "we were heading into the unknown"), whole("b", "we were going into the unknown"))


def figure(text: str, words: str, kind: str, unit: str) -> Figure:
    start = text.index(words)
    quantity = Quantity("q", Span("a", start, start + len(words)), kind, None, 5.0, None, unit)
    told = cast(Any, SimpleNamespace(text_of=lambda a, b: text[max(0, a) : b]))
    return Figure(quantity, "a", (kind, unit), None, "s", 0, True, False, frozenset(), _dimension(told, quantity))


def test_how_tall_a_thing_is_and_how_wide_are_two_figures() -> None:
    tall = figure("The rocket, standing 200 feet tall on its pad", "200 feet", "distance", "km")
    wide = figure("The rocket is 40 feet (12 meters) abreast", "12 meters", "distance", "km")
    high = figure("It has a height of 70 metres", "70 metres", "distance", "km")
    bare = figure("It measures 70 metres", "70 metres", "distance", "km")
    assert not _comparable(tall, wide)
    assert _comparable(tall, high)
    assert _comparable(wide, bare)


def test_a_board_of_seven_is_no_count_of_its_members() -> None:
    board = figure("the seven-member board rules", "seven-member", "count", "member")
    two = figure("two members of the board left", "two members", "count", "member")
    assert not _comparable(board, two)
    assert _comparable(two, two)


def test_the_badly_hurt_are_a_part_of_the_hurt() -> None:
    badly = figure("84 people have died and 18 are critically injured", "18", "injured", "person")
    hurt = figure("around 100 people were injured, officials said", "around 100 people", "injured", "person")
    assert not _comparable(badly, hurt)
    assert _comparable(hurt, hurt)
