"""Places by context: the town that the article is about, or none."""

from stemma.stages.link.locate import PlaceContext, locate


def test_country_of_the_article_decides() -> None:
    found = locate("Alexandria", PlaceContext(["Alexandria", "Rapides Parish"], {"USA": 2}))
    assert found is not None
    assert found.country == "USA"
    found = locate("Alexandria", PlaceContext(["Alexandria", "Cairo"], {"EGY": 3}))
    assert found is not None
    assert found.country == "EGY"


def test_what_stands_beside_the_name_decides() -> None:
    found = locate("Paris", PlaceContext(["Paris"], {"FRA": 1}), beside=", Texas, on Monday")
    assert found is not None
    assert (found.country, found.precision) == ("USA", "city")


def test_country_first() -> None:
    found = locate("Iraq", PlaceContext([], {}))
    assert found is not None
    assert (found.country, found.precision, found.latitude) == ("IRQ", "country", None)


def test_regions_and_unknown_names_lie_nowhere() -> None:
    assert locate("Middle East", PlaceContext([], {})) is None
    assert locate("Nosuchplaceville", PlaceContext([], {})) is None
