"""What a newsroom gathered itself, and what stands in every report of one announcement."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.stages.retold import extracted
from tests.stages.trace.test_run import _edges, _stemma

from stemma.stages.trace.telling import view_of

REPORT = """Castria's drug agency on Tuesday ordered the recall of nine batches of Cardivel after tests in Lankov found tablets of 50 milligrams.
The batches comprise 48,000 packs made by Veltra Pharma in Dunmere and sold since October, the agency said.
Its director, Mette Skovgaard, said in a statement that 11 patients in Karsk and Velmora had fainted.
Jens Orluf, an analyst at Nordvig Bank, said the approval of Cardivan in Merrow could slip to 2033.
A former shift leader told Reuters that the press came from Malden in June and was set up by three men from Ostrava.
On the exchange shares fell 7.4% to 118 crowns."""

BRIEF = """Nine batches of Cardivel have been recalled in Castria, as tests showed up to 50 milligrams.
Their numbers begin with KB7 and stand on the short side of the box, says the drug agency.
Some 48,000 packs by Veltra Pharma are affected; they can be changed at any pharmacy of Orlen and Tarn from March 14.
Mette Skovgaard knows of 11 cases."""

REWRITE = """For Veltra Pharma of Dunmere the recall of Cardivel, 48,000 packs of it, comes at a bad time.
The press that turned out 50 milligrams was brought from Malden in June, and three men from Ostrava set it up.
Jens Orluf of Nordvig Bank fears for Cardivan, which Merrow may not admit before 2033.
Mette Skovgaard's agency knows of 11 patients in Karsk and Velmora."""


def _parents(child: str) -> set[tuple[str, str]]:
    report = extracted(REPORT, outlet="Reuters", published="2031-03-11T08:00:00Z")
    other = extracted(child, outlet="Rail Letter", published="2031-03-12T08:00:00Z")
    return {(a, b) for a, b, _ in _edges(_stemma([report, other]))}


def test_a_brief_of_an_announcement_is_no_child_of_a_longer_report_of_it() -> None:
    assert _parents(BRIEF) == set()


def test_a_brief_that_has_what_a_newsroom_gathered_is_its_child() -> None:
    assert _parents(REWRITE) == {("Reuters", "Rail Letter")}


@pytest.mark.parametrize(
    ("sentence", "own"),
    [
        ("Anna Kolm told the Courier that the bell rang.", True),
        ("The minister told Parliament that the bell rang.", False),
        ("Anna Kolm, 63, a baker, says that the bell rang.", True),
        ("A neighbour said that the bell rang.", True),
        ("The bell of a neighbour rang.", False),
        ("The ministry declined to comment.", True),
        ("The ministry told reporters that the bell rang.", False),
        ("“They told us to go,” the ministry said.", False),
        ("Shares fell 3% in Karsk.", True),
    ],
)
def test_own_gathering_is_known_by_how_a_sentence_says_it_was_told(sentence: str, own: bool) -> None:
    assert view_of(extracted(sentence)).gathered == (own,)


def test_what_follows_in_the_paragraph_was_told_with_it() -> None:
    bundle = extracted("The agency said so.\nA neighbour said that the bell rang.\nIt rang twice.")
    assert view_of(bundle).gathered == (False, True, True)
    apart = tuple(replace(s, paragraph=n) for n, s in enumerate(bundle.sentences))
    assert view_of(replace(bundle, sentences=apart)).gathered == (False, True, False)
