"""Only names credit somebody."""

from __future__ import annotations

import pytest

from stemma.lang.newsrooms import newsroom_name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the Lanka Ledger newspaper", "Lanka Ledger"),
        ("newspaper El Faro del Norte", "El Faro del Norte"),
        ("Reuters", "Reuters"),
        ("AP", "Associated Press"),
        ("The Diplomat", "The Diplomat"),
        ("the diplomat", None),
        ("this newspaper", None),
        ("the agency", None),
        ("the French news agency", None),
        ("an Iraqi news site", None),
        ("a chief executive told the Straits Business Journal", None),
        ("", None),
    ],
)
def test_a_carrier_is_credited_by_its_name(words: str, name: str | None) -> None:
    assert newsroom_name(words) == name
