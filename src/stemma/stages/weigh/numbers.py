"""Figures that differ: compared over whole claims, and counts of people harmed over the story; rounding and hedges are variants."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from stemma.model.article import BlockKind
from stemma.model.claim import Claim, Disagreement
from stemma.model.extracted import Extracted
from stemma.model.ids import content_id
from stemma.model.lineage import Story
from stemma.model.span import Reason
from stemma.model.words import Quantity
from stemma.stages.weigh.values import Told, Weighed, make_values
from stemma.text.stems import stem

HARM = frozenset({"killed", "injured", "missing", "detained", "displaced"})
_GROWING = frozenset({"killed", "injured", "displaced"})
_SIDES = frozenset({"age", "duration", "ordinal", "rank", "year"})
_EXACT = 0.005
_ROUND = 0.12
_SAME_MATTER = 6.0
_RAISED = re.compile(
    r"\b(?:ris(?:e|es|en|ing)|rose|rais(?:e|ed|es|ing)|climb(?:s|ed|ing)?|up from|now stands?|increased to|revised|earlier put|no longer)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in a telling, with the sentence it stands in and the claim it belongs to."""

    quantity: Quantity
    article: str
    claim: str | None
    raised: bool


def find_number_disagreements(story: Story, weighed: Weighed, claims: Sequence[Claim]) -> Iterator[Disagreement]:
    """Give the figures that differ between tellings: of one claim, and the first toll that each telling gives of the story.

    Args:
        story: The story; weighed: its records; claims: its claims.
    """
    figures = {article: list(_figures(telling, weighed)) for article, telling in weighed.tellings.items()}
    for kind in sorted(HARM):
        first = [next(iter(f for f in mine if f.quantity.kind == kind), None) for mine in figures.values()]
        yield from _compared(story, kind, [f for f in first if f is not None], weighed)
    for claim in claims:
        of_claim: defaultdict[tuple[str, str | None], list[Figure]] = defaultdict(list)
        for mine in figures.values():
            for figure in mine:
                if figure.claim == claim.id and figure.quantity.kind not in HARM | _SIDES:
                    of_claim[_measure(figure.quantity)].append(figure)
        for key in sorted(of_claim, key=str):
            if _one_each(of_claim[key]):
                yield from _compared(story, " ".join(str(part) for part in (*key, claim.id)), of_claim[key], weighed)


def _figures(telling: Extracted, weighed: Weighed) -> Iterator[Figure]:
    """Give a telling's figures with their claims, those of its body before those of headlines and captions."""
    holders: dict[str, list[str]] = defaultdict(list)
    for proposition in telling.propositions:
        for held in proposition.quantities:
            holders[held].append(proposition.id)
    kinds = {block.start: block.kind for block in telling.article.blocks}
    ordered = sorted(telling.quantities, key=lambda q: (_kind_at(q, kinds) is not BlockKind.BODY, q.span))
    for quantity in ordered:
        claim = next((weighed.home[p].id for p in holders[quantity.id] if p in weighed.home), None)
        around = telling.text_of(max(0, quantity.span.start - 70), quantity.span.end + 30)
        if any(v is not None for v in (quantity.low, quantity.best, quantity.high)):
            yield Figure(quantity, telling.article.id, claim, bool(_RAISED.search(around)))


def _kind_at(quantity: Quantity, kinds: Mapping[int, BlockKind]) -> BlockKind:
    before = [start for start in kinds if start <= quantity.span.start]
    return kinds[max(before)] if before else BlockKind.BODY


def _measure(quantity: Quantity) -> tuple[str, str | None]:
    return quantity.kind, stem(quantity.unit) if quantity.unit else None


def _one_each(figures: Sequence[Figure]) -> bool:
    """Tell whether each telling gives few enough figures of this measure to know which is compared with which."""
    by_article: defaultdict[str, set[float | None]] = defaultdict(set)
    for figure in figures:
        by_article[figure.article].add(_point(figure.quantity))
    return all(len(values) == 1 for values in by_article.values()) or any(figure.raised for figure in figures)


