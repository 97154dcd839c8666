"""Who does it, to whom, where, when and with what: the fillers of an event, through passives, relative clauses, coordination and control."""

from __future__ import annotations

from spacy.tokens import Token

from stemma.lang.event_types import noun_class
from stemma.lang.governors import governor_words
from stemma.lang.status_words import status_effect
from stemma.stages.extract.clauses import (
    RELATIVE,
    SUBJECTS,
    antecedent,
    child_with,
    children_with,
    is_fronted,
    preposition,
)
from stemma.stages.extract.events.circumstances import Fillers, add_circumstances
from stemma.stages.extract.events.links import is_light
from stemma.stages.extract.events.triggers import Trigger, is_person

_BINDS_GIVER = frozenset("promise threaten vow pledge swear use need".split())
_SUFFERS = frozenset({"suffer", "sustain", "receive", "incur"})
_TOWARDS = frozenset({"on", "against", "at", "to", "with", "into", "upon", "towards", "toward", "over"})


def find_fillers(trigger: Trigger) -> Fillers:
    """Return the fillers of the event that `trigger` tells."""
    found = Fillers([], [], [], [])
    if trigger.word.pos == "VERB":
        _of_verb(trigger, found)
    else:
        _of_noun(trigger, found)
    add_circumstances(trigger, found)
    return found


def subject_of(verb: Token) -> Token | None:
    """Return the subject of `verb`: its own, the one it shares, its controller's, or the noun that its clause describes."""
    own = child_with(verb, "nsubj", "nsubj:pass", "nsubj:outer")
    if own is not None:
        return antecedent(own)
    left = child_with(verb.head, "obj") if verb.dep_ == "xcomp" and verb.tag_ in ("VBN", "JJ") else None
    if left is not None:
        return antecedent(left)  # "left nine people dead"
    if is_fronted(verb):
        return verb.head  # "also killed were two nuns"
    token = verb
    for _ in range(6):
        head = token.head
        if head.i == token.i or token.dep_ not in ("conj", "xcomp", "advcl", "acl", "acl:relcl", "ccomp", "obl"):
            return None
        if token.dep_ in ("acl:relcl", "acl") and head.pos_ in ("NOUN", "PROPN", "PRON"):
            return head if token.dep_ == "acl:relcl" or token.tag_ in ("VBG", "VBN") else _holder(head)
        if token.dep_ == "ccomp" and child_with(token, "mark") is not None:
            return None
        word = governor_words().get(head.lemma_.lower())
        controlled = child_with(head, "obj", "iobj", "nsubj:pass")
        steered = token.dep_ in ("xcomp", "ccomp", "advcl") and word is not None and word.object_controls
        if controlled is not None and (steered or _is_steered(token, head, controlled)):
            return antecedent(controlled)
        shared = child_with(head, "nsubj", "nsubj:pass")
        if shared is not None:
            return antecedent(shared)
        token = head
    return None


def _is_steered(verb: Token, head: Token, between: Token) -> bool:
    """Tell whether somebody between a verb and an infinitive is who acts in it ("persuaded the general to attack"); a promise binds its giver."""
    if (
        verb.dep_ != "xcomp"
        or verb.tag_ != "VB"
        or not head.i < between.i < verb.i
        or head.lemma_.lower() in _BINDS_GIVER
    ):
        return False
    return between.dep_ in ("obj", "iobj") and (
        is_person(between) or between.ent_type_ in ("PERSON", "ORG", "LOC", "NORP")
    )


def _holder(noun: Token) -> Token | None:
    """Return who has the plan, threat or order that an infinitive fills: a possessor, a demonym, or the subject of the verb around it."""
    own = child_with(noun, "nmod:poss") or next(
        (
            child
            for child in noun.children
            if child.dep_ in ("amod", "compound") and child.pos_ in ("ADJ", "PROPN") and child.ent_type_
        ),
        None,
    )
    if own is not None:
        return own
    head = noun.head
    return subject_of(head) if noun.dep_ in ("obj", "obl") and head.pos_ == "VERB" and head.i != noun.i else None


def _of_verb(trigger: Trigger, found: Fillers) -> None:
    verb, word = trigger.token, trigger.word
    slots = {"actor": found.actors, "recipient": found.recipients, "thing": []}
    agents = [child for child in verb.children if child.dep_ in ("obl:agent", "obl") and preposition(child) == "by"]
    passive = child_with(verb, "nsubj:pass", "aux:pass") is not None or (
        verb.tag_ == "VBN" and (verb.dep_ == "acl" or (bool(agents) and child_with(verb, "nsubj") is None))
    )
    passive = passive or is_fronted(verb) or _shares_passive(verb)
    subject = subject_of(verb)
    if subject is not None:
        slots[word.object if passive else word.subject].append(subject)
    if passive:
        slots[word.subject] += agents
    things = [antecedent(child) for child in children_with(verb, "obj", "iobj")]
    relative = _relative_object(verb) if not things and not passive else None
    slots[word.object] += things + ([relative] if relative is not None else [])
    if found.recipients:
        found.recipients += _companions(verb)
    else:
        found.recipients += _towards(verb)
    if not found.recipients and is_light(verb):
        found.recipients += [target for thing in things for target in _towards(thing)]
    if not found.recipients and word.type in ("REQUEST", "THREATEN", "ACCUSE"):
        clause = child_with(verb, "ccomp")
        subject = child_with(clause, *SUBJECTS) if clause is not None else None
        found.recipients += [subject] if subject is not None and word.type == "REQUEST" else []


