"""Which words of two wordings of one thing differ, told so that inflection and word order do not drown what matters."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from stemma.text.normalise import stem

_WORD = re.compile(r"\d[\d.,:]*\d|\w+(?:['’\-]\w+)*|\s+|[^\w\s]")
_LEAST_SHARED = 0.12
_CLOSE = 0.4
_LONGEST = 600
_LIGHT = frozenset(
    "a an the this that these those of to in on at by for from with as and or but is are was were be been being has have had "
    "it its he she they his her their him them which who whom whose there s".split()
)


@dataclass(frozen=True, slots=True)
class Word:
    """A run of a text as it stands, and whether the other wording lacks it."""

    text: str
    changed: bool


def word_diff(left: str, right: str, *, every_word: bool = False) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """Return both texts in runs, marking the words that the other lacks.

    A word that stands elsewhere in the other text, or there with another ending, is not marked, nor are articles, prepositions, pronouns
    and forms of "be" and "have". Another spelling of a name is. Of wordings that are far apart only names and numbers are marked, for
    nearly every other word differs, unless `every_word` asks for all; texts that share almost nothing, or are very long, are returned
    unmarked.
    """
    one, two = _WORD.findall(left), _WORD.findall(right)
    alike = 1.0 if every_word else likeness(left, right)
    if max(len(one), len(two)) > _LONGEST or alike < _LEAST_SHARED:
        return (Word(left, False),), (Word(right, False),)
    return _marked(one, two, all_words=alike >= _CLOSE), _marked(two, one, all_words=alike >= _CLOSE)


def likeness(left: str, right: str) -> float:
    """Return 0 to 1, the share of words in common in their order (longest common subsequence)."""
    return Indel.normalized_similarity(_keys(_WORD.findall(left)), _keys(_WORD.findall(right)))


def _keys(words: list[str]) -> list[str]:
    return [stem(word) for word in words if word[0].isalnum()]


def _marked(words: list[str], others: list[str], *, all_words: bool) -> tuple[Word, ...]:
    known = _LIGHT.union(_keys(others))
    flags = [
        word[0].isalnum()
        and stem(word) not in known
        and word.lower() not in known
        and (all_words or word[0].isdigit() or (place > 0 and word[0].isupper()))
        for place, word in enumerate(words)
    ]
    for i in range(
        1, len(words) - 1
    ):  # a blank between two marked words is marked, so that a changed phrase is one mark
        flags[i] = flags[i] or (words[i].isspace() and flags[i - 1] and flags[i + 1])
    runs: list[Word] = []
    for word, changed in zip(words, flags, strict=True):
        if runs and runs[-1].changed == changed:
            runs[-1] = Word(runs[-1].text + word, changed)
        else:
            runs.append(Word(word, changed))
    return tuple(runs)
