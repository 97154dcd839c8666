"""One matter that two clauses tell alike but for one slot: another place, time, figure or actor, roles exchanged, a word and its counterpart.

What is found here is only ever *possible*: it is shown as told differently, splits no claim and counts nowhere. It asks less of the wording
than the gated comparison does (no known act, no place of the gazetteer, no counted noun) and more of the pair: each clause is the other's
best partner in its telling, or both tell one act of one thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from stemma.lang.acts import excluding_acts, same_act
from stemma.lang.kin import kinds_of, single_words
from stemma.lang.turns import counterparts, gives_to, is_mutual
from stemma.model.span import Reason, Span
from stemma.model.words import EntityKind
from stemma.stages.claims.features import Pair
from stemma.stages.claims.matter import asks, match
from stemma.stages.claims.other_values import (
    entity_at,
    made_of_initials,
    other_figure,
    other_part,
    other_place,
    other_scene,
    other_time,
    text_of,
    words_at,
)
from stemma.stages.claims.standing import VAGUE, acts_of
from stemma.stages.claims.units import Unit, Units
from stemma.text.normalise import WORD
from stemma.text.stems import stem

_LIKELY, _MUTUAL, _ALIKE, _ACT_OF_ONE_THING = 0.3, 0.3, 0.5, 0.25
_SWAPPED = 0.5
_WORDS_AFTER = 4
_BEYOND = re.compile(r"(?:\s+of(?:\s+[\w'’-]+){1,2})?(?:\s+[A-Z][\w'’-]+)*")
_NOT_THIS = re.compile(
    r"(?:,\s*(?:and |but )?not|\band not|\brather than|\binstead of)\s+(?:(?:by|in|on|at|from|to|for|with|near)\s+)?((?:[\w'’-]+\s+){0,3}[\w'’-]+)"
)
_STATES = frozenset({EntityKind.COUNTRY, EntityKind.GOVERNMENT, EntityKind.PLACE})
_PARTIES = frozenset({"A1", "A2", "upon", "against", "to", "from", "over", "on"})
_EMPTY = VAGUE | frozenset(
    "the a an of its his her their our my and or by from to in on at for with group former".split()
)


def tell_otherwise(left: Unit, right: Unit, pair: Pair, units: Units) -> Iterator[tuple[str, Reason]]:
    """Give the slots in which two units of one matter differ, and why.

    Args:
        left, right: The units; pair: what was measured between them; units: all of the story.
    """
    if asks(left) or asks(right) or not _one_matter(left, right, pair, units):
        return
    for slot, compare in _SLOTS:
        reason = compare(left, right, units)
        if reason is not None:
            yield slot, reason
    if pair.probability >= _SWAPPED and exchanged(left, right, units):
        yield "actor", Reason("roles exchanged?", None, None, _predicates(left, right))
    yield from _counterparts(left, right, units)
    yield from _turned_down(left, right, units)


def _one_matter(left: Unit, right: Unit, pair: Pair, units: Units) -> bool:
    """Tell whether each unit is the other's best partner and much like it, or both tell one act of one thing."""
    if pair.probability < _ACT_OF_ONE_THING:
        return False
    features = pair.features
    if (
        pair.probability >= _LIKELY
        and features["rivalry"] >= _MUTUAL
        and features["clause cosine"] >= _ALIKE
        and bool(_shared(left, right))
    ):
        return True
    return _one_act(left, right, units) and match(left, right, "A1", units, acts=set()) is True


def _one_act(left: Unit, right: Unit, units: Units) -> bool:
    return any(same_act(a, b) for a in acts_of(left, units)[:2] for b in acts_of(right, units)[:2])


def _shared(left: Unit, right: Unit) -> frozenset[str]:
    """Return what both units speak of, their acts and figures aside."""
    acts = {stem(left.proposition.predicate), stem(right.proposition.predicate)}
    both = (left.keys & right.alike) | (right.keys & left.alike)
    return frozenset(key for key in both if key not in acts and not key[0].isdigit())


def _predicates(left: Unit, right: Unit) -> tuple[Span, Span]:
    return left.proposition.predicate_span, right.proposition.predicate_span


def _actor(left: Unit, right: Unit, units: Units) -> Reason | None:
    """Return the two actors of one act on one thing; of a gift, the two givers or the two who receive it."""
    if left.polarity != right.polarity or match(left, right, "A1", units, acts=set()) is not True:
        return None
    if _one_act(left, right, units):
        if match(left, right, "A0", units, acts=set()) is not False:
            return None
        sides = [_span(unit, "A0") for unit in (left, right)]
    else:
        sides = _givers(left, right) or _givers(right, left)[::-1]
    if len(sides) != 2 or None in sides:
        return None
    one, other = (span for span in sides if span is not None)
    if _stand_for_each_other(one, other, units):
        return None
    if _alike(_stems(one, units), _stems(other, units)) or not _stems(one, units) or not _stems(other, units):
        return None
    return Reason("actor?", f"{words_at(one, units)} / {words_at(other, units)}", None, (one, other))


