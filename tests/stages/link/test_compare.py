"""Names that are one bearer's and names that are not; cases are facts about well-known names."""

import pytest

from stemma.stages.link.compare import compare_names


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("Muqtada al-Sadr", "Moqtada Sadr", "person"), ("Qasem Soleimani", "Qassem Suleimani", "person"), ("Mustafa al-Khadimi", "Mustafa Kadhimi", "person"),
        ("Viktor Orban", "Orbán Viktor", "person"), ("Liz Truss", "Elizabeth Truss", "person"), ("Joe Biden", "Joseph R. Biden Jr.", "person"),
        ("Le Pen, Marine", "Marine Le Pen", "person"), ("Kyiv", "Kiev", "place"), ("Mumbai", "Bombay", "place"),
        ("World Health Organization", "WHO", "organisation"), ("Islamic State", "ISIS", "organisation"), ("US State Department", "State Department", "organisation"),
    ],
)  # fmt: skip
def test_same(left: str, right: str, kind: str) -> None:
    assert compare_names(left, right, kind).same
    assert compare_names(right, left, kind).same


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("George W. Bush", "George H. W. Bush", "person"), ("Kim Jong-il", "Kim Jong-un", "person"), ("Hillary Clinton", "Bill Clinton", "person"),
        ("Bashar al-Assad", "Hafez al-Assad", "person"), ("King Salman", "Mohammed bin Salman", "person"), ("Niger", "Nigeria", "place"),
        ("Genoa", "Geneva", "place"), ("Tripoli, Libya", "Tripoli, Lebanon", "place"), ("OPEC", "OPCW", "organisation"),
        ("New York Times", "New York Post", "organisation"), ("Kataib Hezbollah", "Hezbollah", "organisation"),
    ],
)  # fmt: skip
def test_different(left: str, right: str, kind: str) -> None:
    assert not compare_names(left, right, kind).same


def test_every_verdict_names_its_reason_and_weight() -> None:
    likeness = compare_names("Mike Pompeo", "Mike Pence", "person")
    assert likeness.score == sum(reason.weight or 0 for reason in likeness.reasons)
    assert likeness.reasons
