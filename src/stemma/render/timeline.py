"""What happened and who reported it when, as far as the tellings date it."""

from __future__ import annotations

from dataclasses import dataclass

from stemma.model.report import StoryReport
from stemma.model.span import Span
from stemma.render.phrases import head_of, tail_of
from stemma.render.quote import Quoter

_CONTEXT = 90


@dataclass(frozen=True, slots=True)
class Moment:
    """An entry of the timeline: when, and either a report (`article`) or an event's words with a little of what stands around them."""

    when: str
    id: str
    article: str
    span: Span | None
    before: str = ""
    words: str = ""
    after: str = ""
    status: str = ""


def moments(story: StoryReport, quote: Quoter) -> tuple[Moment, ...]:
    """Return the timeline's entries in the order of the report; an entry whose record is not at hand is left out."""
    events = {event.id: event for event in story.events}
    sentences = {sentence.id: sentence.span for sentence in story.sentences}
    articles = {article.id for article in story.articles}
    found = []
    for entry in story.timeline:
        when = interval(entry.earliest, entry.latest)
        if entry.what == "report" and entry.id in articles:
            found.append(Moment(when, entry.id, entry.id, None))
        elif entry.id in events:
            event = events[entry.id]
            at, around = event.trigger, sentences.get(event.sentence, event.trigger)
            before = tail_of(quote(Span(at.article, min(around.start, at.start), at.start)), _CONTEXT)
            after = head_of(quote(Span(at.article, at.end, max(at.end, around.end))), _CONTEXT)
            found.append(Moment(when, event.id, event.article, at, before, quote(at), after, event.status.value))
    return tuple(found)


def interval(earliest: str | None, latest: str | None) -> str:
    """Return "2020-09-28", "2020-09-03 to 2020-10-27", "until 2020-10-27" or "no date"; hours and minutes where both are given."""
    low, high = (_moment(value) for value in (earliest, latest))
    if low is None:
        return "no date" if high is None else f"until {high}"
    if high is None or high == low or (high[:10] == low[:10] and len(low) > 10):
        return low
    return f"{low} to {high}"


def _moment(value: str | None) -> str | None:
    return None if value is None else value[:16].replace("T", " ")
