"""Which sentences a newsroom gathered itself, by how they say that they were told: "told Reuters", "declined to comment", "this newspaper"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from stemma.lang.tables import read_table
from stemma.model.span import Span
from stemma.model.words import Sentence
from stemma.text.normalise import quoted_ranges

_SAYING = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|t(?:old|ells?)|accord(?:ing|ed)|add(?:ed|s)|recall(?:ed|s)|remember(?:s|ed)|describe[sd]?|call(?:ed|s)|think(?:s|ing)?|thought|puts?|wants?|wonder(?:s|ed)?"
    r"|expect(?:s|ed)?|fear(?:s|ed)?|warn(?:s|ed)|complain(?:s|ed)|claim(?:s|ed)|estimate[sd]?|count(?:s|ed)|ask(?:s|ed)?|argue[sd]?|speaks? of|spoke of)\b"
)
_TOLD = re.compile(
    r"\b(?:told|tells) (?:the )?(?!Parliament|Congress|Senate|House\b|Court|Council|Assembly|Duma|Bundestag|Knesset)[A-Z]\w*"
)
_MET = re.compile(r"\b[A-Z][\w’'-]+, (?:who is |aged )?\d{2},")


def gathered(text: str, sentences: Sequence[Sentence]) -> tuple[bool, ...]:
    """Tell of each sentence whether its newsroom gathered it itself, by what it says outside quotations of how it was told.

    What follows such a sentence in its paragraph was told with it.
    """
    quotes = quoted_ranges(text)
    found: list[bool] = []
    for n, sentence in enumerate(sentences):
        goes_on = n > 0 and found[-1] and sentence.paragraph == sentences[n - 1].paragraph
        found.append(goes_on or _is_gathered(_unquoted(text, sentence.span, quotes)))
    return tuple(found)


def _unquoted(text: str, span: Span, quotes: Sequence[tuple[int, int]]) -> str:
    parts, at = [], span.start
    for start, end in quotes:
        if start < span.end and end > at:
            parts.append(text[at : max(at, start)])
            at = min(end, span.end)
    return " ".join((*parts, text[at : span.end]))


def _is_gathered(words: str) -> bool:
    alone, speaking = _marks()
    if alone.search(words) or _TOLD.search(words):
        return True
    return bool(_SAYING.search(words) and (speaking.search(words) or _MET.search(words)))


@cache
def _marks() -> tuple[re.Pattern[str], re.Pattern[str]]:
    rows = read_table("gathering_marks.tsv")
    alone = "|".join(re.escape(row["mark"]) for row in rows if row["kind"] != "speaker")
    speaking = "|".join(re.escape(row["mark"]) for row in rows if row["kind"] == "speaker")
    return re.compile(rf"(?<!\w)(?:{alone})\b", re.IGNORECASE), re.compile(rf"\b(?:{speaking})s?\b", re.IGNORECASE)
