"""Which words tell an event, of what type, and to which sector of society an actor belongs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from stemma.lang.tables import read_table, split_cell

NO_EVENT = "NONE"
"""The type of a reading by which a word tells no event ("struck a note")."""

_OPEN_CLASSES = frozenset({"person", "people", "polity", "agent"})


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a frame: `part` ("prt", "obj", "subj", "obl", "prep", "xcomp", "mod", "head", "passive") and the words that meet it.

    No words: the part only has to be there. `absent`: the condition must not be met ("!obj").
    """

    part: str
    words: frozenset[str]
    absent: bool = False


@dataclass(frozen=True, slots=True)
class EventWord:
    """One reading of a word that tells an event: "pull" with the particle "out" is RETREAT, mode withdraw, CAMEO 087.

    Attributes:
        frame: Conditions under which the word has this reading, all needed.
        subject, object: What they are to the event: "actor", "recipient" or "thing". For nouns, `object` is what follows "of".
    """

    lemma: str
    pos: str
    frame: tuple[Condition, ...]
    type: str
    mode: str | None
    cameo: str | None
    subject: str = "actor"
    object: str = "recipient"


def event_words(lemma: str, pos: str) -> tuple[EventWord, ...]:
    """Return the readings of a word as an event, the most narrowly framed first.

    Args:
        lemma: Lower-case lemma.
        pos: "VERB" or "NOUN".
    """
    return _words().get((lemma, pos), ())


def noun_class(name: str) -> frozenset[str]:
    """Return the lemmas of a class of nouns, as `event_classes.tsv` lists them; empty for an unknown name."""
    return _classes().get(name, frozenset())


def sector_of(word: str) -> str | None:
    """Return the PLOVER sector that a lemma (lower case) or a name (as written) shows, or None."""
    return _sectors().get(word)


@cache
def _words() -> dict[tuple[str, str], tuple[EventWord, ...]]:
    found: dict[tuple[str, str], list[EventWord]] = {}
    for row in read_table("event_verbs.tsv"):
        roles = dict(part.split(":", 1) for part in split_cell(row["roles"]))
        word = _word(row, "VERB", roles.get("s", "actor"), roles.get("o", "recipient"))
        found.setdefault((word.lemma, "VERB"), []).append(word)
    for row in read_table("event_nouns.tsv"):
        word = _word(row, "NOUN", "actor", row["of"] or "thing")
        found.setdefault((word.lemma, "NOUN"), []).append(word)
    return {
        key: tuple(sorted(words, key=lambda word: (-len(word.frame), word.type != NO_EVENT)))
        for key, words in found.items()
    }


def _word(row: dict[str, str], pos: str, subject: str, object_: str) -> EventWord:
    frame = tuple(_condition(part) for part in split_cell(row["frame"]))
    return EventWord(row["lemma"], pos, frame, row["type"], row["mode"] or None, row["cameo"] or None, subject, object_)


def _condition(cell: str) -> Condition:
    part, _, words = cell.removeprefix("!").partition(":")
    named = [noun_class(word[1:]) if word.startswith("@") else frozenset({word}) for word in words.split("|") if word]
    if words.startswith("@") and words[1:] in _OPEN_CLASSES:
        named.append(frozenset({words}))
    return Condition(part, frozenset().union(*named), cell.startswith("!"))


@cache
def _classes() -> dict[str, frozenset[str]]:
    return {row["class"]: frozenset(split_cell(row["nouns"])) for row in read_table("event_classes.tsv")}


@cache
def _sectors() -> dict[str, str]:
    return {row["word"]: row["sector"] for row in read_table("sectors.tsv")}
