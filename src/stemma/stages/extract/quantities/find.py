"""Find the counted and measured amounts of an article."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from stemma.model.ids import span_id
from stemma.model.span import Span
from stemma.model.words import Mention, Quantity, Sentence, TimeRef
from stemma.stages.extract.quantities.casualties import find_casualties, has_harm
from stemma.stages.extract.quantities.elided import elided
from stemma.stages.extract.quantities.measures import GLUED, MONEY_SIGNS, unit_of
from stemma.stages.extract.quantities.number_hedges import NumberPhrase
from stemma.stages.extract.quantities.numbers import find_number_phrases
from stemma.stages.extract.quantities.sums import Group
from stemma.stages.extract.text import Text
from stemma.text.numbers import SCALES

_TROOPS = frozenset(
    {
        "troop",
        "troops",
        "soldier",
        "serviceman",
        "fighter",
        "marine",
        "peacekeeper",
        "paratrooper",
        "reservist",
        "personnel",
        "mercenary",
        "guardsman",
        "conscript",
    }
)
_TELLS = frozenset(
    "say report tell put add announce confirm state note write claim estimate count show speak admit give release list acknowledge hear".split()
)
_TIME = frozenset(
    {
        "second",
        "minute",
        "hour",
        "day",
        "week",
        "month",
        "year",
        "decade",
        "century",
        "weekend",
        "night",
        "morning",
        "time",
        "p.m.",
        "a.m.",
    }
)
_SCALE_LETTERS = frozenset({"k", "m", "b", "mn", "bn", "mln", "bln", "tn"})
_SCALES_IN_WORDS = frozenset({"thousand", "million", "billion", "trillion"})
_POINTS = {
    "basis points": 0.01,
    "percentage points": 1.0,
    "percent points": 1.0,
    "percentage point": 1.0,
    "basis point": 0.01,
}
_NOT_COUNTED = frozenset({"one", "no", "none", "nobody", "both", "zero"})


def find_quantities(text: Text, mentions: Sequence[Mention], times: Sequence[TimeRef] = ()) -> tuple[Quantity, ...]:
    """Return the amounts of the article in order: casualties first bound to their harm, then money, measures, troops and plain counts.

    Args:
        text: The parsed article.
        mentions: Its mentions; one that gives a figure is its `counted_by`.
        times: Its times; one in the same sentence led by "as of", "by" or "so far" is the figure's `as_of`; numbers inside a time count nothing.
    """
    clock = [(ref.span.start, ref.span.end) for ref in times if ref.type != "SET"]
    found: list[Quantity] = []
    for sentence in text.sentences:
        first, end = text.sent_tokens(sentence)
        phrases = find_number_phrases(text.doc, first, end)
        phrases = [phrase for phrase in phrases if not _in_time(text, phrase, clock)]
        taken: set[int] = set()
        if has_harm(text.doc, first, end):
            for group in find_casualties(text.doc, phrases, first, end):
                found.append(_casualty(text, group, sentence, mentions=mentions, times=times))
                taken.update(range(group.first, group.end))
        for phrase in (phrase for phrase in phrases if phrase.core not in taken):
            quantity = _measured(text, phrase, end) or elided(text, phrase, (first, end), found)
            found += [] if quantity is None else [quantity]
        found += _glued(text, first, end)
    return tuple(
        sorted(_one_per_span(found), key=lambda quantity: (quantity.span.start, quantity.span.end, quantity.kind))
    )


def _one_per_span(found: list[Quantity]) -> list[Quantity]:
    return list({quantity.id: quantity for quantity in found}.values())


def _in_time(text: Text, phrase: NumberPhrase, clock: list[tuple[int, int]]) -> bool:
    if not clock:
        return text.doc[phrase.core].ent_type_ == "DATE" and text.doc[phrase.core].head.lemma_ in _TIME
    span = text.span(phrase.core, phrase.end)
    return any(start < span.end and span.start < end for start, end in clock)


def _casualty(
    text: Text, group: Group, sentence: Sentence, *, mentions: Sequence[Mention], times: Sequence[TimeRef]
) -> Quantity:
    span = text.span(group.first, group.end)
    return Quantity(
        id=span_id(f"quantity-{group.kind}", text.article.id, span.start, span.end),
        span=span,
        kind=group.kind,
        low=group.low,
        best=group.best,
        high=group.high,
        unit="person",
        hedge=group.hedge,
        counted_by=_counted_by(text, group, sentence, mentions),
        as_of=_as_of(text, sentence, times),
    )


def _counted_by(text: Text, group: Group, sentence: Sentence, mentions: Sequence[Mention]) -> str | None:
    """The mention that gives the figure: subject of the report verb above the group, or what "according to" names."""
    here = {mention.span: mention for mention in mentions if mention.sentence == sentence.id}
    token = text.doc[group.node]
    for _ in range(8):
        for child in token.children:
            said = any(part.lower_ == "according" for part in child.children) and child.dep_ == "obl"
            told = child.dep_ == "nsubj" and token.lemma_ in _TELLS and not child.i == group.node
            if (said or told) and (mention := _mention_at(text, child, here)) is not None:
                return mention.id
        for child in token.children:
            if child.dep_ in ("parataxis",) and child.lemma_ in _TELLS:
                speaker = next((word for word in child.children if word.dep_ == "nsubj"), None)
                if speaker is not None and (mention := _mention_at(text, speaker, here)) is not None:
                    return mention.id
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _mention_at(text: Text, token: Token, here: dict[Span, Mention]) -> Mention | None:
    span = text.span(token.i, token.i + 1)
    covering = [
        mention for mention in here.values() if mention.span.start <= span.start and span.end <= mention.span.end
    ]
    return max(covering, key=lambda mention: len(mention.span), default=None)


def _as_of(text: Text, sentence: Sentence, times: Sequence[TimeRef]) -> str | None:
    for ref in times:
        if sentence.span.start <= ref.span.start and ref.span.end <= sentence.span.end:
            before = text.article.text[max(sentence.span.start, ref.span.start - 8) : ref.span.start].lower()
            if before.endswith(("as of ", "as at ")) or ref.hedge in ("since", "by"):
                return ref.id
    return None


def _measured(text: Text, phrase: NumberPhrase, end: int) -> Quantity | None:
    doc = text.doc
    sign = doc[phrase.core - 1].text if phrase.core > 0 else ""
    if sign in MONEY_SIGNS:
        scale = _scale_behind(doc, phrase, end)
        first, stop = (
            min(phrase.first, phrase.core - 1),
            phrase.end + (scale != 1.0) * (1 + _is_hyphen(doc, phrase.end)),
        )
        return _quantity(text, phrase, "money", MONEY_SIGNS[sign], first=first, end=stop, factor=scale)
    if _two_words(doc, phrase.end, end) in _POINTS:
        points = _POINTS[_two_words(doc, phrase.end, end)]
        return _quantity(text, phrase, "percent", "%", end=phrase.end + 2, factor=points)
    after = phrase.end + (phrase.end < end and doc[phrase.end].text == "-")
    word = doc[after].text if after < end else ""
    square = word.lower() in ("square", "sq", "sq.")
    unit = unit_of(word) if not square else None
    if unit is None and word.lower() == "per" and after + 1 < end and doc[after + 1].lower_ == "cent":
        return _quantity(text, phrase, "percent", "%", end=after + 2)
    if (
        unit is None
        and word[:1].isupper()
        and after + 1 < end
        and doc[after + 1].lower_.startswith(
            ("dollar", "pound", "rupee", "rouble", "ruble", "peso", "dinar", "riyal", "lira", "franc", "krona", "krone")
        )
    ):
        return _quantity(text, phrase, "money", doc[after + 1].lemma_.lower(), end=after + 2)
    if unit is not None:
        return _quantity(text, phrase, unit.kind, unit.base, end=after + 1, factor=unit.factor)
    return _counted(text, phrase)


def _scale_behind(doc: Doc, phrase: NumberPhrase, end: int) -> float:
    """Return what a letter glued behind a sum of money multiplies it by ("US$9.5M", "$200K"); 1 where none is."""
    at = phrase.end + _is_hyphen(doc, phrase.end)
    if at >= end or doc[phrase.end - 1].whitespace_:
        return 1.0
    word = doc[at].lower_.removesuffix(".")
    return SCALES[word] if word in _SCALE_LETTERS or (at > phrase.end and word in _SCALES_IN_WORDS) else 1.0


def _is_hyphen(doc: Doc, at: int) -> bool:
    return at < len(doc) and doc[at].text == "-"


def _two_words(doc: Doc, at: int, end: int) -> str:
    """Return two tokens as one string; empty where the sentence ends before."""
    return f"{doc[at].lower_} {doc[at + 1].lower_}" if at + 1 < end else ""


def _counted(text: Text, phrase: NumberPhrase) -> Quantity | None:
    doc = text.doc
    if doc[phrase.core].lower_ in _NOT_COUNTED:
        return None
    noun = _counted_noun(doc, phrase)
    if noun is None or noun.lemma_.lower() in _TIME:
        return None
    kind = "troops" if noun.lemma_.lower() in _TROOPS else "count"
    return _quantity(text, phrase, kind, noun.lemma_.lower(), end=noun.i + 1)


def _counted_noun(doc: Doc, phrase: NumberPhrase) -> Token | None:
    token = doc[phrase.end - 1]
    for i in range(phrase.core, phrase.end):
        head = doc[i].head
        if (
            head.i >= phrase.end
            and doc[i].dep_ in ("nummod", "amod", "det", "compound")
            and head.i - phrase.end <= 6
            and head.pos_ == "NOUN"
        ):
            return head
    if token.text.endswith("s") and phrase.end < len(doc) and doc[phrase.end].lower_ == "of":
        counted = (c for c in token.children if c.i > phrase.end and c.dep_.startswith("nmod") and c.pos_ == "NOUN")
        return next(counted, None)
    return None


def _quantity(
    text: Text,
    phrase: NumberPhrase,
    kind: str,
    unit: str,
    *,
    first: int | None = None,
    end: int | None = None,
    factor: float = 1.0,
) -> Quantity:
    span = text.span(phrase.first if first is None else first, phrase.end if end is None else end)
    low, best, high = (
        None if value is None else round(value * factor, 6) for value in (phrase.low, phrase.best, phrase.high)
    )
    return Quantity(
        span_id(f"quantity-{kind}", text.article.id, span.start, span.end),
        span,
        kind,
        low,
        best,
        high,
        unit,
        phrase.hedge,
    )


def _glued(text: Text, first: int, end: int) -> list[Quantity]:
    """Read "$4.5bn" and "30%" where the tokenizer left them in one piece."""
    found = []
    for i in range(first, end):
        match = (
            GLUED.match(text.doc[i].text) if text.doc[i].text[:1].isdigit() and not text.doc[i].text.isdigit() else None
        )
        if match is None:
            continue
        try:
            value = float(match["number"].replace(",", ""))
        except ValueError:
            continue
        sign = text.doc[i - 1].text if i else ""
        scale = SCALES.get(match["unit"].lower(), 1.0)
        unit = unit_of(match["unit"]) if scale == 1.0 else None
        phrase = NumberPhrase(i, i, i + 1, value * scale, value * scale, value * scale)
        if sign in MONEY_SIGNS:
            found.append(_quantity(text, phrase, "money", MONEY_SIGNS[sign], first=i - 1))
        elif unit is not None:
            found.append(_quantity(text, phrase, unit.kind, unit.base, factor=unit.factor))
    return found
