"""Keys under which bearers of like names meet, so that only they are compared."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stemma.lang.aliases import alias_of
from stemma.stages.link.compare import acronym_letters, body_words, person_words, place_key
from stemma.stages.link.local import Local
from stemma.text.skeleton import bones


def keys_of(local: Local) -> Iterator[str]:
    """Yield the keys of one bearer; two that share none are never compared."""
    known = alias_of(local.name)
    if known is not None:
        yield f"alias:{known[0]}"
    if local.kind in ("country", "people"):
        yield f"{local.kind}:{local.country or local.name.lower()}"
    elif local.kind == "person":
        yield from _person_keys(local.name)
    elif local.kind == "organisation":
        yield from _body_keys(local.name)
    else:
        yield f"place:{_loose(bones(place_key(local.name).replace(' ', '')))}"
        if local.location is not None:
            yield f"at:{local.location.country}:{local.location.name}"


def _person_keys(name: str) -> Iterator[str]:
    words = [word for word in person_words(name) if word != "-"]
    for word in {words[0], words[-1]} if words else ():
        yield f"person:{_loose(bones(word))}"
        if "ch" in word:
            yield f"person:{_loose(bones(word.replace('ch', 'k')))}"
    if len(words) > 2:
        yield f"person:{_loose(bones(words[-2]))}"
    if name.isupper() and name.isalpha() and len(name) <= 5:
        yield f"initials:{name.lower()}"
    elif len(name.split()) >= 3:
        yield f"initials:{''.join(word[0] for word in name.lower().split())}"


def _body_keys(name: str) -> Iterator[str]:
    words = body_words(name)
    for word in {words[0], words[-1]} if words else ():
        yield f"body:{_loose(bones(word)) or word}"
    for letters in acronym_letters(name):
        yield f"acronym:{letters}"


def _loose(skeleton: str) -> str:
    """A skeleton with the sounds merged that `compare` may still hold for one, doubled letters once."""
    return re.sub(r"(.)\1+", r"\1", skeleton.replace("d", "s").replace("t", "s").replace("b", "v").replace("j", ""))
