"""Where a named place of an article lies: country first, then town or division, by the article's own context."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from stemma.lang.countries import country_name, country_of
from stemma.lang.places import Place, division_of, is_region, places_named, plain
from stemma.model.words import Location

# Weights of the evidence for one reading of a name; set on the open half of LGL and TR-News (docs/accuracy/places.md).
_POPULATION = 0.55  # per factor of ten
_CAPITAL = 1.8
_COUNTRY = 1.6  # share of the article's country mentions that are this country's
_DIVISION = 2.2  # the division is named in the article
_BESIDE = 6.0  # the division or country stands right after the name
_NEAR = 1.4  # another place of the article lies within 150 km
_DIVISION_ITSELF = 0.3  # a division rather than a town of that name, where it is the larger
_LEAST_MARGIN = 0.25  # below this over the runner-up in another country, nothing is established
_VOTE = 1.2  # per other name of the article that has a reading in the same division
_MANY = 4.0  # a name's own vote for one of its readings is taken off as one of this many
_NEAR_KM = 150.0


class PlaceContext:
    """What an article says about where it plays.

    Args:
        names: The place names of the article, each once per mention.
        countries: ISO codes of the countries and peoples it names, with counts.
    """

    def __init__(self, names: Sequence[str], countries: Mapping[str, int]) -> None:
        self.countries: Counter[str] = Counter(countries)
        self.names = {plain(_full(name)) for name in names}
        self.anchors = self._anchors(names)
        self.votes = self._votes(names)

    def _votes(self, names: Sequence[str]) -> dict[tuple[str, str], float]:
        """For each division, how many of the article's names have a reading in it, names of many readings counting less."""
        votes: dict[tuple[str, str], float] = defaultdict(float)
        for name in dict.fromkeys(names):
            divisions = {(place.country, place.division) for place in _readings(name)}
            for division in divisions:
                votes[division] += 1 / len(divisions)
        return votes

    def _anchors(self, names: Sequence[str]) -> list[Place]:
        """For each name its readings' best by population, as rough anchors of where the article plays."""
        anchors = []
        for name in dict.fromkeys(names):
            candidates = places_named(_full(name))
            if candidates and (len(candidates) == 1 or candidates[0].population > 5 * candidates[1].population):
                anchors.append(candidates[0])
        return anchors[:40]


def locate(name: str, context: PlaceContext, *, beside: str | None = None) -> Location | None:
    """Return where `name` lies in an article with this context, or None where that is not established.

    Args:
        name: The name as printed.
        context: The article's other places and countries.
        beside: The words right after the name up to 30 characters (", Louisiana"), which decide where they name a division or country.
    """
    if is_region(name):
        return None
    known = country_of(name)
    candidates = _readings(name)
    if known is not None and known.kind != "capital" and not _state_of_that_name(known.iso, candidates, context):
        return Location(known.name, known.iso, "country")
    if not candidates:
        return Location(country_name(known.iso) or name, known.iso, "country") if known is not None else None
    follow = _beside(beside)
    if known is not None and known.kind == "country":
        candidates = tuple(place for place in candidates if place.kind == "A" and place.country != known.iso)
    scored = sorted(
        ((_score(place, context, name=name, follow=follow), -number) for number, place in enumerate(candidates[:60])),
        reverse=True,
    )
    best, chosen = scored[0][0], candidates[-scored[0][1]]
    rival = next((score for score, number in scored[1:] if candidates[-number].country != chosen.country), None)
    if rival is not None and best - rival < _LEAST_MARGIN:
        return None
    return Location(
        chosen.name, chosen.country, "city" if chosen.kind == "P" else "admin1", chosen.latitude, chosen.longitude
    )


def _readings(name: str) -> tuple[Place, ...]:
    """The places a name may mean: by itself, as a county ("Barrow"), else by the town in "North London"."""
    found = places_named(_full(name))
    counties = places_named(f"{name} County") if " " not in name else ()
    if found or counties:
        return found + counties
    words = name.split()
    if len(words) > 1 and words[0].lower() in _COMPASS:
        return places_named(" ".join(words[1:]))
    return ()


def _state_of_that_name(iso: str, candidates: Sequence[Place], context: PlaceContext) -> bool:
    """Tell whether a country's name means another country's division here ("Georgia" among towns of the United States)."""
    for place in candidates:
        if place.kind == "A" and place.country != iso and place.name:
            inside = context.votes[(place.country, place.division)]
            named = context.countries[place.country] > context.countries[iso] - 1
            if (
                place.population > 3_000_000
                and (inside >= 1.3 or (named and inside > 1.0))
                and not any(anchor.country == iso for anchor in context.anchors)
            ):
                return True
    return False


def _full(name: str) -> str:
    return division_of(name) or name


def _beside(words: str | None) -> str | None:
    match = re.match(r"\s*[,(]\s*([A-Z][\w.]*(?:\s[A-Z][\w.]*)?)", words or "")
    return match[1] if match else None


_COMPASS = frozenset(
    "north south east west northern southern eastern western central upper lower downtown greater inner outer northeast northwest southeast southwest".split()
)


def _score(place: Place, context: PlaceContext, *, name: str, follow: str | None) -> float:
    score = _POPULATION * math.log10(max(place.population, 10))
    score += _CAPITAL if place.capital and place.name and place.kind == "P" else 0.0
    total = sum(context.countries.values())
    if total:
        score += _COUNTRY * context.countries[place.country] / total + (
            0.4 if context.countries[place.country] else 0.0
        )
    if (
        place.kind == "P"
        and place.division
        and plain(place.division) in context.names
        and plain(place.division) != plain(name)
    ):
        score += _DIVISION
    if follow is not None:
        score += _BESIDE if _is_beside(place, follow) else 0.0
    own = 1.0 if place.kind == "A" else 0.0
    score += _VOTE * min(2.0, max(0.0, context.votes[(place.country, place.division)] - own - 1 / _MANY))
    if any(
        anchor is not place and anchor.name != place.name and _kilometres(anchor, place) <= _NEAR_KM
        for anchor in context.anchors
    ):
        score += _NEAR
    return score + (_DIVISION_ITSELF if place.kind == "A" else 0.0)


def _is_beside(place: Place, follow: str) -> bool:
    full = division_of(follow) or division_of(follow.split()[0]) or follow
    known = country_of(follow) or country_of(follow.split()[0])
    return (
        plain(full) == plain(place.division)
        or plain(full.split()[0]) == plain(place.division)
        or (known is not None and known.iso == place.country and known.name != "Georgia")
    )


def _kilometres(left: Place, right: Place) -> float:
    """Great-circle distance by the haversine formula, mean earth radius 6,371 km."""
    a, b = math.radians(left.latitude), math.radians(right.latitude)
    turn = (
        math.sin((b - a) / 2) ** 2
        + math.cos(a) * math.cos(b) * math.sin(math.radians(right.longitude - left.longitude) / 2) ** 2
    )
    return 12_742.0 * math.asin(min(1.0, math.sqrt(turn)))
