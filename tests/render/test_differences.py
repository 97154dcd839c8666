"""Values side by side: who has which, the words that differ, who is said to know."""

from __future__ import annotations

from dataclasses import replace

from stemma.model.article import Article, Block, BlockKind
from stemma.model.claim import Claim, Disagreement, Telling, Value
from stemma.model.lineage import Alignment, Independence, Node, Origin, Stemma, Story, Verdict
from stemma.model.report import StoryReport
from stemma.model.span import Span
from stemma.model.statement import Count, Source, Statement
from stemma.model.words import Sentence
from stemma.render.differences import group_differences
from stemma.render.phrases import (
    head_of,
    headline_sentence,
    merged_origins,
    shown_origins,
    siglum,
    source_count,
    sources_by_id,
    tail_of,
    wordings,
)
from stemma.render.quote import Quoter
from stemma.render.synopsis import build_synopsis
from stemma.render.whose import Sayers, each_once

LEFT = "Rain fell. Twelve people died, police said. The mayor wept."
RIGHT = "Nine people died, an officer said. Rain had fallen."


def article(name: str, text: str) -> Article:
    return Article(f"art_{name}", (name,), name, text, (Block(0, len(text), BlockKind.BODY),))


def sentences(made: Article) -> tuple[Sentence, ...]:
    found, at = [], 0
    for number, piece in enumerate(made.text.split(". ")):
        end = min(len(made.text), at + len(piece) + 1)
        found.append(Sentence(f"{made.id}.{number}", Span(made.id, at, end), number, BlockKind.BODY))
        at = end + 1
    return tuple(found)


def story() -> StoryReport:
    one, two = article("a", LEFT), article("b", RIGHT)
    statement = Statement(
        "stmt_1", "art_a", "art_a.1", (Span("art_a", 11, 29),), None,
        Source("src_1", Span("art_a", 31, 37), "police", "police", False, Count(None, None)), "indirect", "say",
    )  # fmt: skip
    origins = (
        Origin("o1", "story_1", "Reuters", "agency", ("art_a",)),
        Origin("o2", "story_1", "reuters", "agency", ("art_b",)),
    )
    return StoryReport(
        Story("story_1", "T", ("art_a", "art_b")), (one, two), (*sentences(one), *sentences(two)), Stemma("story_1", (), (), origins=origins), (),
        (Alignment("art_a.0", "art_b.1", 0.9), Alignment("art_a.1", "art_b.0", 0.8)), (), (), (statement,), (), (), (), (), (), (),
    )  # fmt: skip


def test_the_most_origins_that_are_pairwise_independent_are_told_whichever_comes_first() -> None:
    made = story()
    labels = ("Reuters", "The Column", "Register")
    origins = tuple(Origin(f"o{k}", "story_1", label, "newsroom", ("art_a",)) for k, label in enumerate(labels))
    shown = (Independence("origins", "o1", "o2", Verdict.INDEPENDENT),)
    told = replace(made, stemma=replace(made.stemma, origins=origins, independence=shown))
    assert shown_origins(told) == (2, 1)
    assert "three origins, two of them shown independent, one not established" in headline_sentence(told)


def values(slot: str) -> Disagreement:
    left, right = (
        Value("12", "art_a", Span("art_a", 11, 29), ("o1",)),
        Value("9", "art_b", Span("art_b", 0, 16), ("o2",)),
    )
    return Disagreement(f"dis_{slot}", "story_1", (), slot, "conflict", (left, right))


def test_values_stand_with_their_words_and_what_differs() -> None:
    report = story()
    ((group),) = group_differences([values("number")], report, Quoter(report.articles))
    (difference,) = group.differences
    assert [[w.text for w in v.words if w.changed] for v in difference.values] == [["Twelve"], ["Nine"]]
    assert difference.values[0].after == ", police said." and difference.values[0].origins == ("Reuters",)


def test_disagreements_over_the_same_words_are_one_difference() -> None:
    report = story()
    ((group),) = group_differences([values("hedge"), values("number")], report, Quoter(report.articles))
    assert [d.about for d in group.differences] == ["how many, how sure it is"]


def test_where_sources_differ_the_sources_are_shown() -> None:
    report = story()
    ((group),) = group_differences([values("source")], report, Quoter(report.articles))
    labels = ["".join(w.text for w in v.label) for v in group.differences[0].values]
    assert labels == ["police", "in its own words"]


def test_the_synopsis_sets_level_what_tells_the_same_and_leaves_gaps() -> None:
    rows = build_synopsis(story()).rows
    assert [[cell[0].number if cell else None for cell in row.cells] for row in rows] == [[1, 2], [2, 1], [3, None]]
    assert [row.kind for row in rows] == ["alike", "alike", "own"]
    assert rows[1].cells[1][0].moved and not rows[0].cells[1][0].moved


def test_every_sentence_stands_in_the_synopsis_once() -> None:
    report = replace(story(), alignments=())
    rows = build_synopsis(report).rows
    assert sorted(s.span for row in rows for cell in row.cells for s in cell) == sorted(
        s.span for s in report.sentences
    )


