"""The figures of each telling as they are compared: what is counted, where it stands, and what the words around it say of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from stemma.lang.elsewhere import HARMS
from stemma.model.article import BlockKind
from stemma.model.extracted import Extracted
from stemma.model.words import Proposition, Quantity, Sentence
from stemma.stages.weigh.steps import Page
from stemma.stages.weigh.values import Weighed
from stemma.text.stems import stem

ASIDE = frozenset({"age", "duration", "ordinal", "rank", "year", "time"})
_RAISED = re.compile(
    r"\b(?:ris(?:e|es|en|ing)|rose|rais(?:e|ed|es|ing)|climb(?:s|ed|ing)?|jump(?:s|ed)?|grow[ns]?|grew|up from|now stands?|stands? at|"
    r"increased to|revised|lowered|earlier put|first put|no longer|so far|bringing)\b",
    re.I,
)
_ADDED = re.compile(r"\b(?:another|a further|further|additional|an extra|extra|other)\W+$", re.I)
_ADDED_INSIDE = re.compile(r"\b(?:another|further|additional|more (?!than)|extra|other)\b", re.I)
_SEEN = re.compile(r"\b(?:saw|see|seen|seeing)\s+$", re.I)  # what one witness saw is no toll
_OF_SOME = re.compile(r"\w\W+[A-Z][a-z]+")
_BEFORE, _AFTER = 70, 30
_FEW_AFTER = 8
_COMPOUND = re.compile(r"^(?:\d[\d,.]*|[a-z]+)-(?!(?:one|two|three|four|five|six|seven|eight|nine)\b)[a-z]{4,}", re.I)
_BADLY = re.compile(r"^[^.;]*?\b(?:critical(?:ly)?|serious(?:ly)?|severe(?:ly)?|grave(?:ly)?|badly)\b", re.I)
_EXTENTS = {
    "up": frozenset("tall high height altitude elevation".split()),
    "across": frozenset("wide abreast across width diameter".split()),
    "along": frozenset("long length".split()),
    "down": frozenset("deep depth".split()),
    "through": frozenset("thick thickness".split()),
}
_ALL_EXTENTS = "|".join(sorted(word for words in _EXTENTS.values() for word in words))
_EXTENT_AFTER = re.compile(rf"\)?\s*(?:\([^)]*\)\s*)?(?:in )?({_ALL_EXTENTS})\b", re.I)
_EXTENT_BEFORE = re.compile(rf"\b({_ALL_EXTENTS}) of (?:(?:about|around|some|nearly|over|at least|up to) )?$", re.I)
_LONG_AGO = 21
SICK = "sick"
_CASES = frozenset({"case", "infection"})
_PATIENTS = frozenset({"people", "person", "patient", "child", "resident", "adult", "sick"})
_FALLING_ILL = frozenset({"ill", "sick", "infect", "infected", "contract", "sicken", "infection"})
_NO_DISEASE = frozenset(
    {"court", "lawsuit", "trial", "judge", "police", "crime", "murder", "fraud", "legal", "prosecutor"}
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in a telling.

    Attributes:
        measure: What makes figures comparable: kind, and unit or counted noun.
        claim: The claim whose clause holds it; sentence: its sentence's id; index: place of that sentence in the article.
        raised: The words say that the figure has changed ("raised to"); about: stems of the words that it is told with.
        dimension: Which extent of a thing it tells ("tall", "abreast"), where the words say so.
        side: On which side those stand who are counted ("army", "civilians"), where the words say so.
    """

    quantity: Quantity
    article: str
    measure: tuple[str, str | None]
    claim: str | None
    sentence: str
    index: int
    in_body: bool
    raised: bool
    about: frozenset[str]
    dimension: str | None = None
    side: str | None = None

    @property
    def point(self) -> float:
        """The best single number for it."""
        return cast("float", self.quantity.point)  # what has none is no figure


def find_figures(page: Page, weighed: Weighed, sides: Mapping[str, str]) -> list[Figure]:
    """Return a telling's comparable figures, those of its body before those of headlines and captions; `sides` gives the side of whom a count counts."""
    return sorted(_figures(page.telling, weighed, sides), key=lambda f: (not f.in_body, f.quantity.span))


