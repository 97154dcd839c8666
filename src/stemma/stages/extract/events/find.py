"""Find the events of an article: words that tell one, who takes part, and whether it is said to have happened.

Words and types are data (`event_verbs.tsv`, `event_nouns.tsv`; types after PLOVER). Verbs that only report are statements, not events; to
threaten, warn, demand, accuse or promise is an event of its own beside the act that is threatened or demanded.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from stemma.lang.status_words import has_trait
from stemma.model.event import Event, EventPlace, Status
from stemma.model.ids import span_id
from stemma.model.span import Span
from stemma.model.statement import Statement
from stemma.model.words import Location, Mention, Quantity, Sentence, TimeRef
from stemma.stages.extract.clauses import subtree
from stemma.stages.extract.events.background import is_background, is_to_come
from stemma.stages.extract.events.causes import by_accident
from stemma.stages.extract.events.circumstances import Fillers
from stemma.stages.extract.events.context import Found
from stemma.stages.extract.events.naming import name_victims
from stemma.stages.extract.events.participants import participants, phrase
from stemma.stages.extract.events.reading import StatusReading
from stemma.stages.extract.events.roles import find_fillers
from stemma.stages.extract.events.same import join_same
from stemma.stages.extract.events.status import read_status
from stemma.stages.extract.events.tolls import tolls_of
from stemma.stages.extract.events.triggers import Trigger, find_triggers, reading_of
from stemma.stages.extract.text import Text

_AHEAD = (Status.PLANNED, Status.REQUESTED, Status.THREATENED, Status.CONDITIONAL, Status.HYPOTHETICAL)
_HARM = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE", "DEATH", "ACCIDENT", "DISASTER"})


def find_events(
    text: Text,
    mentions: Sequence[Mention],
    times: Sequence[TimeRef],
    quantities: Sequence[Quantity],
    statements: Sequence[Statement],
) -> tuple[Event, ...]:
    """Return the events of the article, in order of their triggers, the same event joined by `same_as`.

    Args:
        text: The parsed article.
        mentions, times, quantities, statements: What was found in it before.
    """
    found = Found(text, mentions, times, quantities, statements)
    made = []
    for sentence in text.sentences:
        for trigger in find_triggers(text.doc, *text.sent_tokens(sentence)):
            if not _only_reports(trigger, found):
                made.append(_event(trigger, sentence, found))
    return join_same(by_accident(name_victims(made, found), text), found)


def _only_reports(trigger: Trigger, found: Found) -> bool:
    """Tell whether the trigger is the cue of a statement and does no more than report ("announced that", "disclosed")."""
    cue = found.cue_at.get(trigger.token.i)
    return cue is not None and (trigger.word.type == "ANNOUNCE" or cue.act == "refuse to comment")


def is_harmful(token: Token) -> bool:
    """Tell whether a word tells an act to somebody's harm."""
    word = reading_of(token)
    return (word is not None and word.type in _HARM) or has_trait(token.lemma_.lower(), "harms")


def status_at(token: Token) -> StatusReading:
    """Return the status that the text gives to what `token` tells, whether or not the word stands in the tables of events."""
    return read_status(token, harmful=is_harmful)


def _event(trigger: Trigger, sentence: Sentence, found: Found) -> Event:
    text, token, word = found.text, trigger.token, trigger.word
    span = text.span(token.i, token.i + 1)
    fillers = find_fillers(trigger)
    statement = found.statement_of(span)
    time = _time(trigger, found)
    reading = status_at(token)
    to_come = reading.status is Status.ASSERTED and time is not None and is_to_come(time, found)
    condition = _condition_bounds(reading)
    return Event(
        id=span_id("event", text.article.id, span.start, span.end),
        article=text.article.id,
        sentence=sentence.id,
        trigger=span,
        lemma=word.lemma,
        type=word.type,
        mode=word.mode,
        context=found.contexts.get(sentence.id, ()),
        cameo=word.cameo,
        actors=participants(fillers.actors, found),
        recipients=participants(fillers.recipients, found),
        instrument=text.span(*phrase(fillers.instruments[0])) if fillers.instruments else None,
        place=_place(fillers, found),
        time=time.id if time is not None else None,
        background=reading.status not in _AHEAD and not to_come and is_background(trigger, time, found),
        status=Status.PLANNED if to_come else reading.status,
        also=reading.also,
        status_cue=_cue(reading, time if to_come else None, text),
        condition=text.span(*condition) if condition is not None else None,
        certainty=reading.certainty,
        quantities=tolls_of(trigger, fillers, found),
        statement=statement.id if statement is not None else None,
    )


def _cue(reading: StatusReading, date: TimeRef | None, text: Text) -> Span | None:
    """Return the words that show the status: a word, or the date to come."""
    if date is not None:
        return date.span
    return text.span(reading.cue, reading.cue + 1) if reading.cue is not None else None


def _condition_bounds(reading: StatusReading) -> tuple[int, int] | None:
    """Return the tokens of a condition without the word that opens it and without punctuation at its ends."""
    if reading.condition is None:
        return None
    if reading.lost is not None:
        return reading.lost.start, reading.lost.end
    head = reading.condition
    inside = [token for token in subtree(head) if not token.is_punct]
    first, end = inside[0].i, inside[-1].i + 1
    while first < end - 1 and head.doc[first].lower_ in (
        "if",
        "unless",
        "provided",
        "that",
        "once",
        "only",
        "in",
        "case",
        "when",
        "should",
    ):
        first += 1
    return first, end


def _place(fillers: Fillers, found: Found) -> EventPlace | None:
    if not fillers.places:
        return None
    named = next((head for head in fillers.places if head.ent_type_ == "LOC"), fillers.places[0])
    first, end = phrase(named)
    mention = found.mention_at.get(named.i)
    location = None
    if mention is not None and mention.label == "LOC" and mention.country is not None:
        location = Location(found.text.words(mention.span), mention.country, "country")
    return EventPlace(span=found.text.span(first, end), location=location)


def _time(trigger: Trigger, found: Found) -> TimeRef | None:
    """Return the time that hangs on the trigger or its carrier, or that its clause describes ("in January, when ...")."""
    for head in (trigger.token, trigger.carrier):
        if head is None:
            continue
        for child in head.children:
            if child.dep_.startswith(("obl", "nmod", "advmod")) or child.dep_ in ("compound", "dep"):
                for token in (child, *child.children):
                    if token.i in found.time_at and found.time_at[token.i].type != "DURATION":
                        return found.time_at[token.i]
        if head.dep_ in ("acl:relcl", "advcl:relcl", "acl") and head.head.i in found.time_at:
            return found.time_at[head.head.i]
        if head.dep_ == "advcl" and any(child.lower_ == "when" for child in head.children):
            return _time_before(head, found)
    return None


def _time_before(clause: Token, found: Found) -> TimeRef | None:
    """Return the time that a "when" clause follows at once ("in January, when Washington killed")."""
    edge = clause.left_edge.i
    return next((found.time_at[i] for i in (edge - 1, edge - 2) if i >= 0 and i in found.time_at), None)
