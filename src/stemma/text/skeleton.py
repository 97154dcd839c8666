"""Names reduced to what survives respelling: Moqtada and Muqtada, Qassem and Qasem, Kadhimi and Khadimi, Kyiv and Kiev share a key each.

A key finds candidates and survives other hands' spelling; it proves nothing: "Brown" and "Bruno" share one too.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

from stemma.text.normalise import fold

# Written for the romanisations met in news (Arabic, Persian, Russian, Ukrainian, Hebrew, Turkish, South Slavic); longest first.
_SOUNDS = (
    ("shch", "s"), ("tsch", "s"), ("sch", "s"), ("tch", "s"), ("dzh", "j"), ("dj", "j"),
    ("kh", "k"), ("gh", "k"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("sh", "s"), ("zh", "s"), ("ch", "s"), ("ck", "k"),
    ("ts", "s"), ("tz", "s"), ("cz", "s"), ("sz", "s"), ("x", "ks"), ("ce", "se"), ("ci", "si"), ("cy", "sy"),
)  # fmt: skip
_MAPPED = (
    ("kh", "k"), ("dh", "d"), ("ph", "f"), ("dj", "g"), ("j", "g"), ("q", "k"), ("ck", "k"), ("c", "k"), ("x", "ks"), ("z", "s"),
    ("w", "v"),
)  # fmt: skip
_LETTERS = str.maketrans({"q": "k", "c": "k", "g": "k", "w": "v", "z": "s", "f": "v"})
_FINAL_IC = re.compile(r"ic$")
_VOWELS = re.compile(r"(?<!^)[aeiouyh]+")
_DOUBLED = re.compile(r"(.)\1+")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_FEWEST = 3


@lru_cache(maxsize=65_536)
def bones(word: str) -> str:
    """Return the consonants of one word of a name, sounds that romanisations confuse written alike.

    Accents and scripts are folded to a-z; kh, gh, g, q, c become k; dh d; ph, f, w v; z, zh, sh, ch, ts and a final "-ic" s; dj j.
    Doubled letters count once; vowels, y and h inside are dropped; a first vowel or y counts as any vowel (Osama, Usama).
    """
    folded = _NOT_WORD.sub("", anyascii(fold(word.removesuffix("'s").removesuffix("’s"))).lower())
    sounds = _FINAL_IC.sub("is", folded)
    for printed, sound in _SOUNDS:
        if printed in sounds:
            sounds = sounds.replace(printed, sound)
    sounds = _DOUBLED.sub(r"\1", sounds.translate(_LETTERS))
    if sounds[:1] in ("a", "e", "i", "o", "u", "y"):
        sounds = "a" + sounds[1:]
    return _VOWELS.sub("", sounds)


def skeleton(word: str) -> str:
    """Return the key of one word of a name as a detail: coarser than letters, finer than `bones`.

    Accents folded, letters that transliterations swap mapped, vowels and "h" inside dropped. Words whose key has fewer than three letters
    keep all their letters, for too many would fall together (Rome, Iowa). The shipped table of rarity is keyed by it: when it changes,
    that table must be built anew.
    """
    folded = _NOT_WORD.sub("", fold(word.removesuffix("'s").removesuffix("’s")))
    reduced = folded
    for printed, mapped in _MAPPED:
        reduced = reduced.replace(printed, mapped)
    reduced = _VOWELS.sub("", reduced)
    if reduced and reduced[0] in "aeiouy":
        reduced = "a" + reduced[1:]
    reduced = _DOUBLED.sub(r"\1", reduced)
    return reduced if len(reduced) >= _FEWEST else folded


def name_bones(name: str) -> str:
    """Return the `bones` of the words of `name`, in order, joined by blanks; hyphens part words."""
    return " ".join(filter(None, (bones(word) for word in re.split(r"[\s\-‐–]+", name))))
