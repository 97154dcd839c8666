"""One sentence told twice with a word turned into its opposite: "from the north" / "from the south", "at least" / "at most", "refilled" / "emptied".

What a bad translation or a slip makes of a sentence: nearly all of its words are there, and one is the opposite.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from stemma.lang.kin import opposites_of
from stemma.lang.turns import gives_to
from stemma.model.claim import Disagreement
from stemma.model.ids import content_id
from stemma.model.lineage import Story
from stemma.model.span import Reason, Span
from stemma.model.words import Sentence
from stemma.stages.weigh.hardening import claim_at
from stemma.stages.weigh.steps import Page
from stemma.stages.weigh.values import Told, Weighed, make_values
from stemma.text.normalise import WORD
from stemma.text.stems import stem

_ALIKE = 0.55
_FEWEST, _MOST_OF_IT = 3, 0.55
_NEGATIONS = re.compile(
    r"\b(?:not|no|never|none|nobody|cannot|neither|nor|without|refus\w+|den(?:y|ies|ied))\b|n[’']t\b", re.I
)
_WHERE = frozenset(stem(word) for word in "north south east west northern southern eastern western left right".split())
_HOW_MUCH = frozenset(stem(word) for word in "least most more less fewer minimum maximum".split())
_ASIDE = frozenset(
    stem(word)
    for word in "early earlier late later first last new old young high higher low lower begin start end finish today tomorrow yesterday "
    "child parent daughter son man woman boy girl husband wife father mother brother sister male female public private".split()
)  # other relations with time, and other people: both sentences may be right


def find_opposite_words(story: Story, weighed: Weighed) -> Iterator[Disagreement]:
    """Give the sentences that tell the same but for one word and its opposite, one disagreement for each pair of words.

    Args:
        story: The story; weighed: its records.
    """
    at = {sentence.id: (page, sentence) for page in weighed.pages.values() for sentence in page.body}
    found: defaultdict[tuple[str, str], list[tuple[Told, Told]]] = defaultdict(list)
    for left in sorted(weighed.alike):
        for right, score in sorted(weighed.alike[left].items()):
            if left < right and score >= _ALIKE and left in at and right in at:
                words = _turned(*at[left], *at[right])
                if words is not None:
                    told = tuple(_told(*at[s], word, weighed) for s, word in zip((left, right), words, strict=True))
                    found[min(words), max(words)].append((told[0], told[1]))
    for pair, sides in sorted(found.items()):
        yield _disagreement(story, pair, sides, weighed)


def _turned(page: Page, one: Sentence, beside: Page, other: Sentence) -> tuple[str, str] | None:
    """Return the only two words, as stems, that turn one sentence into the opposite of the other."""
    mine, theirs = page.stems[one.id], beside.stems[other.id]
    shared = len(mine & theirs)
    if shared < max(_FEWEST, _MOST_OF_IT * min(len(mine), len(theirs))):
        return None
    pairs = [
        (a, b)
        for a in sorted(mine - theirs - _ASIDE)
        for b in sorted(theirs - mine - _ASIDE)
        if (b,) in opposites_of(a) and not (gives_to(a, b) or gives_to(b, a))
    ]
    negated = [len(_NEGATIONS.findall(p.words(s))) % 2 for p, s in ((page, one), (beside, other))]
    named = any(
        _is_name(p, s, word) for pair in pairs for p, s, word in ((page, one, pair[0]), (beside, other, pair[1]))
    )
    if len(pairs) != 1 or named or (_slot(pairs[0]) == "polarity" and negated[0] != negated[1]):
        return None
    return pairs[0]


def _is_name(page: Page, sentence: Sentence, word: str) -> bool:
    """Tell whether a word is written as a name, or part of one ("North Korea")."""
    return any(match[0][0].isupper() for match in WORD.finditer(page.words(sentence)) if stem(match[0]) == word)


def _told(page: Page, sentence: Sentence, word: str, weighed: Weighed) -> Told:
    text = page.telling.text_of(sentence.span.start, sentence.span.end)
    where = next((match.span() for match in WORD.finditer(text) if stem(match[0]) == word), (0, len(text)))
    span = Span(page.id, sentence.span.start + where[0], sentence.span.start + where[1])
    return Told(weighed.words(span), page.id, span, claim_at(sentence.span, page, weighed.home))


def _disagreement(
    story: Story, pair: tuple[str, str], sides: Sequence[tuple[Told, Told]], weighed: Weighed
) -> Disagreement:
    told = sorted({t for both in sides for t in both}, key=lambda t: (t.value, t.article, t.span))
    return Disagreement(
        id=content_id("dis", story.id, "opposite words", pair, [(t.article, t.span.start) for t in told]),
        story=story.id,
        claims=tuple(sorted({t.claim for t in told if t.claim is not None})),
        slot=_slot(pair),
        type="conflict",
        values=make_values(told, weighed),
        reasons=(Reason("the opposite word", " / ".join(pair), None, tuple(t.span for t in sides[0])),),
    )


def _slot(pair: Sequence[str]) -> str:
    slots: Mapping[str, frozenset[str]] = {"place": _WHERE, "number": _HOW_MUCH}
    return next((slot for slot, words in slots.items() if set(pair) <= words), "polarity")
