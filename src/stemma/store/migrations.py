"""The case file's schema as numbered steps; a file remembers how many it has had (`PRAGMA user_version`)."""

from __future__ import annotations

import sqlite3

from stemma.model.errors import CaseDamaged, CaseNewer

APPLICATION_ID = 0x5374_656D  # "Stem"

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE maker (
        id INTEGER PRIMARY KEY, stage TEXT NOT NULL, version INTEGER NOT NULL,
        model TEXT NOT NULL, resources TEXT NOT NULL, settings TEXT NOT NULL,
        UNIQUE (stage, version, model, resources, settings)
    );
    CREATE TABLE article (
        id TEXT PRIMARY KEY, arrival INTEGER NOT NULL UNIQUE, sha256 TEXT NOT NULL, url TEXT, outlet TEXT, title TEXT,
        language TEXT, analysed INTEGER NOT NULL, earliest TEXT, latest TEXT, maker INTEGER NOT NULL REFERENCES maker(id),
        json TEXT NOT NULL
    );
    CREATE INDEX article_url ON article(url);
    CREATE TABLE received (article TEXT PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE, content BLOB NOT NULL);
    CREATE TABLE record (
        kind TEXT NOT NULL, scope TEXT NOT NULL, maker INTEGER NOT NULL REFERENCES maker(id), json TEXT NOT NULL,
        PRIMARY KEY (kind, scope)
    ) WITHOUT ROWID;
    CREATE TABLE vector (article TEXT PRIMARY KEY, encoder TEXT NOT NULL, rows INTEGER NOT NULL, content BLOB NOT NULL);
    CREATE TABLE done (
        stage TEXT NOT NULL, scope TEXT NOT NULL, fingerprint TEXT NOT NULL, PRIMARY KEY (stage, scope)
    ) WITHOUT ROWID;
    CREATE TABLE problem (
        id TEXT NOT NULL, stage TEXT NOT NULL, scope TEXT NOT NULL, code TEXT NOT NULL, json TEXT NOT NULL,
        PRIMARY KEY (stage, scope, id)
    ) WITHOUT ROWID;
    CREATE TABLE decision (id TEXT PRIMARY KEY, about TEXT NOT NULL, json TEXT NOT NULL);
    CREATE TABLE amendment (article TEXT PRIMARY KEY, json TEXT NOT NULL);
    CREATE VIRTUAL TABLE article_text USING fts5(title, text, tokenize = 'unicode61 remove_diacritics 2');
    """,
    """
    CREATE TABLE feed (
        address TEXT PRIMARY KEY, etag TEXT, modified TEXT, failures INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE told (story TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
    """,
    # Without rowids every look-up read whole the megabytes of whatever record it was compared with: 5 ms each in a case of 100,000 articles.
    """
    CREATE TABLE keyed_record (
        kind TEXT NOT NULL, scope TEXT NOT NULL, maker INTEGER NOT NULL REFERENCES maker(id), json TEXT NOT NULL, PRIMARY KEY (kind, scope)
    );
    INSERT INTO keyed_record SELECT kind, scope, maker, json FROM record;
    DROP TABLE record;
    ALTER TABLE keyed_record RENAME TO record;
    """,
    """
    CREATE TABLE answer (
        story TEXT NOT NULL, kind TEXT NOT NULL, shape TEXT NOT NULL, fingerprint TEXT NOT NULL, articles TEXT NOT NULL, body BLOB NOT NULL,
        PRIMARY KEY (story, kind)
    );
    """,
)
READABLE_FROM = 3
"""A file that has had so many steps can be looked at as it is."""


def migrate(connection: sqlite3.Connection, *, place: str, read_only: bool = False) -> None:
    """Bring the case file behind `connection` to the newest schema; one that is only looked at stays as it is if it can be read.

    Raises:
        CaseDamaged: The file is a database but no case file, or holds what could act by itself.
        CaseNewer: The file was written by a newer version of Stemma.
    """
    if _steps_done(connection, place=place) >= (READABLE_FROM if read_only else len(MIGRATIONS)):
        return
    connection.execute(
        "BEGIN IMMEDIATE"
    )  # of two processes that open a new case, one makes it and the other finds it made
    try:
        done = _steps_done(connection, place=place)
        for script in MIGRATIONS[done:]:
            for statement in filter(str.strip, script.split(";")):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _steps_done(connection: sqlite3.Connection, *, place: str) -> int:
    """Return how many steps the file has had; refuse a file that is no case or a newer one."""
    (done,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if tables and application != APPLICATION_ID:
        raise CaseDamaged(f"{place} is a database but not a Stemma case; name another file with --case")
    (foreign,) = connection.execute("SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')").fetchone()
    if foreign:
        raise CaseDamaged(
            f"{place} holds triggers or views, which Stemma never makes: it was tampered with and is not used"
        )
    if done > len(MIGRATIONS):
        raise CaseNewer(
            f"{place} was written by a newer Stemma (schema {done}, this one knows {len(MIGRATIONS)}); update stemma-news"
        )
    return int(done)
