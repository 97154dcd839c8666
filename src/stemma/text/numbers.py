"""Numbers as news prints them: "5,000", "1,2 million", "$4.5bn", "7:33 p.m.", "twenty-three", "770 km", "ninefold".

Values are compared across texts that convert units and round; so each number comes with its value in a base unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORD_VALUES: dict[str, int] = {word: value for value, word in enumerate(_SMALL)} | {
    word: 10 * (i + 2) for i, word in enumerate(_TENS)
}
SCALES: dict[str, float] = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "mln": 1e6, "m": 1e6, "mn": 1e6, "billion": 1e9, "bln": 1e9, "bn": 1e9,
    "b": 1e9, "milliard": 1e9, "trillion": 1e12, "tn": 1e12, "k": 1e3, "lakh": 1e5, "crore": 1e7, "dozen": 12.0,
}  # fmt: skip
# Unit as printed -> (base unit, factor to it). Conversion factors are definitions (SI brochure; NIST Handbook 44); a test holds them against pint.
UNITS: dict[str, tuple[str, float]] = {
    "km": ("km", 1.0), "kilometre": ("km", 1.0), "kilometer": ("km", 1.0), "mile": ("km", 1.609344), "metre": ("km", 1e-3),
    "meter": ("km", 1e-3), "foot": ("km", 3.048e-4), "feet": ("km", 3.048e-4), "ft": ("km", 3.048e-4), "yard": ("km", 9.144e-4),
    "inch": ("km", 2.54e-5), "cm": ("km", 1e-5), "centimetre": ("km", 1e-5), "centimeter": ("km", 1e-5), "mi": ("km", 1.609344),
    "kg": ("kg", 1.0), "kilo": ("kg", 1.0), "kilogram": ("kg", 1.0), "pound": ("kg", 0.45359237), "lb": ("kg", 0.45359237),
    "tonne": ("kg", 1e3), "ton": ("kg", 1e3), "ounce": ("kg", 0.028349523), "gram": ("kg", 1e-3),
    "km/h": ("km/h", 1.0), "kph": ("km/h", 1.0), "mph": ("km/h", 1.609344), "knot": ("km/h", 1.852),
    "hectare": ("km2", 1e-2), "acre": ("km2", 4.0468564e-3), "litre": ("l", 1.0), "liter": ("l", 1.0), "gallon": ("l", 3.785411784),
    "percent": ("%", 1.0), "pct": ("%", 1.0), "%": ("%", 1.0), "dollar": ("USD", 1.0), "$": ("USD", 1.0), "usd": ("USD", 1.0),
    "euro": ("EUR", 1.0), "€": ("EUR", 1.0), "eur": ("EUR", 1.0), "£": ("GBP", 1.0), "gbp": ("GBP", 1.0), "yen": ("JPY", 1.0),
    "¥": ("JPY", 1.0), "rouble": ("RUB", 1.0), "ruble": ("RUB", 1.0), "rupee": ("INR", 1.0), "yuan": ("CNY", 1.0),
    "tugrik": ("MNT", 1.0), "naira": ("NGN", 1.0), "hryvnia": ("UAH", 1.0), "hryvnya": ("UAH", 1.0), "zloty": ("PLN", 1.0), "zlotys": ("PLN", 1.0),
    "forint": ("HUF", 1.0), "koruna": ("CZK", 1.0), "baht": ("THB", 1.0), "ringgit": ("MYR", 1.0), "rupiah": ("IDR", 1.0), "dong": ("VND", 1.0),
    "taka": ("BDT", 1.0), "tenge": ("KZT", 1.0), "lari": ("GEL", 1.0), "manat": ("AZN", 1.0), "birr": ("ETB", 1.0), "cedi": ("GHS", 1.0),
    "shekel": ("ILS", 1.0), "boliviano": ("BOB", 1.0), "guarani": ("PYG", 1.0), "quetzal": ("GTQ", 1.0), "lempira": ("HNL", 1.0),
    "metical": ("MZN", 1.0), "kyat": ("MMK", 1.0), "afghani": ("AFN", 1.0), "lira": ("TRY", 1.0), "renminbi": ("CNY", 1.0),
    "cent": ("cent", 1.0), "bp": ("%", 0.01), "bps": ("%", 0.01), "barrel": ("barrel", 1.0), "fold": ("%", 100.0),
}  # fmt: skip
_SQUARES = {"mile": 2.589988110336, "kilometre": 1.0, "kilometer": 1.0, "km": 1.0, "metre": 1e-6, "meter": 1e-6}

_CLOCK = re.compile(
    r"\b(?P<h>[01]?\d|2[0-3])(?:[:.](?P<m>[0-5]\d))?\s?(?P<half>[ap])\.?m\b\.?|\b(?P<h24>[01]?\d|2[0-3]):(?P<m24>[0-5]\d)\b(?!:\d)",
    re.I,
)
_DIGITS = re.compile(
    r"(?P<sign>[$€£¥])?\s?(?P<digits>\d{1,15}(?:[.,]\d{1,6}){0,4})(?P<glued>bn|mln|mn|m|b|k|km|kg|ft|mph|kph|cm|mi)?(?![\w])",
    re.I,
)
_NUMBER_WORD = re.compile(
    r"\b(?:"
    + "|".join([*_TENS, *sorted(_SMALL, key=len, reverse=True)])
    + r")(?:[- ](?:"
    + "|".join(_SMALL[1:10])
    + r")\b)?(?P<fold>fold)?\b",
    re.I,
)
_AFTER = re.compile(r"[ \u00a0-]{0,2}(?P<word>%|[^\W\d_]{1,12}(?:/h)?)")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.I)


@dataclass(frozen=True, slots=True)
class Number:
    """One number in a text.

    Attributes:
        start, end: Where it stands, with its scale word ("1.2 million") but without its unit.
        value: As printed, scale applied: 770 for "770 km".
        unit: Base unit ("km", "%", "USD"), None for a plain count; "clock" for a time of day, whose value is minutes after midnight.
        base: The value in the base unit.
        spelled: Printed in words.
    """

    start: int
    end: int
    value: float
    unit: str | None
    base: float
    spelled: bool = False

    @property
    def key(self) -> str:
        """The value as a string that two texts share when they print the same number: "5000", "19:33"."""
        if self.unit == "clock":
            return f"{int(self.value) // 60}:{int(self.value) % 60:02d}"
        return f"{self.value:.10g}"


def find_numbers(text: str) -> list[Number]:
    """Return the numbers of `text` in order; spelled "zero", "one" and "two" are left out, being pronouns as often as counts."""
    found: list[Number] = []
    taken: list[tuple[int, int]] = []
    for number in (*_clocks(text), *_digits(text), *_spelled(text)):
        if not any(number.start < end and start < number.end for start, end in taken[-40:]):
            found.append(number)
            taken.append((number.start, number.end))
    return sorted(_without_overlap(found), key=lambda number: number.start)


def amounts_match(left: tuple[float, str | None], right: tuple[float, str | None], *, tolerance: float = 0.04) -> bool:
    """Tell whether two (value in base unit, unit) may be one amount: equal, or in one unit within `tolerance` of each other."""
    if left[1] != right[1] or left[1] in (None, "clock"):
        return left == right
    larger = max(abs(left[0]), abs(right[0]))
    return larger > 0 and abs(left[0] - right[0]) <= tolerance * larger


def _without_overlap(numbers: list[Number]) -> Iterator[Number]:
    end = -1
    for number in sorted(numbers, key=lambda n: (n.start, -n.end)):
        if number.start >= end:
            yield number
            end = number.end


def _clocks(text: str) -> Iterator[Number]:
    for match in _CLOCK.finditer(text):
        hour = int(match["h"] or match["h24"])
        minute = int(match["m"] or match["m24"] or 0)
        if match["half"]:
            hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
        minutes = float(60 * hour + minute)
        yield Number(match.start(), match.end(), minutes, "clock", minutes)


def _digits(text: str) -> Iterator[Number]:
    for match in _DIGITS.finditer(text):
        start = match.start("sign") if match["sign"] else match.start("digits")
        if start and (text[start - 1].isalnum() or text[start - 1] in "@#_/"):
            continue
        value = _value_of(match["digits"])
        glued = (match["glued"] or "").lower()
        end = match.end("digits") if glued in UNITS and glued not in ("m", "b") else match.end()
        if glued in SCALES:
            value *= SCALES[glued]
        yield _measured(text, start, end, value, sign=match["sign"], glued=glued)


def _spelled(text: str) -> Iterator[Number]:
    for match in _NUMBER_WORD.finditer(text):
        parts = re.split(r"[- ]", match[0].lower().removesuffix("fold"))
        value = float(sum(WORD_VALUES[part] for part in parts))
        if match["fold"]:
            yield Number(match.start(), match.end(), value, "%", 100 * value, spelled=True)
            continue
        number = _measured(text, match.start(), match.end(), value, spelled=True)
        if number.value > 2:
            yield number


def _value_of(digits: str) -> float:
    """Read digits with thousands marks or a decimal comma: "5,000", "1,2", "5.000" (thousands), "4.125" (decimal)."""
    if "," in digits and "." in digits:
        decimal = max(digits.rfind(","), digits.rfind("."))
        return float(
            re.sub(r"[.,]", "", digits[:decimal]) + "." + digits[decimal + 1 :].replace(",", "").replace(".", "")
        )
    groups = re.split(r"[.,]", digits)
    if len(groups) == 1:
        return float(digits)
    if all(len(group) == 3 for group in groups[1:]) and groups[0] != "0" and len(groups[0]) <= 3:
        if "," in digits or len(groups) > 2 or groups[1].endswith("00"):
            return float("".join(groups))
    return float(groups[0] + "." + "".join(groups[1:]))


def _measured(
    text: str, start: int, end: int, value: float, *, sign: str | None = None, glued: str = "", spelled: bool = False
) -> Number:
    unit = sign if sign else glued if glued in UNITS else None
    if not glued or glued in SCALES:
        for _ in range(2):
            following = _AFTER.match(text, end)
            word = following["word"].lower() if following else ""
            if following is None or word not in SCALES or (len(word) == 1 and not sign):
                break
            value *= SCALES[word]
            end = following.end("word")
        unit = unit or _unit_after(text, end)
    if unit is None:
        return Number(start, end, value, None, value, spelled)
    base, factor = ("km2", _SQUARES[unit[3:]]) if unit.startswith("sq ") else UNITS[unit]
    return Number(start, end, value, base, value * factor, spelled)


def _unit_after(text: str, end: int) -> str | None:
    following = _AFTER.match(text, end)
    if following is None:
        return None
    word = following["word"].lower()
    if word in ("square", "sq", "per"):
        second = _AFTER.match(text, following.end("word"))
        measure = second["word"].lower().rstrip("s") if second else ""
        if word == "per":
            return "percent" if measure == "cent" else None
        return f"sq {measure}" if measure in _SQUARES else None
    for candidate in (word, word.rstrip("s")):
        if candidate in UNITS and candidate != "fold":
            return candidate
    return None
