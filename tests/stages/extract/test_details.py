import pytest
from tests.stages.retold import extracted


def _keys(text: str, kind: str) -> set[str]:
    return {detail.key for detail in extracted(text).details if detail.kind == kind}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("He met Moqtada al-Sadr there", "He met Muqtada al-Sadr there"),
        ("with Qassem Soleimani", "with Qasem Soleimani"),
        ("of Mustafa al-Kadhimi", "of Mustafa al-Khadimi"),
        ("a train to Köln", "a train to Cologne"),
        ("troops in Corea", "troops in Korea"),
    ],
)
def test_names_spelled_differently_share_a_key(one: str, other: str) -> None:
    assert _keys(one, "name") & _keys(other, "name")


def test_words_that_only_open_a_sentence_are_no_names() -> None:
    assert _keys("Rescuers searched the river. Police closed the bridge near Velmora.", "name") == {"vlmr"}


def test_dates_are_dates_and_not_numbers() -> None:
    assert _keys("It ends on November 3 or 14 August.", "date") == {"11-03", "08-14"}
    assert _keys("It ends on November 3 or 14 August.", "number") == set()


def test_weekdays_and_months_are_no_names() -> None:
    assert _keys("They left on Monday, in August", "name") == set()


def test_every_detail_lies_in_its_sentence() -> None:
    bundle = extracted('Brandt said "we saw nothing at all" in Karsk.\nOf 42 wagons, nine burned.')
    spans = {sentence.id: sentence.span for sentence in bundle.sentences}
    assert bundle.details
    assert all(spans[detail.sentence].start <= detail.span.start for detail in bundle.details)
    assert {detail.kind for detail in bundle.details} == {"name", "number", "quote"}
