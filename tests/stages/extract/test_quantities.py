"""Quantities: bounds and hedges of numbers, harm bound to its victims, sums and parts. Trees are built by hand."""

from __future__ import annotations

import random

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from stemma.model.article import Article, Block, BlockKind
from stemma.model.span import Span
from stemma.model.words import Quantity, Sentence
from stemma.stages.extract.quantities import find_quantities
from stemma.stages.extract.quantities.numbers import find_number_phrases
from stemma.stages.extract.text import Text

_NLP = spacy.blank("en")


def tree(rows: str) -> Text:
    """Build one sentence from rows `word/POS/lemma/dep/head`, head as number of the word from 0."""
    cells = [row.split("/") for row in rows.split()]
    words, pos, lemmas, deps, heads = (list(column) for column in zip(*cells, strict=True))
    tags = [
        "NN" if p == "NOUN" and w.lower() == n else "NNS" if p == "NOUN" else "VBN" if p == "VERB" else ""
        for w, p, n in zip(words, pos, lemmas, strict=True)
    ]
    doc = Doc(
        _NLP.vocab, words=words, pos=pos, tags=tags, lemmas=lemmas, deps=deps, heads=[int(head) for head in heads]
    )
    article = Article("a", ("a",), "", doc.text, (Block(0, len(doc.text), BlockKind.BODY),))

    def offsets(first: int, end: int) -> tuple[int, int]:
        return doc[first].idx, doc[end - 1].idx + len(doc[end - 1])

    sentence = Sentence("s", Span("a", 0, len(doc.text)), 0, BlockKind.BODY)
    return Text(article, doc, offsets, (sentence,), ((0, len(doc)),))


def found(rows: str) -> list[tuple[str, float | None, float | None, float | None, str]]:
    text = tree(rows)
    return [(q.kind, q.low, q.best, q.high, text.words(q.span)) for q in find_quantities(text, ())]


def test_passive_with_hedge() -> None:
    rows = "At/ADP/at/case/1 least/ADJ/least/nmod/2 12/NUM/12/nummod/3 people/NOUN/people/nsubj:pass/5 were/AUX/be/aux:pass/5 killed/VERB/kill/ROOT/5"
    assert found(rows) == [("killed", 12, 12, None, "At least 12 people")]


def test_sum_of_a_coordination() -> None:
    rows = (
        "Three/NUM/three/nummod/1 children/NOUN/child/nsubj:pass/6 and/CCONJ/and/cc/4 two/NUM/two/nummod/4 women/NOUN/woman/conj/1 were/AUX/be/aux:pass/6 "
        "killed/VERB/kill/ROOT/6"
    )
    assert found(rows) == [("killed", 5, 5, 5, "Three children and two women")]


def test_two_harms_of_one_sentence_even_where_the_tree_is_wrong() -> None:
    rows = (
        "It/PRON/it/nsubj/1 killed/VERB/kill/ROOT/1 14/NUM/14/nummod/3 people/NOUN/people/obj/1 and/CCONJ/and/cc/5 wounded/VERB/wound/conj/3 "
        "more/ADV/more/advmod/8 than/ADP/than/case/8 60/NUM/60/nmod/3"
    )
    assert found(rows) == [("killed", 14, 14, 14, "14 people"), ("injured", 60, None, None, "more than 60")]


def test_parts_are_not_added() -> None:
    rows = (
        "It/PRON/it/nsubj/1 killed/VERB/kill/ROOT/1 13/NUM/13/nummod/3 guests/NOUN/guest/obj/1 ,/PUNCT/,/punct/6 including/ADP/including/case/7 "
        "seven/NUM/seven/nummod/7 women/NOUN/woman/nmod/3"
    )
    assert [row[:4] for row in found(rows)] == [("killed", 13, 13, 13), ("count", 7, 7, 7)]


def test_toll() -> None:
    rows = "The/DET/the/det/2 death/NOUN/death/compound/2 toll/NOUN/toll/nsubj/3 rose/VERB/rise/ROOT/3 to/ADP/to/case/5 61/NUM/61/obl/3"
    assert found(rows) == [("killed", 61, 61, 61, "61")]


def test_the_noun_of_a_deed_harms_those_after_of() -> None:
    rows = (
        "The/DET/the/det/1 murder/NOUN/murder/nsubj/5 of/ADP/of/case/4 six/NUM/six/nummod/4 priests/NOUN/priest/nmod/1 "
        "shocked/VERB/shock/ROOT/5 them/PRON/they/obj/5"
    )
    assert found(rows) == [("killed", 6, 6, 6, "six priests")]


def test_what_injures_is_not_injured() -> None:
    rows = (
        "They/PRON/they/nsubj/1 threw/VERB/throw/ROOT/1 three/NUM/three/nummod/3 charges/NOUN/charge/obj/1 that/PRON/that/nsubj/5 "
        "injured/VERB/injure/acl:relcl/3 a/DET/a/det/7 passerby/NOUN/passerby/obj/5"
    )
    assert ("injured", 3, 3, 3, "three charges") not in found(rows)


