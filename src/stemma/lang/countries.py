"""Countries by the words that news uses for them: names, capitals, peoples."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from stemma.lang.tables import read_table, split_cell


@dataclass(frozen=True, slots=True)
class CountryName:
    """A word that stands for a country: "Iraq" (country), "Baghdad" (capital), "Iraqi" and "Iraqis" (people).

    Attributes:
        iso: ISO 3166-1 alpha-3 code.
        kind: "country", "capital" or "people".
        name: The country's usual English name.
    """

    iso: str
    kind: str
    name: str


def country_of(words: str) -> CountryName | None:
    """Return the country that `words` as a whole stand for, or None.

    Upper and lower case count ("US" is a country, "us" is not); a leading "the" and a trailing possessive do not.
    """
    plain = words.strip().replace("’", "'")
    plain = plain[:-2] if plain.endswith("'s") else plain.removesuffix("'") if plain.endswith("s'") else plain
    return _names().get(plain.removeprefix("the ").removeprefix("The "))


def country_name(iso: str) -> str | None:
    """Return the usual English name of the country with code `iso`."""
    return _by_iso().get(iso)


def country_at(host: str) -> str | None:
    """Return the ISO code of the country under whose own internet domain a host stands ("ldnews.co.uk" → "GBR"), or None."""
    return _by_domain().get(host.rsplit(".", 1)[-1].lower())


@cache
def _by_domain() -> dict[str, str]:
    return {row["domain"]: row["country"] for row in read_table("countries.tsv") if row["domain"]}


@cache
def _names() -> dict[str, CountryName]:
    found: dict[str, CountryName] = {}
    rows = read_table("countries.tsv")
    for kind, column in (
        ("country", "name"),
        ("country", "aliases"),
        ("people", "people"),
        ("people", "peoples"),
        ("capital", "capitals"),
    ):
        for row in rows:
            for words in split_cell(row[column]):
                known = CountryName(row["country"], kind, row["name"])
                found.setdefault(words.removeprefix("the ").removeprefix("The "), known)
                if len(words) > 3:
                    found.setdefault(words.upper(), known)
    return found


@cache
def _by_iso() -> dict[str, str]:
    return {row["country"]: row["name"] for row in read_table("countries.tsv")}