def _figures(telling: Extracted, weighed: Weighed, sides: Mapping[str, str]) -> Iterator[Figure]:
    holders = _holders(telling)
    for quantity in telling.quantities:
        sentence = next((s for s in telling.sentences if s.span.covers(quantity.span)), None)
        words = telling.text_of(quantity.span.start, quantity.span.end)
        before = telling.text_of(max(0, quantity.span.start - _BEFORE), quantity.span.start)
        if sentence is None or quantity.kind in ASIDE or _ADDED.search(before) or _ADDED_INSIDE.search(words):
            continue
        if quantity.point is None:
            continue
        held = holders.get(quantity.id, ())
        of_some = quantity.kind in HARMS and (_OF_SOME.search(words) or _SEEN.search(before))
        if _is_history(telling, sentence, held) or of_some:
            continue
        around = f"{before}{words}{telling.text_of(quantity.span.end, quantity.span.end + _AFTER)}"
        yield Figure(
            quantity,
            telling.article.id,
            _measure(quantity, held),
            next((weighed.home[p.id].id for p in held if p.id in weighed.home), None),
            sentence.id,
            sentence.index,
            sentence.kind is BlockKind.BODY,
            bool(_RAISED.search(around)),
            frozenset(stem(term) for term in (held[0].terms if held else sentence.terms) if term.isalpha()),
            _dimension(telling, quantity),
            sides.get(quantity.id),
        )


def _measure(quantity: Quantity, held: Sequence[Proposition]) -> tuple[str, str | None]:
    """Return what is counted; cases of a disease and people who fell ill are one count, however worded."""
    if quantity.kind == "count":
        words = {*(word for p in held for word in (p.predicate, *p.terms)), quantity.unit or ""}
        if (quantity.unit in _CASES and not words & _NO_DISEASE) or (
            quantity.unit in _PATIENTS and words & _FALLING_ILL
        ):
            return SICK, None
    return quantity.kind, stem(quantity.unit) if quantity.unit else None


def _dimension(telling: Extracted, quantity: Quantity) -> str | None:
    """Return which extent of a thing a length tells ("12 meters abreast", "a height of 70 meters"), or that a count describes one thing of so
    many ("a seven-member board"), or that only the badly hurt are counted; None where nothing says.
    """
    span = quantity.span
    if quantity.kind == "injured":
        near = telling.text_of(span.start, span.end + _AFTER)
        return "badly" if _BADLY.search(near) else None
    if quantity.kind == "count":
        return "of one thing" if _COMPOUND.search(telling.text_of(span.start, span.end + _FEW_AFTER)) else None
    after = _EXTENT_AFTER.match(telling.text_of(span.end, span.end + _AFTER))
    before = _EXTENT_BEFORE.search(telling.text_of(max(0, span.start - _AFTER), span.start))
    word = after[1] if after is not None else before[1] if before is not None else None
    return None if word is None else next(name for name, words in _EXTENTS.items() if word.lower() in words)


def _is_history(telling: Extracted, sentence: Sentence, held: Sequence[Proposition]) -> bool:
    """Tell whether a figure belongs to an earlier happening: its clause tells history, or a date well before the report stands in its sentence."""
    background = {event.id for event in telling.events if event.background}
    if any(proposition.event in background for proposition in held):
        return True
    published = telling.article.published.earliest
    if published is None:
        return False
    start = (date.fromisoformat(published[:10]) - timedelta(days=_LONG_AGO)).isoformat()
    dates = [
        time
        for time in telling.times
        if sentence.span.covers(time.span) and time.type == "DATE" and time.latest is not None
    ]
    later = (
        date.fromisoformat(published[:10]) + timedelta(days=_LONG_AGO)
    ).isoformat()  # "on Nov. 13", resolved forward
    return bool(dates) and all(str(time.latest)[:10] < start or str(time.latest)[:10] > later for time in dates)


def _holders(telling: Extracted) -> Mapping[str, list[Proposition]]:
    holders: defaultdict[str, list[Proposition]] = defaultdict(list)
    for proposition in telling.propositions:
        for held in proposition.quantities:
            holders[held].append(proposition)
    return holders
