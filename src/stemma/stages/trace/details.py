"""The details of one telling, read for comparison with other tellings: under one key whatever form a translator or editor gave them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from stemma.lang.agencies import agency_named
from stemma.lang.countries import country_of
from stemma.lang.rarity import rarity
from stemma.lang.tables import read_table
from stemma.model.extracted import Extracted
from stemma.model.span import Span
from stemma.model.words import Detail
from stemma.text.normalise import stem
from stemma.text.notation import spoken_hours
from stemma.text.skeleton import skeleton

Key = tuple[str, str]
Amount = tuple[float, str | None]

_DATE_RARITY = 5.0
_FOREIGN_CLOCK = re.compile(r"(?P<hour>[01]?\d|2[0-3])[.h](?P<minute>[0-5]\d)")
_FOREIGN_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_HONORIFIC = "honorific"
_SHOUT = 3
_NEAR = 28


def compared_details(extracted: Extracted, sentences: Collection[str]) -> Iterator[tuple[Key, Detail]]:
    """Yield the details of `sentences` (ids) that say from whom a text was told, each with its key.

    Quotations are compared as wording, not here. Whom a text credits is no detail of what it tells, and a form of address none at all.
    "Danish" and "Denmark" are one detail.
    """
    text = extracted.article.text
    credited = sorted(c.span for c in extracted.article.credits if c.span is not None)
    for detail in extracted.details:
        if detail.sentence not in sentences or detail.kind == "quote":
            continue
        words = text[detail.span.start : detail.span.end]
        if detail.kind != "name":
            yield (detail.kind, detail.key), detail
        elif not (
            words.lower() in _honorifics()
            or _shouted(words, detail.key)
            or _names_carrier(words, detail.span, credited)
        ):
            yield ("name", _name_key(words, detail.key)), detail


def weight_of(key: Key) -> float:
    """Return how much a shared detail says: its rarity in news at large."""
    kind, value = key
    return _DATE_RARITY if kind == "date" else rarity(kind, value)


def readings(detail: Detail, text: str) -> tuple[Amount, ...]:
    """Return the amounts that a number may mean: as read, as other languages print thousands ("1.340") and hours ("21.12"), and as one says
    what time it is ("ten to twelve").

    Args:
        detail: A number.
        text: The text in which it stands.
    """
    words = text[detail.span.start : detail.span.end]
    if detail.value is None:
        return ()
    found: list[Amount] = [(detail.value, detail.unit)]
    if detail.unit is None and _FOREIGN_THOUSANDS.fullmatch(words):
        found.append((float(re.sub("[.,]", "", words)), None))
    if detail.unit is None:
        start, end = detail.span.start, detail.span.end
        found += [
            (m, "clock")
            for m in spoken_hours(detail.value, text[max(0, start - _NEAR) : start], text[end : end + _NEAR])
        ]
    clock = _FOREIGN_CLOCK.fullmatch(words)
    if detail.unit is None and clock:
        found.append((60.0 * int(clock["hour"]) + int(clock["minute"]), "clock"))
    return tuple(dict.fromkeys(found))


def _name_key(words: str, key: str) -> str:
    country = country_of(words)
    if country is None or country.kind == "capital":
        return key
    return skeleton(country.name.split()[-1])


def _names_carrier(words: str, span: Span, credited: list[Span]) -> bool:
    return agency_named(words) is not None or any(span.overlaps(other) for other in credited)


def _shouted(words: str, key: str) -> bool:
    """Tell whether a name is rather a common word in capitals, as tabloids print them."""
    return words.isupper() and len(words) >= _SHOUT and rarity("word", stem(words)) < rarity("name", key)


@cache
def _honorifics() -> frozenset[str]:
    return frozenset(row["noun"].lower() for row in read_table("titles.tsv") if row["kind"] == _HONORIFIC)
