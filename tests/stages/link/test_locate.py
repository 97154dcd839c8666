"""Places by context: the town that the article is about, or none."""

from stemma.lang.homes import home_of
from stemma.stages.link.locate import locate
from stemma.stages.link.setting import PlaceContext


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


_FORT_WORTH = home_of("star-telegram.com")


def test_a_local_paper_means_the_town_near_its_seat() -> None:
    assert locate("Mansfield", PlaceContext(["Mansfield"], {})) is None
    found = locate("Mansfield", PlaceContext(["Mansfield"], {}, _FORT_WORTH))
    assert found is not None
    assert (found.country, found.precision) == ("USA", "city")
    assert found.latitude is not None
    assert 32 < found.latitude < 33


def test_other_evidence_outweighs_the_seat() -> None:
    context = PlaceContext(["Mansfield", "Nottingham", "Derby"], {"GBR": 4}, _FORT_WORTH)
    found = locate("Mansfield", context)
    assert found is not None
    assert found.country == "GBR"


def test_a_country_s_name_is_a_town_where_the_paper_sits_there_and_nothing_speaks_for_the_country() -> None:
    home = home_of("ldnews.com")
    beside = [("Lebanon", " police said"), ("LEBANON", " A man")]
    found = locate("Lebanon", PlaceContext([], {"LBN": 2}, home, beside))
    assert found is not None
    assert found.country == "USA"
    found = locate("Lebanon", PlaceContext(["Beirut"], {"LBN": 5}, home, beside))
    assert found is not None
    assert (found.country, found.precision) == ("LBN", "country")


def test_a_place_of_no_table_lies_in_the_sole_country_of_the_article() -> None:
    found = locate("Nosuchplaceville", PlaceContext(["Nosuchplaceville", "Marseille"], {"FRA": 2}))
    assert found is not None
    assert (found.name, found.country, found.precision, found.latitude) == ("Nosuchplaceville", "FRA", "country", None)
    assert locate("Nosuchplaceville", PlaceContext(["Nosuchplaceville"], {"FRA": 2, "ESP": 1})) is None


def test_a_small_namesake_abroad_is_chance() -> None:
    assert locate("Chesterton", PlaceContext(["Chesterton"], {"FRA": 1}, home_of("cambridge-news.co.uk"))) is None


def test_the_state_beside_a_name_places_it_where_no_town_is_known() -> None:
    found = locate("Belgrade", PlaceContext(["Belgrade"], {}), beside=", Minn. -- A woman")
    assert found is not None
    assert (found.name, found.precision) == ("Minnesota", "admin1")
    context = PlaceContext(["Belgrade"], {}, None, [("Belgrade", ", Minn. -- A woman"), ("Belgrade", " police")])
    found = locate("Belgrade", context, beside=" police")
    assert found is not None
    assert found.country == "USA"


def test_divisions_are_found_without_the_word_for_their_kind() -> None:
    found = locate("Zhejiang", PlaceContext(["Zhejiang"], {}))
    assert found is not None
    assert (found.country, found.precision) == ("CHN", "admin1")
