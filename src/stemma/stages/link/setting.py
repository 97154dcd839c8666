"""What an article says about where it plays: its places and countries, what stands beside them, and where its outlet is at home."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from stemma.lang.countries import country_of
from stemma.lang.homes import Home
from stemma.lang.places import Place, division_of, places_named, plain

_FAR_LARGER = 5  # a reading that has so many times the people of the next one is taken for an anchor
_MOST_ANCHORS = 40
NEAR_KM = 150.0
_KNOWN_NEAR = 20_000  # a town near the outlet with fewer people is not meant where a country or capital has its name


class PlaceContext:
    """What an article says about where it plays.

    Attributes:
        told: For each name what the article puts right after it at some mention, where it does so in one way only.
        printed: The place names, each once, as printed.
        lie_in: How many of those lie in which country, as far as located; None until they have been.
        at_home: Plain names of countries and capitals that mean a place at the outlet's home.

    Args:
        names: The place names of the article, each once per mention.
        countries: ISO codes of the countries and peoples it names, with counts.
        home: Where its outlet is at home, as far as known.
        beside: For each mention of a place or country, its name and the words right after it, up to 30 characters.
    """

    def __init__(
        self,
        names: Sequence[str],
        countries: Mapping[str, int],
        home: Home | None = None,
        beside: Iterable[tuple[str, str]] = (),
    ) -> None:
        beside = list(beside)
        self.home = home
        self.printed = tuple(dict.fromkeys(names))
        self.lie_in: Counter[str] | None = None
        self.names = {plain(full_name(name)) for name in names}
        self.told = _told(beside)
        self.countries: Counter[str] = Counter(countries)
        self.anchors = _anchors(names, home)
        self.at_home = self._meant_at_home(Counter(plain(name) for name, _ in beside))
        self.votes = _votes(names)

    def _meant_at_home(self, named: Mapping[str, int]) -> frozenset[str]:
        """The names, in plain form, of countries and capitals that are towns or divisions of the outlet's home here ("Lebanon" in a paper of Lebanon, Pennsylvania).

        They are, where nothing else in the article speaks for the country of that name; its mentions no longer count for that country.
        """
        found = set()
        for name in sorted(named):
            known = country_of(name.title())
            if known is None or known.kind == "people" or known.iso == (self.home.country if self.home else ""):
                continue
            if not any(is_at_home(place, self.home, _KNOWN_NEAR) for place in readings(name)):
                continue
            others = self.countries[known.iso] - named[name]
            if others <= 0 and not any(anchor.country == known.iso for anchor in self.anchors):
                found.add(name)
                del self.countries[known.iso]
        return frozenset(found)


def readings(name: str) -> tuple[Place, ...]:
    """Return the places a name may mean: by itself, as a county ("Barrow"), else by the town in "North London"."""
    division = division_of(name)
    if division is not None:
        found = tuple(place for place in places_named(division) if place.kind == "A" and place.country in _STYLED)
        return found or places_named(division)
    found = places_named(name)
    counties = places_named(f"{name} County") if " " not in name else ()
    if found or counties:
        return found + counties
    words = name.split()
    if len(words) > 1 and words[0].lower() in _COMPASS:
        return places_named(" ".join(words[1:]))
    if len(words) > 1 and words[-1].lower().rstrip(".") in _COUNTY_WORDS:
        plain_form = " ".join(words[:-1])
        return places_named(f"{plain_form} County") or places_named(f"County {plain_form}") or places_named(plain_form)
    return ()


def full_name(name: str) -> str:
    """Return the division that an abbreviation stands for, and any other name as it is."""
    return division_of(name) or name


def named_beside(words: str | None) -> str | None:
    """Return the name that stands right after a place behind a comma or bracket (", Louisiana"), or None."""
    match = re.match(r"\s*[,(]\s*([A-Z][\w.]*(?:\s[A-Z][\w.]*)?)", words or "")
    return match[1] if match else None


_STYLED = ("USA", "CAN", "AUS")  # whose divisions newspapers abbreviate
_COUNTY_WORDS = frozenset({"co", "county", "parish"})
_COMPASS = frozenset(
    "north south east west northern southern eastern western central upper lower downtown greater inner outer northeast northwest southeast southwest".split()
)


def _told(beside: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each name what the article once puts right after it, where it does so in one way only."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, words in beside:
        follow = named_beside(words)
        if follow is not None:
            found[plain(name)].add(follow)
    return {name: min(follows) for name, follows in found.items() if len(follows) == 1}


def _votes(names: Sequence[str]) -> dict[tuple[str, str], float]:
    """For each division, how many of the article's names have a reading in it, names of many readings counting less."""
    votes: dict[tuple[str, str], float] = defaultdict(float)
    for name in dict.fromkeys(names):
        divisions = {(place.country, place.division) for place in readings(name)}
        for division in divisions:
            votes[division] += 1 / len(divisions)
    return votes


def is_at_home(place: Place, home: Home | None, least: int = 0) -> bool:
    """Tell whether a place is the seat or the division of an outlet, or a town or county of at least so many people near its seat."""
    if home is None or place.country != home.country or not home.local:
        return False
    if place.kind == "A":
        return plain(place.name) == plain(home.division)
    if plain(place.name) == home.town:
        return True
    return home.at is not None and place.population >= least and kilometres(home.at, at(place)) <= NEAR_KM


def at(place: Place) -> tuple[float, float]:
    """Return a place's latitude and longitude in degrees."""
    return place.latitude, place.longitude


def kilometres(left: tuple[float, float], right: tuple[float, float]) -> float:
    """Return the great-circle distance by the haversine formula, mean earth radius 6,371 km."""
    a, b = math.radians(left[0]), math.radians(right[0])
    turn = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(right[1] - left[1]) / 2) ** 2
    return 12_742.0 * math.asin(min(1.0, math.sqrt(turn)))


def _anchors(names: Sequence[str], home: Home | None) -> list[Place]:
    """For each name its reading near the outlet's home, else its best by population, as rough anchors of where the article plays."""
    anchors = []
    for name in dict.fromkeys(names):
        found = readings(name)
        known = country_of(name)
        least = _KNOWN_NEAR if known is not None and known.iso != (home.country if home else "") else 0
        near = next((place for place in found if is_at_home(place, home, least)), None)
        if near is not None:
            anchors.append(near)
        elif found and (len(found) == 1 or found[0].population > _FAR_LARGER * found[1].population):
            anchors.append(found[0])
    return anchors[:_MOST_ANCHORS]
