"""How a number is hedged: "at least 12", "nearly 40", "20-odd", "a dozen or more", and which bounds that gives."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from stemma.lang.tables import read_table

_HEDGES = {row["words"]: row["bounds"] for row in read_table("number_hedges.tsv")}
_UNSAID = frozenset(row["words"] for row in read_table("number_hedges.tsv") if row["unsaid"] == "1")


@dataclass(frozen=True, slots=True)
class NumberPhrase:
    """A number in tokens `[first, end)`, its hedge included.

    Attributes:
        core: First token of the number itself.
        last: Number of the token that carries the number in the parse.
        low, best, high: Bounds as the words give them.
        hedge: Words that hedge it, as said.
    """

    first: int
    core: int
    end: int
    low: float | None
    best: float | None
    high: float | None
    hedge: str | None = None

    @property
    def exact(self) -> bool:
        """Tell whether all bounds are one number."""
        return self.low is not None and self.low == self.best == self.high


def with_hedge(doc: Doc, phrase: NumberPhrase, *, floor: int) -> NumberPhrase:
    """Return the phrase with the words that hedge it, before it from token `floor` on or behind it, and the bounds they give."""
    value = phrase.best
    if value is None and phrase.low is not None and phrase.high is None:
        value = phrase.low
    if value is None:
        return phrase
    for length in (4, 3, 2, 1):
        start = phrase.core - length
        if start < floor:
            continue
        said = " ".join(doc[i].lower_ for i in range(start, phrase.core))
        bounds = _HEDGES.get(said)
        if bounds is None or (said == "over" and doc[phrase.core - 1].dep_ == "case" and phrase.best is None):
            continue
        hedge = None if said in _UNSAID else " ".join(doc[i].text for i in range(start, phrase.core))
        if phrase.best is None:
            return NumberPhrase(start, phrase.core, phrase.end, phrase.low, None, None, phrase.hedge)
        low, best, high = (value if letter in bounds else None for letter in "lbh")
        return NumberPhrase(start, phrase.core, phrase.end, low, best, high, hedge)
    following = doc[phrase.end].lower_ if phrase.end < len(doc) else ""
    if (phrase.exact and following in ("odd", "-odd")) or (
        phrase.end + 1 < len(doc) and following == "-" and doc[phrase.end + 1].lower_ == "odd"
    ):
        return NumberPhrase(
            phrase.first, phrase.core, phrase.end + (2 if following == "-" else 1), None, value, None, "odd"
        )
    if (
        phrase.exact
        and following == "or"
        and phrase.end + 1 < len(doc)
        and doc[phrase.end + 1].lower_ in ("so", "more")
    ):
        more = doc[phrase.end + 1].lower_ == "more"
        return NumberPhrase(
            phrase.first,
            phrase.core,
            phrase.end + 2,
            value if more else None,
            value,
            None,
            "or more" if more else "or so",
        )
    return phrase
