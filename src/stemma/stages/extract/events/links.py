"""How an event's word hangs on what governs it: as a clause, as an object or subject, through a light verb, beside a main clause."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from stemma.lang.event_types import noun_class
from stemma.lang.status_words import has_trait
from stemma.stages.extract.clauses import SUBJECTS, preposition

_CLAUSAL = frozenset({"ccomp", "xcomp", "csubj", "csubj:pass", "csubj:outer"})
_TIME_PREPOSITIONS = frozenset(
    {
        "after",
        "since",
        "during",
        "following",
        "amid",
        "over",
        "in",
        "at",
        "before",
        "until",
        "within",
        "despite",
        "because of",
        "near",
        "between",
        "through",
    }
)
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her", "our", "my", "your"})


@dataclass(frozen=True, slots=True)
class Link:
    """One step up from a word.

    Attributes:
        kind: "clause", "object", "subject" (it is a complement of `head`), "shared" (coordinated with `head`), "adverbial" (a clause beside
            `head`'s).
        preposition: The preposition between them, if any.
        indefinite: The event noun has no definite determiner.
        light: `head` is a verb that only carries the event ("launched an attack").
        shares_marks: A conjunct without auxiliary or subject of its own shares those of the first.
    """

    head: Token
    kind: str
    preposition: str | None = None
    indefinite: bool = False
    light: bool = False
    shares_marks: bool = False


def link_of(token: Token) -> Link | None:
    """Return how `token` hangs on its governor, or None where nothing governs it."""
    head, label = token.head, token.dep_
    if head.i == token.i or label in ("ROOT", "root", "dep", "punct"):
        return None
    if label == "conj":
        return Link(head, "shared", shares_marks=_shares(token, head))
    if label in _CLAUSAL:
        return Link(head, "clause", _marker(token))
    if label in ("acl", "advcl"):
        return _clause_link(token, head, label)
    if label == "acl:relcl" and has_trait(head.lemma_.lower(), "content") and _has_subject(token):
        return Link(head, "clause")
    if label in ("acl:relcl", "advcl:relcl", "parataxis", "appos"):
        return None
    if token.pos_ == "VERB" and label in ("obl", "nmod", "obj", "nsubj"):
        return Link(head, "clause", preposition(token))
    return _noun_link(token, head, label)


def is_light(verb: Token) -> bool:
    """Tell whether a verb only carries the event that its object or subject names ("launched an attack", "talks began")."""
    return verb.lemma_.lower() in noun_class("light verb")


def _clause_link(token: Token, head: Token, label: str) -> Link | None:
    to = any(child.lower_ == "to" for child in token.children if child.dep_ in ("mark", "aux"))
    if label == "acl":
        if head.pos_ in ("NOUN", "PROPN", "PRON", "ADJ") and (
            to or (token.tag_ == "VBG" and _marker(token)) or _has_subject(token)
        ):
            return Link(head, "clause", _marker(token))
        return None
    if head.pos_ == "ADJ" and to:
        return Link(head, "clause")
    marker = _marker(token)
    if token.tag_ == "VBG" and marker in ("from", "of", "for", "in", "on", "to", "against", "about"):
        return Link(head, "clause", marker)
    return Link(head, "adverbial")


def _has_subject(token: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in token.children) and any(
        child.lower_ == "that" for child in token.children
    )


def _marker(token: Token) -> str | None:
    words = [
        child.lower_
        for child in token.children
        if child.dep_ in ("mark", "case") and child.lower_ not in ("that", "to")
    ]
    return words[0] if words else None


def _shares(token: Token, head: Token) -> bool:
    if any(child.dep_ in (*SUBJECTS, "aux", "aux:pass", "cop") for child in token.children):
        return False
    if any(child.dep_ == "cc" and child.lower_ == "but" for child in token.children):
        return False
    if token.pos_ in ("NOUN", "PROPN", "ADJ"):
        return head.pos_ == token.pos_
    return "Fin" not in token.morph.get("VerbForm", []) and token.tag_ == head.tag_


def _noun_link(token: Token, head: Token, label: str) -> Link | None:
    indefinite = not any(child.lower_ in _DEFINITE or child.dep_ == "nmod:poss" for child in token.children)
    between = preposition(token)
    if label in ("obj", "nsubj:pass", "iobj"):
        return Link(head, "object", None, indefinite, light=is_light(head))
    if label in SUBJECTS:
        if head.pos_ in ("ADJ", "ADV") or (head.pos_ == "NOUN" and preposition(head) is not None):
            return Link(head, "clause")
        return Link(head, "subject", None, indefinite, light=is_light(head))
    if label in ("obl", "obl:agent", "obl:arg", "nmod"):
        if between is None or (between in _TIME_PREPOSITIONS and label == "obl"):
            return None
        light = head.pos_ == "VERB" and label == "obl" and is_light(head)
        return Link(head, "object", between, indefinite, light)
    if label in ("compound", "amod"):
        return Link(head, "object")
    return None
