"""A digest is compared by its item on the story alone; a ticker of the story itself is compared whole."""

from dataclasses import replace

from tests.stages.retold import AGENCY, extracted
from tests.stages.trace.test_run import _edges, _stemma

from stemma.model.extracted import Extracted
from stemma.stages.trace.items import items_of, narrowed

_TICKER = """21:48 Keeper Sverre Haugdal moves to Kvitvik for good, says his agent Palle Ring.
21:31 The Velmora Abendpost says 42 wagons of sulphur derailed on the Orlen bridge, killing Tomas Herrick, and 1,250 people had to leave Dunmere.
21:02 Nothing in the rumour about Lena Palmqvist, who is in Malmbro.
20:40 Good evening from Gerda Hollis at Kingsway."""

_LIVE = """09:00 Ilse Brandt opens the Orlen bridge to reporters.
10:15 Petr Valsky says his men from Lankov have gone home.
11:30 In Dunmere the school is empty again.
12:00 Lunch in the tent of Hedda Roy."""


def _by_paragraph(text: str, **given: str) -> Extracted:
    made = extracted(text, **given)
    return replace(made, sentences=tuple(replace(s, paragraph=n) for n, s in enumerate(made.sentences)))


def test_a_digest_keeps_the_item_on_the_story() -> None:
    report, ticker = _by_paragraph(AGENCY), _by_paragraph(_TICKER)
    kept = narrowed([report, ticker])
    assert kept[0] == report
    assert [ticker.article.text[s.span.start :][:5] for s in kept[1].sentences] == ["21:31"]
    assert {detail.sentence for detail in kept[1].details} == {kept[1].sentences[0].id}


def test_a_ticker_of_the_story_is_left_whole() -> None:
    report, live = _by_paragraph(AGENCY), _by_paragraph(_LIVE)
    assert len(items_of(live)) == 4
    assert narrowed([report, live])[1] == live


def test_a_text_without_labels_has_no_items() -> None:
    assert items_of(_by_paragraph(AGENCY)) == []


def test_the_item_of_a_digest_hangs_on_the_paper_that_it_names() -> None:
    report = _by_paragraph(AGENCY, outlet="Velmora Abendpost", published="2031-03-12")
    ticker = _by_paragraph(_TICKER, outlet="Deal Desk", published="2031-03-14")
    assert {(a, b) for a, b, _ in _edges(_stemma([report, ticker]))} == {("Velmora Abendpost", "Deal Desk")}


def test_labels_may_be_places_or_words_but_not_names_that_speak_in_turns() -> None:
    cities = "Oslo: the oil fund grew.\nVelmora: 42 wagons of sulphur derailed.\nRiga: the fair is open."
    rail = "Air. The oil fund grew.\nRail. A train of 42 wagons derailed at Velmora.\nSea. The fair is open."
    talk = "Host: What happened?\nBrandt: The train derailed.\nHost: Was anybody hurt?\nBrandt: The driver."
    assert [len(items_of(_by_paragraph(text))) for text in (cities, rail, talk)] == [3, 3, 0]
