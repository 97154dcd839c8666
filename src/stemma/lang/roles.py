"""Nouns that speak in news: what kind of source each is, and whether persons or a body stand behind it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from stemma.lang.tables import read_table, read_words


@dataclass(frozen=True, slots=True)
class SpeakerNoun:
    """A noun that speaks: "official" is an official and a person, "ministry" a government and a body."""

    kind: str
    person: bool


def speaker_noun(lemma: str) -> SpeakerNoun | None:
    """Return what is known of a noun (lemma, lower case) as a source, or None."""
    return _nouns().get(lemma)


def is_speaker_noun(lemma: str) -> bool:
    """Tell whether a noun is one that speaks."""
    return lemma in _nouns()


def noun_class(noun: str) -> SpeakerNoun | None:
    """Return what a noun that the table of speaking nouns does not list stands for by WordNet's first sense, or None.

    Args:
        noun: Lemma, lower case, compounds joined by a hyphen.
    """
    return _classes().get(noun)


def modifier_kind(word: str) -> str | None:
    """Return the kind of source that a word before a general noun shows ("intelligence" in "intelligence official"), or None."""
    return _modifiers().get(word)


def shared_office_kind(noun: str) -> str:
    """Return what one of several holders of an office is ("a director", "two ambassadors"); official where nothing else is known."""
    return _shared_offices().get(noun, "official")


def seat_country(seat: str) -> str | None:
    """Return the country (ISO 3166-1 alpha-3) for which a seat speaks ("white-house": USA), or None where it is no seat."""
    return _seats().get(seat)


def is_thing(lemma: str) -> bool:
    """Tell whether a noun ends as words for persons do and names none ("parameter", "restaurant")."""
    return lemma in _things() or lemma in _unpeopled()


@cache
def _things() -> frozenset[str]:
    return read_words("thing_nouns.txt")


@cache
def _classes() -> dict[str, SpeakerNoun]:
    rows = read_table("noun_classes.tsv")
    return {
        row["noun"]: SpeakerNoun(row["kind"], row["stands"] == "person") for row in rows if row["stands"] != "thing"
    }


@cache
def _unpeopled() -> frozenset[str]:
    return frozenset(row["noun"] for row in read_table("noun_classes.tsv") if row["stands"] == "thing")


@cache
def _nouns() -> dict[str, SpeakerNoun]:
    return {row["noun"]: SpeakerNoun(row["kind"], row["stands"] == "person") for row in read_table("source_kinds.tsv")}


@cache
def _shared_offices() -> dict[str, str]:
    return {row["noun"]: row["kind"] for row in read_table("office_kinds.tsv")}


@cache
def _seats() -> dict[str, str]:
    return {row["seat"]: row["iso"] for row in read_table("seats.tsv")}


@cache
def _modifiers() -> dict[str, str]:
    return {row["word"]: row["kind"] for row in read_table("source_modifiers.tsv")}
