"""Measured amounts: money, distances, shares, weights, areas, speeds; values in base units."""

from __future__ import annotations

import re
from dataclasses import dataclass

from stemma.text.numbers import UNITS

_KINDS = {
    "km": "distance",
    "kg": "weight",
    "km/h": "speed",
    "km2": "area",
    "l": "volume",
    "%": "percent",
    "barrel": "volume",
}
_MONEY = {"USD", "EUR", "GBP", "JPY", "RUB", "INR", "CNY", "cent"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as printed: its kind of quantity, base unit and factor to it."""

    kind: str
    base: str
    factor: float


def unit_of(word: str, *, money_sign: bool = False) -> Unit | None:
    """Return the unit that a word or sign stands for ("miles", "%", "$"), or None."""
    lowered = word.lower()
    for form in (lowered, lowered.removesuffix("s"), lowered.removesuffix("es")):
        if form in UNITS and (len(form) > 1 or form in "%$€£¥"):
            base, factor = UNITS[form]
            kind = "money" if base in _MONEY else _KINDS.get(base)
            return Unit(kind, base, factor) if kind else None
    return None


MONEY_SIGNS = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "US$": "USD",
    "A$": "AUD",
    "C$": "CAD",
    "HK$": "HKD",
    "R$": "BRL",
    "₹": "INR",
    "₽": "RUB",
    "₴": "UAH",
}
"""Currency signs before a number, with the ISO 4217 code each stands for."""

GLUED = re.compile(r"^(?P<number>\d[\d.,]*)(?P<unit>%|km|kg|bn|mn|m|k|mph|kph|cm|ft|tn)$", re.IGNORECASE)
"""A number with its unit or scale in one token: "4.5bn", "30%"."""
