"""What says the same is one value, and what is one matter one disagreement; what only seems to differ is none."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from tests.stages.claims.made import telling

from stemma.model.claim import Clash, Disagreement, Value
from stemma.model.lineage import Story
from stemma.model.span import Reason, Span
from stemma.model.statement import Count, Source, Statement
from stemma.model.words import Governor, Proposition, Quantity, Role
from stemma.stages.weigh.absences import find_absences
from stemma.stages.weigh.disagree import _grade, _one_matter, _told, _words_of_side, each_once
from stemma.stages.weigh.figure_pairs import nearest_only, one_wording, parts_and_wholes
from stemma.stages.weigh.figures import Figure
from stemma.stages.weigh.firmer import _firmness, _is_one
from stemma.stages.weigh.quotations import Quotation, _reworded, _says_the_same
from stemma.stages.weigh.steps import read_page
from stemma.stages.weigh.values import Weighed
from stemma.stages.weigh.whose import _dropped

SPAN = Span("a", 0, 1)


def figures(text: str, *told: tuple[str, float, str | None]) -> tuple[list[Figure], Any]:
    found = []
    for number, (words, value, hedge) in enumerate(told):
        at = text.index(words)
        quantity = Quantity(str(number), Span("a", at, at + len(words)), "killed", value, value, value, "person", hedge)
        found.append(Figure(quantity, "a", ("killed", "person"), None, "s", number, True, False, frozenset()))
    article = SimpleNamespace(article=SimpleNamespace(text=text))
    return found, cast(Any, SimpleNamespace(words=lambda s: text[s.start : s.end], tellings={"a": article}))


def test_equal_figures_have_one_wording() -> None:
    text = "At least 17 people died. The toll was put at 17. Seventeen people drowned. Now 22"
    told = [("At least 17 people", 17.0, "at least"), ("17.", 17.0, None), ("Seventeen people", 17.0, None)]
    found, weighed = figures(text, *told, ("22", 22.0, None))
    assert one_wording(found, weighed) == {17.0: "17.", 22.0: "22"}


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The first 200 of 600 soldiers came", "600 soldiers", 600.0),
        ("200 soldiers came, out of 600", "200 soldiers", 200.0),
    ],
)
def test_a_part_is_no_other_count_than_the_whole(text: str, words: str, value: float) -> None:
    assert parts_and_wholes(*figures(text, (words, value, None))) == {frozenset((200.0, 600.0))}


def test_a_rounded_figure_stands_for_the_nearest() -> None:
    over, near, far = figures(
        "over 400, 410, 560", ("over 400", 400.0, "over"), ("410", 410.0, None), ("560", 560.0, None)
    )[0]
    by_type = {"variant": [over, near, over, far]}
    nearest_only(by_type)
    assert by_type == {"variant": [over, near]}


def disagreement(
    key: str, slot: str, kind: str, claims: tuple[str, ...], at: int, parent: str | None = None
) -> Disagreement:
    values = tuple(Value(article, article, Span(article, at, at + 1)) for article in ("one", "other"))
    return Disagreement(key, "story", claims, slot, kind, values, "certain", parent, None)


def test_each_disagreement_is_told_once() -> None:
    beside = disagreement("beside", "source", "variant", ("a",), 3)
    along = disagreement("along", "source", "variant", ("a",), 3, "parent")
    wide = disagreement("wide", "status", "update", ("a", "b", "c"), 5)
    narrow = disagreement("narrow", "status", "update", ("b", "c"), 7)
    lost = [disagreement(key, "omission", "omission", ("a",), 9, "parent") for key in ("first child", "second child")]
    assert [d.id for d in each_once([beside, along, wide, narrow, *lost])] == [
        "along",
        "wide",
        "first child",
        "second child",
    ]


def absent(one: list[Any], other: list[Any]) -> list[set[str]]:
    tellings = {t.article.id: t for t in (telling("one", one), telling("other", other))}
    pages = {key: read_page(t) for key, t in tellings.items()}
    weighed = Weighed(tellings, {}, {}, {}, {}, pages, {}, {})
    return [{v.value for v in d.values} for d in find_absences(Story("story", "", tuple(tellings)), weighed)]


IGNORED = ("The driver ignored a barrier on the road", "ignore", {"A0": "The driver", "A1": "a barrier"}, [])


def none(words: str, thing: str) -> Any:
    return (words, "be", {"A0": thing}, ["no"])


def test_what_one_says_was_not_there_and_another_tells_of() -> None:
    found = absent([IGNORED], [none("There was no barrier on the road", "barrier")])
    assert found == [{"There was no barrier on the road", "The driver ignored a barrier on the road"}]


@pytest.mark.parametrize(
    ("words", "thing"),
    [
        ("There was no policeman on the road", "policeman"),
        ("There was no evidence on the road", "evidence"),
        ("There was no barrier in that town", "barrier"),
    ],
)
def test_other_things_and_other_places_are_no_denial(words: str, thing: str) -> None:
    assert absent([IGNORED], [none(words, thing)]) == []


def clause(
    predicate: str, words: str, *, tense: str = "past", a1: str = "", governors: tuple[tuple[str, str], ...] = ()
) -> Proposition:
    roles = (Role("A1", SPAN, a1),) if a1 else ()
    made = tuple(Governor(lemma, kind, SPAN) for lemma, kind in governors)
    return Proposition("p", SPAN, "s", predicate, SPAN, made, roles, tense, terms=tuple(words.split()))


@pytest.mark.parametrize(
    ("governors", "tense", "firm"),
    [
        ((("if", "condition"), ("would", "modal")), "past", 0),
        ((("consider", "plan"),), "past", 0),
        ((("plan", "plan"),), "past", 1),
        ((("will", "modal"),), "future", 2),
        ((), "past", 3),
    ],
)
def test_how_firmly_an_act_is_told(governors: tuple[tuple[str, str], ...], tense: str, firm: int) -> None:
    assert _firmness(clause("move", "move family", tense=tense, governors=governors)) == firm


@pytest.mark.parametrize(
    ("below", "one"),
    [
        (clause("evacuate", "family second dam evacuate", a1="family"), True),
        (clause("live", "family second dam live", a1="that"), False),
        (clause("count", "vote town", a1="vote"), False),
    ],
)
def test_one_act_ahead_and_done(below: Proposition, one: bool) -> None:
    assert _is_one(clause("move", "move family live second dam", a1="family"), below, 0.5) is one


def quoted(article: str, words: str, names: frozenset[str] = frozenset()) -> Quotation:
    return Quotation(
        cast(Any, SimpleNamespace(id=article, telling=SimpleNamespace(text_of=lambda *_: words))),
        cast(Any, None),
        Span(article, 0, 1),
        tuple(words.split()),
        names,
    )


def test_another_spelling_is_no_other_wording() -> None:
    pair = quoted("a", "destabilizing acts isolate them"), quoted("b", "destabilising acts isolate them")
    assert not _reworded(*pair)
    assert _reworded(quoted("a", "we pulled children out"), quoted("b", "we took children down"))


def test_names_in_common_make_no_quotation_one() -> None:
    name = frozenset({"north", "korea"})
    pair = (
        quoted("a", "north korea launched early rockets", name),
        quoted("b", "north korea launched nothing new", name),
    )
    assert not _says_the_same(*pair, {})


def said(key: str, text: str, who: str, content: str, *, kind: str = "office", within: str | None = None) -> Statement:
    spans = [Span("a", text.index(words), text.index(words) + len(words)) for words in (who, content)]
    source = Source(key, spans[0], who, kind, False, Count(None, None))
    return Statement(key, "a", "s", (spans[1],), None, source, "indirect", "say", within=within)


def step_of(above: str, below: str) -> Any:
    pages = [
        SimpleNamespace(
            telling=SimpleNamespace(
                text_of=lambda start, end, text=text: text[start:end], article=SimpleNamespace(outlet="")
            ),
            words=lambda sentence, text=text: text,
        )
        for text in (above, below)
    ]
    return SimpleNamespace(above=pages[0], below=pages[1])


CHAIN = "A diplomat said the minister had told him that they could live with the deal"


@pytest.mark.parametrize(
    ("below", "lost"),
    [
        ("The minister said that they could live with the deal", "A diplomat"),
        ("The minister, a diplomat said, could live with the deal", None),
    ],
)
def test_who_told_it_is_lost_where_only_the_last_in_a_chain_is_left(below: str, lost: str | None) -> None:
    outer = said("outer", CHAIN, "A diplomat", "the minister had told him that they could live with the deal")
    inner = said("inner", CHAIN, "the minister", "they could live with the deal", within="outer")
    left = said("left", below, "The minister", "could live with the deal")
    found = _dropped(step_of(CHAIN, below), [outer, inner], [left], cast(Any, None))
    assert (None if found is None else found[0].source.text) == lost


def clash(left: str, right: str, *states: str) -> Clash:
    return Clash(left, right, "status", "certain", tuple(Reason("state", state) for state in states))


def test_one_recall_is_one_disagreement() -> None:
    acts = {"threatened": "recall", "done": "recall", "headline": "recall", "back": "return"}
    home = {key: SimpleNamespace(id=key) for key in acts}
    weighed = cast(Any, SimpleNamespace(home=home, acts=acts, days_between=lambda *_: 0, tellings={}))
    clashes = [clash("threatened", "done"), clash("threatened", "headline"), clash("threatened", "back")]
    grouped = {("status", tuple(sorted((c.left, c.right)))): [c] for c in clashes}
    assert [[c.right for c in mine] for _, mine in _one_matter(grouped, weighed)] == [["back"], ["done", "headline"]]


def test_two_acts_still_ahead_exclude_each_other_only_perhaps() -> None:
    weighed = cast(Any, SimpleNamespace(days_between=lambda *_: 0))
    assert _grade(clash("recall", "return", "open", "open"), weighed) == "possible"
    assert _grade(clash("recall", "recalled", "open", "so"), weighed) == "certain"


def test_claims_on_one_side_have_one_wording() -> None:
    def claim(key: str, text: str, status: str, tellings: int = 1) -> Any:
        return SimpleNamespace(id=key, text=text, polarity="positive", status=status, tellings=("t",) * tellings)

    done, headline = (
        claim("done", "It recalled its envoy", "asserted", 2),
        claim("headline", "It recalls its envoy", "asserted"),
    )
    ahead = claim("ahead", "It will recall its envoy", "planned", 3)
    apart = {frozenset(("done", "ahead")), frozenset(("headline", "ahead"))}
    assert {_words_of_side(c, [done, headline, ahead], apart) for c in (done, headline)} == {done.text}
    assert _words_of_side(ahead, [done, headline, ahead], apart) == ahead.text
    assert _words_of_side(headline, [done, headline], {frozenset(("done", "headline"))}) == headline.text


def test_of_two_answers_to_one_question_the_quoted_words_are_shown() -> None:
    texts = {"one": "Asked how, he said: “By blows”", "other": "Asked how, he replied: “Attacks”"}
    quoted = tuple(Span(key, text.index("“"), len(text)) for key, text in texts.items())
    answers = Clash("one", "other", "quote wording", "certain", (Reason("quoted words", None, None, quoted),))
    home = {key: SimpleNamespace(id="claim") for key in texts}
    weighed = cast(Any, SimpleNamespace(home=home, words=lambda span: texts[span.article][span.start : span.end]))
    assert [told.value for told in _told([answers], ("claim",), weighed)] == ["“By blows”", "“Attacks”"]


def test_one_difference_in_time_is_told_once() -> None:
    def times(key: str, end: int) -> Disagreement:
        values = tuple(Value(article, article, Span(article, 2, end)) for article in ("one", "other"))
        return Disagreement(key, "story", ("a", "b"), "time", "conflict", values, "certain")

    assert [d.id for d in each_once([times("clause", 9), times("day", 4)])] == ["clause"]
