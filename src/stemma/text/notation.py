"""Numbers and hours as English news does not print them, which a translation carries over: "3,7 million", "1.340 votes", "at 21.12".

Source of the conventions: Unicode CLDR 44, number and time patterns of de, es, fr, it, pt, ru, tr against en.
"""

from __future__ import annotations

import re

_AT = r"(?:(?<=\bat )|(?<=\bby )|(?<=\bfrom )|(?<=\buntil )|(?<=\baround )|(?<=\babout )|(?<=\bafter )|(?<=\bbefore ))"
_FOREIGN = re.compile(
    r"(?<![\d.,$€£¥])(?:"
    r"\d{1,3},\d{1,2}(?![\d,]|\s?(?:and|or)\s)"  # decimal comma
    r"|\d{1,3}(?:\.\d{3})+(?![\d.,])"  # thousands parted by stops
    rf"|{_AT}(?:0?\d|1\d|2[0-3])\.[0-5]\d(?![\d,]|\.\d|\s?[ap]\.?m|\s?(?:per|%|million|billion|[a-z]*met|k))"  # hours before a stop
    rf"|{_AT}(?:0\d|1[3-9]|2[0-3]):[0-5]\d(?![\d:]|\s?(?:[ap]\.?m|GMT|UTC))"  # the 24-hour clock
    r"|(?:[01]?\d|2[0-3])h[0-5]\d\b"
    r")",
    re.IGNORECASE,
)


def foreign_notations(text: str) -> list[tuple[int, int]]:
    """Return where `text` prints a number or an hour in a way that English news does not, in order."""
    return [match.span() for match in _FOREIGN.finditer(text)]
