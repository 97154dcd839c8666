"""Find the words that tell an event, and which reading of each fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from stemma.lang.countries import country_of
from stemma.lang.event_types import NO_EVENT, Condition, EventWord, event_words, noun_class, sector_of
from stemma.lang.status_words import status_effect
from stemma.stages.extract.clauses import SUBJECTS
from stemma.stages.extract.events.links import is_light

_OBJECTS = ("obj", "nsubj:pass")
_OBLIQUE = ("obl", "nmod", "advcl", "advmod", "obl:arg")
_POS = frozenset({"VERB", "NOUN", "PROPN", "ADJ"})
_PARTICLES = ("compound:prt", "advmod", "obl")
_HARMED = frozenset({"dead", "wounded", "injured"})
_TELLS_WHO = frozenset({"include", "includes", "included", "were", "are"})
_PERSONAL = frozenset({"he", "she", "they", "him", "her", "them", "we", "us", "i", "me", "who", "whom"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells an event: its token, its reading, and the light verb that carries it, if any ("launched an attack")."""

    token: Token
    word: EventWord
    carrier: Token | None = None


def find_triggers(doc: Doc, first: int, end: int) -> Iterator[Trigger]:
    """Give the event words among tokens `[first, end)` in order of the text."""
    for token in doc[first:end]:
        if token.pos_ not in _POS or token.dep_ in (
            "aux",
            "aux:pass",
            "cop",
            "compound:prt",
            "flat",
        ):
            continue
        word = reading_of(token)
        if word is not None and not _only_modifies(token):
            yield Trigger(token, word, _carrier(token) if word.pos == "NOUN" else None)


def reading_of(token: Token) -> EventWord | None:
    """Return the reading of `token` as an event that its surroundings fit, or None where it tells none."""
    if is_harmed_group(token):
        return event_words("die" if token.lower_ == "dead" else "injure", "VERB")[-1]
    if token.pos_ == "PROPN" and (token.ent_type_ or token.dep_ in ("compound", "flat", "appos")):
        return None
    if token.pos_ == "ADJ" and token.tag_ != "VBN":
        return event_words("die", "VERB")[-1] if token.lower_ == "dead" and token.dep_ != "amod" else None
    pos = "VERB" if token.pos_ in ("VERB", "AUX", "ADJ") or token.tag_ == "VBN" else "NOUN"
    readings = event_words(token.lemma_.lower(), pos)
    fitting = next((word for word in readings if all(_holds(condition, token) for condition in word.frame)), None)
    return None if fitting is None or fitting.type == NO_EVENT else fitting


def is_harmed_group(token: Token) -> bool:
    """Tell whether a word names the dead or wounded of whom some are told ("among the wounded", "the injured include", "the dead were")."""
    if token.lower_ not in _HARMED or token.i == 0 or token.doc[token.i - 1].lower_ not in ("the", "those"):
        return False
    after = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    return (token.i > 1 and token.doc[token.i - 2].lower_ == "among") or after in _TELLS_WHO


def _only_modifies(token: Token) -> bool:
    """Tell whether the word only describes a noun and tells no event of its own: "war zone", "US-backed", "the alleged target"."""
    if token.dep_ == "amod" and token.tag_ in ("VBN", "VBG", "JJ"):
        return token.lemma_.lower() not in noun_class("done to")
    if token.dep_ != "compound" or token.pos_ == "VERB":
        return False
    head = token.head.lemma_.lower()
    return status_effect(head, "n", "object") is None and status_effect(head, "n", "clause") is None


def _carrier(token: Token) -> Token | None:
    head = token.head
    return head if token.dep_ in ("obj", "nsubj", "nsubj:pass") and head.pos_ == "VERB" and is_light(head) else None


def _holds(condition: Condition, token: Token) -> bool:
    """Tell whether one condition of a frame is met around `token`."""
    return _is_met(condition, token) is not condition.absent


