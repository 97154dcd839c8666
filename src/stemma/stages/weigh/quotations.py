"""One speaker's words in other words: what translation, back-translation or a heavy hand made of a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from stemma.model.claim import Disagreement
from stemma.model.ids import content_id
from stemma.model.lineage import Relation, Story
from stemma.model.span import Reason, Span
from stemma.model.statement import Statement
from stemma.model.words import Sentence
from stemma.stages.weigh.hardening import claim_at
from stemma.stages.weigh.steps import Page, Step
from stemma.stages.weigh.values import Told, Weighed, make_values
from stemma.text.normalise import WORD
from stemma.text.stems import stem

_ALONG_STEP, _ELSEWHERE = 0.35, 0.6
_FEWEST_WORDS = 3
_SAME_WORDS = 0.9
_LONGEST = 2.5
_THIRD, _HALF = 0.3, 0.5
_FEWEST_SHARED, _FEWEST_ALONG = 3, 2
_OF_THE_LONGER = 0.3
_SHORTEST, _PUT_IN = 4, 3
_NAME = re.compile(r"(?<=[\w,;] )#?([A-Z][\w.]+)")
_BRACKETS = re.compile(r"\[[^\]]*\]")
_LIGHT = frozenset(
    "a an the and or but of to in on at for with by from is are was were be been being have has had do does did will would we i you they he "
    "she it this that these those not no so as than our their his her its my your there here very just all any what who which".split()
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands in quotation marks in one sentence, as its words; `names`: stems of those that are written as names."""

    page: Page
    sentence: Sentence
    span: Span
    words: tuple[str, ...]
    names: frozenset[str] = frozenset()


def find_quote_variants(story: Story, weighed: Weighed, steps: Sequence[Step]) -> Iterator[Disagreement]:
    """Give the quotations that tellings word differently, each once with all its wordings.

    Args:
        story: The story; weighed: its records; steps: its steps of descent.
    """
    quoted = {q.sentence.id: q for page in weighed.pages.values() for q in _quotations(page)}
    near = {frozenset((step.above.id, step.below.id)): step.relation for step in steps}
    pairs = [
        p for p in _pairs(quoted, weighed, near) if _one_speaker(*p) and _reworded(*p) and _says_the_same(*p, near)
    ]
    for group in _together(pairs):
        told = [Told(weighed.words(q.span), q.page.id, q.span, claim_at(q.span, q.page, weighed.home)) for q in group]
        values = make_values(sorted(told, key=lambda t: (t.article, t.span)), weighed)
        yield Disagreement(
            id=content_id("dis", story.id, "quote wording", [(v.value, v.article) for v in values]),
            story=story.id,
            claims=tuple(sorted({t.claim for t in told if t.claim is not None})),
            slot="quote wording",
            type="variant",
            values=values,
            reasons=(Reason("quoted in other words", None, None, tuple(q.span for q in group[:2])),),
        )


def _quotations(page: Page) -> Iterator[Quotation]:
    for sentence in page.body:
        if sentence.quoted:
            span = max(sentence.quoted, key=len)
            words = page.telling.text_of(span.start, span.end).replace("’", "'")
            found = tuple(match[0].casefold() for match in WORD.finditer(words))
            if len(found) >= _FEWEST_WORDS:
                yield Quotation(page, sentence, span, found, frozenset(map(stem, _NAME.findall(words))))


def _pairs(
    quoted: Mapping[str, Quotation], weighed: Weighed, near: Mapping[frozenset[str], Relation]
) -> Iterator[tuple[Quotation, Quotation]]:
    """Give the quotations that are each other's nearest among the two tellings, and near enough."""
    for mine in quoted.values():
        for other, score in weighed.alike.get(mine.sentence.id, {}).items():
            theirs = quoted.get(other)
            if theirs is None or mine.sentence.id > other:
                continue
            lowest = _ALONG_STEP if frozenset((mine.page.id, theirs.page.id)) in near else _ELSEWHERE
            if score >= lowest and _nearest(mine, theirs, weighed) and _nearest(theirs, mine, weighed):
                yield mine, theirs


def _nearest(mine: Quotation, theirs: Quotation, weighed: Weighed) -> bool:
    scores = weighed.alike.get(mine.sentence.id, {})
    return all(scores.get(s.id, 0.0) <= scores.get(theirs.sentence.id, 0.0) for s in theirs.page.body)


