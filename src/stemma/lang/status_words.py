"""Words that bear on whether an event took place: deny, fail, plan, threaten, fear."""

from __future__ import annotations

from functools import cache

from stemma.lang.tables import read_table

_CERTAINTY = frozenset({"certain", "probable", "possible"})


def status_effect(lemma: str, pos: str, complement: str) -> str | None:
    """Return the status that a governing word gives to the event it governs, or None where it gives none.

    Args:
        lemma: Lower-case lemma, with its particle or preposition after a blank where that belongs to it ("call for").
        pos: "v", "n" or "a".
        complement: "clause", "object" or "subject": where the event stands.
    """
    return _effects().get((lemma, pos, complement))


@cache
def _effects() -> dict[tuple[str, str, str], str]:
    return {(row["lemma"], row["pos"], row["complement"]): row["effect"] for row in read_table("status_cues.tsv")}


def own_word(word: str) -> str | None:
    """Return the status that a modifier gives to the event it stands with ("planned evacuation", "failed coup"), or None."""
    return _modifiers().get(word)


def certainty_of(word: str) -> str | None:
    """Return "probable" or "possible" for a word by which a writer hedges ("reportedly", "perhaps"), or None."""
    return _hedges().get(word)


@cache
def _modifiers() -> dict[str, str]:
    return {row["word"]: row["effect"] for row in read_table("status_modifiers.tsv") if row["effect"] not in _CERTAINTY}


@cache
def _hedges() -> dict[str, str]:
    return {row["word"]: row["effect"] for row in read_table("status_modifiers.tsv") if row["effect"] in _CERTAINTY}


def has_trait(word: str, trait: str) -> bool:
    """Tell whether a lemma has one of the traits that `status_traits.tsv` explains ("predicts", "tries", "ends" ...)."""
    return (word, trait) in _traits()


@cache
def _traits() -> frozenset[tuple[str, str]]:
    return frozenset((row["word"], row["trait"]) for row in read_table("status_traits.tsv"))
