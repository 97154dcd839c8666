"""What kind of thing an entity is, from its names and how texts label them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from stemma.lang.agencies import agency_named
from stemma.lang.aliases import alias_of
from stemma.lang.countries import country_of
from stemma.lang.outlets import outlet_named
from stemma.model.words import EntityKind
from stemma.stages.link.local import Local

_GOVERNMENT = re.compile(
    r"\b(?:government|ministry|department|administration|White House|Kremlin|Pentagon|Downing Street|parliament|senate|congress|house of|embassy|consulate|supreme court|"
    r"cabinet|knesset|duma|foreign office|home office|treasury|armed forces|army|navy|air force|police|intelligence|coast guard|border guard|election commission|council of ministers|"
    r"central bank|federal reserve|state council|presidency|secretariat|municipality|city council|prosecutor|attorney general)\b",
    re.IGNORECASE,
)
_ARMED = re.compile(
    r"\b(?:militia|brigades?|rebels?|front|taliban|liberation army|resistance army|jihad|martyrs|hezbollah|shabaab|qaeda|qaida|boko haram|guerrillas?|insurgents?|mujahideen|tigers|paramilitary|militants)\b",
    re.IGNORECASE,
)
_POLITE = re.compile(r"\b(?:national front|popular front party|party|movement party)\b", re.IGNORECASE)


def kind_of(kind: str, names: Iterable[str], found: Sequence[Local]) -> EntityKind:
    """Return the kind of an entity.

    Args:
        kind: What its mentions are: person, organisation, place, country, people or other.
        names: All its names.
        found: Its bearers.
    """
    if kind == "person":
        return EntityKind.PERSON
    if kind == "country":
        return EntityKind.COUNTRY
    if kind == "place":
        return EntityKind.PLACE
    if kind == "people":
        return EntityKind.OTHER
    texts = sorted(names)
    if any(agency_named(text) is not None for text in texts):
        return EntityKind.AGENCY
    if any(outlet_named(text) is not None for text in texts):
        return EntityKind.OUTLET
    known = next((alias for text in texts if (alias := alias_of(text)) is not None), None)
    if known is not None and known[1] in ("government", "armed group"):
        return EntityKind(known[1])
    if any(_ARMED.search(text) and not _POLITE.search(text) for text in texts):
        return EntityKind.ARMED_GROUP
    if any(_GOVERNMENT.search(text) for text in texts) or any(country_of(text) is not None for text in texts):
        return EntityKind.GOVERNMENT
    return EntityKind.ORGANISATION
