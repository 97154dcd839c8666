"""Whom a branch has spoken to and others have not: the positive evidence without which nothing is independent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from stemma.model.span import Span
from stemma.model.statement import Source
from stemma.stages.trace.telling import View
from stemma.text.normalise import WORD, fold
from stemma.text.skeleton import skeleton

_GATHERED = frozenset(
    {
        "person",
        "eyewitness",
        "official",
        "diplomat",
        "military",
        "intelligence",
        "police",
        "medic",
        "spokesperson",
        "source",
        "expert",
    }
    | {"public", "company"}
)
_PERSONS = frozenset({"person", "expert", "official", "spokesperson"})


def own_sources(rows: Iterable[int], others: Iterable[int], views: Sequence[View]) -> tuple[Span, ...]:
    """Return the sources of `rows` that none of `others` has: named persons by surname, unnamed ones by what they are called."""
    theirs = {name for row in others for name in _names(views[row])}
    called = {word for row in others for source in _sources(views[row]) if source.anonymous for word in _last(source)}
    found = []
    for row in rows:
        for source in _sources(views[row]):
            known = called if source.anonymous else theirs
            keys = _last(source) if source.anonymous else _surname(source, views[row])
            if source.span is not None and keys and not keys & known:
                found.append(source.span)
    return tuple(sorted(found))


def own_named_persons(rows: Iterable[int], others: Iterable[int], views: Sequence[View]) -> bool:
    """Tell whether `rows` quote a person by name whom `others` do not name at all."""
    theirs = {name for row in others for name in _names(views[row])}
    return any(
        keys and not keys & theirs
        for row in rows
        for source in _sources(views[row])
        if not source.anonymous and (keys := _surname(source, views[row]))
    )


def named_beyond(views: Sequence[View]) -> NDArray[np.int64]:
    """Return how many persons each telling (rows) quotes by name whom another (columns) does not name at all."""
    quoted = [frozenset().union(*(_surname(s, view) for s in _sources(view) if not s.anonymous)) for view in views]
    names = [_names(view) for view in views]
    return np.array([[len(own - theirs) for theirs in names] for own in quoted], np.int64).reshape(
        len(views), len(views)
    )


def has_statements(rows: Iterable[int], views: Sequence[View]) -> bool:
    """Tell whether statements were read in any of `rows` at all."""
    return any(views[row].extracted.statements for row in rows)


def _sources(view: View) -> Iterator[Source]:
    for statement in view.extracted.statements:
        yield from statement.source.parts or (statement.source,)


def _names(view: View) -> frozenset[str]:
    """Return the keys of all capitalised words of a telling."""
    return frozenset(key for kind, key in view.details if kind == "name")


def _surname(source: Source, view: View) -> frozenset[str]:
    """Return the key of the last capitalised word of a named person; empty for bodies, pronouns and the unnamed."""
    words = [match[0] for match in WORD.finditer(source.text.split(",")[0])]
    if source.kind not in _PERSONS or not words or not words[-1][:1].isupper() or fold(words[-1]) in _PRONOUNS:
        return frozenset()
    key = skeleton(words[-1])
    return frozenset({view.respelled.get(key, key)})


def _last(source: Source) -> frozenset[str]:
    """Return the last word that an unnamed person of a kind is called by ("two security officials"); empty for mere pronouns."""
    words = [fold(match[0]) for match in WORD.finditer(source.text)]
    if source.kind not in _GATHERED or not words or words[-1] in _PRONOUNS:
        return frozenset()
    return frozenset({words[-1].removesuffix("s")})


_PRONOUNS = frozenset("he she they it we i you who some others many one both these those".split())
