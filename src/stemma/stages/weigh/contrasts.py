"""What a telling says was otherwise than others tell: "it was Monday night, not Tuesday", "not in Santa Rosa but in San Pedro"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from stemma.model.claim import Disagreement
from stemma.model.ids import content_id
from stemma.model.lineage import Story
from stemma.model.span import Reason, Span
from stemma.model.words import Entity, EntityKind, MentionForm, Sentence
from stemma.stages.weigh.hardening import claim_at
from stemma.stages.weigh.steps import Page
from stemma.stages.weigh.values import Told, Weighed, make_values

_LINK = r"(?:on|in|at|from|by|of|for|to|with|since|until|as|the|a|an|some|about|around)"
_THEN_NOT = re.compile(rf"^[\s,;:—–-]*(?:and |but )?(?:not|rather than|instead of)(?:\s+{_LINK})*\s*$", re.I)
_NOT = re.compile(rf"\b(?:not|n['’]t)(?:\s+(?:only|{_LINK}))*\s*$", re.I)
_BUT = re.compile(rf"^[\s,;:—–-]*(?:but|it was|it is|they were|there were)(?:\s+(?:rather|instead|{_LINK}))*\s*$", re.I)
_NEXT_SENTENCE = re.compile(rf"^[.;]\s+(?:it|this|that|they)\s+(?:was|is|were|happened|came)(?:\s+{_LINK})*\s*$", re.I)
_ONLY = re.compile(r"\bnot only\b", re.I)
_BACK = 24
_REACH = 40
_FEWEST_SHARED = 2
_SLOT_OF = {EntityKind.PLACE: "place", EntityKind.COUNTRY: "place"}


@dataclass(frozen=True, slots=True)
class Value:
    """Something that can be put against another of its sort: a time, a name or a figure, with its slot and what it is known by."""

    slot: str
    span: Span
    key: str


@dataclass(frozen=True, slots=True)
class Contrast:
    """A telling's own words that something is so and not otherwise."""

    page: Page
    sentence: Sentence
    so: Value
    otherwise: Value


def find_contrasts(story: Story, weighed: Weighed, entities: Sequence[Entity]) -> Iterator[Disagreement]:
    """Give the values that a telling turns down in words while another tells them.

    Args:
        story: The story; weighed: its records; entities: entities that its mentions denote.
    """
    slots = {m.span: _SLOT_OF.get(e.kind, "actor") for e in entities for m in e.mentions if m.form is MentionForm.NAME}
    values = {article: list(_values(page, slots, weighed)) for article, page in weighed.pages.items()}
    for article, page in weighed.pages.items():
        for contrast in _contrasts(page, values[article]):
            told = [_told(contrast.page, contrast.so, weighed)]
            against = [
                _told(other, value, weighed)
                for key, other in weighed.pages.items()
                for value in values[key]
                if key != article and _same(value, contrast.otherwise) and _related(contrast, other, value)
            ]
            if contrast.so.slot == "actor":
                against = [t for t in against if not any(_same(v, contrast.so) for v in values[t.article])]
            if against:
                agreeing = _agreeing(contrast, values, weighed, without={t.article for t in against})
                yield _disagreement(story, contrast, [*told, *agreeing, *against], weighed)


def _values(page: Page, slots: Mapping[Span, str], weighed: Weighed) -> Iterator[Value]:
    for time in page.telling.times:
        if time.type in ("DATE", "TIME") and time.value is not None:
            yield Value("time", time.span, weighed.words(time.span).casefold())
    for mention in page.telling.mentions:
        if mention.form is MentionForm.NAME:
            yield Value(slots.get(mention.span, "actor"), mention.span, weighed.words(mention.span).casefold())
    for quantity in page.telling.quantities:
        if quantity.best is not None:
            yield Value("number", quantity.span, f"{quantity.kind} {quantity.best:g}")


def _contrasts(page: Page, values: Sequence[Value]) -> Iterator[Contrast]:
    """Give "A, not B", "not B but A" and "It was not B. It was A", both of one slot and near each other."""
    text = page.telling.article.text
    ordered = sorted(values, key=lambda v: v.span)
    for index, first in enumerate(ordered):
        for then in ordered[index + 1 : index + 4]:
            gap = text[first.span.end : then.span.start]
            if (
                first.slot != then.slot
                or first.key == then.key
                or len(gap) > _REACH
                or then.span.start < first.span.end
            ):
                continue
            sentence = next((s for s in page.body if s.span.covers(first.span)), None)
            before = text[max(0, first.span.start - _BACK) : first.span.start]
            if sentence is None or _ONLY.search(before):
                continue
            if _THEN_NOT.match(gap):
                yield Contrast(page, sentence, first, then)
            elif _NOT.search(before) and (_BUT.match(gap) or _NEXT_SENTENCE.match(gap)):
                yield Contrast(page, sentence, then, first)


def _same(value: Value, other: Value) -> bool:
    """Tell whether two values are one: the same words, or a day told with its part ("Tuesday morning" for "Tuesday")."""
    if value.slot != other.slot and {value.slot, other.slot} - {"place", "actor"}:
        return False
    return value.key == other.key or (value.slot == "time" and value.key.startswith(f"{other.key} "))


def _related(contrast: Contrast, page: Page, value: Value) -> bool:
    """Tell whether the sentence that has the value speaks of what the contrast speaks of, as far as shared words show."""
    sentence = next((s for s in page.body if s.span.covers(value.span)), None)
    if sentence is None:
        return False
    near = [
        contrast.sentence,
        *(s for back in (1, 2) if (s := contrast.page.before(contrast.sentence, back)) is not None),
    ]
    mine = set().union(*(contrast.page.stems[s.id] for s in near))
    return len(mine & page.stems[sentence.id]) >= _FEWEST_SHARED


def _agreeing(
    contrast: Contrast, values: Mapping[str, Sequence[Value]], weighed: Weighed, *, without: set[str]
) -> Iterator[Told]:
    for article, page in weighed.pages.items():
        for value in values[article]:
            elsewhere = article not in without and page is not contrast.page
            if elsewhere and value.key == contrast.so.key and _related(contrast, page, value):
                yield _told(page, value, weighed)


def _told(page: Page, value: Value, weighed: Weighed) -> Told:
    return Told(weighed.words(value.span), page.id, value.span, claim_at(value.span, page, weighed.home))


def _disagreement(story: Story, contrast: Contrast, told: Sequence[Told], weighed: Weighed) -> Disagreement:
    values = make_values(told, weighed)
    outlet = weighed.tellings[contrast.page.id].article.outlet
    others = {weighed.tellings[t.article].article.outlet for t in told if t.value.casefold() != contrast.so.key}
    return Disagreement(
        id=content_id("dis", story.id, "contrast", contrast.so.slot, [(v.value, v.article) for v in values]),
        story=story.id,
        claims=tuple(sorted({t.claim for t in told if t.claim is not None})),
        slot=contrast.so.slot,
        type="update" if outlet is not None and others == {outlet} else "conflict",
        values=values,
        reasons=(Reason("said to be so and not otherwise", None, None, (contrast.so.span, contrast.otherwise.span)),),
    )
