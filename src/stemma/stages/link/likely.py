"""Which pairs of names cannot be one bearer's, found out without comparing them: in a large bucket most pairs are such."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from stemma.lang.aliases import alias_of
from stemma.lang.countries import country_of
from stemma.lang.names import nicknames
from stemma.stages.link.compare import body_words, person_words, soft_readings
from stemma.text.skeleton import bones

_JOINED = 3  # letters by which names may differ that are parted into words in another way
_SOUNDED = 3  # consonants from which words that only one romanisation hears apart are alike
_ENDED = 6  # letters of a word from which `compare` holds it for another of nearly the same letters and the same end


@dataclass(frozen=True, slots=True)
class Outline:
    """What a name has in common with every name that may be its bearer's.

    Attributes:
        words: For each of its words the classes under which all words stand that may be alike.
        classes: All of these together.
        joined: The words without what parts them.
    """

    words: tuple[frozenset[str], ...]
    classes: frozenset[str]
    joined: str


def outline_of(name: str, kind: str) -> Outline | None:
    """Return the outline of a name; None where only comparing tells (places, acronyms, initials, names known by a table)."""
    if kind == "place" or alias_of(name) is not None or _is_acronym(name):
        return None
    if kind != "person" and country_of(name) is not None:
        return None
    words = person_words(name) if kind == "person" else body_words(name)
    if not words or (kind == "person" and any(len(word) == 1 for word in words)):
        return None
    classes = tuple(_classes(word) for word in words)
    return Outline(classes, frozenset().union(*classes), "".join(words))


def may_be_one(left: Outline | None, right: Outline | None) -> bool:
    """Tell whether two names of one kind have to be compared: each word of the shorter may be a word of the longer."""
    if left is None or right is None:
        return True
    short, long = (left, right) if len(left.words) <= len(right.words) else (right, left)
    for word in short.words:
        if word.isdisjoint(long.classes):
            break
    else:
        return True
    return left.joined == right.joined or (
        len(short.words) < len(long.words) and abs(len(left.joined) - len(right.joined)) <= _JOINED
    )


def _is_acronym(name: str) -> bool:
    letters = name.replace(".", "")
    return 2 <= len(letters) <= 8 and letters.isupper() and letters.isalpha()


@lru_cache(maxsize=100_000)
def _classes(word: str) -> frozenset[str]:
    """Return classes of which two words share one wherever `compare` finds them alike."""
    found = {f"={known}" for known in (word, *nicknames().get(word, ()))}
    found.add(bones(word))
    if len(bones(word)) >= _SOUNDED:
        found |= {*soft_readings(bones(word)), *soft_readings(bones(word.replace("ch", "k")))}
    if len(word) >= _ENDED:
        found.add(f"~{word[-2:]}")
    return frozenset(found)
