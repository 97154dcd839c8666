"""Times: what the words mean against the article's date, and what they mean without one."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.model.article import Article, Basis, Block, BlockKind, Published
from stemma.model.span import Span
from stemma.model.words import Sentence, TimeRef
from stemma.stages.extract.text import Text
from stemma.stages.extract.times import find_times

_NLP = spacy.blank("en")
_NLP.add_pipe("sentencizer")


def read(words: str, published: str | None = "2020-09-28", latest: str | None = None) -> Text:
    doc = _NLP(words)
    when = Published(published, latest or published, Basis.STATED) if published else Published()
    article = Article("a", ("a",), "", words, (Block(0, len(words), BlockKind.BODY),), published=when)
    bounds = tuple((sent.start, sent.end) for sent in doc.sents)

    def offsets(first: int, end: int) -> tuple[int, int]:
        return doc[first].idx, doc[end - 1].idx + len(doc[end - 1])

    sentences = tuple(Sentence(f"s{i}", Span("a", *offsets(*b)), i, BlockKind.BODY) for i, b in enumerate(bounds))
    return Text(article, doc, offsets, sentences, bounds)


def times(words: str, published: str | None = "2020-09-28", latest: str | None = None) -> list[TimeRef]:
    return list(find_times(read(words, published, latest)))


# Monday 28 September 2020 is the article's day throughout.
@pytest.mark.parametrize(
    ("words", "said", "value", "earliest", "latest"),
    [
        ("It began on Sept. 11, 2001.", "Sept. 11, 2001", "2001-09-11", "2001-09-11", "2001-09-11"),
        ("It began on 28 September 2020.", "28 September 2020", "2020-09-28", "2020-09-28", "2020-09-28"),
        ("They left yesterday.", "yesterday", "2020-09-27", "2020-09-27", "2020-09-27"),
        ("They left last week.", "last week", "2020-W39", "2020-09-21", "2020-09-27"),
        ("They left three days ago.", "three days ago", "2020-09-25", "2020-09-25", "2020-09-25"),
        ("They left a week ago.", "a week ago", "2020-09-21", "2020-09-17", "2020-09-25"),
        ("They met on Sunday.", "Sunday", "2020-09-27", "2020-09-27", "2020-09-27"),
        ("In January, it fell.", "January", "2020-01", "2020-01-01", "2020-01-31"),
        ("In December, it fell.", "December", "2019-12", "2019-12-01", "2019-12-31"),
        ("It grew in 2014-2017.", "2014-2017", "P3Y", "2014-01-01", "2017-12-31"),
        ("In recent weeks attacks increased.", "recent weeks", "PXW", "2020-07-20", "2020-09-28"),
        ("They met late on Monday.", "late on Monday", "2020-09-28", "2020-09-28", "2020-09-28"),
        (
            "Sales rose in the third quarter of 1989.",
            "the third quarter of 1989",
            "1989-Q3",
            "1989-07-01",
            "1989-09-30",
        ),
        ("It fell in the mid-1990s.", "the mid-1990s", "199", "1990-01-01", "1999-12-31"),
        ("It fell last year.", "last year", "2019", "2019-01-01", "2019-12-31"),
        ("They meet at 3 p.m. on Tuesday.", "3 p.m. on Tuesday", "2020-09-22T15:00", "2020-09-22", "2020-09-22"),
    ],
)
def test_values_against_the_article(words: str, said: str, value: str, earliest: str, latest: str) -> None:
    found = times(words)
    assert [(words[ref.span.start : ref.span.end], ref.value, ref.earliest, ref.latest) for ref in found] == [
        (said, value, earliest, latest)
    ]


@pytest.mark.parametrize(
    "words",
    [
        "He may march.",
        "Some 2,000 people came.",
        "2000 troops left.",
        "The second man spoke.",
        "Mr. May spoke.",
        "A 34-year-old man.",
    ],
)
def test_doubles_are_no_times(words: str) -> None:
    assert times(words) == []


def test_without_a_date_nothing_is_guessed() -> None:
    found = times("They left last week, on Monday, and vote on November 3.", published=None)
    assert [(ref.value, ref.earliest, ref.latest) for ref in found] == [
        (None, None, None),
        ("XXXX-WXX-1", None, None),
        ("XXXX-11-03", None, None),
    ]
    assert {ref.anchor for ref in found} == {"a"}


def test_bounds_of_the_article_bound_its_times() -> None:
    (ref,) = times("They vote on November 3.", published="2020-09-03", latest="2020-10-27")
    assert ref.value == "2020-11-03"
    (ref,) = times("They left a week ago.", published="2020-09-03", latest="2020-10-27")
    assert (ref.value, ref.earliest, ref.latest) == (None, "2020-08-23", "2020-10-24")


def test_narrative_anchor_is_the_time_told_before() -> None:
    first, second = times("It broke on 5 March 2019. Three days earlier it had rained.")
    assert second.value == "2019-03-02"
    assert second.anchor == first.id


def test_sets_are_sets() -> None:
    assert [(ref.type, ref.value) for ref in times("They meet every Monday and daily.")] == [
        ("SET", "XXXX-WXX-1"),
        ("SET", "P1D"),
    ]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("0123456789 -/.,:'’adehnorstuwyJMSTWFoO\n"), max_size=200))
def test_any_text_is_read_and_spans_lie_inside(words: str) -> None:
    for ref in times(words):
        assert 0 <= ref.span.start < ref.span.end <= len(words)
        assert ref.earliest is None or ref.latest is None or ref.earliest <= ref.latest


def test_long_runs_end_soon() -> None:
    times("one two three four five " * 400 + "1 1 1 1 " * 400 + "the last the last " * 300)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("It began at half past seven.", "2020-09-28T07:30"),
        ("The alarm came at a quarter to six, she said.", "2020-09-28T05:45"),
        ("Ten to twelve, the screens went black.", "2020-09-28T11:50"),
        ("They counted from nine in the evening.", "2020-09-28T21:00"),
        ("The ground shook at 13.07 hours.", "2020-09-28T13:07"),
        ("It opens at 9 o'clock.", "2020-09-28T09:00"),
    ],
)
def test_hours_told_in_words(words: str, value: str) -> None:
    assert [time.value for time in times(words)] == [value]


def test_a_range_of_a_count_is_no_hour() -> None:
    assert times("Ten to twelve rockets were fired.") == []
