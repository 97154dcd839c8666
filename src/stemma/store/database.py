"""The database behind a case file: opened so that a hostile or damaged file cannot do harm, with errors that say what to do."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path

from stemma.model.errors import CaseBusy, CaseDamaged, CaseError
from stemma.store.migrations import migrate

_BUSY_SECONDS = 60


def open_database(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """Open or create the database at `path`, in the layout of this version.

    Args:
        path: The file; its folder must exist.
        read_only: Refuse to write; the file must exist.

    Raises:
        CaseError: The file cannot be opened, is damaged, hostile, newer, or busy.
    """
    try:
        connection = _connect(path, read_only=read_only)
        try:
            _prepare(connection, path, read_only=read_only)
        except BaseException:
            connection.close()
            raise
    except sqlite3.OperationalError as error:
        raise case_error(path, error) from error
    except sqlite3.DatabaseError as error:
        raise CaseDamaged(
            f"{path} is damaged or not a Stemma case ({error}); restore it from a copy or read the sources anew"
        ) from error
    return connection


def _connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """Open the database; one to be looked at in a folder that cannot be written to is taken as it stands, without a journal."""
    where: Path | str = path
    fixed = read_only and not os.access(path.parent, os.W_OK) and not _has_journal(path)
    if fixed:
        where = f"{path.absolute().as_uri()}?immutable=1"
    return sqlite3.connect(where, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False, uri=fixed)


def _has_journal(path: Path) -> bool:
    journal = path.with_name(f"{path.name}-wal")
    return journal.exists() and journal.stat().st_size > 0


def _prepare(connection: sqlite3.Connection, path: Path, *, read_only: bool) -> None:
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    if not read_only:
        _begin_journal(connection)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    migrate(connection, place=str(path), read_only=read_only)
    if read_only:
        connection.execute("PRAGMA query_only = ON")


def _begin_journal(connection: sqlite3.Connection) -> None:
    """Switch to write-ahead logging; SQLite does not wait here by itself while another process does the same."""
    until = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return


def case_error(path: Path, error: sqlite3.OperationalError) -> CaseError:
    """Return what SQLite met as an error that says what to do."""
    message = str(error)
    if "locked" in message or "busy" in message:
        return CaseBusy(
            f"another process is writing to {path}; wait for it to finish and run this again (nothing is lost)"
        )
    if "full" in message or "disk I/O" in message:
        return CaseError(
            f"{path} cannot grow ({message}); make room on its disk and run this again (nothing reported as done is lost)"
        )
    if "readonly" in message or "read-only" in message:
        return CaseError(f"{path} cannot be written to; name another place with --case FILE")
    if "unable to open" in message:
        return CaseError(
            f"{path} cannot be opened: its folder cannot be written to; name another place with --case FILE"
        )
    return CaseError(f"{path} cannot be opened ({message}); name another place with --case FILE")
