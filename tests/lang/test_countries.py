"""Countries by name, capital and people."""

import pytest

from stemma.lang.countries import country_name, country_of


@pytest.mark.parametrize(
    ("words", "iso", "kind"),
    [
        ("US", "USA", "country"), ("the United States", "USA", "country"), ("Washington", "USA", "capital"), ("Iraqis", "IRQ", "people"),
        ("Kyiv", "UKR", "capital"), ("Iran's", "IRN", "country"), ("IRAQ", "IRQ", "country"), ("British", "GBR", "people"),
    ],
)  # fmt: skip
def test_country_of(words: str, iso: str, kind: str) -> None:
    found = country_of(words)
    assert found is not None
    assert (found.iso, found.kind) == (iso, kind)


@pytest.mark.parametrize("words", ["us", "Springfield", "", "turkey"])
def test_no_country(words: str) -> None:
    assert country_of(words) is None


def test_country_name() -> None:
    assert country_name("IRQ") == "Iraq"
    assert country_name("XXX") is None