def test_those_who_kill_are_not_killed() -> None:
    rows = "Two/NUM/two/nummod/1 gunmen/NOUN/gunman/nsubj/2 killed/VERB/kill/ROOT/2 a/DET/a/det/4 watchman/NOUN/watchman/obj/2"
    assert [row for row in found(rows) if row[0] == "killed"] == [("killed", 1, 1, 1, "a watchman")]


def test_money_distance_percent_troops() -> None:
    rows = (
        "It/PRON/it/nsubj/1 moved/VERB/move/ROOT/1 5,000/NUM/5000/nummod/3 troops/NOUN/troop/obj/1 10/NUM/10/nummod/5 miles/NOUN/mile/obl/1 for/ADP/for/case/8 "
        "$/SYM/$/nmod/1 3/NUM/3/nummod/7 million/NUM/million/compound/8 or/CCONJ/or/cc/11 30/NUM/30/conj/7 percent/NOUN/percent/nmod/11"
    )
    kinds = {row[0]: row[2] for row in found(rows)}
    assert kinds["troops"] == 5000
    assert kinds["distance"] == pytest.approx(16.09344)
    assert kinds["money"] == 3_000_000
    assert kinds["percent"] == 30


@pytest.mark.parametrize(
    ("words", "low", "best", "high"),
    [
        ("twelve", 12, 12, 12), ("a dozen", 12, 12, 12), ("1.2 million", 1_200_000, 1_200_000, 1_200_000), ("two and a half million", 2_500_000, 2_500_000, 2_500_000),
        ("dozens", 24, None, None), ("hundreds of thousands", 200_000, None, None), ("between 15 and 20", 15, None, 20), ("up to 300", None, None, 300),
        ("nearly 40", None, 40, 40), ("about 70", None, 70, None), ("no fewer than 18", 18, 18, None), ("a quarter of a million", 250_000, 250_000, 250_000),
        ("a couple of hundred", None, 200, None), ("nobody", 0, 0, 0), ("one hundred and five", 105, 105, 105),
    ],
)  # fmt: skip
def test_bounds_of_numbers(words: str, low: float | None, best: float | None, high: float | None) -> None:
    doc = Doc(_NLP.vocab, words=words.split(), pos=["NUM"] * len(words.split()))
    (phrase,) = find_number_phrases(doc, 0, len(doc))
    assert (phrase.low, phrase.best, phrase.high) == (low, best, high)


def test_what_dozens_count_stands_behind_them_however_the_tree_is_broken() -> None:
    doc = Doc(
        _NLP.vocab,
        words=["people", "dozens", "of"],
        pos=["NOUN", "NOUN", "ADP"],
        lemmas=["people", "dozen", "of"],
        deps=["nmod", "ROOT", "case"],
        heads=[1, 1, 1],
    )
    article = Article("a", ("a",), "", doc.text, (Block(0, len(doc.text), BlockKind.BODY),))
    sentence = Sentence("s", Span("a", 0, len(doc.text)), 0, BlockKind.BODY)
    text = Text(article, doc, lambda a, b: (doc[a].idx, doc[b - 1].idx + len(doc[b - 1])), (sentence,), ((0, 3),))
    assert list(find_quantities(text, ())) == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "12 killed people and at least , dozens of the were wounded among them a woman more than $ million 3 - year old died".split()
        ),
        min_size=1,
        max_size=25,
    ),
    st.randoms(),
)
def test_broken_trees_harm_nothing(words: list[str], rng: random.Random) -> None:
    heads = [rng.randrange(len(words)) for _ in words]
    deps = [rng.choice(["nsubj", "obj", "conj", "nummod", "nmod", "acl", "ROOT", "nsubj:pass"]) for _ in words]
    pos = [rng.choice(["NUM", "NOUN", "VERB", "ADP", "ADJ"]) for _ in words]
    doc = Doc(_NLP.vocab, words=words, pos=pos, lemmas=words, deps=deps, heads=heads)
    article = Article("a", ("a",), "", doc.text, (Block(0, len(doc.text), BlockKind.BODY),))
    text = Text(
        article,
        doc,
        lambda a, b: (doc[a].idx, doc[b - 1].idx + len(doc[b - 1])),
        (Sentence("s", Span("a", 0, len(doc.text)), 0, BlockKind.BODY),),
        ((0, len(doc)),),
    )
    for quantity in find_quantities(text, ()):
        assert isinstance(quantity, Quantity)
        assert 0 <= quantity.span.start < quantity.span.end <= len(doc.text)
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high


