"""What a clause or noun shows of its own about whether it holds: negation, modals, tense and aspect, adjectives, conditions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from stemma.lang.status_words import has_trait, own_word, status_effect
from stemma.model.event import Status
from stemma.stages.extract.clauses import SUBJECTS

_NOBODY = frozenset({"nobody", "none", "nothing", "neither", "no-one", "nowhere"})
_NEGATING = ("advmod", "det", "cc:preconj", "neg", "cc")
_NEGATORS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "nearly", "almost"})
_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "expl", "obl", "iobj"})
_INVERTED = frozenset({"should", "had", "were"})
_LET_ALONE = frozenset({"let alone", "much less", "still less", "never mind"})
_LET_FIRST = frozenset(words.split()[0] for words in _LET_ALONE)
_WELCOMES = frozenset({"welcome", "like", "love", "prefer", "appreciate", "hate", "be"})
_REPORTS_PAST = ("VBD", "VBN")
_SPEECH = frozenset({"threatened", "requested", "denied"})


@dataclass(frozen=True, slots=True)
class Mark:
    """One sign of a status: the status and the token that shows it; `will` where a bare future shows it."""

    status: Status
    cue: int
    will: bool = False


def own_marks(head: Token) -> tuple[Mark, ...]:
    """Return the marks of the clause or noun phrase that `head` heads, without what governs it."""
    marks = (
        *_negations(head),
        *_modals(head),
        *_aspect(head),
        *_modifiers(head),
        *_infinitive(head),
        *_otherwise(head),
        *_excluded(head),
        *_not_after_all(head),
    )
    unable = any(mark.status is Status.FAILED for mark in marks)
    return tuple(mark for mark in marks if not (unable and mark.status is Status.NEGATED))


def _infinitive(head: Token) -> Iterator[Mark]:
    """Give the mark of "yet to be approved"."""
    to = next((child for child in head.children if child.lower_ == "to" and child.dep_ in ("mark", "aux")), None)
    if to is not None and to.i > 0 and head.doc[to.i - 1].lower_ == "yet":
        yield Mark(Status.NEGATED, to.i - 1)


def _otherwise(head: Token) -> Iterator[Mark]:
    """Give the mark of "Otherwise the school will be shut": on what was told before."""
    for child in head.children:
        if child.lower_ == "otherwise" and child.dep_ == "advmod" and child.i < head.i and is_future(head):
            yield Mark(Status.CONDITIONAL, child.i)


def _excluded(head: Token) -> Iterator[Mark]:
    """Give the mark of "let alone tried", "without an agreement" and "would sooner eat it than sign it": what did or will not come about."""
    for child in head.children:
        word = child.lower_
        if child.i > head.i:
            continue
        if word == "without" and child.dep_ == "case" and head.pos_ == "NOUN" and not _is_state(head):
            yield Mark(Status.NEGATED, child.i)
        elif word == "than" and head.head.i < head.i and _prefers(head.head):
            yield Mark(Status.NEGATED, child.i)
    for at in range(max(0, head.left_edge.i - 2), head.i - 1):
        if head.doc[at].lower_ in _LET_FIRST and head.doc[at : at + 2].text.lower() in _LET_ALONE:
            yield Mark(Status.NEGATED, at)


def _not_after_all(head: Token) -> Iterator[Mark]:
    """Give the mark of "was to have been switched on" and "would have doubled rents but died in committee"."""
    verbs = {child.lower_: child.i for child in head.children if child.dep_ in ("aux", "aux:pass", "mark")}
    was = next((verbs[word] for word in ("was", "were") if word in verbs and "to" in verbs), None)
    would = verbs.get("would") if _came_otherwise(head) else None
    at = was if was is not None else would
    if "have" in verbs and at is not None:
        yield Mark(Status.NEGATED, at)


def _prefers(verb: Token) -> bool:
    """Tell whether a verb says what somebody would rather do."""
    words = {child.lower_ for child in verb.children if child.i < verb.i}
    return bool(words & {"sooner", "rather"}) and bool(words & {"would", "'d", "’d"})


def is_negated(head: Token) -> bool:
    """Tell whether the clause or noun that `head` heads is negated of its own."""
    return any(mark.status is Status.NEGATED for mark in own_marks(head))


def is_future(head: Token) -> bool:
    """Tell whether the clause of `head` is in the future, or under a modal."""
    return any(mark.status in (Status.PLANNED, Status.HYPOTHETICAL, Status.REQUESTED) for mark in _modals(head))


def has_will(head: Token) -> bool:
    """Tell whether the clause of `head` has a bare "will" or "shall"."""
    return any(mark.will for mark in _modals(head))


def is_inverted(clause: Token) -> bool:
    """Tell whether "should", "had" or "were" stands before the subject of `clause`, which makes it a condition."""
    subject = next((child for child in clause.children if child.dep_ in SUBJECTS), None)
    verbs = [child for child in clause.children if child.dep_ in ("aux", "aux:pass", "cop", "mark")]
    return subject is not None and any(verb.lower_ in _INVERTED and verb.i < subject.i for verb in verbs)


def _negations(head: Token) -> Iterator[Mark]:
    for child in head.children:
        word = child.lower_
        if word in ("instead", "rather") and child.i < head.i and any(deep.dep_ == "fixed" for deep in child.children):
            yield Mark(Status.NEGATED, child.i)
        elif child.dep_ in _NEGATING and word in _NEGATORS:
            if not (word == "not" and _only_follows(child)):
                yield Mark(Status.NEGATED, child.i)
        elif child.dep_ in _ARGUMENTS and head.pos_ in ("VERB", "AUX"):
            if word in _NOBODY:
                yield Mark(Status.NEGATED, child.i)
            for det in child.children:
                if (det.dep_ == "det" and det.lower_ in ("no", "neither")) or (
                    det.dep_ == "advmod" and det.lower_ == "not" and det.i < child.i
                ):
                    yield Mark(Status.NEGATED, det.i)


def _only_follows(negation: Token) -> bool:
    following = negation.i + 1
    return following < len(negation.doc) and negation.doc[following].lower_ in ("only", "just", "least", "fewer")


def _modals(head: Token) -> Iterator[Mark]:
    verbs = [
        child for child in head.children if child.dep_ in ("aux", "aux:pass", "cop") or child.lower_ in ("due", "about")
    ]
    to = any(child.lower_ == "to" and child.dep_ in ("mark", "aux") for child in head.children)
    negated = any(child.lower_ in ("not", "n't", "n’t") for child in head.children)
    for verb in verbs:
        word = verb.lower_
        if word in ("will", "shall", "'ll", "’ll", "wo"):
            yield Mark(Status.PLANNED, verb.i, will=True)
        elif word in ("would", "'d", "’d") and verb.tag_ == "MD":
            yield Mark(Status.PLANNED if _is_shifted(head) else Status.HYPOTHETICAL, verb.i)
        elif word in ("may", "might", "could", "can", "ca"):
            yield Mark(Status.FAILED if negated and word == "could" else Status.HYPOTHETICAL, verb.i)
        elif word in ("should", "must", "ought") and not is_inverted(head):
            yield Mark(Status.REQUESTED, verb.i)
        elif to and verb.lemma_ == "be" and verb.lower_ in ("is", "are", "was", "were"):
            yield Mark(Status.PLANNED, verb.i)
        elif word == "about" and verb.dep_ in ("mark", "aux") and head.tag_ == "VB":
            yield Mark(Status.PLANNED, verb.i)
        elif word == "due" and verb.dep_ in ("mark", "aux", "case"):
            yield Mark(Status.PLANNED, verb.i)
    if to and head.head.i == head.i:
        yield Mark(Status.PLANNED, next(child.i for child in head.children if child.lower_ == "to"))


def _is_shifted(head: Token) -> bool:
    """Tell whether "would" only puts a "will" into the past of who reports it ("said they would meet again in May")."""
    over = head.head
    told = (
        head.dep_ == "ccomp"
        and head.lemma_.lower() not in _WELCOMES
        and over.tag_ in _REPORTS_PAST
        and has_trait(over.lemma_.lower(), "says")
    )
    words = {child.lower_ for child in head.children}
    return (
        told
        and not words & {"have", "if", "like", "rather", "sooner", "otherwise"}
        and not any(child.dep_ == "advcl" for child in head.children)
    )


def _came_otherwise(head: Token) -> bool:
    """Tell whether a clause with "but" goes on from what would have been ("would have doubled rents but died in committee")."""
    return any(
        child.dep_ == "conj" and child.tag_ == "VBD" and any(word.lower_ == "but" for word in child.children)
        for child in head.children
    )


def _aspect(head: Token) -> Iterator[Mark]:
    if head.pos_ not in ("VERB", "AUX", "ADJ", "NOUN", "ADV"):
        return
    be = next(
        (child for child in head.children if child.dep_ in ("aux", "aux:pass", "cop") and child.lemma_ == "be"), None
    )
    still = next((child for child in head.children if child.dep_ == "advmod" and child.lower_ == "still"), None)
    speech = any(status_effect(head.lemma_.lower(), "v", kind) in _SPEECH for kind in ("clause", "object"))
    if still is not None:
        yield Mark(Status.ONGOING, still.i)
    elif head.tag_ == "VBG" and be is not None and be.tag_ in ("VBZ", "VBP") and _is_to_come(head):
        yield Mark(Status.PLANNED, be.i)
    elif head.lower_ == "going" and be is not None and any(c.tag_ == "VB" and c.i > head.i for c in head.children):
        yield Mark(Status.PLANNED, be.i)  # "is going to resign"
    elif head.tag_ == "VBG" and be is not None and not speech:
        yield Mark(Status.ONGOING, be.i)
    elif head.tag_ == "VBN" and be is not None and _is_being_done(head):
        yield Mark(Status.ONGOING, next(child.i for child in head.children if child.lower_ == "being"))
    elif is_imperative(head):
        yield Mark(Status.REQUESTED, head.i)
    elif _is_state(head):
        yield Mark(Status.ONGOING, head.left_edge.i if be is None else be.i)
    elif _is_scheduled(head):
        yield Mark(Status.PLANNED, head.i)


def _is_state(head: Token) -> bool:
    """Tell whether a phrase with preposition is told of somebody as a present state ("are on strike", "has been without power since")."""
    if head.pos_ not in ("NOUN", "PROPN") or not any(child.dep_ == "case" for child in head.children):
        return False
    verbs = {child.lower_ for child in head.children if child.dep_ in ("aux", "cop")}
    if any(child.lower_ == "due" for child in head.children):
        return False
    return bool(verbs & {"is", "are", "'re", "'s"}) or ("been" in verbs and bool(verbs & {"has", "have", "'ve"}))


def _is_scheduled(head: Token) -> bool:
    """Tell whether a present tense tells of a date to come ("the line opens on 3 May"); headlines, without full stop, do not."""
    if head.tag_ not in ("VBZ", "VBP") or head.dep_ not in ("ROOT", "root") or head.right_edge.text != ".":
        return False
    if _is_to_come(head):
        return True
    dates = [child for child in head.children if child.dep_ in ("obl", "obl:unmarked") and child.ent_type_ == "DATE"]
    return any(case.lower_ == "on" for date in dates for case in date.children) and any(
        word.is_digit for date in dates for word in date.subtree
    )


def _is_to_come(head: Token) -> bool:
    """Tell whether a date beside the verb lies ahead by its own words ("opens next Thursday", "is closing tomorrow")."""
    dates = [child for child in head.children if child.dep_ in ("obl", "obl:unmarked", "advmod") and child.i > head.i]
    return any(
        word.lower_ in ("next", "tomorrow") for date in dates if date.ent_type_ == "DATE" for word in date.subtree
    )


def is_imperative(head: Token) -> bool:
    """Tell whether `head` is an order or request ("Leave now"): a bare verb without subject."""
    if head.tag_ != "VB" or head.dep_ not in ("ROOT", "root", "ccomp", "parataxis", "conj"):
        return False
    if head.dep_ == "conj" and head.head.tag_ == "VB" and not is_imperative(head.head):
        return False
    if any(child.dep_ in (*SUBJECTS, "expl") or child.lower_ == "to" for child in head.children):
        return False
    aux = [child.lower_ for child in head.children if child.dep_ in ("aux", "aux:pass", "cop")]
    return all(word in ("do", "let") for word in aux)


def _modifiers(head: Token) -> Iterator[Mark]:
    """Give the marks of adjectives and adverbs: planned evacuation, failed coup, possible attack, possibly struck."""
    for child in head.children:
        if child.dep_ in ("amod", "advmod", "compound", "acl") and abs(child.i - head.i) < 6:
            effect = own_word(child.lower_)
            if effect is not None and (child.dep_ != "acl" or child.i < head.i or _is_dated(child)):
                yield Mark(Status(effect), child.i)


def _is_being_done(participle: Token) -> bool:
    """Tell whether a passive is in the progressive ("was being shot at"), not a gerund ("after being shot")."""
    words = [child.lower_ for child in participle.children if child.dep_ in ("aux", "aux:pass")]
    return "being" in words and bool({"is", "are", "was", "were", "'s", "'re", "been"} & set(words))


def _is_dated(participle: Token) -> bool:
    """Tell whether a participle after its noun says for when or whom ("a strike planned for Monday")."""
    return any(word.lower_ == "for" for child in participle.children if child.dep_ == "obl" for word in child.children)
