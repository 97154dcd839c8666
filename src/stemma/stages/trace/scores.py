"""From measures to three scores: D, that a telling is of another's line; P, that this other is its very parent and not another child of a
parent that is away; and S, that two come from one unseen text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stemma.lang.weights import weights
from stemma.stages.trace.circumstances import Circumstances
from stemma.stages.trace.contrast import told_better
from stemma.stages.trace.measure import Measures
from stemma.stages.trace.voice import BRIEF

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
_FEW = 3
_MOST_WORDING = 0.25
_WORDED = 0.1
_GATHERED = 1.0
_RATHER_MORE = 0.4
BARE_BRIEF = "nothing gathered in common"
_TELLING_WORDING = 0.1
_MOST_SPOKEN = 2
_MOST_FOREIGN = 3
_RATHER_ITS_CHILD = 1.0
_ONE_TO_ONE, _IN_ORDER = 0.75, 0.9


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """All scores of every pair, as sums of named parts.

    Attributes:
        dependent: D, child in rows and parent in columns. parent: P, likewise. siblings: S, symmetric.
        parts, parent_parts, sibling_parts: Feature → (what was measured, what it adds to the score).
    """

    dependent: Floats
    parent: Floats
    siblings: Floats
    parts: dict[str, tuple[Floats, Floats]]
    parent_parts: dict[str, tuple[Floats, Floats]]
    sibling_parts: dict[str, tuple[Floats, Floats]]


def score(measures: Measures, around: Circumstances) -> Scores:
    """Return the scores of every pair of a story."""
    small = "small " if len(measures.coverage) <= _FEW else ""
    parts = _weighed(
        f"{small}dependent",
        {
            "coverage": measures.coverage,
            "odd details": measures.odd,
            "aligned sentences": measures.mutual,
            "rare words": measures.rare,
            "shared wording": np.minimum(measures.n3, _MOST_WORDING),
        },
    )
    sibling_parts = _weighed(
        f"{small}siblings",
        {
            "coverage": _lesser(measures.coverage),
            "odd details": _lesser(measures.odd),
            "aligned sentences": measures.mutual,
            "rare words": _lesser(measures.rare),
        },
    )
    table = weights("trace")
    foreign = around.wire[:, None] & ~around.one_house & ~around.credited
    sent = np.array(
        [bool(labels) for labels in around.formal], bool
    )  # by another: no house goes on with an agency's text
    flags_by_name = {
        "published later": around.later,
        "credit": around.credited,
        "link": around.linked,
        "named by it": around.names_it,
        "agency's own": foreign,
        "credits another": around.elsewhere,
        "same house earlier": around.one_house & around.earlier & ~sent[None, :],
        "speaks for itself": np.broadcast_to(around.own_voice[:, None], around.later.shape),
    }
    around_parts = {
        name: (flags.astype(np.float64), flags.astype(np.float64) * table[name])
        for name, flags in flags_by_name.items()
    }
    spoken = np.minimum(measures.spoken, _MOST_SPOKEN) * ((measures.n5 < _WORDED) & ~around.one_house)
    parts |= around_parts | {"own named sources": (spoken.astype(np.float64), spoken * table["own named sources"])}
    dependent = _summed(parts, table[f"{small}dependent.constant"])
    parent_parts = _weighed("parent", _parenthood(measures, around, dependent)) | around_parts
    voice = np.broadcast_to(around.own_voice.astype(np.float64)[None, :], around.later.shape)
    parent_parts["parent speaks for itself"] = voice, voice * -table["speaks for itself"]
    together, own = around.together.astype(np.float64), foreign.astype(np.float64)
    sibling_parts["common credit"] = together, together * table["common credit"]
    for name, flags in _briefs(measures, around).items():
        parts[name] = parent_parts[name] = flags, flags * table[name]
        sibling_parts[name] = flags, (flags + flags.T) * table[name]
        dependent = dependent + parts[name][1]
    voices = voice + voice.T
    sibling_parts["speaks for itself"] = voices, voices * table["speaks for itself"]
    sibling_parts["agency's own"] = own, (own + own.T) * table["agency's own"]
    return Scores(
        dependent=dependent,
        parent=_summed(parent_parts, table["parent.constant"]),
        siblings=_summed(sibling_parts, table[f"{small}siblings.constant"]),
        parts=parts,
        parent_parts=parent_parts,
        sibling_parts=sibling_parts,
    )


def _parenthood(measures: Measures, around: Circumstances, dependent: Floats) -> dict[str, Floats]:
    """Return what tells a parent from another child of an unseen one.

    A parent holds more of its child than the child of it, shares its choice of words, is not itself printed as a translation, and no third
    telling (later ones and those that rather come from the child left out) has what the child tells clearly more alike.
    """
    its_child = (dependent.T - dependent > _RATHER_ITS_CHILD) & (dependent.T > 0)
    silent = around.later | its_child | np.eye(len(dependent), dtype=bool)
    foreign = measures.foreign[None, :] - measures.foreign[:, None]
    return {
        "the fuller of the two": measures.coverage - measures.coverage.T,
        "rare words": measures.rare,
        "shared wording": np.minimum(measures.n3, _TELLING_WORDING),
        "told better elsewhere": told_better(measures, ~silent),
        "sentence by sentence": ((measures.mutual >= _ONE_TO_ONE) & (measures.tau >= _IN_ORDER)).astype(np.float64),
        "foreign notation": np.clip(foreign, -_MOST_FOREIGN, _MOST_FOREIGN).astype(np.float64),
    }


def _briefs(measures: Measures, around: Circumstances) -> dict[str, Floats]:
    """Return which tellings are briefs that any report of one statement, ruling or press conference covers: likeness to one proves nothing.

    A brief that names the announcement; and one that has nothing of what the other's newsroom, or its own, gathered beside it.
    """
    short = (np.array(around.words)[:, None] <= BRIEF) & ~around.item[:, None]
    bare = short & (measures.gathered < _GATHERED) & ~(around.credited | around.linked | around.release[None, :])
    free = measures.n5 < _WORDED
    return {
        "brief of an announcement": (around.announced & free).astype(np.float64),
        BARE_BRIEF: (bare & free).astype(np.float64) * np.where(around.announced, _RATHER_MORE, 1.0),
    }


def _summed(parts: dict[str, tuple[Floats, Floats]], constant: float) -> Floats:
    return sum((part for _, part in parts.values()), np.full_like(next(iter(parts.values()))[0], constant))


def _weighed(prefix: str, measured: dict[str, Floats]) -> dict[str, tuple[Floats, Floats]]:
    table = weights("trace")
    return {
        name: (value, value * table[f"{prefix}.{name}"])
        for name, value in measured.items()
        if f"{prefix}.{name}" in table
    }


def _lesser(square: Floats) -> Floats:
    return np.minimum(square, square.T)
