"""Words that bear on whether an event took place: deny, fail, plan, threaten, fear."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from stemma.lang.tables import read_table

_CERTAINTY = frozenset({"certain", "probable", "possible"})


HOLDS = "holds"
"""The effect of a word that says that what it governs took place ("managed to", "was forced to", "regretted")."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What a word does to the event it governs: a status or `HOLDS`, affirmed and negated; `negated` empty goes by the general rule."""

    effect: str
    negated: str


def signature_of(lemma: str, pos: str, complement: str) -> Signature | None:
    """Return what a governing word does to the event it governs, or None where it does nothing.

    Args:
        lemma: Lower-case lemma, with what belongs to it after a blank ("call for", "come to nothing").
        pos: "v", "n" or "a".
        complement: "clause", "object" or "subject": where the event stands.
    """
    return _signatures().get((lemma, pos, complement))


def status_effect(lemma: str, pos: str, complement: str) -> str | None:
    """Return the status that a governing word gives to the event it governs, or None where it gives none or says that it holds."""
    found = signature_of(lemma, pos, complement)
    return found.effect if found is not None and found.effect != HOLDS else None


def has_phrases(lemma: str) -> bool:
    """Tell whether entries of more than one word begin with `lemma`."""
    return lemma in _phrase_heads()


@cache
def _signatures() -> dict[tuple[str, str, str], Signature]:
    return {
        (row["lemma"], row["pos"], row["complement"]): Signature(row["effect"], row["negated"])
        for row in read_table("status_cues.tsv")
    }


@cache
def _phrase_heads() -> frozenset[str]:
    words = [*(lemma for lemma, _, _ in _signatures()), *(word for word, _ in _traits())]
    return frozenset(word.split()[0] for word in words if " " in word)


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


@cache
def words_with(trait: str) -> tuple[str, ...]:
    """Return the words and groups that have a trait, in order of the alphabet."""
    return tuple(sorted(word for word, has in _traits() if has == trait))
