"""Which words taken from a text can stand alone."""

from __future__ import annotations

import re

from stemma.text.numbers import SCALES, WORD_VALUES

_BROKEN_OPENING = re.compile(
    r"(?:(?:whether|which|who|that|this|these|those|it|its|he|his|she|they|their|we|our|i|my|you|but|and|or|with|to|by|having|being|as|than|"
    r"in case|in order|because|if|when|while|also|so|there|not|how|what|where|why|whose|"
    r"(?:for|of|in|at|on|from|into|under|over|about|after|before|against|among|through) (?:which|whom|whose|whether|what|how)|"
    r"(?:one|two|three|four|five|some|several|many|most|all|both|others) \w+ing)\b|[“”\"«»‘’,;:…–—-])",
    re.IGNORECASE,
)
_TOLD_WHOM = re.compile(r"(?:[A-Z][\w.’'-]*[^s\W] ){1,3}that (?:it|he|she|they|we|there)\b")
"""Whom somebody told something, the telling lost: "Tarn that it might close". "Reports that it might" is whole, hence no -s."""
_BROKEN_ENDING = re.compile(
    r"(?:\b(?:only|that|to|of|the|an?|and|or|with|by|for|in|on|at|from|as|than|saying|depend|who|whom|whose|which|where|when|while|because|"
    r"whether|if|is|are|was|were|has|have|had|been|will|would)|, \w+ing)\W*$",
    re.IGNORECASE,
)
_WORDS_OF_A_SENTENCE = (4, 32)
OPEN_FIGURE = "…"
"""Stands in a claim for a figure in which its tellings differ."""
_NUMBER = re.compile(r"\S*\d\S*")
_NUMBER_WORDS = frozenset({*WORD_VALUES, *SCALES, "couple", "score", "ten", "percent"})


def without_figure(phrase: str) -> str:
    """Return a counting phrase with "…" for its figure and how it is hedged: "At least nine people" is "… people"."""
    words = phrase.split()
    last = max((place for place, word in enumerate(words) if _is_number(word)), default=len(words) - 1)
    return " ".join([OPEN_FIGURE, *words[last + 1 :]])


def _is_number(word: str) -> bool:
    parts = re.findall(r"[a-z]+", word.lower())
    return _NUMBER.fullmatch(word) is not None or (bool(parts) and parts[0].removesuffix("s") in _NUMBER_WORDS)


def without_broken_ending(text: str) -> str:
    """Return a clause without the words at its end that break off ("…, warning")."""
    return _BROKEN_ENDING.sub("", text)


def reads_well(text: str) -> bool:
    """Tell whether a clause can stand alone as a sentence: it names its subject, is not cut off, neither a stub nor endless.

    It may begin with "…" for a figure in which tellings differ ("… people were killed"), and not end with one.
    """
    words = text.split()
    text = text.removeprefix(f"{OPEN_FIGURE} ")
    low, high = _WORDS_OF_A_SENTENCE
    return (
        low <= len(words) <= high
        and not _BROKEN_OPENING.match(text)
        and not _TOLD_WHOM.match(text)
        and not _BROKEN_ENDING.search(text)
        and not text.rstrip().endswith(("?", ":", ",", "-", " …"))
        and text.count("“") == text.count("”")
        and text.count("«") == text.count("»")
        and text.count("‘") <= text.count("’")  # which is an apostrophe too
        and text.count("(") == text.count(")")
    )
