"""The case file: every article as received, every record, decision and problem, and what is already done."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from stemma.model.article import Article, Facts
from stemma.model.decision import Decision
from stemma.model.errors import CaseError
from stemma.model.problem import Problem
from stemma.model.words import Vector
from stemma.store.database import case_error, open_database
from stemma.store.record_text import read_record, read_records, record_text, records_text

_Record = TypeVar("_Record")


@dataclass(frozen=True, slots=True)
class Maker:
    """Who made a row: a stage in a version, with the digests of model, resources and settings."""

    stage: str
    version: int
    model: str = ""
    resources: str = ""
    settings: str = ""


class Case:
    """An open case file. Use as a context manager; every `with case.writing():` is all or nothing."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Open or create the case at `path`.

        Args:
            path: The file; its folder must exist.
            read_only: Refuse to write; the file must exist.

        Raises:
            CaseError: The file cannot be opened, is damaged, hostile, newer, or busy.
        """
        self.path = path
        self._makers: dict[Maker, int] = {}
        if read_only and not path.is_file():
            raise CaseError(f"{path} does not exist; make it with: stemma read SOURCE... --case {path}")
        self._connection = open_database(path, read_only=read_only)

    def __enter__(self) -> Case:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def connection(self) -> sqlite3.Connection:
        """The open database, for the other modules of the store."""
        return self._connection

    def close(self) -> None:
        """Close the file; what was not written in a finished `writing()` is gone."""
        self._connection.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Do all writes of the block or none."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise case_error(self.path, error) from error
        try:
            yield
            self._connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            self._rollback()
            raise case_error(self.path, error) from error
        except BaseException:
            self._rollback()
            raise

    def _rollback(self) -> None:
        self._makers.clear()
        if self._connection.in_transaction:  # a full disk has ended it already
            self._connection.execute("ROLLBACK")

    # Articles

    def put_article(self, article: Article, content: bytes, maker: Maker) -> bool:
        """Add `article` with the bytes it came as; of one that is there already only new places are kept.

        Returns:
            True if the article is new.
        """
        known = self.article(article.id)
        if known is not None:
            places = tuple(sorted({*known.places, *article.places}))
            if places != known.places:
                self._write_article(replace(known, places=places))
            return False
        (arrival,) = self._row("SELECT coalesce(max(arrival), 0) + 1 FROM article")
        self._connection.execute(
            "INSERT INTO article VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            (article.id, arrival, article.sha256, *_columns(article), self._maker(maker), record_text(article)),
        )
        self._connection.execute("INSERT INTO received VALUES (?,?)", (article.id, zlib.compress(content, 6)))
        self._connection.execute(
            "INSERT INTO article_text(rowid, title, text) VALUES (?,?,?)", (arrival, article.title or "", article.text)
        )
        return True

    def replace_article(self, article: Article) -> None:
        """Write `article` over the row of the same id (amended facts, blocks marked anew)."""
        self._write_article(article)

    def _write_article(self, article: Article) -> None:
        self._connection.execute(
            "UPDATE article SET url=?, outlet=?, title=?, language=?, analysed=?, earliest=?, latest=?, json=? WHERE id=?",
            (*_columns(article), record_text(article), article.id),
        )

    def article(self, article: str) -> Article | None:
        """Return one article, or None."""
        row = self._row("SELECT json FROM article WHERE id=?", article)
        return None if row is None else read_record(Article, row[0], case=self.path)

    def articles(self) -> Iterator[Article]:
        """Give every article in order of arrival."""
        for (text,) in self._connection.execute("SELECT json FROM article ORDER BY arrival"):
            yield read_record(Article, text, case=self.path)

    def article_ids(self) -> list[str]:
        """Return the ids of all articles in order of arrival."""
        return [row[0] for row in self._connection.execute("SELECT id FROM article ORDER BY arrival")]

    def received(self, article: str) -> bytes | None:
        """Return the bytes that an article came as, or None."""
        row = self._row("SELECT content FROM received WHERE article=?", article)
        return None if row is None else zlib.decompress(row[0])

    def remove_article(self, article: str) -> bool:
        """Remove an article and all that was extracted from it; decisions that name it stay and become problems."""
        row = self._row("SELECT arrival FROM article WHERE id=?", article)
        if row is None:
            return False
        self._connection.execute("DELETE FROM article_text WHERE rowid=?", row)
        for table, column in (
            ("article", "id"),
            ("vector", "article"),
            ("record", "scope"),
            ("done", "scope"),
            ("problem", "scope"),
        ):
            self._connection.execute(f"DELETE FROM {table} WHERE {column}=?", (article,))
        self._connection.execute("DELETE FROM answer WHERE instr(articles, ?)", (article,))
        return True

    def search(self, words: str, *, limit: int = 50) -> list[str]:
        """Return ids of articles that hold all `words`, best match first."""
        quoted = " ".join('"' + word.replace('"', '""') + '"' for word in words.split())
        if not quoted:
            return []
        rows = self._connection.execute(
            "SELECT a.id FROM article_text t JOIN article a ON a.arrival = t.rowid WHERE article_text MATCH ? ORDER BY rank, a.id LIMIT ?",
            (quoted, limit),
        )
        return [row[0] for row in rows]

    # Records

    def put_records(self, kind: str, scope: str, records: Sequence[object], maker: Maker) -> None:
        """Write the records of one kind for one article, story or ("") the whole case, in place of those before."""
        text = records_text(records)
        self._connection.execute(
            "INSERT INTO record VALUES (?,?,?,?) ON CONFLICT (kind, scope) DO UPDATE SET maker=excluded.maker, json=excluded.json",
            (kind, scope, self._maker(maker), text),
        )

    def records(self, kind: type[_Record], scope: str) -> tuple[_Record, ...]:
        """Return the records of one kind and scope, in the order in which they were written."""
        row = self._row("SELECT json FROM record WHERE kind=? AND scope=?", kind.__name__, scope)
        return () if row is None else read_records(kind, row[0], case=self.path)

    def scopes(self, kind: type) -> list[str]:
        """Return the scopes that have records of `kind`, sorted."""
        return [
            row[0]
            for row in self._connection.execute(
                "SELECT scope FROM record WHERE kind=? ORDER BY scope", (kind.__name__,)
            )
        ]

    def drop_scope(self, scope: str) -> None:
        """Remove all records, marks and problems of one scope (a story that no longer exists)."""
        for table in ("record", "done", "problem"):
            self._connection.execute(f"DELETE FROM {table} WHERE scope=?", (scope,))
        self._connection.execute("DELETE FROM answer WHERE story=?", (scope,))

    def scopes_holding(self, record_id: str) -> list[tuple[str, str]]:
        """Return (kind, scope) of every row that names `record_id`; what `why` reads."""
        rows = self._connection.execute(
            "SELECT kind, scope FROM record WHERE instr(json, ?) ORDER BY kind, scope", (json.dumps(record_id),)
        )
        return [(kind, scope) for kind, scope in rows]

    def put_vector(self, vector: Vector) -> None:
        """Write one article's sentence vectors."""
        self._connection.execute(
            "INSERT OR REPLACE INTO vector VALUES (?,?,?,?)",
            (vector.article, vector.encoder, vector.rows, vector.content),
        )

    def vector(self, article: str, *, encoder: str) -> Vector | None:
        """Return one article's vectors made by `encoder`, or None."""
        row = self._row("SELECT rows, content FROM vector WHERE article=? AND encoder=?", article, encoder)
        return None if row is None else Vector(article, encoder, *row)

    # What is done

    def done(self, stage: str) -> dict[str, str]:
        """Return scope → fingerprint of what `stage` has finished."""
        return dict(self._connection.execute("SELECT scope, fingerprint FROM done WHERE stage=?", (stage,)).fetchall())

    def mark_done(self, stage: str, scope: str, fingerprint: str) -> None:
        """Note that `stage` has finished `scope` from inputs of that fingerprint; written with the records it made."""
        self._connection.execute("INSERT OR REPLACE INTO done VALUES (?,?,?)", (stage, scope, fingerprint))

    # Problems, decisions, amendments

    def put_problems(self, stage: str, scope: str, problems: Iterable[Problem]) -> None:
        """Write the problems that `stage` met in `scope`, in place of those before."""
        self._connection.execute("DELETE FROM problem WHERE stage=? AND scope=?", (stage, scope))
        for problem in problems:
            self.add_problem(stage, scope, problem)

    def add_problem(self, stage: str, scope: str, problem: Problem) -> None:
        """Write one more problem that `stage` met in `scope`."""
        self._connection.execute(
            "INSERT OR REPLACE INTO problem VALUES (?,?,?,?,?)",
            (problem.id, stage, scope, problem.code, record_text(problem)),
        )

    def problems(self) -> list[Problem]:
        """Return every problem, by stage, scope and id."""
        rows = self._connection.execute("SELECT json FROM problem ORDER BY stage, scope, id")
        return [read_record(Problem, text, case=self.path) for (text,) in rows]

    def put_decision(self, decision: Decision) -> None:
        """Write a person's decision."""
        self._connection.execute(
            "INSERT OR REPLACE INTO decision VALUES (?,?,?)", (decision.id, decision.about, record_text(decision))
        )

    def remove_decision(self, decision: str) -> bool:
        """Take a decision back."""
        return self._connection.execute("DELETE FROM decision WHERE id=?", (decision,)).rowcount > 0

    def decisions(self) -> tuple[Decision, ...]:
        """Return every decision, by id."""
        return tuple(
            read_record(Decision, text, case=self.path)
            for (text,) in self._connection.execute("SELECT json FROM decision ORDER BY id")
        )

    def put_amendment(self, article: str, facts: Facts) -> None:
        """Write what the user states about an article."""
        self._connection.execute("INSERT OR REPLACE INTO amendment VALUES (?,?)", (article, record_text(facts)))

    def amendments(self) -> dict[str, Facts]:
        """Return article id → facts stated by the user."""
        return {
            article: read_record(Facts, text, case=self.path)
            for article, text in self._connection.execute("SELECT article, json FROM amendment")
        }

    def counts(self) -> dict[str, int]:
        """Return how many articles, problems and decisions there are."""
        return {
            table: int(self._row(f"SELECT count(*) FROM {table}")[0]) for table in ("article", "problem", "decision")
        }

    def _maker(self, maker: Maker) -> int:
        if maker not in self._makers:
            values = (maker.stage, maker.version, maker.model, maker.resources, maker.settings)
            self._connection.execute(
                "INSERT OR IGNORE INTO maker(stage, version, model, resources, settings) VALUES (?,?,?,?,?)", values
            )
            row = self._row(
                "SELECT id FROM maker WHERE stage=? AND version=? AND model=? AND resources=? AND settings=?", *values
            )
            self._makers[maker] = int(row[0])
        return self._makers[maker]

    def _row(self, query: str, *values: object) -> Any:
        return self._connection.execute(query, values).fetchone()


def _columns(article: Article) -> tuple[object, ...]:
    published = article.published
    address = article.canonical or article.url
    return (
        address,
        article.outlet,
        article.title,
        article.language,
        int(article.analysed),
        published.earliest,
        published.latest,
    )
