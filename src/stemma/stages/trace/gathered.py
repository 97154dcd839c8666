"""Which sentences a newsroom gathered itself, and which could stand in every report of one statement, ruling or press conference.

Two reports of one announcement have its details and words in common although neither has seen the other. What its own reporter asked, saw or
was told stands in a report alone, and only in those that come from it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from stemma.lang.tables import read_table
from stemma.model.span import Span
from stemma.model.words import Sentence
from stemma.text.normalise import quoted_ranges

if TYPE_CHECKING:
    from stemma.stages.trace.telling import View

Pair = tuple[int, int]
_FULL_WEIGHT = 6.0
_SAME = 0.6
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


def gathered_in_common(
    views: Sequence[View],
    aligned: Mapping[Pair, tuple[Pair, ...]],
    scores: Mapping[Pair, tuple[float, ...]],
) -> NDArray[np.float64]:
    """Return how much each two tellings share of what one of them gathered itself: details that stand nowhere else in it, and sentences.

    A rare detail counts one, a common one less, a sentence that tells the same one.

    Args:
        views: The tellings of a story.
        aligned: For each pair of rows, the sentences that are each other's best match.
        scores: How alike they are.
    """
    own = [_own_details(view) for view in views]
    found = np.zeros((len(views), len(views)))
    for a, one in enumerate(views):
        for b, other in enumerate(views[:a]):
            keys = sorted((own[a] | own[b]) & one.details.keys() & other.details.keys())
            found[a, b] = sum(min(1.0, one.weights[key] / _FULL_WEIGHT) for key in keys) + sum(
                score >= _SAME and (one.gathered[i] or other.gathered[j])
                for (i, j), score in zip(aligned[a, b], scores[a, b], strict=True)
            )
    return found + found.T


def _own_details(view: View) -> set[tuple[str, str]]:
    """Return the keys of the details that stand only where the newsroom tells what it gathered itself."""
    own: set[tuple[str, str]] = set()
    public: set[tuple[str, str]] = set()
    for alone, terms in zip(view.gathered, view.terms, strict=True):
        (own if alone else public).update(key for key in terms if key in view.details)
    return own - public


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
