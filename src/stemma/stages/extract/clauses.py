"""Walks over a parse in Universal Dependencies labels; every walk is bounded, whatever the parser gave."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

CLAUSAL = frozenset(
    {"ccomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj", "csubj:pass", "csubj:outer", "advcl:relcl"}
)
SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass")
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_MOST_STEPS = 400


def subtree(head: Token, *, stop_at: frozenset[str] = frozenset()) -> list[Token]:
    """Return `head` and what hangs below it in order of the text, without branches whose label is in `stop_at`."""
    found: list[Token] = []
    waiting, seen = [head], {head.i}
    while waiting and len(found) < _MOST_STEPS:
        token = waiting.pop()
        found.append(token)
        for child in token.children:
            if child.i not in seen and (child.dep_ not in stop_at):
                seen.add(child.i)
                waiting.append(child)
    return sorted(found, key=lambda token: token.i)


def ancestors(token: Token) -> Iterator[Token]:
    """Give the governors of `token` from the nearest outwards; ends at the root or where a broken parse would turn in circles."""
    seen = {token.i}
    while token.head.i not in seen:
        token = token.head
        seen.add(token.i)
        yield token


def child_with(token: Token, *labels: str) -> Token | None:
    """Return the first child of `token` that bears one of `labels`, or None."""
    return next((child for child in token.children if child.dep_ in labels), None)


def children_with(token: Token, *labels: str) -> list[Token]:
    """Return the children of `token` that bear one of `labels`, in order of the text."""
    return [child for child in token.children if child.dep_ in labels]


def preposition(token: Token) -> str | None:
    """Return the lower-case preposition that marks `token` ("in", "because of"), or None."""
    words = [
        child.lower_ for child in token.children if child.dep_ == "case" and child.lower_ not in ("'s", "’s", "'", "’")
    ]
    return " ".join(words) or None


def is_finite(token: Token) -> bool:
    """Tell whether the clause of `token` has a finite verb, its own, an auxiliary or a copula."""
    if "Fin" in token.morph.get("VerbForm", []):
        return True
    return any(
        child.dep_ in ("aux", "aux:pass", "cop") and "Fin" in child.morph.get("VerbForm", [])
        for child in token.children
    )


def conjuncts(token: Token) -> list[Token]:
    """Return `token` and what is coordinated with it, in order of the text."""
    return [token, *(child for child in token.children if child.dep_ == "conj")]


def antecedent(token: Token) -> Token:
    """Return the noun that a relative pronoun stands for; `token` itself otherwise."""
    if token.lower_ in RELATIVE:
        clause = token.head
        for _ in range(4):
            if clause.dep_ == "acl:relcl":
                return clause.head
            if clause.head.i == clause.i:
                break
            clause = clause.head
    return token


def is_fronted(verb: Token) -> bool:
    """Tell whether a participle stands before the copula and the noun it is said of ("Also killed were two nuns")."""
    head = verb.head
    return (
        verb.tag_ == "VBN"
        and verb.dep_ in ("advcl", "acl", "nsubj", "csubj")
        and verb.i < head.i
        and head.pos_ in ("NOUN", "PROPN", "NUM")
        and any(child.dep_ == "cop" and child.i > verb.i for child in head.children)
    )


def is_title(noun: Token) -> bool:
    """Tell whether a bare noun only says what somebody named beside it is ("senator and presidential candidate Ana Ruiz")."""
    if noun.tag_ != "NN" or any(child.dep_ in ("det", "nmod:poss", "nummod") for child in noun.children):
        return False
    beside = (token for token in (noun, *noun.children) if token.ent_type_ == "PERSON")
    around = (token for token in (noun.head, *noun.head.children) if token.dep_ == "conj" or token.i == noun.head.i)
    return next(beside, None) is None and any(
        token.ent_type_ == "PERSON" or any(child.ent_type_ == "PERSON" for child in token.children) for token in around
    )