def _stand_for_each_other(one: Span, other: Span, units: Units) -> bool:
    """Tell whether two names may be said of one actor: a country, its capital, its government or leader, or a name and its initials."""
    names = [words_at(span, units) for span in (one, other)]
    known = [units.entities[entity] for span in (one, other) if (entity := entity_at(span, units)) is not None]
    countries = {entity.country for entity in known}
    of_states = any(entity.kind in _STATES for entity in known)
    return (
        made_of_initials(*names)
        or made_of_initials(*names[::-1])
        or (len(known) == 2 and of_states and len(countries) == 1 and None not in countries)
    )


def _givers(giving: Unit, taking: Unit) -> list[Span | None]:
    """Return who gives in one unit and from whom it comes in the other."""
    if not gives_to(giving.proposition.predicate, taking.proposition.predicate):
        return []
    return [_span(giving, "A0"), _span(taking, "from")]


def _span(unit: Unit, name: str) -> Span | None:
    return next((role.span for role in unit.proposition.roles if role.name == name), None)


def _stems(span: Span, units: Units) -> frozenset[str]:
    """Return the words of a phrase, with the name or "of …" that follows it ("its competitor Marlo Industries", "a group of fans")."""
    text = units.texts[span.article]
    beyond = _BEYOND.match(text, span.end)
    words = (match[0] for match in WORD.finditer(text[span.start : beyond.end() if beyond is not None else span.end]))
    return frozenset(stem(word) for word in words if word.lower() not in _EMPTY)


def _alike(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tell whether two phrases share a word, or words that tell the same, or one word is a kind of the other."""
    wider = {other for word in mine for other in (*single_words(word), *kinds_of(word), word)}
    return bool(wider & theirs) or any(kinds_of(word) & mine for word in theirs)


def exchanged(left: Unit, right: Unit, units: Units) -> bool:
    """Tell whether who acts in one unit is who suffers the act in the other, and the other way round, in whatever words."""
    verbs = [unit.proposition.predicate for unit in (left, right)]
    acts = [acts_of(unit, units)[:2] for unit in (left, right)]
    if left.polarity != right.polarity or any(is_mutual(verb) for verb in verbs):
        return False
    for a in acts[0]:
        for b in acts[1]:
            if gives_to(a, b) or gives_to(b, a) or excluding_acts(a, b):
                return False
    actors = [_span(unit, "A0") for unit in (left, right)]
    if None in actors:
        return False
    does = [_stems(span, units) for span in actors if span is not None]
    suffers = [
        [_stems(role.span, units) for role in unit.proposition.roles if role.name in _PARTIES] for unit in (left, right)
    ]
    return (
        not _alike(does[0], does[1])
        and any(_alike(does[0], phrase) for phrase in suffers[1])
        and any(_alike(does[1], phrase) for phrase in suffers[0])
    )


def _turned_down(left: Unit, right: Unit, units: Units) -> Iterator[tuple[str, Reason]]:
    """Give what one unit turns down in words ("a donor, not the state") and the other tells, by the part it has there."""
    for saying, told in ((left, right), (right, left)):
        for denied in _NOT_THIS.finditer(text_of(saying, units)):
            words = [word[0] for word in WORD.finditer(denied[1]) if word[0].lower() not in _EMPTY]
            start = saying.proposition.span.start
            where = Span(saying.article, start + denied.start(1), start + denied.end(1))
            for role in told.proposition.roles:
                if words and stem(role.head) in {stem(word) for word in words} and told.polarity == "positive":
                    slot = "actor" if role.name in ("A0", "A1", "A2", "from", "by") else "place"
                    yield slot, Reason("turned down?", denied[1], None, (where, role.span))
                    return


def _counterparts(left: Unit, right: Unit, units: Units) -> Iterator[tuple[str, Reason]]:
    """Give the words of place, time and side that exclude each other before one and the same word."""
    texts = [text_of(unit, units) for unit in (left, right)]
    for one, other, slot in counterparts():
        for words in ((one, other), (other, one)):
            ahead = [_after(text, word) for text, word in zip(texts, words, strict=True)]
            crossed = [_after(text, word) for text, word in zip(texts, words[::-1], strict=True)]
            if ahead[0] & ahead[1] and not any(crossed):
                yield slot, Reason("counterparts?", " / ".join(words), None, _predicates(left, right))


def _after(text: str, word: str) -> frozenset[str]:
    """Return stems of the few words that follow a word in a text."""
    for found in re.finditer(rf"\b{word}\b", text[:1].lower() + text[1:]):  # "north of" is no part of "North Korea"
        following = [word[0] for word in WORD.finditer(text[found.end() :])][:_WORDS_AFTER]
        return frozenset(stem(other) for other in following if other.lower() not in _EMPTY)
    return frozenset()


_SLOTS = (
    ("place", other_place),
    ("place", other_scene),
    ("time", other_time),
    ("time", other_part),
    ("number", other_figure),
    ("actor", _actor),
)
