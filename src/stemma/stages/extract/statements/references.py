"""Which earlier unnamed source the words refer back to: "these sources", "the diplomat", "one of them"."""

from __future__ import annotations

from dataclasses import dataclass

from stemma.stages.extract.statements.typed import Typed

_ANY_PERSON = frozenset({"source", "person", "people", "official", "man", "woman"})
_POINTING = frozenset({"these", "those", "this", "that", "same", "both", "the"})
#: How far back, in sources, words may refer.
_REACH = 25


@dataclass(frozen=True, slots=True)
class Known:
    """An unnamed source met earlier in the article."""

    id: str
    typed: Typed
    mention: str | None


def refer_back(typed: Typed, words: list[str], known: list[Known]) -> tuple[str | None, str | None]:
    """Return (same source, source it is one of), ids of earlier sources or None.

    Args:
        typed: What the words are as a source.
        words: The words, lower case.
        known: Unnamed sources met so far, oldest first.
    """
    recent = known[-_REACH:][::-1]
    if typed.named is not None:
        found = next((k for k in recent if k.mention == typed.named), None)
        if found is not None:
            return found.id, None
    if typed.pronoun:
        return None, None
    one_of = (
        words[:2] == ["one", "of"]
        or (len(words) == 1 and words[0] in ("one", "another"))
        or words[:2] == ["another", "of"]
    )
    if not one_of and not typed.definite:
        return None, None
    for candidate in recent:
        if not _same_noun(typed, candidate.typed, words):
            continue
        several = candidate.typed.count.high is None or candidate.typed.count.high > 1
        if one_of:
            return (None, candidate.id) if several else (candidate.id, None)
        if typed.count.high == 1:
            return (None, candidate.id) if several else (candidate.id, None)
        if several:
            return candidate.id, None
    return None, None


def _same_noun(typed: Typed, other: Typed, words: list[str]) -> bool:
    if typed.head == other.head:
        return typed.nationality is None or other.nationality is None or typed.nationality == other.nationality
    if typed.head in _ANY_PERSON and set(words[:2]) & (_POINTING - {"the"}):
        return True
    return typed.kind == other.kind and typed.head in _ANY_PERSON and typed.nationality in (None, other.nationality)
