"""Events in order with their intervals, and reports in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.model.claim import TimelineEntry
from stemma.model.event import Status
from stemma.model.extracted import Extracted
from stemma.model.lineage import Story

_HAPPENED = frozenset({Status.ASSERTED, Status.ONGOING})


def find_timeline(story: Story, tellings: Sequence[Extracted]) -> Iterator[TimelineEntry]:
    """Give dated events that are said to have happened, one per event and article, and the articles themselves, in order of time.

    Who was first is not established where two intervals overlap; the entries carry the intervals and leave that to be seen.
    """
    entries: list[TimelineEntry] = []
    for telling in tellings:
        published = telling.article.published
        entries.append(TimelineEntry(story.id, "report", telling.article.id, published.earliest, published.latest))
        times = {time.id: time for time in telling.times}
        for event in telling.events:
            time = times.get(event.time or "")
            if time is not None and time.earliest is not None and event.status in _HAPPENED and event.same_as is None:
                entries.append(TimelineEntry(story.id, "event", event.id, time.earliest, time.latest))
    yield from sorted(entries, key=lambda e: (e.earliest or "9999", e.latest or "9999", e.what, e.id))