def test_origins_of_one_name_are_one_in_the_headline() -> None:
    assert len(merged_origins(story())) == 1
    assert headline_sentence(story()) == "Two tellings, one origin; one source cited."


def test_letters() -> None:
    assert [siglum(n) for n in (0, 25, 26, 27, 701, 702)] == ["A", "Z", "AA", "AB", "ZZ", "AAA"]


def test_what_surrounds_words_is_cut_between_words() -> None:
    assert head_of("the mayor said so", 10) == "the mayor …"
    assert tail_of("the mayor said so", 9) == "… said so"
    assert head_of("short", 10) == tail_of("short", 10) == "short"
    assert head_of("unbroken", 3) == "unb …"


def test_words_of_several_tellings_stand_once() -> None:
    report = story()
    spans = (Span("art_a", 11, 17), Span("art_b", 5, 11))
    claim = Claim(
        "c", "story_1", "", "positive", "asserted", "news", tuple(Telling(s.article, (s,)) for s in (*spans, spans[0]))
    )
    said = wordings(claim, Quoter(report.articles))
    assert [(words, len(places)) for words, places in said] == [("Twelve", 2), ("people", 1)]


def test_a_source_stands_with_what_it_is_said_to_have_said() -> None:
    told = story()
    by_police = Value("police", "art_a", Span("art_a", 31, 37), ("o1",))
    by_nobody = Value("9", "art_b", Span("art_b", 0, 16), ("o2",))
    for turned in ((by_police, by_nobody), (by_nobody, by_police)):
        found = Disagreement("dis_1", "story_1", (), "source", "variant", turned)
        (group,) = group_differences([found], told, Quoter(told.articles))
        (difference,) = group.differences
        police, nobody = difference.values
        assert "".join(word.text for word in police.label) == "police"
        assert "".join(word.text for word in police.words) == "Twelve people died"
        assert "".join(word.text for word in nobody.label) == "in its own words"
        assert police.where == (("art_a", Span("art_a", 31, 37)),)


def test_two_lines_of_descent_that_say_the_same_are_one_difference() -> None:
    told, one = story(), values("number")
    turned = replace(one, id="dis_other", values=one.values[::-1])
    (group,) = group_differences([one, turned], told, Quoter(told.articles))
    assert len(group.differences) == 1 and each_once([one, turned]) == [one]


def test_a_telling_on_both_sides_is_explained() -> None:
    told, one = story(), values("number")
    (group,) = group_differences([one], told, Quoter(told.articles))
    assert not group.note and not group.differences[0].on_both_sides
    both = replace(one, values=(one.values[0], replace(one.values[1], article="art_a", span=Span("art_a", 0, 10))))
    (group,) = group_differences([both], told, Quoter(told.articles))
    assert "both" in group.note and group.differences[0].on_both_sides


def test_one_person_in_a_report_and_its_copy_is_one_source() -> None:
    def said(article_id: str, number: int, words: str, *, entity: str | None = None) -> Statement:
        source = Source(
            f"{article_id}.s{number}", Span(article_id, 0, 4), words, "official", entity is None, Count(1, 1)
        )
        source = replace(source, entity=entity)
        return Statement(
            f"{article_id}.{number}", article_id, "", (Span(article_id, 0, 9),), None, source, "indirect", "say"
        )

    told = [
        said(name, number, words, entity=entity)
        for name in ("art_a", "art_b")
        for number, (words, entity) in enumerate([("Mumo", "ent_1"), ("an officer", None), ("an officer", None)])
    ]
    one_line = Origin("o1", "story_1", "Reuters", "agency", ("art_a", "art_b"))
    copied, apart = (
        replace(story(), statements=tuple(told), stemma=Stemma("story_1", (), (), origins=origins))
        for origins in ((one_line,), story().stemma.origins)
    )
    claim = Claim("c", "story_1", "T", "positive", "asserted", "news", (), tuple(s.source.id for s in told))
    assert source_count(claim, sources_by_id(copied)) == 3
    assert source_count(claim, sources_by_id(apart)) == 5


def test_what_a_child_left_out_says_who_left_it_out() -> None:
    nodes = tuple(Node(f"n{name}", f"art_{name}", "") for name in "ab")
    report = replace(story(), stemma=Stemma("story_1", nodes, ()))
    left_out = replace(values("omission"), type="omission", parent="na", child="nb")
    ((group),) = group_differences([left_out], report, Quoter(report.articles))
    assert group.differences[0].way == ("art_a", "art_b")
    assert group_differences([values("number")], report, Quoter(report.articles))[0].differences[0].way is None


def test_whose_word_it_is_is_told_by_name_where_the_text_says_she() -> None:
    report = story()
    (told,) = report.statements
    named = replace(told.source, entity="ent_1", text="Mumo")
    pronoun = replace(told.source, id="src_2", entity="ent_1", text="she")
    later = replace(told, id="stmt_2", source=pronoun)
    earlier = replace(told, content=(Span("art_a", 0, 10),), source=named)
    sayers = Sayers((earlier, later), ())
    assert sayers.of(Value("Twelve", "art_a", Span("art_a", 11, 29), ()), values("attribution")).source == "Mumo"