def _shares_passive(verb: Token) -> bool:
    """Tell whether a verb without an auxiliary of its own is passive by what it hangs on ("were seized and killed", "was reported killed", "left him wounded")."""
    if verb.tag_ == "VBN" and verb.dep_ == "xcomp":
        return child_with(verb, "aux") is None
    shares = verb.dep_ == "conj" and child_with(verb.head, "aux:pass") is not None
    bare = child_with(verb, "nsubj", "obj", "aux", "ccomp") is None
    return shares and (verb.tag_ == "VBN" or (verb.tag_ == "VBD" and bare))


def _companions(verb: Token) -> list[Token]:
    """Return those who suffer it with the recipients ("was found dead along with his driver")."""
    heads = (verb, verb.head) if verb.dep_ == "xcomp" else (verb,)
    return [
        child
        for head in heads
        for child in head.children
        if child.dep_ in ("obl", "nmod", "obl:agent")
        and (preposition(child) or "").split(" ")[0] in ("along", "together", "alongside")
    ]


def _relative_object(verb: Token) -> Token | None:
    """Return the noun that a relative clause without object describes ("the men they killed")."""
    if (
        verb.dep_ == "acl:relcl"
        and (subject := child_with(verb, "nsubj")) is not None
        and subject.lower_ not in RELATIVE
        and not any(child.tag_ == "WRB" or preposition(child) for child in verb.children if child.i < subject.i)
    ):
        return verb.head
    return None


def _of_noun(trigger: Trigger, found: Fillers) -> None:
    noun, word = trigger.token, trigger.word
    slots = {"actor": found.actors, "recipient": found.recipients, "thing": []}
    of = [child for child in noun.children if child.dep_ == "nmod" and preposition(child) == "of"]
    slots[word.object] += of
    found.actors += [
        child
        for holder in (noun, *of)
        for child in holder.children
        if child.dep_ in ("nmod", "obl", "obl:agent", "nmod:agent")
        and preposition(child) in (("by", "between", "from") if holder.i == noun.i else ("by",))
    ]
    owners = children_with(noun, "nmod:poss") + [
        child
        for child in noun.children
        if child.dep_ in ("amod", "compound") and child.ent_type_ in ("NORP", "LOC", "ORG")
    ]
    for owner in owners:
        (
            found.recipients if word.object == "recipient" and not of and owner.dep_ == "nmod:poss" else found.actors
        ).append(owner)
    found.recipients += _towards(noun)
    _from_clause(noun, found)
    if not found.actors and trigger.carrier is None:
        found.actors += _planner(noun)
    if noun.dep_ == "obj" and noun.head.lemma_.lower() in _SUFFERS and word.lemma in noun_class("wounding"):
        sufferer = subject_of(noun.head)
        found.recipients += [sufferer] if sufferer is not None and not found.recipients else []
    if trigger.carrier is not None and noun.dep_ == "obj":
        subject = subject_of(trigger.carrier)
        if subject is not None and not found.actors:
            found.actors.append(subject)
        if not found.recipients:
            found.recipients += _towards(trigger.carrier)


def _from_clause(noun: Token, found: Fillers) -> None:
    """Take roles from a clause that describes the event ("attacks that militias launched against", "a raid carried out by")."""
    for clause in children_with(noun, "acl:relcl", "acl"):
        if clause.pos_ != "VERB" or not is_light(clause):
            continue
        agents = children_with(clause, "nsubj") if clause.dep_ == "acl:relcl" else []
        agents += [
            child
            for child in clause.children
            if child.dep_ == "obl:agent" or (child.dep_ == "obl" and preposition(child) == "by")
        ]
        found.actors += [agent for agent in agents if agent.lower_ not in RELATIVE]
        if not found.recipients:
            found.recipients += _towards(clause)


def _planner(noun: Token) -> list[Token]:
    """Return who plans, prepares or threatens what the noun names, as its actor ("Washington prepared for the withdrawal")."""
    verb = noun.head
    effect = (
        status_effect(verb.lemma_.lower(), "v", "object")
        if noun.dep_ in ("obl", "obj") and verb.pos_ == "VERB"
        else None
    )
    subject = subject_of(verb) if effect in ("planned", "threatened", "ongoing") else None
    return [subject] if subject is not None else []


def _towards(token: Token) -> list[Token]:
    return [
        child
        for child in token.children
        if child.dep_ in ("nmod", "obl", "obl:arg")
        and preposition(child) in _TOWARDS
        and (child.ent_type_ not in ("DATE",))
    ]
