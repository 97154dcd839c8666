"""The edge where texts come in: files, folders, patterns, standard input and addresses become `Received` bytes or a `Problem`.

Nothing is interpreted here beyond what decides how bytes are cut up: a file of JSON lines is handed on line by line and a large web archive
record by record, so that neither has to lie in memory.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from stemma.model.article import Facts, Received
from stemma.model.problem import Problem
from stemma.run.sidecars import is_made_by_stemma, is_sidecar, read_sidecar
from stemma.settings import ReadSettings
from stemma.stages.read.archive import split_warc

STANDARD_INPUT = "-"
LINE_SUFFIXES = (".jsonl", ".ndjson")
ARCHIVE_SUFFIXES = (".warc", ".warc.gz")
NO_FACTS = Facts()
LINE_MEDIA = "application/json"

Fetch = Callable[[str, int], "Received | Problem"]


def receive(
    sources: Sequence[str], *, settings: ReadSettings, stdin: BinaryIO | None = None, fetch: Fetch | None = None
) -> Iterator[Received | Problem]:
    """Yield the bytes behind every one of `sources`, and a problem for whatever could not be opened.

    Args:
        sources: Paths of files and folders (read recursively, in sorted order), patterns with `*`, `?` or `[`, `-` for JSON lines on standard
            input, and `http:` or `https:` addresses.
        settings: Limits of size.
        stdin: Where `-` is read from; None makes `-` a problem.
        fetch: Gets one address, given it and the most bytes to take (`stemma.run.fetch.fetch`); None makes every address a problem, so
            that nothing reaches the network unless the caller says so.
    """
    seen: set[str] = set()
    for source in sources:
        if source == STANDARD_INPUT:
            yield from _receive_stdin(stdin, settings=settings)
        elif source.lower().startswith(("http://", "https://")):
            yield _receive_address(source, fetch=fetch, settings=settings)
        else:
            yield from map(_named_in_characters, _receive_path(source, seen=seen, settings=settings))


def _named_in_characters(arrival: Received | Problem) -> Received | Problem:
    """Return what arrived under a name that can be kept and shown: bytes of a file's name that are no UTF-8 are written as escapes."""
    place = _escaped(arrival.place or "")
    if place == arrival.place:
        return arrival
    if isinstance(arrival, Problem):
        return replace(arrival, place=place, detail=_escaped(arrival.detail))
    return replace(arrival, place=place)


def _escaped(name: str) -> str:
    return name.encode("utf-8", "backslashreplace").decode()


def _receive_stdin(stdin: BinaryIO | None, *, settings: ReadSettings) -> Iterator[Received | Problem]:
    if stdin is None:
        yield _problem(
            "no-standard-input", "standard input is not connected: pipe JSON lines into the command", STANDARD_INPUT
        )
        return
    lines = 0
    for received in _lines(stdin, place=STANDARD_INPUT, settings=settings):
        lines += 1
        yield received
    if lines == 0:
        yield _problem("empty-file", "standard input is empty (0 bytes): pipe one JSON object per line", STANDARD_INPUT)


def _receive_address(address: str, *, fetch: Fetch | None, settings: ReadSettings) -> Received | Problem:
    if fetch is None:
        return _problem(
            "network-off", f"{address} was not fetched: reading from the network is switched off for this run", address
        )
    return fetch(address, settings.max_bytes)


def _receive_path(source: str, *, seen: set[str], settings: ReadSettings) -> Iterator[Received | Problem]:
    path = Path(source)
    try:
        is_folder, exists = path.is_dir(), os.path.lexists(path)
    except (OSError, ValueError):
        is_folder = exists = False
    if is_folder:
        yield from _receive_folder(path, seen=seen, settings=settings)
    elif exists:
        yield from _receive_named_file(path, seen=seen, settings=settings)
    elif any(char in source for char in "*?["):
        yield from _receive_pattern(source, seen=seen, settings=settings)
    else:
        yield _problem("missing-path", f"{source} does not exist: check the path", source)


