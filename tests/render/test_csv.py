"""Events as a table: what a row says, and that no cell starts a formula."""

import csv
import io

import pytest

from stemma.model.article import Article, Block, BlockKind
from stemma.model.event import Event, Participant, Status
from stemma.model.lineage import Stemma, Story
from stemma.model.report import StoryReport
from stemma.model.span import Span
from stemma.model.words import Quantity
from stemma.render.csv import COLUMNS, defused, events_csv

TEXT = "=HYPERLINK(1) rebels did not kill 5 farmers"


def _span(words: str) -> Span:
    start = TEXT.index(words)
    return Span("art_1", start, start + len(words))


def _report(*events: Event) -> StoryReport:
    article = Article("art_1", ("a.txt",), "0", TEXT, (Block(0, len(TEXT), BlockKind.BODY),), outlet="+Daily")
    story = Story("story_1", "t", ("art_1",))
    nothing = ()
    return StoryReport(
        story, (article,), nothing, Stemma("story_1", (), ()), nothing, nothing, nothing, nothing, nothing, nothing, events, nothing, nothing,
        nothing, nothing,
    )  # fmt: skip


def test_row_says_who_did_what_and_whether_it_happened():
    event = Event(
        "ev_1", "art_1", "sent_1", _span("kill"), "kill", "ASSAULT", cameo="186", status=Status.NEGATED, status_cue=_span("not"),
        actors=(Participant(_span("=HYPERLINK(1) rebels"), country="IRQ", sector="REB"),),
        recipients=(Participant(_span("5 farmers")),), quantities=(Quantity("q", _span("5 farmers"), "killed", 5, 5, 5),),
    )  # fmt: skip
    row = next(csv.DictReader(io.StringIO(events_csv([_report(event)]))))
    assert (row["trigger"], row["type"], row["status"], row["status_cue"]) == ("kill", "ASSAULT", "negated", "not")
    assert row["actors"] == "'=HYPERLINK(1) rebels"
    assert row["actor_codes"] == "IRQREB"
    assert row["killed"] == "5"
    assert row["outlet"] == "'+Daily"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", " =1", "＝1"])
def test_cells_that_would_run_are_defused(cell):
    assert defused(cell) == "'" + cell


def test_plain_cells_stay():
    assert defused("a = b") == "a = b"


def test_no_events_gives_the_header_only():
    assert events_csv([_report()]).strip() == ",".join(COLUMNS)
