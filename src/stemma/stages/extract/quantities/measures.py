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
    "bp": "percent",
}


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
            kind = "money" if base in MONEY_SIGNS or base == "cent" else _KINDS.get(base)
            return Unit(kind, base, factor) if kind else None
    return None


_CODES = (  # ISO 4217 codes of currencies in use
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK "
    "DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF "
    "KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK "
    "PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD "
    "UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW"
).split()

MONEY_SIGNS = {code: code for code in _CODES} | {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "US$": "USD",
    "A$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "AU$": "AUD",
    "NZ$": "NZD",
    "S$": "SGD",
    "HK$": "HKD",
    "R$": "BRL",
    "₹": "INR",
    "₽": "RUB",
    "₴": "UAH",
}
"""Currency signs before a number, with the ISO 4217 code each stands for."""

GLUED = re.compile(
    r"^(?P<number>\d[\d.,]*)(?P<unit>%|km|kg|bn|bln|mn|mln|m|k|mph|kph|cm|ft|tn|million|billion|trillion|bps?)$",
    re.IGNORECASE,
)
"""A number with its unit or scale in one token: "4.5bn", "30%"."""
