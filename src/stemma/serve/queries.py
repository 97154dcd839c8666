"""From a case to the records that a page or an answer shows; reads only, and keeps what does not change between two writes."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from stemma.model.article import Article
from stemma.model.decision import Decision
from stemma.model.event import Event
from stemma.model.lineage import Passage, Story
from stemma.model.problem import Problem
from stemma.model.report import StoryReport
from stemma.model.statement import Statement
from stemma.model.words import Entity
from stemma.run.analyse import passages_by_story
from stemma.run.report import report_story
from stemma.serve.errors import not_found
from stemma.settings import Settings
from stemma.stages.clean.amend import amend_article
from stemma.stages.link.bind import entity_of_mention
from stemma.store.case import Case

_Kept = TypeVar("_Kept")
_MOST_KEPT = 200
_MOST_HITS = 100
_SOURCES_FROM = 2000
FACETS = ("outlet", "agency", "source", "status", "month", "language")


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that a search found, with its story and the words around the first match."""

    article: Article
    story: str | None
    excerpt: str


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search: hits, and for each facet how many hits have which value."""

    hits: tuple[Hit, ...]
    facets: dict[str, list[tuple[str, int]]]
    capped: bool


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source of the case by its words: kind, whether unnamed, how often cited, in which articles."""

    text: str
    kind: str
    anonymous: bool
    count: int
    articles: tuple[str, ...]


