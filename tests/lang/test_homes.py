"""Where an outlet is at home: seats, towns in addresses and names, countries of addresses."""

import pytest

from stemma.lang.homes import Home, home_of
from stemma.lang.places import places_named
from stemma.lang.tables import read_table, split_cell


def test_the_table_of_seats_decides() -> None:
    home = home_of("https://www.star-telegram.com/news/article1.html")
    assert home is not None
    assert (home.country, home.division, home.town, home.local) == ("USA", "Texas", "fort worth", True)


def test_a_paper_of_a_whole_country_has_no_town() -> None:
    home = home_of("https://www.nytimes.com/2020/01/01/us/a.html")
    assert home == Home("USA")
    assert home is not None
    assert not home.local


@pytest.mark.parametrize(
    ("address", "country", "town"),
    [
        ("thesandiegotimes.com", "USA", "san diego"),
        ("http://fortwayne-news.com/a", "USA", "fort wayne"),
        ("leamingtonherald.co.uk", "GBR", "leamington"),
        ("cowichangazette.ca", "CAN", ""),
    ],
)
def test_the_address_names_town_and_country(address: str, country: str, town: str) -> None:
    home = home_of(address)
    assert home is not None
    assert home.country == country
    assert not town or home.town in (town, "")


@pytest.mark.parametrize("address", ["dailystar-review.com", "timespost.net", "qqxzherald.com", "bare"])
def test_words_of_newspapers_are_no_town(address: str) -> None:
    assert home_of(address) is None


def test_a_name_alone_says_less_than_an_address() -> None:
    assert home_of(None, "Fort Wayne Herald") is not None
    assert home_of(None, "Lakeside Courier") is None  # a small town of that name is not meant
    assert home_of(None, "Reuters") is None
    assert home_of(None, None) is None


def test_every_seat_is_a_place_and_every_domain_stands_once() -> None:
    rows = read_table("outlet_seats.tsv")
    domains = [domain for row in rows for domain in split_cell(row["domains"])]
    assert len(domains) == len(set(domains))
    unknown = [
        row for row in rows if row["town"] and not any(p.country == row["country"] for p in places_named(row["town"]))
    ]
    assert len(unknown) <= len(rows) // 100
    assert all(row["country"] for row in rows)
