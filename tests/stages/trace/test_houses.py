"""Under which names tellings speak of each other's houses."""

from dataclasses import replace

import pytest
from tests.stages.retold import AGENCY, extracted
from tests.stages.trace.test_run import _edges, _stemma

from stemma.stages.trace.houses import authors_named, house_of, houses_named


@pytest.mark.parametrize(
    ("label", "house"),
    [
        ("The Velmora Lantern", "Velmora Lantern"),
        ("Abendpost (English page)", "Abendpost"),
        ("Kolo, English service", "Kolo"),
        ("Dravik Monitor / Feed in English", "Dravik Monitor"),
        ("Rudny List – translations", "Rudny List"),
        ("Fjordavis English", "Fjordavis"),
        ("English Review", "English Review"),
        ("Valley FM 92.1", "Valley FM"),
        ("Fair Weight, newsletter of a federation", "Fair Weight"),
        ("Karsk, Dunmere and Tarn News", "Karsk, Dunmere and Tarn News"),
    ],
)
def test_a_house_is_named_without_article_and_edition(label: str, house: str) -> None:
    assert house_of(label) == house


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("The Velmora Lantern saw three wagons.", "Velmora Lantern"),
        ("A guard told the Lantern that it was loud.", "Lantern"),
        ("A Lantern reporter counted eleven.", "Lantern"),
        ("According to the Lantern, nobody was hurt.", "Lantern"),
        ("According to a Velmora newspaper, nobody was hurt.", "Velmora"),
        ("He held a lantern; the Lantern Society was founded then.", None),
        ("A guard told the Red Lantern that it was loud.", None),
        ("The people of Velmora slept.", None),
    ],
)
def test_a_paper_is_known_by_a_part_of_its_name_where_one_speaks_of_a_paper(sentence: str, named: str | None) -> None:
    article = extracted(sentence).article
    spans = houses_named(article, {"The Velmora Lantern"}).get("The Velmora Lantern", ())
    assert [article.text[s.start : s.end] for s in spans] == ([named] if named else [])


def test_an_agency_is_known_by_its_short_forms() -> None:
    article = extracted("The AP has seen the letter; Ap Rhys has not.").article
    (span,) = houses_named(article, {"Associated Press"})["Associated Press"]
    assert article.text[span.start : span.end] == "AP"


def test_a_word_of_two_houses_names_neither() -> None:
    article = extracted("A guard told the Lantern that it was loud.").article
    assert houses_named(article, {"Velmora Lantern", "Karsk Lantern"}) == {}


def test_the_telling_that_names_the_other_comes_from_it_though_neither_bears_a_date() -> None:
    told = extracted(AGENCY, outlet="Velmora Lantern")
    telling = extracted(AGENCY.replace("officials said", "officials told the Lantern"), outlet="Morning Sun")
    assert {(a, b) for a, b, _ in _edges(_stemma([told, telling]))} == {("Velmora Lantern", "Morning Sun")}


@pytest.mark.parametrize(
    ("byline", "named"),
    [
        ("By Nomin Batbold", True),
        ("Ida Grund and Nomin Batbold", True),
        ("News desk", False),
        ("Reuters", False),
        (None, False),
    ],
)
def test_who_names_an_author_names_the_house(byline: str | None, named: bool) -> None:
    article = extracted("Nomin Batbold of the news desk reports that Reuters slept.", outlet="Morning Sun").article
    other = replace(extracted(AGENCY, outlet="Velmora Lantern").article, byline=byline)
    assert set(authors_named(article, [article, other])) == ({"Velmora Lantern"} if named else set())


def test_who_thanks_an_author_by_first_name_names_the_house() -> None:
    other = replace(extracted(AGENCY, outlet="Velmora Lantern").article, byline="By Nomin Batbold")
    for words, named in (("Hat tip to Nomin, as ever.", True), ("Nomin slept.", False), ("H/t Nomin Dorj.", False)):
        article = extracted(words, outlet="Morning Sun").article
        assert bool(authors_named(article, [article, other])) is named