class Library:
    """A case as the web application reads it. Every question opens the file anew, so that writers never wait for readers."""

    def __init__(self, path: Path, *, settings: Settings) -> None:
        """Read from the case at `path`."""
        self.path = path
        self.settings = settings
        self._kept: OrderedDict[tuple[str, ...], Any] = OrderedDict()
        self._lock = Lock()

    def open(self, *, write: bool = False) -> Case:
        """Open the case file."""
        return Case(self.path, read_only=not write)

    def state(self) -> str:
        """Return a text that changes whenever the file changes."""
        files = (self.path, self.path.with_name(self.path.name + "-wal"))
        return "-".join(str(file.stat().st_mtime_ns) for file in files if file.exists())

    def keep(self, key: tuple[str, ...], make: Callable[[], _Kept]) -> _Kept:
        """Return what `make` gives, made once per state of the file."""
        whole = (self.state(), *key)
        with self._lock:
            if whole in self._kept:
                self._kept.move_to_end(whole)
                known: _Kept = self._kept[whole]
                return known
        made = make()
        with self._lock:
            self._kept[whole] = made
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return made

    def stories(self) -> tuple[Story, ...]:
        """Return the stories, most told first, then newest."""
        return self.keep(("stories",), self._stories)

    def _stories(self) -> tuple[Story, ...]:
        with self.open() as case:
            newest = sorted(case.records(Story, ""), key=lambda s: (s.latest or "", s.id), reverse=True)
        return tuple(sorted(newest, key=lambda story: -len(story.articles)))

    def story_of(self) -> dict[str, Story]:
        """Return article id → its story."""
        return self.keep(("story-of",), lambda: {a: story for story in self.stories() for a in story.articles})

    def find_story(self, identifier: str) -> Story:
        """Return the story with this id, or one that had it before.

        Raises:
            RefusedError: There is none.
        """
        by_id = self.keep(("by-id",), lambda: {i: s for s in self.stories() for i in (*s.was, s.id)})
        if identifier not in by_id:
            raise not_found("story", identifier)
        return by_id[identifier]

    def report(self, story: Story) -> StoryReport:
        """Return everything said about one story."""
        return self.keep(("report", story.id), lambda: self._report(story))

    def _report(self, story: Story) -> StoryReport:
        passages = self.keep(("passages",), self._passages)
        by_mention = self.keep(("mentions",), lambda: entity_of_mention(self.entities()))
        with self.open() as case:
            amendments = case.amendments()
            found = [article for article in map(case.article, story.articles) if article is not None]
            articles = [amend_article(a, amendments[a.id]) if a.id in amendments else a for a in found]
            return report_story(case, story, articles, by_mention=by_mention, passages=passages.get(story.id, []))

    def _passages(self) -> Mapping[str, list[Passage]]:
        with self.open() as case:
            return passages_by_story(self.stories(), case.records(Passage, ""))

    def entities(self) -> tuple[Entity, ...]:
        """Return the entities, most mentioned first."""
        return self.keep(("entities",), self._entities)

    def _entities(self) -> tuple[Entity, ...]:
        with self.open() as case:
            return tuple(sorted(case.records(Entity, ""), key=lambda e: (-len(e.mentions), e.name, e.id)))

    def article(self, identifier: str) -> Article:
        """Return one article.

        Raises:
            RefusedError: The case does not hold it.
        """
        with self.open() as case:
            article = case.article(identifier)
        if article is None:
            raise not_found("article", identifier)
        return article

    def articles(self, identifiers: Sequence[str]) -> list[Article]:
        """Return the articles of these ids that the case holds."""
        with self.open() as case:
            return [article for article in map(case.article, identifiers) if article is not None]

    def article_ids(self) -> list[str]:
        """Return the ids of all articles in order of arrival."""
        return self.keep(("article-ids",), self._article_ids)

    def _article_ids(self) -> list[str]:
        with self.open() as case:
            return case.article_ids()

    def problems(self) -> list[Problem]:
        """Return every problem."""
        with self.open() as case:
            return case.problems()

    def decisions(self) -> tuple[Decision, ...]:
        """Return every decision, the newest first."""
        with self.open() as case:
            return tuple(sorted(case.decisions(), key=lambda d: (d.made_at or "", d.id), reverse=True))

    def counts(self) -> dict[str, int]:
        """Return how many articles, problems and decisions there are."""
        with self.open() as case:
            return case.counts()

    def search(self, words: str, chosen: Mapping[str, str]) -> Found:
        """Return the articles that hold all `words`, best first, at most a hundred, and of those the ones with the chosen facet values."""
        with self.open() as case:
            found = case.search(words, limit=_MOST_HITS + 1)
            articles = [article for article in map(case.article, found[:_MOST_HITS]) if article is not None]
            values = {article.id: _facet_values(case, article) for article in articles}
        homes = self.story_of()
        kept = [a for a in articles if all(value in values[a.id].get(facet, ()) for facet, value in chosen.items())]
        counts = {facet: Counter(v for a in kept for v in values[a.id].get(facet, ())) for facet in FACETS}
        hits = tuple(Hit(a, homes[a.id].id if a.id in homes else None, _excerpt(a.text, words)) for a in kept)
        facets = {facet: count.most_common(12) for facet, count in counts.items() if count}
        return Found(hits, facets, len(found) > _MOST_HITS)

    def sources(self) -> tuple[CitedSource, ...]:
        """Return who is cited in the first two thousand articles, by their words, most cited first."""
        return self.keep(("sources",), self._sources)

    def _sources(self) -> tuple[CitedSource, ...]:
        groups: dict[tuple[str, str, bool], list[str]] = {}
        with self.open() as case:
            for article in self.article_ids()[:_SOURCES_FROM]:
                for statement in case.records(Statement, article):
                    source = statement.source
                    if source.span is not None and source.same_as is None:
                        groups.setdefault((source.text, source.kind, source.anonymous), []).append(article)
        made = [CitedSource(*key, len(where), tuple(dict.fromkeys(where))) for key, where in groups.items()]
        return tuple(sorted(made, key=lambda s: (-len(s.articles), -s.count, s.text.casefold())))


def _facet_values(case: Case, article: Article) -> dict[str, set[str]]:
    return {
        "outlet": {article.outlet} if article.outlet else set(),
        "agency": {credit.agency for credit in article.credits},
        "source": {s.source.kind for s in case.records(Statement, article.id)},
        "status": {event.status.value for event in case.records(Event, article.id)},
        "month": {article.published.earliest[:7]} if article.published.earliest else set(),
        "language": {article.language} if article.language else set(),
    }


def _excerpt(text: str, words: str) -> str:
    lowered = text.casefold() if len(text.casefold()) == len(text) else text
    places = [lowered.find(word.casefold()) for word in words.split()]
    at = max(0, min((place for place in places if place >= 0), default=0) - 80)
    return ("…" if at else "") + " ".join(text[at : at + 240].split()) + ("…" if at + 240 < len(text) else "")
