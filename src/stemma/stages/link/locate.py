"""Where a named place of an article lies: country first, then town or division, by the article's own context and its outlet's home."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from stemma.lang.countries import CountryName, country_name, country_of
from stemma.lang.places import Place, division_of, is_region, places_named, plain
from stemma.lang.roles import seat_country
from stemma.model.words import Location
from stemma.stages.link.setting import NEAR_KM, PlaceContext, at, is_at_home, kilometres, named_beside, readings

# Weights of the evidence for one reading of a name; set on the open half of LGL and TR-News (docs/accuracy/places.md).
_POPULATION = 0.55  # per factor of ten
_CAPITAL = 1.8
_COUNTRY = 1.6  # share of the article's country mentions that are this country's
_DIVISION = 2.2  # the division is named in the article
_BESIDE = 6.0  # the division or country stands right after the name
_BESIDE_ONCE = 3.0  # it does so at another mention of the name
_NEAR = 1.4  # another place of the article lies within 150 km
_DIVISION_ITSELF = 0.3  # a division rather than a town of that name, where it is the larger
_LEAST_MARGIN = 0.25  # below this over the runner-up in another country, nothing is established
_VOTE = 1.2  # per other name of the article that has a reading in the same division
_MANY = 4.0  # a name's own vote for one of its readings is taken off as one of this many
_OTHER_NAME = -1.2  # the place bears the name as a former or foreign one only
# A place abroad with fewer people needs other evidence of its country, in a local outlet and in one of a whole country.
_KNOWN_ABROAD, _KNOWN_ABROAD_TO_ALL = 100_000, 20_000
_LEAST_KNOWN = 2  # names of places and countries that have to lie in the article's one country
_HAMLET = 100  # so many times fewer people than the largest place of the name
_HOME_COUNTRY = 1.0
_HOME_DIVISION = 1.2
_HOME_NEAR = 1.6  # within 150 km of the seat of the outlet
_HOME_TOWN = 2.0  # it is the town that the outlet is called after or sits in


def locate(name: str, context: PlaceContext, *, beside: str | None = None) -> Location | None:
    """Return where `name` lies in an article with this context, or None where that is not established.

    Args:
        name: The name as printed.
        context: The article's other places and countries, and where its outlet is at home.
        beside: The words right after the name up to 30 characters (", Louisiana"), which decide where they name a division or country.
    """
    if is_region(name):
        return None
    seat = seat_country(plain(name).replace(" ", "-"))
    if seat is not None:
        return Location(name, seat, "country")
    found = _by_name(name, context, beside)
    if found is None and (sole := _sole_country(name, context)) is not None:
        return Location(name, sole, "country")
    return found


def _sole_country(name: str, context: PlaceContext) -> str | None:
    """The one country in which all lies that the article and its local outlet let know; None where there are several, or too little speaks for it."""
    if context.lie_in is None:
        found = ((other, _by_name(other, context, None)) for other in context.printed if not is_region(other))
        context.lie_in = Counter(place.country for _, place in found if place is not None and place.country)
    known = context.lie_in + context.countries
    if context.home is not None and context.home.local:
        known[context.home.country] += 1
    words = name.split()
    if len(known) != 1 or any(is_region(word) for word in words) or any(letter.isdigit() for letter in name):
        return None
    return min(known) if known.total() >= _LEAST_KNOWN else None


def _by_name(name: str, context: PlaceContext, beside: str | None) -> Location | None:
    """Where a name lies by the tables of countries and places; None where they do not hold it, or its readings weigh alike."""
    known = country_of(name)
    candidates = readings(name)
    if known is not None and known.kind != "capital" and not _is_no_country(name, known, candidates, context):
        return Location(known.name, known.iso, "country")
    follow = named_beside(beside)
    if follow is None or not _means_place(follow):
        follow, weight = context.told.get(plain(name)), _BESIDE_ONCE
    else:
        weight = _BESIDE
    told = _told_division(follow, candidates) if follow is not None else None
    if told is not None:
        return told
    if not candidates:
        return Location(country_name(known.iso) or name, known.iso, "country") if known is not None else None
    if known is not None and known.kind == "country":
        candidates = tuple(place for place in candidates if place.country != known.iso)
    return _chosen(name, candidates, context, follow=follow, weight=weight)


def _chosen(
    name: str, candidates: Sequence[Place], context: PlaceContext, *, follow: str | None, weight: float
) -> Location | None:
    most = max(place.population for place in candidates)
    scored = sorted(
        (
            (_score(place, context, name=name, most=most) + (weight if follow is not None and _is_beside(place, follow) else 0.0), -number)
            for number, place in enumerate(candidates[:60])
        ),
        reverse=True,
    )  # fmt: skip
    best, chosen = scored[0][0], candidates[-scored[0][1]]
    rival = next((score for score, number in scored[1:] if candidates[-number].country != chosen.country), None)
    close = rival is not None and best - rival < _LEAST_MARGIN
    if close or (follow is None and _is_chance(chosen, context)):
        return None
    return Location(
        chosen.name, chosen.country, "city" if chosen.kind == "P" else "admin1", chosen.latitude, chosen.longitude
    )


def _is_chance(chosen: Place, context: PlaceContext) -> bool:
    """Tell whether a small town abroad that nothing else in the article speaks for merely shares the name of a place near the outlet."""
    home = context.home
    return (
        home is not None
        and chosen.country != home.country
        and chosen.population < (_KNOWN_ABROAD if home.local else _KNOWN_ABROAD_TO_ALL)
        and not context.countries[chosen.country]
        and not any(anchor is not chosen and anchor.country == chosen.country for anchor in context.anchors)
    )


def _told_division(follow: str, candidates: Sequence[Place]) -> Location | None:
    """The division that stands right after a name none of whose known places lies in it ("Belgrade, Minn.")."""
    if any(_is_beside(place, follow) for place in candidates):
        return None
    abbreviated = division_of(follow, beside=True)
    divisions = [place for place in readings(abbreviated or follow) if place.kind == "A"]
    if abbreviated is None and (candidates or len(divisions) != 1 or country_of(follow) is not None):
        return None  # "Boston, Washington and Atlanta" is a list; "Boston, Wash." is not
    return next((Location(p.name, p.country, "admin1", p.latitude, p.longitude) for p in divisions), None)


def _means_place(follow: str) -> bool:
    first = follow.split()[0]
    return any(division_of(w, beside=True) or country_of(w) or places_named(w) for w in (follow, first))


def _is_no_country(name: str, known: CountryName, candidates: Sequence[Place], context: PlaceContext) -> bool:
    """Tell whether a country's name means a town or division elsewhere: of the outlet's home, or "Georgia" among towns of the United States."""
    if plain(name) in context.at_home:
        return True
    for place in candidates:
        if place.kind == "A" and place.country != known.iso and place.name:
            inside = context.votes[(place.country, place.division)]
            named = context.countries[place.country] > context.countries[known.iso] - 1
            if (
                place.population > 3_000_000
                and (inside >= 1.3 or (named and inside > 1.0))
                and not any(anchor.country == known.iso for anchor in context.anchors)
            ):
                return True
    return False


def _score(place: Place, context: PlaceContext, *, name: str, most: int) -> float:
    score = _POPULATION * math.log10(max(place.population, 10))
    score += _CAPITAL if place.capital and place.name and place.kind == "P" else 0.0
    own_name = plain(place.name).removesuffix(" city") == plain(name).removesuffix(" city")
    score += _OTHER_NAME if place.kind == "P" and not own_name else 0.0
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
    own = 1.0 if place.kind == "A" else 0.0
    score += _VOTE * min(2.0, max(0.0, context.votes[(place.country, place.division)] - own - 1 / _MANY))
    if any(
        anchor is not place and anchor.name != place.name and kilometres(at(anchor), at(place)) <= NEAR_KM
        for anchor in context.anchors
    ):
        score += _NEAR
    return score + _home_score(place, context, most) + (_DIVISION_ITSELF if place.kind == "A" else 0.0)


def _home_score(place: Place, context: PlaceContext, most: int) -> float:
    """What the outlet's home says for a place; of a hamlet that has the name of a great city only that they share a country."""
    home = context.home
    if home is None or place.country != home.country:
        return 0.0
    score = _HOME_COUNTRY
    if place.population * _HAMLET < most and not is_at_home(place, home, most):
        return score
    score += _HOME_DIVISION if home.division and plain(place.division) == plain(home.division) else 0.0
    score += _HOME_NEAR if home.at is not None and kilometres(home.at, at(place)) <= NEAR_KM else 0.0
    return score + (_HOME_TOWN if home.town and plain(place.name) == home.town else 0.0)


def _is_beside(place: Place, follow: str) -> bool:
    full = division_of(follow, beside=True) or division_of(follow.split()[0], beside=True) or follow
    known = country_of(follow) or country_of(follow.split()[0])
    return (
        plain(full) == plain(place.division)
        or plain(full.split()[0]) == plain(place.division)
        or (known is not None and known.iso == place.country and known.name != "Georgia")
    )
