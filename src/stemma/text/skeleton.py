"""Names reduced to what survives respelling: Moqtada and Muqtada, Qassem and Qasem, Kadhimi and Khadimi are one key each."""

from __future__ import annotations

import re

from stemma.text.normalise import fold

_MAPPED = (
    ("kh", "k"), ("dh", "d"), ("ph", "f"), ("dj", "g"), ("j", "g"), ("q", "k"), ("ck", "k"), ("c", "k"), ("x", "ks"), ("z", "s"),
    ("w", "v"),
)  # fmt: skip
_DROPPED = re.compile(r"(?<!^)[aeiouyh]|[^a-z0-9]")
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = "aeiouy"


def skeleton(word: str) -> str:
    """Return the key of one word of a name: accents folded, letters that transliterations swap mapped, vowels and "h" inside dropped.

    A first vowel counts as any vowel (Osama, Usama). Words whose skeleton has fewer than three letters keep all their letters, for too
    many would fall together (Rome, Iowa).
    """
    folded = re.sub(r"[^a-z0-9]", "", fold(word.removesuffix("'s").removesuffix("’s")))
    reduced = folded
    for printed, mapped in _MAPPED:
        reduced = reduced.replace(printed, mapped)
    reduced = _DROPPED.sub("", reduced)
    if reduced and reduced[0] in _VOWELS:
        reduced = "a" + reduced[1:]
    reduced = _DOUBLED.sub(r"\1", reduced)
    return reduced if len(reduced) >= 3 else folded
