"""Where an outlet is at home: by the table of seats, by the place in its address or name, by its address's country."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from stemma.lang.countries import country_at, country_of
from stemma.lang.outlets import host_of, outlet_at, outlet_named
from stemma.lang.places import Place, places_named, plain
from stemma.lang.tables import read_table, read_words, split_cell

# Countries whose papers are written in English, first those meant where an address of no country bears a town's name; a town
# of the United States counts as if it were ten times as large, because papers of other countries have addresses of their own.
_ENGLISH = ("USA", "GBR", "CAN", "AUS", "IRL", "NZL", "ZAF")
_AMERICAN_FOLD = 10
# Inhabitants of a town that a paper may be called after, by its address and by its name alone, which is as often a common word
# ("Lakeside Courier", "The Hill"), or where the address is nothing but the town; outside the countries of `_ENGLISH` more.
_LEAST_TOWN = 5_000
_LEAST_NAMED = 50_000
_LEAST_ABROAD = 300_000
_SHORTEST = 4  # letters of a town's name in an address


@dataclass(frozen=True, slots=True)
class Home:
    """What is known of where an outlet sits.

    Attributes:
        country: ISO 3166-1 alpha-3 code.
        division: First-level division; empty where only the country is known.
        town: Its name as the places are searched; empty where it is not known.
        at: Latitude and longitude of the town in degrees; None where the country has several towns of that name.
        local: It is an outlet of one town or division, so that a place it leaves unexplained is near.
    """

    country: str
    division: str = ""
    town: str = ""
    at: tuple[float, float] | None = None

    @property
    def local(self) -> bool:
        return bool(self.division or self.town)


@lru_cache(maxsize=4_000)
def home_of(address: str | None, outlet: str | None = None) -> Home | None:
    """Return where the outlet at `address`, or else the one called `outlet`, is at home; None where neither tells."""
    host = host_of(address) if address else None
    if host is not None:
        return _seat_of(host) or _home_at(host)
    known = outlet_named(outlet) if outlet else None
    if known is not None:
        return next((home for domain in known.domains if (home := _seat_of(domain) or _home_at(domain))), None)
    return _named_in(re.sub(r"[^a-z]", "", outlet.lower()), None, least=_LEAST_NAMED) if outlet else None


def _seat_of(host: str) -> Home | None:
    labels = host.split(".")
    domain = next((at for i in range(len(labels) - 1) if (at := ".".join(labels[i:])) in _seats()), None)
    if domain is None:
        return None
    town, division, country = _seats()[domain]
    if not town:
        return Home(country)
    found = [p for p in places_named(town) if p.country == country and plain(division) in ("", plain(p.division))]
    towns = [place for place in found if place.kind == "P"]
    if not towns:
        return Home(country, division, plain(town))
    return Home(country, towns[0].division, plain(town), (towns[0].latitude, towns[0].longitude))


def _home_at(host: str) -> Home | None:
    country = country_at(host)
    labels = host.split(".")[:-1]
    named = None
    if outlet_at(host) is None:
        named = next((home for label in labels if (home := _named_in(label.replace("-", ""), country))), None)
    return named or (Home(country) if country is not None else None)


def _named_in(label: str, country: str | None, *, least: int = _LEAST_TOWN) -> Home | None:
    """The place that stands in an address's label or in an outlet's joined name among words of newspapers; the longest one."""
    starts = _reach(label)
    if len(label) in starts:
        return None  # "dailystar" is all words of newspapers, though there is a town of Star
    ends = {len(label) - end for end in _reach(label[::-1], backward=True)}
    parts = [(start, end) for start in starts for end in ends if end - start >= _SHORTEST]
    for start, end in sorted(parts, key=lambda part: (part[0] - part[1], part)):
        alone = end - start == len(label)
        found = _place_called(label[start:end], country, least=_LEAST_NAMED if alone else least)
        if found is not None:
            return found
    return None


def _reach(label: str, *, backward: bool = False) -> set[int]:
    """How far into a label words of newspapers reach, counted in letters."""
    words = [word[::-1] for word in _paper_words()] if backward else _paper_words()
    reached, fresh = {0}, [0]
    while fresh:
        at = fresh.pop()
        for word in words:
            if label.startswith(word, at) and at + len(word) not in reached:
                reached.add(at + len(word))
                fresh.append(at + len(word))
    return reached


def _place_called(joined: str, country: str | None, *, least: int) -> Home | None:
    """The town, division or country whose name, written as one word, is `joined`."""
    forms = [joined, *(f"{joined[:i]} {joined[i:]}" for i in range(2, len(joined) - 2))]
    found = [place for form in forms for place in places_named(form) if plain(place.name).replace(" ", "") == joined]
    if country is not None:
        found = [place for place in found if place.country == country]
    divisions = [place for place in found if place.kind == "A" and place.country in _ENGLISH]
    towns = [
        place
        for place in found
        if place.kind == "P" and place.population >= (least if place.country in _ENGLISH else _LEAST_ABROAD)
    ]
    known = country_of(joined.title())
    if known is not None and known.kind == "country":
        return None if any(place.country in _ENGLISH for place in towns) else Home(known.iso)
    if divisions and (not towns or divisions[0].population > 10 * _weight(towns[0])):
        return Home(divisions[0].country, divisions[0].division)
    return _among(towns) if towns else None


def _among(towns: list[Place]) -> Home:
    english = [place for place in towns if place.country in _ENGLISH] or towns
    best = max(english, key=lambda place: (_weight(place), -place.latitude))
    same = [place for place in english if place.country == best.country]
    if len(same) > 1 and best.population < _AMERICAN_FOLD * sorted(place.population for place in same)[-2]:
        return Home(best.country, "", plain(best.name))
    return Home(best.country, best.division, plain(best.name), (best.latitude, best.longitude))


def _weight(place: Place) -> int:
    return place.population * (_AMERICAN_FOLD if place.country == "USA" else 1)


@cache
def _seats() -> dict[str, tuple[str, str, str]]:
    return {
        domain: (row["town"], row["division"], row["country"])
        for row in read_table("outlet_seats.tsv")
        for domain in split_cell(row["domains"])
    }


@cache
def _paper_words() -> tuple[str, ...]:
    return tuple(sorted(read_words("paper_words.txt")))
