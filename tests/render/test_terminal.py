"""The terminal, narrow and wide: nothing cut that matters, values once with all who have them, any record readable."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console, RenderableType

from stemma.model.claim import Disagreement, Value
from stemma.model.report import StoryReport
from stemma.model.span import Span
from stemma.render.phrases import in_asked_words
from stemma.render.quote import Quoter
from stemma.render.terminal import disagreements_view, events_view, quotes_view, story_view
from stemma.render.told import told_by_several
from stemma.render.why import why_view
from stemma.run.report import report_case
from stemma.settings import Settings
from stemma.store.case import Case

WIDTHS = (80, 120)


@pytest.fixture(scope="module")
def story(story_case: Path) -> StoryReport:
    with Case(story_case, read_only=True) as case:
        (found,) = report_case(case, settings=Settings()).stories
    return found


def shown(view: RenderableType, width: int) -> str:
    out = io.StringIO()
    Console(file=out, width=width, markup=False, highlight=False, emoji=False).print(view)
    return out.getvalue()


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_screen_and_no_status_is_cut(story: StoryReport, width: int) -> None:
    for view in (story_view(story), quotes_view(story), events_view(story)):
        text = shown(view, width)
        assert max(len(line.rstrip()) for line in text.splitlines()) <= width
    events = shown(events_view(story), width)
    assert all(event.status.value in events for event in story.events)


def test_every_statement_stands_under_its_source(story: StoryReport) -> None:
    text = " ".join(shown(quotes_view(story), 80).split())
    assert all(" ".join(s.source.text.split()) in text for s in story.statements if s.source.text)
    assert "We were pulling children out of the trees" in text


def test_a_value_that_several_have_stands_once(story: StoryReport) -> None:
    for found in story.disagreements:
        text = shown(disagreements_view([found], story), 200)
        assert text.count("· ") == len({value.value for value in found.values})


def test_outlets_that_have_a_value_from_another_are_told_with_its_origin(story: StoryReport) -> None:
    origin, (one, other) = story.stemma.origins[0], story.articles[:2]
    values = [Value("17", article.id, None, (origin.id,)) for article in (one, other)]
    told = shown(disagreements_view([disagreement("number", *values)], story), 300)
    assert f"(from {origin.label})" in told
    assert "(from" not in shown(disagreements_view([disagreement("name", *values)], story), 300)
    alone = replace(one, outlet=origin.label)
    renamed = replace(story, articles=(alone, *story.articles[1:]))
    assert "(from" not in shown(disagreements_view([disagreement("number", values[0])], renamed), 300)


def test_whose_word_it_is_stands_before_what_was_said(story: StoryReport) -> None:
    statement = next(s for s in story.statements if s.source.span is not None and s.content and s.source.text)
    quote = Quoter(story.articles)
    for span in (statement.source.span, statement.content[0]):
        value = Value(statement.source.text, statement.article, span, ())
        text = " ".join(shown(disagreements_view([disagreement("source", value)], story), 400).split())
        said = " ".join(quote(statement.content[0]).split())
        assert f"{' '.join(statement.source.text.split())}" in text and f"“{said[:60]}" in text


def test_words_cut_out_of_a_sentence_do_not_seem_to_break_off(story: StoryReport) -> None:
    article = story.articles[0]
    body = article.text.index("\n\n") + 2
    end = body + len(" ".join(article.text[body:].split(" ")[:6]))
    cut = Value(article.text[body:end], article.id, Span(article.id, body, end), ())
    assert shown(disagreements_view([disagreement("status", cut)], story), 200).count("…") == 1
    whole = Value(article.text[body:], article.id, Span(article.id, body, len(article.text)), ())
    assert " …" not in shown(disagreements_view([disagreement("status", whole)], story), 200)


def test_claims_that_read_badly_are_counted_and_not_printed(story: StoryReport) -> None:
    whole, unclear = told_by_several(story)
    text = " ".join(shown(story_view(story), 300).split())
    printed = [claim for claim in whole if claim.kind == "news"][:8]
    assert printed and unclear
    assert f"{len(whole) + len(unclear) - len(printed)} more claims of several tellings" in text


def disagreement(slot: str, *values: Value) -> Disagreement:
    return Disagreement("dis_1", "story_1", (), slot, "variant", values)


def test_any_record_is_readable(story_report: dict[str, Any]) -> None:
    for key in ("claims", "statements", "events", "disagreements", "entities"):
        text = shown(why_view(story_report[key][0], story_report), 100)
        assert story_report[key][0]["id"] in text and "“" in text and "{" not in text.split("“")[0]
    edge = shown(why_view(story_report["lineage"][0]["edges"][0], story_report), 100)
    assert "relation: " in edge and "reasons" in edge


def test_what_a_passage_lacks_is_named_in_the_words_that_were_asked() -> None:
    asked = "A vaccination campaign has begun."
    assert in_asked_words(["says nothing of campaig", "another part in it"], asked) == [
        "says nothing of “campaign”",
        "another part in it",
    ]
