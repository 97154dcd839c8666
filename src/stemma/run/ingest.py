"""From sources to articles in a case: read and clean, a few at a time, so that a killed run loses nothing it reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from stemma.flow import VERSIONS
from stemma.model.article import Article, Received
from stemma.model.problem import Problem
from stemma.run.digests import resources_digest
from stemma.settings import Settings
from stemma.stages.clean.run import clean_page
from stemma.stages.read.run import read_received
from stemma.store.case import Case, Maker

_BATCH = 20
_TOLD = 5


@dataclass(slots=True)
class Ingest:
    """What a reading run took in and what came of it; the numbers add up.

    Attributes:
        received: Files, pages and feeds opened. articles: texts found in them.
        added, known: Articles new to the case, and those it had.
        problems: How often each problem code was met.
        seen: Ids of all articles met, new or known.
        told: What the first few problems say.
    """

    received: int = 0
    articles: int = 0
    added: int = 0
    known: int = 0
    problems: Counter[str] = field(default_factory=Counter)
    seen: set[str] = field(default_factory=set)
    told: list[str] = field(default_factory=list)


def ingest(
    case: Case,
    arrivals: Iterable[Received | Problem],
    *,
    settings: Settings,
    on_progress: Callable[[Ingest], None] = lambda _: None,
) -> Ingest:
    """Read and clean what arrives and write the articles and problems to the case, in small batches.

    Args:
        case: The open case.
        arrivals: What `run.sources.receive` gives.
        settings: All settings.
        on_progress: Called after every batch with the counts so far.
    """
    counts = Ingest()
    maker = Maker("clean", VERSIONS["clean"], resources=resources_digest(), settings=settings.digest())
    for batch in _batches(_read_and_clean(arrivals, settings=settings, counts=counts)):
        with case.writing():
            for made in batch:
                _write(case, made, counts=counts, maker=maker)
        on_progress(counts)
    return counts


@dataclass(frozen=True, slots=True)
class _Opened:
    """A source was opened: what an earlier run met in it is told anew."""

    place: str


@dataclass(frozen=True, slots=True)
class _Made:
    """One article or problem that came of a source."""

    place: str
    record: Article | Problem
    content: bytes = b""


def _read_and_clean(
    arrivals: Iterable[Received | Problem], *, settings: Settings, counts: Ingest
) -> Iterator[_Opened | _Made]:
    for arrival in arrivals:
        counts.received += 1
        place = arrival.place or ""
        yield _Opened(place)
        if isinstance(arrival, Problem):
            yield _Made(place, arrival)
        else:
            yield from _made_of(arrival, settings=settings)


def _made_of(received: Received, *, settings: Settings) -> Iterator[_Made]:
    for page in read_received(received, settings=settings.read):
        if isinstance(page, Problem):
            yield _Made(received.place, page)
        else:
            content = page.content or received.content
            yield from (_Made(received.place, made, content) for made in clean_page(page, settings=settings.clean))


def _batches(made: Iterator[_Opened | _Made]) -> Iterator[list[_Opened | _Made]]:
    while batch := list(islice(made, _BATCH)):
        yield batch


def _write(case: Case, made: _Opened | _Made, *, counts: Ingest, maker: Maker) -> None:
    if isinstance(made, _Opened):
        case.put_problems("read", made.place, ())
    elif isinstance(made.record, Problem):
        case.add_problem("read", made.place, made.record)
        counts.problems[made.record.code] += 1
        if len(counts.told) < _TOLD:
            counts.told.append(made.record.detail)
    else:
        added = case.put_article(made.record, made.content, maker)
        counts.articles += 1
        counts.added += added
        counts.known += not added
        counts.seen.add(made.record.id)
