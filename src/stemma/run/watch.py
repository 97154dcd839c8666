"""Watching feeds: ask whether they changed, read what is new, analyse, and tell what changed in the stories.

A run may be killed anywhere: articles are kept before a feed counts as read, and what changed counts as told only after it was handed on, so
that nothing is lost; ids come from content, so that nothing is repeated.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from stemma.model.article import Article, Received
from stemma.model.claim import Disagreement
from stemma.model.event import Event, Status
from stemma.model.lineage import Origin, Stemma, Story
from stemma.model.problem import Problem
from stemma.run.analyse import analyse
from stemma.run.fetch import Connect, Resolve, Validators, connect, fetch_if_changed, resolve
from stemma.run.ingest import ingest
from stemma.settings import Settings
from stemma.store.case import Case
from stemma.store.feeds import FeedState, feed_state, put_feed_state, put_told, told

SAME_HOST_PAUSE = 1.0
MOST_SKIPPED = 32
TOLLS = ("killed", "injured", "missing")
_TOLD = ("conflict", "update")

Ask = Callable[[str, Validators], "tuple[Received | Problem | None, Validators]"]
Snapshot = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed in a story.

    Attributes:
        kind: "new story", "new telling", "new origin", "new disagreement" or "toll".
        story: Id of the story; title: its title.
        detail: What is new, in words of the articles.
        was: What stood before (of a toll), else None.
        articles: Ids of the articles that bring it.
    """

    kind: str
    story: str
    title: str
    detail: str
    was: str | None = None
    articles: tuple[str, ...] = ()


@dataclass(slots=True)
class Polled:
    """What one round over the feeds came to; the numbers add up to the feeds named."""

    changed: int = 0
    unchanged: int = 0
    failed: int = 0
    waiting: int = 0
    added: int = 0
    problems: list[Problem] = field(default_factory=list)


def asker(settings: Settings, *, resolve: Resolve = resolve, connect: Connect = connect) -> Ask:
    """Return what asks one feed whether it changed; tests put their own network in place."""

    def ask(address: str, known: Validators) -> tuple[Received | Problem | None, Validators]:
        return fetch_if_changed(address, settings.read.max_bytes, known=known, resolve=resolve, connect=connect)

    return ask


def poll(
    case: Case,
    feeds: Sequence[str],
    *,
    round_number: int,
    settings: Settings,
    ask: Ask,
    pause: Callable[[float], None] = time.sleep,
) -> Polled:
    """Ask every feed once and read what is new into the case.

    Args:
        case: The open case.
        feeds: Addresses; each is asked once, in order.
        round_number: Counts rounds from 0; a feed that failed n times in a row is asked in every 2^n-th round only.
        settings: All settings.
        ask: Asks one feed (`asker`).
        pause: Waits that many seconds; called between two requests to the same host.
    """
    done = Polled()
    hosts: set[str] = set()
    for address in dict.fromkeys(feeds):
        state = feed_state(case, address)
        if round_number % min(2**state.failures, MOST_SKIPPED):
            done.waiting += 1
            continue
        host = urlsplit(address).netloc
        if host in hosts:
            pause(SAME_HOST_PAUSE)
        hosts.add(host)
        _read_feed(case, address, state, done=done, settings=settings, ask=ask)
    return done


def _read_feed(case: Case, address: str, state: FeedState, *, done: Polled, settings: Settings, ask: Ask) -> None:
    found, validators = ask(address, Validators(state.etag, state.modified))
    failures = 0
    if found is None:
        done.unchanged += 1
        if state.failures:
            with case.writing():
                case.put_problems("read", address, ())
    else:
        done.added += ingest(case, [found], settings=settings).added
        if isinstance(found, Problem):
            done.failed += 1
            done.problems.append(found)
            failures = state.failures + 1
        else:
            done.changed += 1
    with case.writing():
        put_feed_state(case, address, FeedState(validators.etag, validators.modified, min(failures, 16)))


def begin(case: Case, *, settings: Settings) -> None:
    """Bring the case up to date, and take what it holds as known if nothing was ever told of it."""
    analyse(case, settings=settings)
    if told(case) is None:
        tell(case)


def changes(case: Case, *, settings: Settings) -> list[Change]:
    """Analyse what is new and return what changed since `tell` was last called, story by story."""
    analyse(case, settings=settings)
    known = told(case) or {}
    return [change for story in case.records(Story, "") for change in _changes_of(case, story, known)]


def tell(case: Case) -> None:
    """Keep how the stories stand, as told."""
    stories = {story.id: _snapshot(case, story) for story in case.records(Story, "")}
    with case.writing():
        put_told(case, stories)


def _changes_of(case: Case, story: Story, known: dict[str, Snapshot]) -> Iterator[Change]:
    mine = set(story.articles)
    before = [state for state in known.values() if mine & set(state["articles"])]
    now = _snapshot(case, story)
    if not before:
        if len(mine) > 1:
            yield Change("new story", story.id, story.title, f"{len(mine)} tellings", articles=story.articles)
        return
    former = {
        key: {item for state in before for item in state[key]} for key in ("articles", "origins", "disagreements")
    }
    for article in now["articles"]:
        if article not in former["articles"]:
            yield Change("new telling", story.id, story.title, _named(case, article), articles=(article,))
    for origin in now["origins"]:
        if origin not in former["origins"]:
            yield Change("new origin", story.id, story.title, origin)
    for key, articles in now["disagreements"].items():
        if key not in former["disagreements"]:
            yield Change("new disagreement", story.id, story.title, key, articles=tuple(articles))
    yield from _toll_changes(story, now, before)


def _toll_changes(story: Story, now: Snapshot, before: list[Snapshot]) -> Iterator[Change]:
    for kind, figures in now["tolls"].items():
        known = {figure for state in before for figure in state["tolls"].get(kind, {})}
        was = max(known, key=float, default=None)
        for figure, articles in figures.items():
            if figure not in known:
                yield Change("toll", story.id, story.title, f"{kind}: {figure}", was=was, articles=tuple(articles))


def _snapshot(case: Case, story: Story) -> Snapshot:
    stemmas = case.records(Stemma, story.id)
    origins = (*(stemmas[0].origins if stemmas else ()), *case.records(Origin, story.id))
    differing = [d for d in case.records(Disagreement, story.id) if d.grade == "certain" and d.type in _TOLD]
    return {
        "articles": list(story.articles),
        "origins": sorted({origin.label for origin in origins}),
        "disagreements": {_key(d): sorted({value.article for value in d.values}) for d in differing},
        "tolls": _tolls(case, story),
    }


def _key(found: Disagreement) -> str:
    """A disagreement by what differs, so that one more telling of the same value is nothing new."""
    values = sorted({" ".join(value.value.split()) for value in found.values})
    return f"{found.slot} ({found.type}): {' | '.join(values)}"


def _tolls(case: Case, story: Story) -> dict[str, dict[str, list[str]]]:
    tolls: dict[str, dict[str, list[str]]] = {}
    for article in story.articles:
        for event in case.records(Event, article):
            if event.background or event.status not in (Status.ASSERTED, Status.ONGOING):
                continue
            for quantity in event.quantities:
                value = quantity.point
                if quantity.kind in TOLLS and value is not None:
                    tellers = tolls.setdefault(quantity.kind, {}).setdefault(f"{value:g}", [])
                    tellers += [article] if article not in tellers else []
    return tolls


def _named(case: Case, article: str) -> str:
    found: Article | None = case.article(article)
    if found is None:
        return article
    return f"{found.outlet or 'unknown outlet'}: {found.title or 'no title'}"
