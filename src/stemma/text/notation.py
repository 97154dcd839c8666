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

_SMALL = {"five": 5, "ten": 10, "quarter": 15, "twenty": 20, "twenty-five": 25, "half": 30}
_PART = re.compile(
    rf"\b(?:(?P<word>{'|'.join(_SMALL)})|(?P<digits>[1-5]?\d))(?: minutes?)? (?P<way>past|to|after|before) $",
    re.IGNORECASE,
)
_DAYTIME = re.compile(
    r"^(?: o['’]clock| sharp)?,?(?: (?:this|in the|on \w+|every|yesterday|tomorrow|that|at) (?P<day>morning|afternoon|evening|night))"
    r"|^ (?:o['’]clock|sharp)",
    re.IGNORECASE,
)


def spoken_hours(value: float, before: str, after: str) -> list[float]:
    """Return which times of day, in minutes after midnight, a number may be as one says them: "two o'clock", "ten to twelve", "five this afternoon".

    Args:
        value: The number.
        before, after: What stands beside it.
    """
    part, daytime = _PART.search(before), _DAYTIME.search(after)
    if not 1 <= value <= 12 or value != int(value) or not (part or daytime):
        return []
    minutes = 60.0 * (value % 12)
    if part:
        off = _SMALL[part["word"].lower()] if part["word"] else int(part["digits"])
        minutes += off if part["way"].lower() in ("past", "after") else -off
    half = (daytime["day"] or "").lower() if daytime else ""
    halves = {"morning": (0,), "afternoon": (720,), "evening": (720,)}.get(half, (0, 720))
    return [(minutes + half_day) % 1440 for half_day in halves]


def foreign_notations(text: str) -> list[tuple[int, int]]:
    """Return where `text` prints a number or an hour in a way that English news does not, in order."""
    return [match.span() for match in _FOREIGN.finditer(text)]
