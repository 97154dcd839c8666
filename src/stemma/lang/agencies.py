"""News agencies: their names as texts print them, and how to recognise one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from stemma.lang.outlets import host_of
from stemma.lang.tables import read_table, read_words, split_cell


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency that sells or hands its reports to other outlets.

    Attributes:
        name: As Stemma labels it ("Associated Press").
        aliases: Full names in use ("The Associated Press").
        marks: Short forms that stand for it only in datelines, bylines and tails ("AP"); upper and lower case count.
        country: ISO 3166-1 alpha-3 of its seat.
        domains: Domains it publishes under.
    """

    name: str
    aliases: tuple[str, ...]
    marks: tuple[str, ...]
    country: str
    domains: tuple[str, ...]


@cache
def agencies() -> tuple[Agency, ...]:
    """Return the table of agencies."""
    return tuple(
        Agency(
            name=row["agency"],
            aliases=split_cell(row["aliases"]),
            marks=split_cell(row["marks"]),
            country=row["country"],
            domains=split_cell(row["domains"]),
        )
        for row in read_table("agencies.tsv")
    )


@lru_cache(maxsize=1 << 16)
def agency_named(words: str) -> Agency | None:
    """Return the agency that `words` as a whole name, by full name in any case or by short form as written ("AP", not "ap")."""
    trimmed = " ".join(words.split()).strip(" .,:;()[]–—-")
    return _by_mark().get(trimmed) or _by_name().get(trimmed.casefold().removeprefix("the "))


def agency_of(outlet: str) -> Agency | None:
    """Return the agency that an outlet is or is a service of ("PAP Business", "Reuters Sports News")."""
    whole, _, service = outlet.strip().rpartition(" ")
    return agency_named(outlet) or (agency_of(whole) if whole and service in _services() else None)


@cache
def _services() -> frozenset[str]:
    return read_words("agency_services.txt")


def agency_at(address: str) -> Agency | None:
    """Return the agency that publishes at an address."""
    host = host_of(address)
    if host is None:
        return None
    labels = host.split(".")
    return next((found for i in range(len(labels) - 1) if (found := _by_domain().get(".".join(labels[i:])))), None)


@cache
def agency_pattern() -> re.Pattern[str]:
    """Return a pattern that finds any agency's name or short form as a whole word, case as written."""
    return re.compile(rf"(?<![\w@./-])(?:[Tt]he )?(?:{agency_names()})(?![\w@]|-[a-z])")


@cache
def agency_names() -> str:
    """Return the names and short forms of all agencies as one alternation for use in a pattern, longest first."""
    forms = {form for agency in agencies() for form in (agency.name, *agency.aliases, *agency.marks)}
    forms |= {form.upper() for form in forms if " " in form}  # bylines in capitals
    return "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))


@cache
def _by_mark() -> dict[str, Agency]:
    return {mark: agency for agency in reversed(agencies()) for mark in agency.marks}


@cache
def _by_name() -> dict[str, Agency]:
    named = ((form, agency) for agency in reversed(agencies()) for form in (*agency.aliases, agency.name))
    return {form.casefold().removeprefix("the "): agency for form, agency in named}


@cache
def _by_domain() -> dict[str, Agency]:
    return {domain: agency for agency in agencies() for domain in agency.domains}
