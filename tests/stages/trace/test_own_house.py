"""What a house is called is no detail of what it tells."""

from tests.stages.retold import extracted

from stemma.stages.trace.own_house import without_own_houses
from stemma.stages.trace.telling import view_of


def _names(text: str, *, outlet: str | None = None, title: str | None = None) -> set[str]:
    other = view_of(extracted("The Karsk bridge is shut.", outlet="Sun"))
    view = without_own_houses([view_of(extracted(text, outlet=outlet, title=title)), other])[0]
    printed = view.extracted.article.text
    return {printed[d.span.start : d.span.end] for key, d in view.details.items() if key[0] == "name"}


def test_a_paper_that_names_itself_brings_no_name() -> None:
    text = "A guard told the Lantern that Herrick slept.\nThe Velmora Lantern saw him."
    assert _names(text, outlet="Velmora Lantern") == {"Herrick"}
    assert {"Lantern", "Velmora"} < _names(text, outlet="Morning Star")


def test_the_end_of_a_title_names_the_house_where_nothing_else_does() -> None:
    assert "Lantern" not in _names("A guard told the Lantern so.", title="Guard slept | Velmora Lantern")


def test_a_word_that_other_houses_have_names_a_place() -> None:
    assert _names("The Karsk bridge is shut.", outlet="Karsk Courier") == {"Karsk"}
