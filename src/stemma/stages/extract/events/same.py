"""Join mentions of the same event within one article: headline, lead, background. Values that conflict keep them apart.

A mention is compared with the events told so far that share its word family or its type. Whatever names two things excludes: other named
persons, times that do not meet, other counts, another stage of reality (done, not done, to come). For it speak the word, who takes part, when,
where, and that a noun is definite ("the attack"); the weights were chosen on ECB+ (`evals/score_event_words.py`, topics of odd number).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from stemma.model.event import Event, Participant
from stemma.model.words import MentionForm, Quantity, TimeRef
from stemma.stages.extract.events.context import Found
from stemma.text.stems import stem

_MOST_COMPARED = 60  # events per family or type, so that a very long text stays linear
_CLASS = {"denied": "not", "negated": "not", "failed": "not", "asserted": "did", "ongoing": "did"}
_FEWEST_LETTERS = 3
_NAME = "="
_NEEDED = 3
_WORD, _TYPE, _PERSON, _TIME, _PLACE, _TOLL, _DEFINITE, _CARRIED = 3, 1, 1, 1, 1, 2, 1, 3
_ANOTHER = frozenset(
    "another second third other similar new fresh further previous earlier separate more next last first latest".split()
)
_DEFINITE_WORDS = frozenset({"the", "this", "that", "these", "those"})


@dataclass(frozen=True, slots=True)
class _Mention:
    """An event as it is compared."""

    event: Event
    token: Token | None
    family: str
    actors: frozenset[str]
    recipients: frozenset[str]


def join_same(events: Sequence[Event], found: Found) -> tuple[Event, ...]:
    """Return the events with `same_as` set to the first mention that tells the same event.

    Args:
        events: The events of the article in order of the text.
        found: What was found in the article.
    """
    times = {time.id: time for time in found.times}
    known: dict[str, list[list[_Mention]]] = {}
    joined = []
    for event in events:
        mention = _mention(event, found)
        told = _told_before(mention, known, times)
        if told is None:
            told = []
            for bucket in {mention.family, event.type}:
                known.setdefault(bucket, []).append(told)
            joined.append(event)
        else:
            joined.append(replace(event, same_as=told[0].event.id))
        told.append(mention)
    return tuple(joined)


def _told_before(
    mention: _Mention, known: dict[str, list[list[_Mention]]], times: dict[str, TimeRef]
) -> list[_Mention] | None:
    """Return the mentions of the event told before that `mention` most likely tells again, or None."""
    groups = [*known.get(mention.family, [])[-_MOST_COMPARED:], *known.get(mention.event.type, [])[-_MOST_COMPARED:]]
    best: tuple[int, list[_Mention]] | None = None
    for group in groups:
        scores = [_score(other, mention, times) for other in (*group[:2], *group[2:][-3:])]
        if min(scores) < 0:
            continue
        score = max(scores)
        if score >= _NEEDED and (best is None or score > best[0]):
            best = score, group
    return None if best is None else best[1]


def _score(one: _Mention, other: _Mention, times: dict[str, TimeRef]) -> int:
    """Return how much speaks for one event, or -1 where something speaks against it."""
    if _class(one.event) != _class(other.event):
        return -1
    when = _times_agree(one.event, other.event, times)
    if when is False or _tolls_conflict(one.event.quantities, other.event.quantities):
        return -1
    shared = 0
    for mine, theirs in ((one.actors, other.actors), (one.recipients, other.recipients)):
        if _exclude(mine, theirs):
            return -1
        shared += _PERSON * bool(mine & theirs)
    if _carries(one, other):
        return shared + _CARRIED + _TYPE
    same_word = one.family == other.family
    if not same_word and not (one.event.type == other.event.type and shared):
        return 0
    word = _WORD * same_word + _TYPE * (one.event.type == other.event.type)
    place = _PLACE * (
        _words_of(one.event.place) is not None and _words_of(one.event.place) == _words_of(other.event.place)
    )
    toll = _TOLL * any(a.kind == b.kind for a in one.event.quantities for b in other.event.quantities)
    return word + shared + place + toll + _TIME * (when is True) + _definiteness(other)


def _exclude(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell whether two sets of participants name other ones: names against names, countries against countries where nobody is named."""
    if mine & theirs:
        return False
    names = [{key for key in keys if key.startswith(_NAME)} for keys in (mine, theirs)]
    return bool(names[0] and names[1]) or bool(mine and theirs and not names[0] and not names[1])


def _definiteness(mention: _Mention) -> int:
    """Return what the determiner of a noun says: the attack told before, another one, or nothing."""
    token = mention.token
    if token is None or token.pos_ != "NOUN":
        return 0
    words = {child.lower_ for child in token.children}
    if words & _ANOTHER:
        return -_DEFINITE
    owned = any(child.dep_ == "nmod:poss" for child in token.children)
    return _DEFINITE if words & _DEFINITE_WORDS or owned else -1 if words & {"a", "an"} else 0


def _carries(one: _Mention, other: _Mention) -> bool:
    """Tell whether one word carries the other ("imposed sanctions", "opened fire"): one event in two words."""
    if one.token is None or other.token is None or one.event.type != other.event.type:
        return False
    return (
        other.token.head.i == one.token.i and other.token.dep_ in ("obj", "nsubj:pass") and other.token.pos_ == "NOUN"
    )


def _class(event: Event) -> str:
    return _CLASS.get(event.status.value, "may")


def _mention(event: Event, found: Found) -> _Mention:
    at = found.text.token_at(event.trigger.start)
    actors, recipients = (
        frozenset(key for part in parts if (key := _key(part, found))) for parts in (event.actors, event.recipients)
    )
    return _Mention(event, None if at is None else found.text.doc[at], _family(event.lemma), actors, recipients)


def _family(lemma: str) -> str:
    """Return what a verb shares with its noun: kill, killing; resign, resignation."""
    short = lemma.removesuffix("ing") if len(lemma) - 3 >= _FEWEST_LETTERS else lemma
    return stem(short).removesuffix("e")


def _key(part: Participant, found: Found) -> str:
    """Return by what a participant is known: name or country; "" where only a common noun says who."""
    mention = found.mention_by_id.get(part.mention or "")
    named = found.mention_by_id.get(mention.refers_to or "", mention) if mention is not None else None
    if named is not None and named.form is MentionForm.NAME and named.label in ("PERSON", "ORG"):
        return _NAME + named.head.lower()
    return part.country or ""


def _words_of(place: object) -> str | None:
    span = getattr(place, "location", None)
    return span.name if span is not None else None


def _times_agree(one: Event, other: Event, times: dict[str, TimeRef]) -> bool | None:
    first, second = times.get(one.time or ""), times.get(other.time or "")
    if first is None or second is None or None in (first.earliest, first.latest, second.earliest, second.latest):
        return None
    return str(first.earliest)[:10] <= str(second.latest)[:10] and str(second.earliest)[:10] <= str(first.latest)[:10]


def _tolls_conflict(one: Sequence[Quantity], other: Sequence[Quantity]) -> bool:
    return any(a.kind == b.kind and (a.best, a.low, a.high) != (b.best, b.low, b.high) for a in one for b in other)
