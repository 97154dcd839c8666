"""Which verbs tell one act (choose, hire, appoint), and which acts exclude each other (resume, suspend)."""

from __future__ import annotations

from functools import cache

from stemma.lang.antonyms import are_antonyms
from stemma.lang.tables import read_table, split_cell
from stemma.text.stems import same_stem, stem


@cache
def _classes() -> dict[str, frozenset[str]]:
    """Return word, whole and as its stem → the classes it is in."""
    found: dict[str, set[str]] = {}
    for row in read_table("act_classes.tsv"):
        for word in split_cell(row["words"]):
            for key in {word, stem(word)}:
                found.setdefault(key, set()).add(row["class"])
    return {word: frozenset(classes) for word, classes in found.items()}


@cache
def _excluding() -> frozenset[tuple[str, str]]:
    pairs = [(row["class"], other) for row in read_table("act_classes.tsv") for other in split_cell(row["excludes"])]
    return frozenset(pairs) | frozenset((other, one) for one, other in pairs)


@cache
def act_classes(word: str) -> frozenset[str]:
    """Return the classes that a verb is in, with its particle where it has one ("turn_down"); empty where none is known."""
    classes = _classes()
    return classes.get(word) or classes.get(stem(word)) or frozenset()


@cache
def same_act(one: str, other: str) -> bool:
    """Tell whether two verbs may tell one act: one word, one stem, or one class."""
    return one == other or same_stem(one, other) or bool(act_classes(one) & act_classes(other))


@cache
def excluding_acts(one: str, other: str) -> bool:
    """Tell whether two verbs tell acts that cannot both hold of one thing at one time."""
    if one == other or same_stem(one, other):
        return False
    if are_antonyms(one, other):
        return True
    mine, theirs = act_classes(one), act_classes(other)
    return not mine & theirs and any((a, b) in _excluding() for a in mine for b in theirs)


_PHASES = frozenset({"begin", "end", "halt", "resume", "continue", "postpone"})


@cache
def is_phase(word: str) -> bool:
    """Tell whether a verb tells how far something has come (resume, halt), not what is done."""
    return bool(act_classes(word)) and act_classes(word) <= _PHASES


_TURNING = _PHASES | {
    "open",
    "close",
    "rise",
    "fall",
    "raise",
    "lower",
    "improve",
    "worsen",
    "escalate",
    "ease",
    "extend",
    "shorten",
}


@cache
def may_turn(verb: str) -> bool:
    """Tell whether what a verb tells is often undone soon after (closed and reopened, fell and rose), unlike a verdict or a vote."""
    return bool(act_classes(verb) & _TURNING)


_TAKING_AWAY = frozenset({"lose", "abolish", "end", "close", "destroy", "drop", "cancel", "lift", "withdraw"})


@cache
def takes_away(verb: str) -> bool:
    """Tell whether after what a verb tells its object is not there any more ("the village lost its school")."""
    return bool(act_classes(verb) & _TAKING_AWAY)