def _is_met(condition: Condition, token: Token) -> bool:
    part, words = condition.part, condition.words
    if part == "head":
        return token.head.lemma_.lower() in words
    if part == "prt":
        following = token.doc[token.i + 1 : token.i + 2]
        return any(word.lower_ in words for word in following) or any(
            child.dep_ in _PARTICLES and child.lower_ in words and 0 < child.i - token.i < 6 for child in token.children
        )
    if part in ("prep", "case"):
        parts = [token] if part == "case" else [child for child in token.children if _may_bear(child)]
        return any(case.lower_ in words for child in parts for case in child.children if case.dep_ in ("case", "mark"))
    if part == "xcomp":
        return any(
            child.dep_ in ("xcomp", "ccomp", "advcl")
            and child.tag_ == "VB"
            and child.i > token.i
            and not _is_finite(child)
            for child in token.children
        )
    if part == "plural":
        return token.tag_ in ("NNS", "NNPS")
    if part == "passive":
        return any(child.dep_ in ("aux:pass", "nsubj:pass") for child in token.children)
    if part == "mod":
        return any(_in(child, words) for child in token.children if child.dep_ in ("amod", "compound", "nmod"))
    return _argument_holds(part, words, token)


def _is_finite(verb: Token) -> bool:
    """Tell whether a bare verb stands under an auxiliary with a subject ("he did not know"), and so is no infinitive."""
    return any(child.dep_ == "aux" and child.lower_ != "to" for child in verb.children) and not any(
        child.lower_ == "to" for child in verb.children
    )


def _argument_holds(part: str, words: frozenset[str], token: Token) -> bool:
    labels = {
        "obj": ("nmod",) if token.pos_ == "NOUN" else _OBJECTS,
        "subj": ("nsubj", "obl:agent"),
        "obl": ("obl", "obl:arg"),
    }.get(part, ())
    found = [child for child in token.children if child.dep_ in labels]
    if part == "obj" and token.dep_ == "acl" and token.tag_ == "VBN":
        found.append(token.head)
    if part == "subj" and not found:
        found = [token.head] if token.dep_ == "acl" and token.tag_ == "VBG" else _shared_subject(token)
    return bool(found) and (not words or any(_in(part, words) for child in found for part in (child, *_counted(child))))


def _may_bear(child: Token) -> bool:
    """Tell whether the preposition of `child` may belong to the event's word: that of a date does not ("launched on Monday")."""
    return child.dep_ in _OBLIQUE and child.ent_type_ not in ("DATE", "TIME")


def _counted(token: Token) -> list[Token]:
    """Return what a number or "group" counts ("hundreds of prisoners", "three of the hostages")."""
    if token.pos_ not in ("NUM", "PRON", "DET") and token.lemma_.lower() not in noun_class("count"):
        return []
    below = [child for child in token.children if child.dep_ == "nmod"]
    return [*below, *(deep for child in below for deep in child.children if deep.dep_ == "nmod")]


def _shared_subject(token: Token) -> list[Token]:
    head = token
    for _ in range(4):
        if head.dep_ not in ("conj", "xcomp", "advcl"):
            return []
        head = head.head
        subjects = [child for child in head.children if child.dep_ in SUBJECTS]
        if subjects:
            return subjects
    return []


def _in(token: Token, words: frozenset[str]) -> bool:
    """Tell whether a noun, or one it is coordinated or modified with, is of a class; persons and states by name as well."""
    if token.lemma_.lower() in words or token.lower_ in words:
        return True
    if "@agent" in words and token.ent_type_ in ("ORG", "LOC", "NORP"):
        return True
    if "@person" in words or "@agent" in words:
        named = token.ent_type_ == "PERSON" or token.lower_ in _PERSONAL or is_person(token)
        return named or ("@agent" in words and token.lower_ == "it")
    if "@people" in words:
        return is_person(token) and not token.ent_type_
    if "@polity" in words:
        return token.ent_type_ in ("LOC", "NORP") or country_of(token.text) is not None
    return False


def is_person(token: Token) -> bool:
    """Tell whether a noun denotes persons, by the table of sectors or because numbers count it as people."""
    return token.pos_ in ("NOUN", "PROPN") and sector_of(token.lemma_.lower()) not in (None, "IGO", "MNC")
