"""Attach counts to events: killed, injured, missing, detained, displaced; money, distance and troops that stand with the trigger.

Where nobody was counted but a named or single person was harmed ("killed Ana Ruiz", "a guard was wounded"), the toll is the number of
persons that the recipients name; a bare plural ("civilians were killed") counts nothing.
"""

from __future__ import annotations

from spacy.tokens import Token

from stemma.lang.countries import country_of
from stemma.lang.event_types import noun_class, sector_of
from stemma.lang.names import person_nouns
from stemma.lang.roles import speaker_noun
from stemma.model.ids import span_id
from stemma.model.words import Quantity
from stemma.stages.extract.clauses import conjuncts, is_title, preposition, subtree
from stemma.stages.extract.events.circumstances import Fillers
from stemma.stages.extract.events.context import Found
from stemma.stages.extract.events.naming import count_of_names, listed_behind_colon
from stemma.stages.extract.events.participants import phrase
from stemma.stages.extract.events.triggers import Trigger, is_harmed_group

_VIOLENT = ("ASSAULT", "DEATH", "ACCIDENT", "DISASTER")
_TYPES = {
    "killed": _VIOLENT,
    "injured": _VIOLENT,
    "missing": _VIOLENT,
    "detained": ("COERCE",),
    "displaced": (*_VIOLENT, "COERCE", "SANCTION"),
}
_NAMES = frozenset({"appos", "flat", "compound", "nmod", "nmod:desc"})
_RAISES = frozenset({"raise", "bring", "take", "lift", "push"})
_NOT_OF_DEATH = frozenset({"survive", "casualty", "suicide"})
_ONE = frozenset({"he", "she", "him", "her", "his"})
_SINGLE = frozenset({"CVL", "COP", "MED", "EDU", "LAB", "AGR", "UAF", "JRN"})


def tolls_of(trigger: Trigger, fillers: Fillers, found: Found) -> tuple[Quantity, ...]:
    """Return the quantities that belong to the event: in its arguments, at its trigger, or in what follows from it in the same clause.

    Args:
        trigger: The event's word.
        fillers: Who and what takes part.
        found: What was found in the article.
    """
    tokens = {token.i for head in (*fillers.actors, *fillers.recipients) for token in _whole(head)}
    tokens |= {child.i for child in trigger.token.children} | {trigger.token.i}
    tokens |= {token.i for clause in _results(trigger.token) for token in subtree(clause)}
    kept = {}
    for i in sorted(tokens):
        quantity = found.quantity_at.get(i)
        if quantity is not None and _fits(quantity, trigger):
            kept[quantity.id] = quantity
    harm = _harm_of(trigger)
    if is_harmed_group(trigger.token):
        kept.update((part.id, part) for part in _parts(trigger.token, found))
    if harm is not None and not any(quantity.kind == harm for quantity in kept.values()):
        kept.update((made.id, made) for made in _persons(harm, trigger, fillers, found))
    return tuple(kept.values())


def _parts(harmed: Token, found: Found) -> list[Quantity]:
    """Return what the sentence counts as part of the dead or wounded ("two officers are among the wounded")."""
    sentence = found.text.sentence_of(harmed.i).span
    kind = "killed" if harmed.lower_ == "dead" else "injured"
    return [q for q in found.quantities if q.hedge == "among" and q.kind == kind and sentence.covers(q.span)]


def _results(trigger: Token) -> list[Token]:
    """Return the clauses that tell what came of a blow or accident: "killing five", "which left three dead"."""
    found = [
        child
        for child in trigger.children
        if child.dep_ in ("advcl", "acl:relcl", "acl", "conj") and child.pos_ == "VERB"
    ]
    if trigger.pos_ == "NOUN" and trigger.dep_ in ("nsubj", "nmod") and trigger.head.pos_ == "VERB":
        found.append(trigger.head)
    return [clause for clause in found if clause.lemma_.lower() in noun_class("harm verb") or _raises_toll(clause)]


def _raises_toll(clause: Token) -> bool:
    """Tell whether a clause says what the toll comes to ("raising the toll to 47")."""
    counted = (child.lemma_.lower() for child in clause.children if child.dep_ in ("obj", "nsubj"))
    return clause.lemma_.lower() in _RAISES and any(lemma in ("toll", "total", "number") for lemma in counted)


def _whole(head: Token) -> list[Token]:
    return subtree(head, stop_at=frozenset({"acl:relcl", "advcl", "parataxis", "ccomp", "acl"}))


def _fits(quantity: Quantity, trigger: Trigger) -> bool:
    types = _TYPES.get(quantity.kind)
    return types is None or trigger.word.type in types


def _harm_of(trigger: Trigger) -> str | None:
    lemma, token = trigger.word.lemma, trigger.token
    to_death = any(c.lower_ == "dead" or (c.lower_ == "death" and preposition(c) == "to") for c in token.children)
    if lemma in noun_class("killing") or to_death:
        return "killed"
    if trigger.word.type == "DEATH":
        return "killed" if lemma not in _NOT_OF_DEATH else None
    if lemma == "shoot":
        after = {child.lemma_.lower() for child in token.children if child.dep_ in ("conj", "xcomp", "advcl")}
        return None if after & noun_class("killing") or not _hits(token) else "injured"
    struck = lemma in ("hit", "strike") and any(
        child.lemma_.lower() in noun_class("bullet") for child in token.children
    )
    return "injured" if struck or lemma in noun_class("wounding") else None


def _hits(shot: Token) -> bool:
    """Tell whether somebody is shot, and not shot at, nor a thing shot down."""
    passive = any(child.dep_ in ("obj", "nsubj:pass") for child in shot.children) or shot.dep_ == "acl"
    return passive and not any(child.lower_ == "down" for child in shot.children)


def _persons(harm: str, trigger: Trigger, fillers: Fillers, found: Found) -> list[Quantity]:
    """Return the toll that the recipients name one by one, or nothing where one of them is a plural that no list names."""
    heads = {
        part.i: part
        for head in fillers.recipients
        for part in conjuncts(head)
        if head.head.i != trigger.token.i or preposition(head) in (None, "of")
    }
    heads = {i: head for i, head in heads.items() if i + 1 not in heads}  # two heads side by side are one name
    heads = {i: head for i, head in heads.items() if len(heads) == 1 or not is_title(head)}
    persons = [head for head in heads.values() if _is_one_person(head)]
    if not persons or len(persons) < len(heads):
        names = listed_behind_colon(trigger.token.i, found) if len(heads) == 1 else []
        return [count_of_names(harm, names)] if names else []
    first, end = phrase(min(persons, key=lambda head: head.i))[0], phrase(max(persons, key=lambda head: head.i))[1]
    span = found.text.span(first, end)
    count = float(len(persons))
    return [
        Quantity(
            span_id("qty", found.text.article.id, span.start, span.end, 1), span, harm, count, count, count, "person"
        )
    ]


def _is_one_person(head: Token) -> bool:
    if head.lower_ in _ONE:
        return True
    if head.tag_ in ("NNS", "NNPS") or any(child.dep_ == "nummod" for child in head.children):
        return False
    if head.ent_type_ == "PERSON" or any(
        child.ent_type_ == "PERSON" and child.dep_ in _NAMES for child in head.children
    ):
        return True
    noun = speaker_noun(head.lemma_.lower())
    if head.tag_ == "NNP" and not head.ent_type_ and country_of(head.text) is None:
        return True
    return head.tag_ == "NN" and (
        head.lemma_.lower() in person_nouns()
        or (noun is not None and noun.person)
        or sector_of(head.lemma_.lower()) in _SINGLE
    )