def _one_speaker(one: Quotation, other: Quotation) -> bool:
    """Tell whether one person may have said both: one entity, one head word, or nobody named on a side."""
    said = [_direct(q.page.statements.get(q.sentence.id, ())) for q in (one, other)]
    if said[0] is None or said[1] is None:
        return True
    pronoun = any(s.source.span is None or s.source.text.islower() for s in said if s is not None)
    return pronoun or _is_said_by_one(one, other)


def _is_said_by_one(one: Quotation, other: Quotation) -> bool:
    """Tell whether one person is said to say both: one entity, or a word of the name in common."""
    said = [_direct(q.page.statements.get(q.sentence.id, ())) for q in (one, other)]
    if said[0] is None or said[1] is None:
        return False
    mine, theirs = said[0].source, said[1].source
    heads = [{stem(word) for word in source.text.split() if len(word) > 2} for source in (mine, theirs)]
    return (mine.entity is not None and mine.entity == theirs.entity) or bool(heads[0] & heads[1])


def _direct(statements: Iterable[Statement]) -> Statement | None:
    return next((s for s in statements if s.form != "indirect"), None)


def _reworded(one: Quotation, other: Quotation) -> bool:
    """Tell whether the words differ otherwise than by a cut."""
    mine, theirs = set(one.words), set(other.words)
    joined, rest = "".join(one.words), "".join(other.words)
    if joined in rest or rest in joined or not mine - theirs or not theirs - mine or _is_spelling(mine, theirs):
        return False
    if _only_inserted(one, other) or _only_inserted(other, one):
        return False
    lengths = sorted((len(one.words), len(other.words)))
    return len(mine & theirs) < _SAME_WORDS * len(mine | theirs) and lengths[1] <= _LONGEST * lengths[0]


def _is_spelling(mine: set[str], theirs: set[str]) -> bool:
    """Tell whether the words that differ are the same but for their spelling ("destabilizing" / "destabilising", "askin" / "asking")."""
    left, right = mine - theirs, theirs - mine
    return len(left) == len(right) and all(any(_near(a, b) for b in right) for a in left)


def _near(one: str, other: str) -> bool:
    """Tell whether two words of four letters or more differ in one letter."""
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST or len(long) - len(short) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[at:] == long[at + 1 :] or short[at + 1 :] == long[at + 1 :]


def _only_inserted(one: Quotation, other: Quotation) -> bool:
    """Tell whether the first quotation is the other but for words put in brackets for a short one ("[All Nippon Airways]" for "ANA")."""
    text = one.page.telling.text_of(one.span.start, one.span.end)
    if _BRACKETS.search(text) is None:
        return False
    left = [word[0].casefold() for word in WORD.finditer(_BRACKETS.sub(" ", text.replace("’", "'")))]
    return bool(left) and set(left) <= set(other.words) and len(other.words) - len(left) <= _PUT_IN


def _says_the_same(one: Quotation, other: Quotation, near: Mapping[frozenset[str], Relation]) -> bool:
    """Tell whether the words left in common are enough, names aside, for two may quote other words on one country: few after a translation, a third after another step, half where no step is known."""
    relation = near.get(frozenset((one.page.id, other.page.id)))
    if relation is Relation.TRANSLATION:
        return True
    mine, theirs = ({stem(word) for word in q.words if word not in _LIGHT} - q.names for q in (one, other))
    shared = len(mine & theirs)
    if relation is None and shared < _FEWEST_SHARED:
        return False  # two witnesses each saw "bodies everywhere"
    fewest = max(_FEWEST_ALONG, _OF_THE_LONGER * max(len(mine), len(theirs)))
    if shared < fewest and not _is_said_by_one(one, other):
        return False  # another sentence on the matter, by another
    return shared >= (_THIRD if relation is not None else _HALF) * max(1, min(len(mine), len(theirs)))


def _together(pairs: Iterable[tuple[Quotation, Quotation]]) -> list[list[Quotation]]:
    home: dict[str, list[Quotation]] = {}
    for one, other in pairs:
        mine, theirs = home.setdefault(one.sentence.id, [one]), home.setdefault(other.sentence.id, [other])
        if mine is not theirs:
            mine += theirs
            home.update((q.sentence.id, mine) for q in theirs)
    groups = {id(group): group for group in home.values()}
    return sorted((sorted(group, key=lambda q: q.span) for group in groups.values()), key=lambda group: group[0].span)