@pytest.mark.parametrize(
    ("words", "spaces", "kind", "value", "unit"),
    [
        (("US$", "9.5", "M"), (False, False, False), "money", 9_500_000, "USD"),
        (("MNT", "310bn"), (True, False), "money", 310e9, "MNT"),
        (("£", "3.6million"), (False, False), "money", 3_600_000, "GBP"),
        (("400", "basis", "points"), (True, True, False), "percent", 4, "%"),
        (("half", "a", "mile"), (True, True, False), "distance", 0.804672, "km"),
        (("310", "milliard", "tugrik"), (True, True, False), "money", 310e9, "MNT"),
    ],
)
def test_sums_and_measures_as_desks_print_them(
    words: tuple[str, ...], spaces: tuple[bool, ...], kind: str, value: float, unit: str
) -> None:
    doc = Doc(_NLP.vocab, words=list(words), spaces=list(spaces), pos=["NUM"] * len(words), deps=["dep"] * len(words))
    article = Article("a", ("a",), "", doc.text, (Block(0, len(doc.text), BlockKind.BODY),))
    sentence = Sentence("s", Span("a", 0, len(doc.text)), 0, BlockKind.BODY)

    def offsets(first: int, end: int) -> tuple[int, int]:
        return doc[first].idx, doc[end - 1].idx + len(doc[end - 1])

    found = find_quantities(Text(article, doc, offsets, (sentence,), ((0, len(doc)),)), ())
    assert [(q.kind, q.best, q.unit) for q in found] == [(kind, value, unit)]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (
            "Not/PART/not/advmod/1 one/NUM/one/nsubj/6 of/ADP/of/case/5 the/DET/the/det/5 16/NUM/16/nummod/5 miners/NOUN/miner/nmod/1 "
            "survived/VERB/survive/ROOT/6",
            [("killed", 16, 16, 16, "one of the 16 miners")],
        ),
        (
            "One/NUM/one/nummod/1 man/NOUN/man/nsubj/3 was/AUX/be/cop/3 dead/ADJ/dead/ROOT/3 at/ADP/at/case/6 the/DET/the/det/6 scene/NOUN/scene/obl/3 "
            "and/CCONJ/and/cc/10 a/DET/a/det/9 second/NOUN/second/nsubj/10 died/VERB/die/conj/3 later/ADV/late/advmod/10",
            [("killed", 2, 2, 2, "One man was dead at the scene and a second")],
        ),
        (
            "Three/NUM/three/nummod/1 civilians/NOUN/civilian/nsubj/10 ,/PUNCT/,/punct/4 two/NUM/two/nummod/4 women/NOUN/woman/conj/1 and/CCONJ/and/cc/7 "
            "a/DET/a/det/7 man/NOUN/man/conj/1 ,/PUNCT/,/punct/1 also/ADV/also/advmod/10 died/VERB/die/ROOT/10",
            [("killed", 3, 3, 3, "Three civilians , two women and a man")],
        ),
        (
            "Among/ADP/among/case/2 the/DET/the/det/2 dead/ADJ/dead/nmod/5 were/AUX/be/cop/5 a/DET/a/det/5 priest/NOUN/priest/ROOT/5 and/CCONJ/and/cc/8 "
            "two/NUM/two/nummod/8 nuns/NOUN/nun/conj/5",
            [("killed", 3, None, None, "a priest and two nuns")],
        ),
        (
            "Two/NUM/two/nsubj/5 of/ADP/of/case/4 the/DET/the/det/4 16/NUM/16/nummod/4 miners/NOUN/miner/nmod/0 died/VERB/die/ROOT/5",
            [("killed", 2, 2, 2, "Two")],
        ),
        (
            "Sources/NOUN/source/nsubj/1 reported/VERB/report/ROOT/1 seven/NUM/seven/nummod/3 dead/ADJ/dead/ccomp/1 ,/PUNCT/,/punct/7 the/DET/the/det/6 "
            "ministry/NOUN/ministry/dep/1 five/NUM/five/flat/6 ./PUNCT/./punct/1",
            [("killed", 7, 7, 7, "seven dead"), ("killed", 5, 5, 5, "five")],
        ),
        (
            "Two/NUM/two/nummod/1 bombings/NOUN/bombing/nsubj/3 have/AUX/have/aux/3 wounded/VERB/wound/ROOT/3 six/NUM/six/nummod/5 "
            "persons/NOUN/person/obj/3",
            [("injured", 6, 6, 6, "six persons")],
        ),
        (
            "They/PRON/they/nsubj/1 stopped/VERB/stop/ROOT/1 Thirtythree/NUM/thirtythree/nummod/3 sailors/NOUN/sailor/nsubj:pass/5 were/AUX/be/aux:pass/5 "
            "injured/VERB/injure/parataxis/1",
            [("injured", 33, 33, 33, "Thirtythree sailors")],
        ),
    ],
)
def test_parts_wholes_and_what_a_clause_before_counted(rows: str, told: list[tuple[object, ...]]) -> None:
    assert [group for group in found(rows) if group[0] in ("killed", "injured")] == told
