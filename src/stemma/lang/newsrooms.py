"""Which name of an agency or outlet the words of a sentence call it by."""

from __future__ import annotations

import re

from stemma.lang.agencies import agency_named
from stemma.lang.countries import country_of
from stemma.lang.outlets import outlet_named

_CALLED = re.compile(
    r"^(?:the\s+)?(?:(?:news)?paper\s+|newspaper\s+|news agency\s+)?(.+?)(?:\s+(?:news)?paper|\s+news agency|\s+news site)?$",
    re.I,
)
_SMALL_WORDS = frozenset({"of", "the", "de", "del", "la", "le", "and", "&", "in", "al"})
_POINTING = frozenset({"this", "his", "her", "our", "their", "that", "a", "an"})
_MOST_WORDS = 6


def newsroom_name(label: str) -> str | None:
    """Return the name of an agency or outlet in the words that a sentence calls it by; None where they name none.

    "the Lanka Ledger newspaper" is Lanka Ledger; "this newspaper", "the agency" and "the French news agency" name nobody.
    """
    words = " ".join(label.split())[:200]
    match = _CALLED.match(words)
    name = match.group(1) if match else words
    agency = agency_named(name) or agency_named(words)
    if agency is not None:
        return agency.name
    if outlet_named(words) is not None and words[:1].isupper():
        return words
    parts = name.split()
    named = 0 < len(parts) <= _MOST_WORDS and all(p[:1].isupper() or p.lower() in _SMALL_WORDS for p in parts)
    if not named or parts[0].lower() in _POINTING or country_of(name) is not None:
        return None
    return name