def _compared(story: Story, about: str, figures: Sequence[Figure], weighed: Weighed) -> Iterator[Disagreement]:
    """Give one disagreement per type in which figures of several tellings differ."""
    by_type: defaultdict[str, list[Figure]] = defaultdict(list)
    for index, one in enumerate(figures):
        for other in figures[index + 1 :]:
            if one.article == other.article and not (one.raised or other.raised):
                continue
            kind = _relation(one, other, weighed.tellings)
            if kind is not None:
                by_type[kind] += [one, other]
    for kind, mine in sorted(by_type.items()):
        told = [Told(weighed.words(f.quantity.span), f.article, f.quantity.span, f.claim) for f in mine]
        values = make_values(sorted(told, key=lambda t: (t.value, t.article, t.span)), weighed)
        yield Disagreement(
            id=content_id("dis", story.id, "number", kind, about, [(v.value, v.article) for v in values]),
            story=story.id,
            claims=tuple(sorted({f.claim for f in mine if f.claim is not None})),
            slot="number",
            type=kind,
            values=values,
            reasons=(
                Reason("figures compared", about.split(" claim_")[0], None, tuple(f.quantity.span for f in mine[:2])),
            ),
        )


def _relation(one: Figure, other: Figure, tellings: Mapping[str, Extracted]) -> str | None:
    """Return how two figures of one measure differ: update, conflict, variant; None where they agree."""
    left, right = _point(one.quantity), _point(other.quantity)
    if left is None or right is None:
        return None
    small, large = sorted((abs(left), abs(right)))
    if large - small <= _EXACT * large:
        return None
    if small == 0 or large / small > _SAME_MATTER:
        return None
    if _compatible(one.quantity, other.quantity):
        return "variant"
    if _moved_on(one, other, tellings):
        return "update"
    return "conflict"


def _point(quantity: Quantity) -> float | None:
    return next((v for v in (quantity.best, quantity.low, quantity.high) if v is not None), None)


def _compatible(one: Quantity, other: Quantity) -> bool:
    """Rounding, or a bound that the other keeps ("more than 400" and 410, "nearly 80" and 77)."""
    left, right = _point(one), _point(other)
    if left is None or right is None or (one.hedge is None and other.hedge is None):
        return False
    near = abs(left - right) <= _ROUND * max(abs(left), abs(right))
    return near or _wide_bound(one, right) or _wide_bound(other, left)


def _wide_bound(bound: Quantity, value: float) -> bool:
    """ "More than a third" holds 38 per cent, but "at least 12" is a toll of its own beside 48."""
    if bound.hedge is None or bound.kind in HARM or bound.best is not None:
        return False
    return (bound.low is not None and bound.low <= value <= 1.5 * bound.low) or (
        bound.high is not None and bound.high / 1.5 <= value <= bound.high
    )


def _moved_on(one: Figure, other: Figure, tellings: Mapping[str, Extracted]) -> bool:
    """Tell whether the later figure says that the earlier one is overtaken: by its own words, or as a count that only grows."""
    first, then = _in_order(one, other, tellings)
    if first is None or then is None:
        return one.raised or other.raised
    if then.raised:
        return True
    before, after = _point(first.quantity), _point(then.quantity)
    if before is None or after is None:
        return False
    if first.quantity.kind in _GROWING:
        return after > before
    return first.quantity.kind == "missing" and after < before


def _in_order(one: Figure, other: Figure, tellings: Mapping[str, Extracted]) -> tuple[Figure | None, Figure | None]:
    """Return the two by publication, or (None, None) where their times overlap or are unknown."""
    for first, then in ((one, other), (other, one)):
        before, after = tellings[first.article].article.published, tellings[then.article].article.published
        if before.latest is not None and after.earliest is not None and before.latest < after.earliest:
            return first, then
    return None, None
