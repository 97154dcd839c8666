"""How work is spread: over nothing, or over all cores. Results come in the order of the work, so both give the same bytes.

An executor needs three primitives, and a cluster engine can bring its own:

- `each`: a pure function over records, one at a time;
- `grouped`: records that share a key, together;
- `components`: what hangs together through pairs.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import connection
from typing import Protocol, TypeVar

from stemma.model.errors import WorkerLost
from stemma.nlp import one_thread

_AHEAD = 8

_In = TypeVar("_In")
_Out = TypeVar("_Out")
_Key = TypeVar("_Key", bound=Hashable)


class Executor(Protocol):
    """Runs pure functions over many records."""

    def each(self, function: Callable[[_In], _Out], records: Iterable[_In]) -> Iterator[_Out]:
        """Give `function` of every record, in the order of the records."""
        ...


class Local:
    """Everything in this process, one record after the other; the reference."""

    def each(self, function: Callable[[_In], _Out], records: Iterable[_In]) -> Iterator[_Out]:
        """Give `function` of every record, in order."""
        return map(function, records)


class Processes:
    """The same on several processes of this machine, started when there is enough work and kept until `close`.

    Args:
        count: Number of processes; None for one per core, at most eight.
        least: Of fewer records than this nothing is gained, and they are done in this process.
    """

    def __init__(self, count: int | None = None, *, least: int = 60) -> None:
        self.count = count or min(os.cpu_count() or 1, 8)
        self._least = least
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Processes:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes; what they have not begun is left."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def each(self, function: Callable[[_In], _Out], records: Iterable[_In]) -> Iterator[_Out]:
        """Give `function` of every record, in order; `function` must be importable by name.

        Raises:
            WorkerLost: A process was ended from outside, as a system does that runs out of memory.
        """
        waiting = iter(records)
        first = list(islice(waiting, self._least))
        if self.count == 1 or (len(first) < self._least and self._pool is None):
            yield from map(function, chain(first, waiting))
            return
        try:
            yield from self._spread(function, chain(first, waiting))
        except BrokenProcessPool as error:
            raise WorkerLost(
                f"one of {self.count} processes was ended from outside, most likely for want of memory; run this again with --workers 1 (nothing reported as done is lost)"
            ) from error

    def _spread(self, function: Callable[[_In], _Out], records: Iterator[_In]) -> Iterator[_Out]:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self.count, mp_context=multiprocessing.get_context("spawn"), initializer=_begin_worker
            )
        ahead: deque[Future[_Out]] = deque()
        for record in records:
            ahead.append(self._pool.submit(_on_one_thread, function, record))
            if len(ahead) > _AHEAD * self.count:  # records are made as they are needed, and never lie about in numbers
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


def _on_one_thread(function: Callable[[_In], _Out], record: _In) -> _Out:
    with one_thread():
        return function(record)


def _begin_worker() -> None:
    """Leave Ctrl-C, which reaches every process of a terminal, to the one that the user started, and end when that one is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    """A process that is killed ends no other; its workers would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def grouped(keyed: Iterable[tuple[_Key, _In]]) -> dict[_Key, list[_In]]:
    """Return the records of each key, keys and records in the order of first appearance."""
    groups: defaultdict[_Key, list[_In]] = defaultdict(list)
    for key, record in keyed:
        groups[key].append(record)
    return dict(groups)


def components(members: Iterable[_Key], pairs: Iterable[tuple[_Key, _Key]]) -> list[list[_Key]]:
    """Return the members that hang together through `pairs`, in the order of `members`; a member without a pair stands alone."""
    order = list(dict.fromkeys(members))
    root = {member: member for member in order}

    def find(member: _Key) -> _Key:
        while root[member] != member:
            root[member] = root[root[member]]
            member = root[member]
        return member

    for left, right in pairs:
        root[find(right)] = find(left)
    return list(grouped((find(member), member) for member in order).values())
