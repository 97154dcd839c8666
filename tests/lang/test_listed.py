"""Where a name of the tables can begin."""

import pytest

from stemma.lang.agencies import agencies
from stemma.lang.listed import may_open_listed_name
from stemma.lang.outlets import outlets


@pytest.mark.parametrize("text", ["Kenya", "UNITED STATES", "Kurds", "the Washington Post", "Reuters"])
def test_names_of_the_tables_may_begin(text: str) -> None:
    assert may_open_listed_name(text, 0)


@pytest.mark.parametrize("text", ["Lorvex", "", ".", "said"])
def test_others_may_not(text: str) -> None:
    assert not may_open_listed_name(text, 0)


def test_every_agency_and_outlet_may() -> None:
    names = [n for a in agencies() for n in (a.name, *a.aliases, *a.marks)] + [o.name for o in outlets()]
    assert all(may_open_listed_name(name, 0) for name in names if name[:1].isalnum())
