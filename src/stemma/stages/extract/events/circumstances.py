"""Where and with what an event took place: places and instruments, its own or those of the blow that it came of."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from stemma.lang.event_types import noun_class
from stemma.stages.extract.clauses import children_with, preposition
from stemma.stages.extract.events.triggers import Trigger, reading_of

_SIMPLE = "in at near on off outside inside around across throughout along over above from through"
_PLACES = frozenset({*_SIMPLE.split(), "north of", "south of", "east of", "west of"})
_HARMS = frozenset({"ASSAULT", "DEATH", "ACCIDENT", "DISASTER"})
_MEANS = frozenset({"with", "by", "using", "from", "via"})


@dataclass(slots=True)
class Fillers:
    """The heads of the phrases that fill an event's roles."""

    actors: list[Token]
    recipients: list[Token]
    places: list[Token]
    instruments: list[Token]


def add_circumstances(trigger: Trigger, found: Fillers) -> None:
    """Add places and instruments to the fillers of an event; weapons and blows named as its actors become its instruments."""
    for token in (trigger.token, trigger.carrier):
        if token is not None:
            _circumstances(token, found)
    _from_when(trigger.token, found)
    _weapons_do_not_act(found)
    if not found.places and trigger.word.type in _HARMS:
        found.places += [thing for thing in found.recipients if thing.pos_ == "NOUN" and _is_site(thing)]


def _circumstances(token: Token, found: Fillers) -> None:
    for child in token.children:
        if child.dep_ not in ("obl", "nmod", "obl:arg", "obl:agent", "nmod:desc", "compound"):
            continue
        between = preposition(child)
        if _is_means(child) and (between in _MEANS or child.dep_ == "compound"):
            found.instruments.append(child)
            found.places += [
                deep
                for deep in child.children
                if deep.dep_ == "nmod" and preposition(deep) in _PLACES and _is_site(deep)
            ]
        elif between in _PLACES and _is_site(child):
            found.places.append(child)
        if between is not None:
            found.places += [
                deep
                for deep in child.children
                if deep.dep_ == "nmod" and deep.ent_type_ == "LOC" and preposition(deep) in _PLACES
            ]
    for thing in found.recipients[:2]:
        found.places += [
            child
            for child in thing.children
            if child.dep_ == "nmod" and child.ent_type_ == "LOC" and preposition(child) in _PLACES
        ]


def _from_when(verb: Token, found: Fillers) -> None:
    """Take who, where and with what from the clause that tells how it came about ("were killed when rockets hit a house")."""
    if found.actors or _type_of(verb) not in _HARMS:
        return
    for clause in children_with(verb, "advcl"):
        if clause.pos_ != "VERB" or not any(child.lower_ in ("when", "after", "as") for child in clause.children):
            continue
        if _type_of(clause) in _HARMS:
            own = Fillers([], [], [], [])
            found.actors += children_with(clause, "nsubj")
            _circumstances(clause, own)
            found.places += own.places or [
                thing for thing in children_with(clause, "obj", "nsubj:pass") if _is_site(thing)
            ]
            found.instruments += own.instruments


def _weapons_do_not_act(found: Fillers) -> None:
    """Move weapons and blows from the actors to the instruments; who used them acts ("an Iranian missile", "a strike by the army")."""
    for actor in list(found.actors):
        if _is_means(actor):
            found.actors.remove(actor)
            found.instruments.append(actor)
            found.actors += [
                child
                for child in actor.children
                if (child.dep_ == "nmod" and preposition(child) == "by")
                or (
                    child.dep_ in ("amod", "compound", "nmod:poss")
                    and child.ent_type_ in ("NORP", "LOC", "ORG", "PERSON")
                )
            ]


def _is_means(token: Token) -> bool:
    """Tell whether a noun, or what "one of" stands before, is a weapon or a blow."""
    if token.ent_type_ not in ("", "DATE"):
        return False
    counted = [child for child in token.children if child.dep_ == "nmod" and preposition(child) == "of"]
    words = [token, *counted] if token.pos_ in ("NUM", "PRON", "DET") else [token]
    return any(
        word.lemma_.lower() in noun_class("weapon") | noun_class("attack") | noun_class("bomb") for word in words
    )


def _is_site(token: Token) -> bool:
    return token.ent_type_ == "LOC" or token.lemma_.lower() in noun_class("place")


def _type_of(token: Token) -> str | None:
    """Return the type of event that `token` tells, or None."""
    word = reading_of(token)
    return word.type if word is not None else None
