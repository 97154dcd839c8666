"""How work is spread: over nothing, or over all cores. Results come in the order of the work, so both give the same bytes.

An executor needs three primitives, and a cluster engine can bring its own:

- `each`: a pure function over records, one at a time;
- `grouped`: records that share a key, together;
- `components`: what hangs together through pairs.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any, Protocol, TypeVar

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
    """The same on several processes of this machine.

    Args:
        count: Number of processes; None for one per core.
        prepare: Called once in each process before its first record (load the model).
    """

    def __init__(self, count: int | None = None, *, prepare: Callable[[], Any] | None = None) -> None:
        self.count = count or os.cpu_count() or 1
        self._prepare = prepare

    def each(self, function: Callable[[_In], _Out], records: Iterable[_In]) -> Iterator[_Out]:
        """Give `function` of every record, in order; `function` must be importable by name."""
        context = multiprocessing.get_context("spawn")
        with context.Pool(self.count, initializer=self._prepare) as pool:
            yield from pool.imap(function, records, chunksize=1)


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
