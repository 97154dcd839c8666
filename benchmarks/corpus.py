"""Corpora of any size from the project's own texts: every story told again under other names, numbers and years.

Names of people and places are replaced by made-up ones of the same shape and figures are shifted, so that copies of a story are different
happenings with the same lines of descent; the gold story of every article is known.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

TRACING = Path(__file__).parents[1] / "evals" / "tracing" / "stories"
_NAME = re.compile(r"\b[A-Z][a-zà-ÿ]{3,}\b")
_NUMBER = re.compile(r"\b(?:3[2-9]|[4-9]\d|\d{3})\b(?![:.]\d)")
MID_SENTENCE = re.compile(r"(?<=[a-z,] )[A-Z][a-zà-ÿ]{3,}\b")
KEEP = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July August September October November December "
    "Reuters Associated Press Agence France President Minister Court".split()
)
_VOWELS, _CONSONANTS = "aeiou", "bcdfgklmnprstvz"


def articles(count: int, *, seed: int = 1) -> Iterator[dict[str, str | None]]:
    """Give `count` articles as JSON-lines records with their gold story in `story`.

    Args:
        count: How many.
        seed: Of the made-up names.
    """
    stories = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(TRACING.glob("*.json"))]
    given, round_ = 0, 0
    while True:
        for story in stories:
            names = random.Random(f"{seed}-{round_}-{story['id']}")
            renamed: dict[str, str] = {}
            known = {name for text in story["texts"] for name in MID_SENTENCE.findall(text["text"])} - KEEP
            years = names.randrange(-3, 4)
            for number, text in enumerate(story["texts"]):
                if given >= count:
                    return
                given += 1
                yield {
                    "url": f"https://{_slug(text['outlet'])}.example/{round_}/{story['id']}/{number}",
                    "outlet": text["outlet"],
                    "title": told_anew(text["title"], known, renamed, names),
                    "text": told_anew(text["text"], known, renamed, names),
                    "published": _years_later(text["published"], years),
                    "story": f"{story['id']}-{round_}",
                }
        round_ += 1


def _years_later(published: str | None, years: int) -> str | None:
    """Return a date or date-time with only its year moved, so that what the text says of days still fits."""
    if published is None:
        return None
    moved = f"{int(published[:4]) + years}{published[4:]}"
    return moved.replace("-02-29", "-02-28")


def told_anew(text: str, known: set[str], renamed: dict[str, str], names: random.Random) -> str:
    def other(match: re.Match[str]) -> str:
        word = match.group()
        if word not in known:
            return word
        if word not in renamed:
            renamed[word] = _made_up(len(word), names)
        return renamed[word]

    def shifted(match: re.Match[str]) -> str:
        word = match.group()
        if word not in renamed:
            renamed[word] = str(int(word) + names.randrange(1, 60))
        return renamed[word]

    return _NUMBER.sub(shifted, _NAME.sub(other, text))


def _made_up(length: int, names: random.Random) -> str:
    letters = [names.choice(_CONSONANTS if place % 2 == 0 else _VOWELS) for place in range(min(length, 9))]
    return "".join(letters).capitalize()


def _slug(outlet: str) -> str:
    return re.sub(r"[^a-z]+", "", outlet.lower()) or "outlet"
