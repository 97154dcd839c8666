"""Who the harmed are: names that stand in a list behind their number, or in the sentences after ("The victims were identified as …").

A list is taken where its names add up to the number told, or where a word says that it follows ("the following policemen", a colon).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stemma.model.event import Event, Participant
from stemma.model.ids import span_id
from stemma.model.span import Span
from stemma.model.words import Mention, MentionForm, Quantity, Sentence
from stemma.stages.extract.events.context import Found

_KINDS = frozenset({"killed", "injured", "missing", "detained"})
_VICTIMS = {
    **dict.fromkeys("dead deceased killed fatalities slain".split(), "killed"),
    **dict.fromkeys("wounded injured".split(), "injured"),
    **dict.fromkeys("missing detained arrested".split(), ""),
    **dict.fromkeys("victims victim they casualties names".split(), ""),
}
_NAMING = frozenset("are were is was be been identified named listed identify".split())
_BETWEEN = frozenset({",", "and", ";", ":", "-", "--", "–", "—", "(", ")", "as"})
_REACH = 3  # sentences after the toll
_NEAR = 9  # tokens in which a naming sentence says whom it names
_STEP = 14  # tokens that may stand between two names of one list (age, rank, where from)


def name_victims(events: Sequence[Event], found: Found) -> list[Event]:
    """Return the events with the names of those whom they harmed among their recipients.

    Args:
        events: The events of the article in order of the text.
        found: What was found in the article.
    """
    named = [_with_list(event, found) for event in events]
    for sentence in found.text.sentences:
        told = _naming_sentence(sentence, found)
        if told is None:
            continue
        kind, names, word = told
        at = _last_toll(named, sentence, kind, len(names), found)
        if at is not None:
            named[at] = _add(named[at], names, found)
        elif kind in ("killed", "injured"):
            named = [
                _add(_counted(event, kind, names), names, found) if event.trigger == word else event for event in named
            ]
    return named


def _counted(event: Event, kind: str, names: Sequence[Mention]) -> Event:
    return replace(event, quantities=(*event.quantities, count_of_names(kind, names)))


def count_of_names(kind: str, names: Sequence[Mention]) -> Quantity:
    """Return the toll that a list of names makes: as many as it names."""
    count = float(len(names))
    span = replace(names[0].span, end=names[-1].span.end)
    return Quantity(span_id("qty", span.article, span.start, span.end, 1), span, kind, count, count, count, "person")


def _with_list(event: Event, found: Found) -> Event:
    """Return the event with the names listed behind its own toll."""
    for quantity in event.quantities:
        names = _listed(quantity, found) if quantity.kind in _KINDS else []
        if names:
            return _add(event, names, found)
    return event


def _listed(quantity: Quantity, found: Found) -> list[Mention]:
    """Return the persons named behind a counted group, as many as it counts; none where they do not add up."""
    if not quantity.best or quantity.best < 2:
        return []
    after = found.tokens(quantity.span).stop
    doc = found.text.doc
    colon = next(
        (i for i in range(after, min(len(doc), after + _NEAR)) if doc[i].text in (",", ":", "-", "--", "–", "—", "(")),
        None,
    )
    if colon is None:
        return []
    end = found.text.sent_tokens(found.text.sentence_of(after - 1))[1]
    names = _run_of_names(range(colon + 1, end), found)
    return names if len(names) == quantity.best else []


def listed_behind_colon(start: int, found: Found) -> list[Mention]:
    """Return the persons listed behind the first colon of the sentence of token `start`, two or more ("the following men died: A, B and C")."""
    end = found.text.sent_tokens(found.text.sentence_of(start))[1]
    colon = next((i for i in range(start, end) if found.text.doc[i].text == ":"), None)
    names = _run_of_names(range(colon + 1, end), found) if colon is not None else []
    return names if len(names) > 1 else []


def _run_of_names(tokens: range, found: Found) -> list[Mention]:
    """Return the persons named in `tokens` that form one list: no verb stands between them, and not much else."""
    names: list[Mention] = []
    since = 0
    for i in tokens:
        mention = found.mention_at.get(i)
        if mention is not None and mention.label == "PERSON" and mention.form is MentionForm.NAME:
            if not names or (names[-1].id != mention.id and since):  # two mentions side by side are one name
                names.append(mention)
            since = 0
            continue
        since += 1
        if since > _STEP or found.text.doc[i].pos_ in ("VERB", "AUX"):
            break
    return names


def _naming_sentence(sentence: Sentence, found: Found) -> tuple[str, list[Mention], Span] | None:
    """Return the harm, the names and the word for the harmed of "The dead were identified as A and B", "They are A, B and C"; the harm is "" where it is not said."""
    first, end = found.text.sent_tokens(sentence)
    doc = found.text.doc
    word = next((i for i in range(first, min(end, first + _NEAR)) if doc[i].lower_ in _VICTIMS), None)
    if word is None:
        return None
    verbs = [i for i in range(first, min(end, first + 2 * _NEAR)) if doc[i].lower_ in _NAMING]
    for at in verbs:
        names = _run_of_names(range(at + 1, end), found)
        if (
            names
            and found.tokens(names[0].span).start - at <= _NEAR - 4
            and not _acts(range(at + 1, found.tokens(names[0].span).start), found)
        ):
            return _VICTIMS[doc[word].lower_], names, found.text.span(word, word + 1)
    return None


def _acts(between: range, found: Found) -> bool:
    """Tell whether a preposition leads to the first name, which then names no victim ("They were killed by A")."""
    return any(found.text.doc[i].pos_ == "ADP" and found.text.doc[i].lower_ != "as" for i in between)


def _last_toll(events: Sequence[Event], sentence: Sentence, kind: str, count: int, found: Found) -> int | None:
    """Return which event told the toll that a naming sentence names: the last one near whose number the names do not exceed."""
    index = {each.id: each.index for each in found.text.sentences}
    for at in range(len(events) - 1, -1, -1):
        behind = sentence.index - index[events[at].sentence]
        if not 0 <= behind <= _REACH:
            continue
        for quantity in events[at].quantities:
            most = quantity.best or quantity.high or quantity.low or 0
            if quantity.kind in ({kind} if kind else _KINDS) and count <= most:
                return at
    return None


def _add(event: Event, names: Sequence[Mention], found: Found) -> Event:
    known = {part.mention for part in event.recipients}
    covered = [part.span for part in event.recipients]
    more = tuple(
        Participant(span=mention.span, mention=mention.id, country=mention.country)
        for mention in names
        if mention.id not in known and not any(span.covers(mention.span) for span in covered)
    )
    return replace(event, recipients=event.recipients + more)
