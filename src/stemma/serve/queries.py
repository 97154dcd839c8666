"""From a case to the records that a page or an answer shows; reads only, from tables on disk, and keeps what is asked for again."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Lock, local

from stemma.model.article import Article
from stemma.model.codec import from_json
from stemma.model.decision import Decision
from stemma.model.lineage import Passage, Story
from stemma.model.problem import Problem
from stemma.model.report import StoryReport
from stemma.model.words import Entity
from stemma.render.page import story_page
from stemma.run.answers import shape, story_bytes
from stemma.run.records import told_in
from stemma.run.report import made_by, report_story
from stemma.serve.errors import not_found
from stemma.serve.listed import CitedSource, ListedName, ListedStory, listed_name
from stemma.serve.overview import VERSION, make_overview
from stemma.serve.search import Found, find
from stemma.serve.shelf import own_folder, shelved
from stemma.settings import Settings
from stemma.stages.clean.amend import amend_article
from stemma.stages.link.bind import entity_of_mention
from stemma.store.answers import Answer, kept_answer, kept_fingerprint
from stemma.store.case import Case

_WORTH_TELLING = 5_000


class Library:
    """A case as the web application reads it: read-only connections, one per thread, so that writers never wait for readers."""

    def __init__(self, path: Path, *, settings: Settings) -> None:
        """Read from the case at `path`."""
        self.path = path
        self.settings = settings
        self.made_by = made_by(settings)
        self._folder = own_folder(hashlib.sha256(str(path.absolute()).encode()).hexdigest()[:16])
        self._making = Lock()
        self._mine = local()
        self._seen = ("", "")
        self._counted: tuple[str, dict[str, int]] = ("", {})

    def open(self, *, write: bool = False) -> Case:
        """Open the case file."""
        return Case(self.path, read_only=not write)

    def case(self) -> Case:
        """Return this thread's connection for reading."""
        inode = self.path.stat().st_ino
        if getattr(self._mine, "inode", None) != inode:
            self._mine.case, self._mine.inode, self._mine.overview = self.open(), inode, None
        kept: Case = self._mine.case
        return kept

    def state(self) -> str:
        """Return a text that changes whenever what the lists show has changed.

        While a case is being brought up to date the file changes all the time and the lists once, when stories are grouped anew.
        """
        files = (self.path, self.path.with_name(self.path.name + "-wal"))
        stats = [file.stat() for file in files if file.exists()]
        written = [stat for stat in stats if stat.st_size]  # reading makes an empty journal
        touched = "-".join(f"{stat.st_mtime_ns}.{stat.st_size}" for stat in written)
        if touched != self._seen[0]:
            self._seen = (touched, self._state(touched))
        return self._seen[1]

    def _state(self, touched: str) -> str:
        connection = self.case().connection
        grouped = connection.execute("SELECT fingerprint FROM done WHERE stage='group' AND scope=''").fetchone()
        facts = connection.execute("SELECT group_concat(json) FROM amendment").fetchone()
        made = repr((VERSION, grouped, facts, self.made_by)) if grouped else touched
        return hashlib.sha256(made.encode()).hexdigest()[:24]

    def lists(self) -> sqlite3.Connection:
        """Return this thread's connection to the tables of lists, made anew if the case has changed."""
        self.case()
        target = self._folder / f"{self.state()}.lists"
        if getattr(self._mine, "overview", None) != target:
            if not target.is_file():
                self._make_lists(target)
            self._mine.lists = sqlite3.connect(f"{target.as_uri()}?mode=ro", uri=True, check_same_thread=False)
            self._mine.overview = target
        kept: sqlite3.Connection = self._mine.lists
        return kept

    def _make_lists(self, target: Path) -> None:
        with self._making:
            if not target.is_file():
                target.parent.mkdir(parents=True, exist_ok=True)
                make_overview(self.path, target)
                for former in (*target.parent.glob("*.lists"), *target.parent.glob("*.shelf")):
                    if former.stem != target.stem:
                        former.unlink(missing_ok=True)

    def prepare(self, tell: Callable[[int], None]) -> None:
        """Make the lists before anybody asks, telling of how many articles where that takes a while."""
        articles = self.counts()["article"]
        if articles >= _WORTH_TELLING and not (self._folder / f"{self.state()}.lists").is_file():
            tell(articles)
        self.lists()

    def answer_tag(self, story: str) -> str:
        """Return an entity tag of the answer of a story: it changes whenever the answer does.

        Raises:
            RefusedError: There is no such story.
        """
        kept = kept_fingerprint(self.case(), story, shape=shape())
        if kept is not None:
            return kept
        found = self.find_story(story).id
        return self.tag_of(found, "json") if found == story else self.answer_tag(found)

    def answer(self, story: str) -> Answer:
        """Return the whole of one story in the report format, as it is kept in the case; where none is kept, as a file of before has none,
        it is made.

        Raises:
            RefusedError: There is no such story.
        """
        kept = kept_answer(self.case(), story, "json", shape=shape())
        if kept is not None:
            return kept
        found = self.find_story(story)
        if found.id != story:
            return self.answer(found.id)
        tag = self.tag_of(found.id, "json")
        return Answer(tag, self.shelved(tag, lambda: story_bytes(self.report(found), made_by=self.made_by)))

    def page(self, story: Story) -> bytes:
        """Return the page of one story, unfinished and compressed, as it is kept in the case; where none is kept, it is made."""
        kept = kept_answer(self.case(), story.id, "page", shape=shape())
        if kept is not None:
            return kept.body
        return self.shelved(self.tag_of(story.id, "page"), lambda: story_page(self.report(story)))

    def tag_of(self, story: str, *more: str) -> str:
        """Return an entity tag of what is made from one story: it changes with the story, its names, and whoever makes it."""
        row = (
            self.case()
            .connection.execute("SELECT fingerprint FROM done WHERE stage='report' AND scope=?", (story,))
            .fetchone()
        )
        made = repr((self.state(), row, self.made_by, story, more))
        return hashlib.sha256(made.encode()).hexdigest()[:24]

    def shelved(self, tag: str, make: Callable[[], bytes]) -> bytes:
        """Return what `make` gives, compressed (gzip); it is kept on disk under `tag`."""
        return shelved(self._folder / f"{self.state()}.shelf", tag, make)

    def stories(
        self, words: str = "", *, told_often: bool = False, limit: int = 50, offset: int = 0
    ) -> tuple[list[ListedStory], int]:
        """Return a part of the stories whose title holds `words`, most told first, then newest, and how many there are."""
        last, columns = self._ranks(told_often=told_often), "id, title, size, earliest, latest"
        if not words:  # ranks have no gaps, and counting past those left out would read them all
            part = f"SELECT {columns} FROM story WHERE rank >= ? AND rank < ? ORDER BY rank"
            rows = self.lists().execute(part, (offset, min(last, offset + limit)))
            return [ListedStory(*row) for row in rows], last
        holding, asked = "FROM story WHERE rank < ? AND instr(lower(title), ?)", (last, words.lower())
        rows = self.lists().execute(
            f"SELECT {columns} {holding} ORDER BY rank LIMIT ? OFFSET ?", (*asked, limit, offset)
        )
        found = [ListedStory(*row) for row in rows]
        (total,) = self.lists().execute(f"SELECT count(*) {holding}", asked).fetchone()
        return found, int(total)

    def _ranks(self, *, told_often: bool) -> int:
        """Return how many stories there are; those told most stand first, so that those told more than once are the first so many."""
        asked = "SELECT min(rank) FROM story WHERE size = 1" if told_often else "SELECT NULL"
        (first_alone,) = self.lists().execute(asked).fetchone()
        (last,) = self.lists().execute("SELECT coalesce(max(rank) + 1, 0) FROM story").fetchone()
        return int(last if first_alone is None else first_alone)

    def story_of(self, article: str) -> str | None:
        """Return the id of the story in which an article stands."""
        row = (
            self.lists()
            .execute("SELECT s.id FROM home h JOIN story s ON s.rank = h.story WHERE h.article=?", (article,))
            .fetchone()
        )
        return None if row is None else str(row[0])

    def find_story(self, identifier: str) -> Story:
        """Return the story with this id, or one that had it before.

        Raises:
            RefusedError: There is none.
        """
        asked = "SELECT s.json FROM name_of_story n JOIN story s ON s.rank = n.rank WHERE n.id=?"
        row = self.lists().execute(asked, (identifier,)).fetchone()
        if row is None:
            raise not_found("story", identifier)
        return from_json(Story, json.loads(row[0]))

    def report(self, story: Story) -> StoryReport:
        """Return everything said about one story."""
        lists, case = self.lists(), self.case()
        (rank,) = lists.execute("SELECT rank FROM name_of_story WHERE id=?", (story.id,)).fetchone()
        named = lists.execute("SELECT json FROM named WHERE story=? ORDER BY entity", (rank,))
        articles = self._amended(story.articles)
        entities = (told_in(from_json(Entity, json.loads(text)), articles) for (text,) in named)
        by_mention = entity_of_mention(tuple(entities))
        row = lists.execute("SELECT json FROM passage WHERE story=?", (rank,)).fetchone()
        passages = [from_json(Passage, item) for item in json.loads(row[0])] if row else []
        return report_story(case, story, articles, by_mention=by_mention, passages=passages)

    def _amended(self, identifiers: Sequence[str]) -> list[Article]:
        amendments = self.case().amendments()
        return [amend_article(a, amendments[a.id]) if a.id in amendments else a for a in self.articles(identifiers)]

    def names(self, words: str, *, limit: int = 50, offset: int = 0) -> tuple[list[ListedName], int]:
        """Return a part of the names that hold `words`, most mentioned first, and how many there are."""
        asked = ("SELECT %s FROM entity WHERE ?1 = '' OR instr(folded, ?1)", words.casefold())
        (total,) = self.lists().execute(asked[0] % "count(*)", asked[1:]).fetchone()
        columns = "id, name, kind, country, mentions, names, first"
        ordered = f"{asked[0] % columns} ORDER BY mentions DESC, name, id LIMIT ?2 OFFSET ?3"
        rows = self.lists().execute(ordered, (asked[1], limit, offset)).fetchall()
        return [listed_name(row) for row in rows], int(total)

    def sources(self, words: str, *, limit: int = 50, offset: int = 0) -> tuple[list[CitedSource], int]:
        """Return a part of those who are cited whose words or kind hold `words`, cited in most articles first, and how many there are."""
        lists, holds = self.lists(), "?1 = '' OR instr(lower(text), ?1) OR instr(kind, ?1)"
        (total,) = lists.execute(f"SELECT count(*) FROM source WHERE {holds}", (words.lower(),)).fetchone()
        rows = lists.execute(
            f"SELECT text, kind, anonymous, count, articles FROM source WHERE {holds} ORDER BY rank LIMIT ?2 OFFSET ?3",
            (words.lower(), limit, offset),
        ).fetchall()
        first = "SELECT DISTINCT article FROM cited WHERE lower(text)=lower(?) AND kind=? AND anonymous=? ORDER BY article LIMIT 8"
        return [
            CitedSource(
                text,
                kind,
                bool(unnamed),
                count,
                articles,
                tuple(a for (a,) in lists.execute(first, (text, kind, unnamed))),
            )
            for text, kind, unnamed, count, articles in rows
        ], int(total)

    def article(self, identifier: str) -> Article:
        """Return one article.

        Raises:
            RefusedError: The case does not hold it.
        """
        article = self.case().article(identifier)
        if article is None:
            raise not_found("article", identifier)
        return article

    def articles(self, identifiers: Sequence[str]) -> list[Article]:
        """Return the articles of these ids that the case holds."""
        return [article for article in map(self.case().article, identifiers) if article is not None]

    def article_ids(self, *, limit: int, offset: int) -> tuple[list[str], int]:
        """Return the ids of a part of the articles in order of arrival, and how many there are."""
        connection = self.case().connection
        rows = connection.execute("SELECT id FROM article ORDER BY arrival LIMIT ? OFFSET ?", (limit, offset))
        return [row[0] for row in rows], self.counts()["article"]

    def problems(self) -> list[Problem]:
        """Return every problem."""
        return self.case().problems()

    def decisions(self) -> tuple[Decision, ...]:
        """Return every decision, the newest first."""
        return tuple(sorted(self.case().decisions(), key=lambda d: (d.made_at or "", d.id), reverse=True))

    def counts(self) -> dict[str, int]:
        """Return how many articles, problems and decisions there are."""
        self.state()
        touched = self._seen[0]
        if touched != self._counted[0]:
            self._counted = (touched, self.case().counts())
        return self._counted[1]

    def search(self, words: str, chosen: Mapping[str, str], *, limit: int = 50, offset: int = 0) -> Found:
        """Return a part of the articles that hold all `words` and have the chosen facet values, best first."""
        return find(self.case().connection, self.lists(), words, chosen, limit=limit, offset=offset)
