"""Places by name, from GeoNames: towns and first-level divisions with country, coordinates and population."""

from __future__ import annotations

import gzip
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from anyascii import anyascii

from stemma.lang.exonyms import plain_name
from stemma.lang.tables import read_table


@dataclass(frozen=True, slots=True)
class Place:
    """A town or division of the table.

    Attributes:
        kind: "P" for towns, "A" for first-level divisions, "C" for counties.
        division: First-level division it lies in; its own name for one.
        country: ISO 3166-1 alpha-3 code.
        latitude, longitude: Degrees, WGS 84, to about a kilometre.
        population: Inhabitants; of a division, of its listed towns.
    """

    name: str
    kind: str
    division: str
    country: str
    latitude: float
    longitude: float
    population: int
    capital: bool


def plain(name: str) -> str:
    """Return a place's name as the table is searched: a-z and blanks, "Saint" for "St.", without "the" and kind words at the end."""
    words = anyascii(name).lower().replace("'", "").replace(".", " ").replace("-", " ").split()
    words = [
        "saint" if word == "st" else "mount" if word == "mt" else "fort" if word == "ft" else word for word in words
    ]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)


@lru_cache(maxsize=20_000)
def places_named(name: str) -> tuple[Place, ...]:
    """Return the places called `name`, the most populous first; other spellings and foreign forms count where the table has them."""
    table, lines = _table()
    key = plain(name)
    numbers = (
        table.get(key)
        or table.get(_without_kind(key))
        or table.get(plain(" ".join(plain_name(word) for word in name.split())))
        or ()
    )
    return tuple(
        sorted(
            (_place(lines[number]) for number in numbers),
            key=lambda place: (-place.population, place.country, place.latitude),
        )
    )


def division_of(form: str, *, beside: bool = False) -> str | None:
    """Return the division that an abbreviation stands for ("Calif." → "California"), or None.

    Args:
        form: The abbreviation as printed.
        beside: It stands right after a town's name, where the letters of the post count, too ("Lafayette, LA").
    """
    table = _forms()
    found = table.anywhere.get(form) or (table.anywhere.get(f"{form}.") if len(form) > 2 else None)
    return table.beside.get(form, found) if beside else found


def is_region(name: str) -> bool:
    """Tell whether a name is a part of the world, or of space, that lies in no one country ("Middle East", "Eastern Asia", "Black Sea")."""
    key = plain(name)
    words = key.split()
    return (
        key in _forms().regions
        or (len(words) > 1 and words[-1] in _WATERS)
        or (len(words) > 1 and words[0] in _COMPASS and " ".join(words[1:]) in _forms().regions)
    )


_WATERS = frozenset({"sea", "ocean", "strait", "straits"})
_COMPASS = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast southwest".split()
)


@dataclass(frozen=True, slots=True)
class _Forms:
    anywhere: dict[str, str]
    beside: dict[str, str]
    regions: frozenset[str]


@cache
def _forms() -> _Forms:
    rows = read_table("place_forms.tsv")
    return _Forms(
        {row["form"]: row["stands_for"] for row in rows if row["stands_for"] and not row["beside"]},
        {row["form"]: row["stands_for"] for row in rows if row["beside"]},
        frozenset(row["form"] for row in rows if not row["stands_for"]),
    )


def _without_kind(key: str) -> str:
    words = key.split()
    if len(words) > 1 and words[-1] in (
        "province",
        "governorate",
        "state",
        "region",
        "district",
        "city",
        "oblast",
        "prefecture",
        "municipality",
    ):
        return " ".join(words[:-1])
    if len(words) > 2 and words[:2] in (["city", "of"], ["province", "of"], ["state", "of"]):
        return " ".join(words[2:])
    return key


def _place(line: str) -> Place:
    name, _, kind, division, country, latitude, longitude, population, capital = line.split("\t")
    return Place(
        name,
        kind,
        division if kind != "A" else name,
        country,
        float(latitude),
        float(longitude),
        int(population),
        capital == "1",
    )


# What stands before or after a division's own name in the languages of some countries.
_KINDS_BEFORE = (
    "muhafazat al",
    "muhafazat ad",
    "muhafazat",
    "wilayat",
    "sha`biyat",
    "mayorality of",
    "huyen",
    "provincia de",
)
_KINDS_AFTER = (
    *("uygur zizhiqu", "zhuangzu zizhiqu", "huizu zizhiqu", "autonomous region", "sheng", "shi", "do", "province"),
    *("governorate", "voivodeship", "apskritis", "rayon", "krai", "oblast"),
)


def _add_short_forms(lines: list[str], numbers: dict[str, list[int]]) -> None:
    """Let a division be found without the word for its kind ("Zhejiang Sheng"), where nothing else bears the shorter name."""
    for number, line in enumerate(lines):
        cells = line.split("\t", 3)
        if cells[2] != "A":
            continue
        key = cells[1].split(";")[0]
        short = next((key.removesuffix(f" {kind}") for kind in _KINDS_AFTER if key.endswith(f" {kind}")), key)
        short = next((short.removeprefix(f"{kind} ") for kind in _KINDS_BEFORE if short.startswith(f"{kind} ")), short)
        if short not in numbers:
            numbers[short].append(number)


@cache
def _table() -> tuple[dict[str, tuple[int, ...]], list[str]]:
    """The table's lines, and for each plain name the numbers of the lines that bear it; lines are read only when asked for."""
    with (files("stemma") / "resources" / "places.tsv.gz").open("rb") as packed:
        text = gzip.decompress(packed.read()).decode("utf-8")
    lines = [line for line in text.split("\n") if line and line[0] != "#"][1:]
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        for form in line.split("\t", 2)[1].split(";"):
            numbers[form].append(number)
    _add_short_forms(lines, numbers)
    return {form: tuple(found) for form, found in numbers.items()}, lines