def _receive_folder(folder: Path, *, seen: set[str], settings: ReadSettings) -> Iterator[Received | Problem]:
    found = False
    for path in _files_below(folder):
        if is_sidecar(path) or is_made_by_stemma(path):
            continue
        found = True
        yield from _receive_once(path, seen=seen, settings=settings)
    if not found:
        yield _problem("empty-folder", f"{folder} holds no file to read: name a folder with articles", str(folder))


def _files_below(folder: Path) -> Iterator[Path]:
    """Yield the files below `folder` in sorted order, hidden ones left out; links to folders are not followed."""
    for directory, subfolders, names in os.walk(folder, followlinks=False):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(directory, name)


def _receive_named_file(path: Path, *, seen: set[str], settings: ReadSettings) -> Iterator[Received | Problem]:
    if is_sidecar(path):
        yield _problem(
            "sidecar-alone",
            f"{path} only states facts about the text beside it: name that text, not this file",
            str(path),
        )
    else:
        yield from _receive_once(path, seen=seen, settings=settings)


def _receive_pattern(pattern: str, *, seen: set[str], settings: ReadSettings) -> Iterator[Received | Problem]:
    found = False
    for name in sorted(glob.glob(pattern, recursive=True)):
        path = Path(name)
        if path.is_dir() or is_sidecar(path) or is_made_by_stemma(path):
            continue
        found = True
        yield from _receive_once(path, seen=seen, settings=settings)
    if not found:
        yield _problem(
            "no-match",
            f"no file matches {pattern}: check the pattern, and quote it so that the shell leaves it alone",
            pattern,
        )


def _receive_once(path: Path, *, seen: set[str], settings: ReadSettings) -> Iterator[Received | Problem]:
    """Yield what `path` holds unless this call has met it already under another source."""
    key = os.path.realpath(path)
    if key in seen:
        return
    seen.add(key)
    try:
        if not path.is_file():
            yield _problem("unreadable-file", f"{path} is not a regular file: name a file or folder", str(path))
            return
        yield from _receive_file(path, settings=settings)
    except OSError as error:
        yield _problem(
            "unreadable-file", f"{path} could not be read ({error.strerror or error}): check its permissions", str(path)
        )


def _receive_file(path: Path, *, settings: ReadSettings) -> Iterator[Received | Problem]:
    facts, trouble = read_sidecar(path)
    if trouble is not None:
        yield trouble
    size = path.stat().st_size
    if size == 0:
        yield _problem("empty-file", f"{path} is empty (0 bytes): remove it or save the text again", str(path))
        return
    if path.suffix.lower() in LINE_SUFFIXES:
        with path.open("rb") as stream:
            yield from _lines(stream, place=str(path), settings=settings, facts=facts)
        return
    if size > settings.max_bytes and path.name.lower().endswith(ARCHIVE_SUFFIXES):
        with path.open("rb") as stream:
            yield from split_warc(stream, place=str(path), settings=settings)
        return
    if size > settings.max_bytes:
        yield too_large(str(path), size, settings=settings)
        return
    yield Received(place=str(path), content=path.read_bytes(), facts=facts)


def _lines(
    stream: BinaryIO, *, place: str, settings: ReadSettings, facts: Facts = NO_FACTS
) -> Iterator[Received | Problem]:
    """Yield every line that is not blank as bytes of its own, numbered from 1; one too long is skipped without being held."""
    number = 0
    while line := stream.readline(settings.max_bytes + 1):
        number += 1
        size = len(line)
        if size > settings.max_bytes:
            while not line.endswith(b"\n") and (line := stream.readline(settings.max_bytes)):
                size += len(line)
            yield too_large(f"{place}#{number}", size, settings=settings)
        elif line.strip():
            yield Received(place=f"{place}#{number}", content=line.strip(), media_type=LINE_MEDIA, facts=facts)


def too_large(place: str, size: int, *, settings: ReadSettings) -> Problem:
    """Return the problem of bytes at `place` beyond the limit."""
    limit = f"{settings.max_bytes / 1e6:g} MB"
    detail = (
        f"{place} has {size / 1e6:,.1f} MB, more than the {limit} read of one file: split it, or save it as JSON lines"
    )
    return _problem("too-large", detail, place)


def _problem(code: str, detail: str, place: str) -> Problem:
    return Problem(code=code, stage="read", detail=detail, place=place)
