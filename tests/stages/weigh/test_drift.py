"""What a step of descent changes: caveats kept and dropped, quotations and names reworded."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from stemma.lang.acts import excluding_acts, same_act
from stemma.lang.caveats import find_caveats
from stemma.model.article import Article, Block, BlockKind
from stemma.model.extracted import Extracted
from stemma.model.span import Span
from stemma.model.statement import Count, Source
from stemma.model.words import (
    Entity,
    EntityKind,
    EntityMention,
    Governor,
    Mention,
    MentionForm,
    Proposition,
    Quantity,
    Role,
    Sentence,
    TimeRef,
)
from stemma.stages.weigh.contrasts import Value, _contrasts
from stemma.stages.weigh.figures import Figure
from stemma.stages.weigh.firmer import _is_one
from stemma.stages.weigh.hardening import _is_described, _only_names, _shares_too_little
from stemma.stages.weigh.hardening import _one_act as _one_act_of_two
from stemma.stages.weigh.moments import Moment, _of_one_act
from stemma.stages.weigh.names import _respelled, _spellings
from stemma.stages.weigh.steps import read_page
from stemma.stages.weigh.two_counts import two_counts
from stemma.stages.weigh.unread_names import find_unread_names, first_whole
from stemma.stages.weigh.values import Weighed
from stemma.text.moments import time_apart

CAVEATS = [
    ("The ministry denied this.", {"denial"}),
    ("The county government rejected the accusation.", {"denial"}),
    ('"We cannot deny that it was an attack," he said.', set()),
    ("The agency was not able to establish whether the warning arrived.", {"unverified"}),
    ("The clerk spoke on condition of anonymity.", {"unnamed"}),
    ("The regulator declined to comment.", {"no comment"}),
    ("But the doses have not arrived yet.", {"not yet"}),
    ("They said they did not know by whom.", {"unknown"}),
    ("The suspect was not identified by witnesses.", set()),
    ("The council rejected the budget.", set()),
    ("The soldiers did not respond to the attack.", set()),
    ("The guards refused to respond to the provocation.", set()),
    ("The ministry did not immediately respond to a request for comment.", {"no comment"}),
    ("Oven did not answer messages.", {"no comment"}),
    ("The mayor was dismissed in July on account of lost money.", set()),
    ("No part of the plant was hit.", set()),
    ("He asked us not to say which of the seven he is.", {"unnamed"}),
    ("He asked me to leave out his name.", {"unnamed"}),
    ("She spoke to the daily on condition that she was not named.", {"unnamed"}),
    ("The airport would not discuss security equipment.", {"no comment"}),
    ("Reuters could not reach the minister.", {"no comment"}),
    ("Nirapod Soft did not reply to my questions.", {"no comment"}),
    ("It is not known whether the participant received the vaccine.", {"unknown"}),
    ("He asked the crew to change the course.", set()),
    ("Prof. Sallis, who has no part in the study, is careful.", set()),
    ("He had no part in the plot, he said.", {"denial"}),
    ("The clerk said the form bore no such remark.", {"denial"}),
    ("In this case, it made no such claim.", set()),
    ("He offered no evidence.", {"unverified"}),
    ("The candidate alleged fraud without giving any proof.", {"unverified"}),
    ("We have no evidence of it.", {"unverified"}),
    ("They said they had seen nobody vote a second time.", {"unverified"}),
    ("The pilot saw nothing odd about the captain.", set()),
    ("She will be treated as innocent until the second sample speaks.", set()),
]


@pytest.mark.parametrize(("sentence", "kinds"), CAVEATS)
def test_caveats_are_told_by_their_phrases(sentence: str, kinds: set[str]) -> None:
    assert {kind for kind, _, _ in find_caveats(sentence)} == kinds


@pytest.mark.parametrize(
    ("one", "other", "same", "excluding"),
    [
        ("choose", "hire", True, False),
        ("resume", "suspend", False, True),
        ("confirm", "withdraw", False, True),
        ("turn_down", "approve", False, True),
        ("walk", "sing", False, False),
    ],
)
def test_acts_by_class(one: str, other: str, same: bool, excluding: bool) -> None:
    assert (same_act(one, other), excluding_acts(one, other)) == (same, excluding)


@pytest.mark.parametrize(
    ("one", "other", "variant"),
    [
        ("Joseph Lekuton", "Yosef Lekuton", True),
        ("Ibou Diarra", "Ibu Diara", True),
        ("Khalid Al Marzouqi", "Khaled el-Marzuki", True),
        ("Tazarin Front", "Front of Tazarine", True),
        ("Issoufou Maiga", "Issoufou Maïga", True),
        ("Davaa Tumurbat", "Tumurbat Davaa", True),
        ("Lkhagvaa Enkhtuya", "Lhagva Enhtuya", True),
        ("Belgium KV Terhuk", "KV Terhoek", True),
        ("Kim Jong-un", "Kim Yong-hyun", False),
        ("Defence Ministry", "Defense Ministry", False),
        ("Anna Berg", "Anna Holm", False),
        ("Yamchun Poyon", "Jamtschun Pojon", True),
        ("Manizha Odinaeva", "Manischa Odinajewa", True),
        ("Dusan Pregelj", "SURT Dushan Pregel", True),
        ("Nimal Jayakody", "Nimal Jayakodi", True),
        ("Quillaris", "Quilaris", True),
        ("Libya", "Libyan", False),
        ("Traveller", "Traveler", False),
    ],
)
def test_spellings_of_one_name(one: str, other: str, variant: bool) -> None:
    assert _respelled(one, other) is variant


def test_a_people_is_no_spelling_of_its_country_and_capitals_none_of_a_name() -> None:
    tellings, mentions = {}, []
    for number, name in enumerate(("Turkish", "Yosef Lekuton's", "YOSEF LEKUTON")):
        text, key = f"{name} aid came.", f"art_{number}"
        tellings[key] = Extracted(Article(key, (key,), "", text, (Block(0, len(text), BlockKind.BODY),)))
        mentions.append(EntityMention(f"mention_{number}", Span(key, 0, len(name)), MentionForm.NAME))
    entity = Entity("ent_1", "Lekuton", EntityKind.PERSON, (), tuple(mentions))
    assert _spellings(entity, tellings) == {"Yosef Lekuton": {"art_1": Span("art_1", 0, 15)}}


def made(text: str, *names: str) -> Extracted:
    article = Article("art_1", ("art_1",), "", text, (Block(0, len(text), BlockKind.BODY),))
    spans = [Span("art_1", text.index(name), text.index(name) + len(name)) for name in names]
    mentions = tuple(Mention(f"m{s.start}", s, MentionForm.NAME, "PERSON", "", "sen") for s in spans)
    return Extracted(
        article, sentences=(Sentence("sen", Span("art_1", 0, len(text)), 0, BlockKind.BODY),), mentions=mentions
    )


def test_a_spelling_is_shown_where_the_name_stands_in_full() -> None:
    telling = made("Mr Bielak spoke, Tomasz Bielak said.", "Bielak", "Tomasz Bielak")
    assert telling.article.text[slice(*_ends(first_whole("Bielak", telling)))] == "Tomasz Bielak"
    two = made("Kim spoke: Kim Un and Kim Jong.", "Kim", "Kim Un", "Kim Jong")
    assert _ends(first_whole("Kim", two)) == (0, 3)


def test_capitalised_runs_without_a_mention_may_be_names() -> None:
    telling = made("The head of the bank Lhagva Enhtuya met Anna Berg.", "Anna Berg")
    assert [name for name, _, _ in find_unread_names({"art_1": telling})] == ["Lhagva Enhtuya"]


def _ends(span: Span | None) -> tuple[int, int]:
    assert span is not None
    return span.start, span.end


CONTRASTS = [
    ("She was in the car from Sunday evening, not from Sunday morning.", "Sunday evening", "Sunday morning"),
    ("It was not Santa Rosa. It was San Pedro.", "San Pedro", "Santa Rosa"),
    ("The bags lay not in Santa Rosa but in San Pedro.", "San Pedro", "Santa Rosa"),
    ("They lay not only in Santa Rosa but in San Pedro.", None, None),
    ("They went from San Pedro to Santa Rosa.", None, None),
]


@pytest.mark.parametrize(("text", "so", "otherwise"), CONTRASTS)
def test_what_is_said_to_be_otherwise(text: str, so: str | None, otherwise: str | None) -> None:
    names = [name for name in ("Sunday evening", "Sunday morning", "San Pedro", "Santa Rosa") if name in text]
    page = read_page(made(text))
    values = [Value("place", Span("art_1", text.index(n), text.index(n) + len(n)), n.casefold()) for n in names]
    found = [(c.so.key, c.otherwise.key) for c in _contrasts(page, values)]
    assert found == ([] if so is None or otherwise is None else [(so.casefold(), otherwise.casefold())])


def clock(article: str, value: str, words: str, act: str = "begin", *, bound: str | None = None) -> Moment:
    time = TimeRef(f"t{article}", Span(article, 0, 4), "TIME", f"2026-01-01T{value}", "minute")
    return Moment(time, article, f"s{article}", "clock", bound, words, None, (act,), frozenset({"count", "begi"}))


@pytest.mark.parametrize(
    ("act", "likeness", "one_act"),
    [("begin", 0.0, True), ("burn", 0.0, False), ("burn", 0.5, True), ("say", 0.9, False)],
)
def test_hours_are_compared_where_one_act_is_told(act: str, likeness: float, one_act: bool) -> None:
    weighed = Weighed({}, {}, {}, {}, {}, {}, {"sa": {"sb": likeness}}, {})
    assert _of_one_act(clock("a", "09:00", "nine"), clock("b", "10:40", "10:40", act), weighed, near=False) is one_act


def moment(value: str, kind: str, day: str | None = None, granularity: str = "day") -> TimeRef:
    return TimeRef(value, Span("a", 0, 1), kind, value, granularity, day, day)


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ((moment("P2W", "DURATION"), "two weeks"), (moment("P15D", "DURATION"), "fifteen days"), ", near"),
        ((moment("P2D", "DURATION"), "two days"), (moment("P2W", "DURATION"), "two weeks"), ""),
        ((moment("2025-03-03", "DATE", "2025-03-03"), "Monday"), (moment("2025-03-04", "DATE", "2025-03-04"), "Tuesday"), ""),
        ((moment("2025-03-03", "DATE", "2025-03-03"), "Monday"), (moment("2025-03-10", "DATE", "2025-03-10"), "on Monday"), None),
        ((moment("2025-03-03", "DATE", "2025-03-03"), "yesterday"), (moment("2025-03-05", "DATE", "2025-03-05"), "5 March"), None),
        ((moment("2025-03-03", "DATE", "2025-03-03"), "3 March"), (moment("2025-03-23", "DATE", "2025-03-23"), "23 March"), None),
        ((moment("2025-03-03T02:10", "TIME"), "2:10"), (moment("2025-03-03T02:00", "TIME"), "around 2"), ", near"),
    ],
)  # fmt: skip
def test_times_apart(one: tuple[TimeRef, str], other: tuple[TimeRef, str], how: str | None) -> None:
    assert time_apart(one[0], other[0], one[1], other[1]) == how


def figure(article: str, start: int, value: float, *, words: frozenset[str] = frozenset()) -> Figure:
    quantity = Quantity(f"q{start}", Span(article, start, start + 5), "count", value, value, value, "supporter")
    return Figure(quantity, article, ("count", "support"), None, "sen", 0, True, False, words)


@pytest.mark.parametrize(
    ("text", "two"),
    [
        ("It drew 2,000 (police) or 6,000 (organizers) of them.", True),
        ("It drew 2,000 people and 6,000 cars.", False),
    ],
)
def test_two_counts_by_two_sources_of_one_telling(text: str, two: bool) -> None:
    page = read_page(made(text))
    figures = [figure("art_1", text.index(said), value) for said, value in (("2,000", 2000.0), ("6,000", 6000.0))]
    assert bool(list(two_counts(figures, page))) is two


def clause(
    predicate: str, *terms: str, modal: str | None = None, negated: bool = False, dated: bool = True
) -> Proposition:
    span = Span("a", 0, 1)
    kinds = [(modal, "modal")] * (modal is not None) + [("not", "negation")] * negated
    return Proposition(
        id=predicate, span=span, sentence="s", predicate=predicate, predicate_span=span, tense="present", terms=(*terms, predicate),
        governors=tuple(Governor(lemma or "", kind, span) for lemma, kind in kinds), roles=(Role("A0", span, terms[0]),),
        times=("t",) * dated,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("above", "below", "one"),
    [
        (clause("take", "work", "thursday", modal="could"), clause("last", "works", "thursday"), True),
        (clause("take", "work", "thursday"), clause("last", "works", "thursday"), False),
        (clause("take", "work", "thursday", modal="could"), clause("last", "strike", "thursday"), False),
        (clause("take", "work", "thursday", modal="could"), clause("last", "works", "thursday", negated=True), False),
        (clause("take", "work", "gas", modal="could", dated=False), clause("use", "works", "gas", dated=False), False),
    ],
)
def test_what_was_possible_is_told_as_sure(above: Proposition, below: Proposition, one: bool) -> None:
    assert _one_act_of_two(above, below) is one


@pytest.mark.parametrize(
    ("words", "described"),
    [
        ("three of the women", True),
        ("the seismological service", True),
        ("people", False),
        ("some people", False),
        ("our", False),
    ],
)
def test_somebody_unclassed_is_a_source_where_described(words: str, described: bool) -> None:
    source = Source("s", Span("a", 0, 1), words, "unknown", False, Count(None, None))
    assert _is_described(source) is described


def test_a_heading_that_only_names_tells_nothing() -> None:
    span = Span("a", 0, 1)
    named = Proposition("p", span, "s", "naomi", span, (), (), "none", terms=("Naomi", "Chebarus"))
    counted = Proposition("p", span, "s", "wound", span, (), (), "none", terms=("19", "wounded"), quantities=("q",))
    sentence = Sentence("s", span, 0, BlockKind.BODY, ("Naomi", "Chebarus"))
    for told, bare in ((named, True), (counted, False)):
        page = cast(Any, SimpleNamespace(propositions={"s": (told,)}))
        assert _only_names(sentence, page) is bare


def test_a_hedge_is_lost_only_where_more_than_the_act_is_shared() -> None:
    wiped = clause("wipe", "ink", "thumbs", modal="could")
    assert _shares_too_little(wiped, clause("wipe", "they"))
    assert not _shares_too_little(wiped, clause("wipe", "ink"))


@pytest.mark.parametrize(("score", "one"), [(0.86, True), (0.5, False)])
def test_two_words_and_one_bearer_are_one_matter_in_sentences_that_surely_tell_the_same(
    score: float, one: bool
) -> None:
    above, below = clause("restore", "systems", "stages"), clause("come", "systems", "stages")
    assert _is_one(above, below, score) is one
