"""Everything that bears on whether a clause holds: negations, modals, governing predicates, conditions, hedges."""

from __future__ import annotations

from collections.abc import Iterator, Set

from spacy.tokens import Token

from stemma.lang.governors import governor_words
from stemma.model.words import Governor
from stemma.stages.extract.clauses import is_finite
from stemma.stages.extract.text import Text

_NEGATIONS = frozenset(
    {"not", "n't", "n’t", "never", "no", "neither", "nor", "nobody", "none", "nothing", "hardly", "without"}
)
_MODALS = {"may", "might", "could", "would", "can", "should", "must", "will", "shall", "wo", "ca", "'ll", "'d"}
_CONDITIONS = frozenset({"if", "unless", "whether", "provided", "lest"})
_HEDGES = frozenset(
    {
        "reportedly",
        "allegedly",
        "apparently",
        "possibly",
        "perhaps",
        "likely",
        "probably",
        "purportedly",
        "maybe",
        "presumably",
    }
)
_PHASES = frozenset({"yet", "already", "still", "almost", "nearly", "longer"})
_MOST_LEVELS = 8


def find_governors(head: Token, predicate: Token, text: Text, reports: Set[int]) -> tuple[Governor, ...]:
    """Return the governors of a clause from the outside in.

    Args:
        head: Head of the clause; predicate: the last verb of its infinitive chain.
        text: The parsed article.
        reports: Numbers of tokens that are cues of reporting verbs: what is said is not governed by the saying.
    """
    asking = _asking_word(head)
    outer = list(_outer_levels(head, reports)) if asking is None else list(_outer_levels(head, reports - {asking.i}))
    levels = [*reversed(outer), *_inner_levels(head, predicate)]
    found = []
    for level in levels:
        if level.i != predicate.i:
            word = governor_words().get(level.lemma_.lower())
            found += list(_modifiers(level, text))
            kind = "request" if asking is not None and level.i == asking.i else word.kind if word else "governor"
            found.append(Governor(level.lemma_.lower(), kind, text.span(level.i, level.i + 1)))
        else:
            found += list(_modifiers(level, text))
    return tuple({governor.span: governor for governor in found}.values())


def has_condition(head: Token) -> bool:
    """Tell whether the clause of `head` is itself a condition ("if …")."""
    return any(child.dep_ == "mark" and child.lower_ in _CONDITIONS for child in head.children)


def _asking_word(head: Token) -> Token | None:
    """Return the word that asks for what the clause says: its verb is bare, as in "advised that the road be closed"."""
    if head.dep_ != "ccomp" or not any(child.dep_ == "mark" and child.lower_ == "that" for child in head.children):
        return None
    helpers = [child for child in head.children if child.dep_ in ("aux", "aux:pass", "cop")]
    if any(helper.lower_ in _MODALS for helper in helpers):
        return None
    verb = helpers[-1] if helpers else head
    return head.head if "Inf" in verb.morph.get("VerbForm", []) else None


def _inner_levels(head: Token, predicate: Token) -> list[Token]:
    chain = [predicate]
    while chain[-1].i != head.i and len(chain) < _MOST_LEVELS and chain[-1].head.i != chain[-1].i:
        chain.append(chain[-1].head)
    return chain[::-1]


def _outer_levels(head: Token, reports: Set[int]) -> Iterator[Token]:
    """Give what governs the clause as its complement, from the nearest outwards; reporting verbs and adjuncts do not govern."""
    token = head
    for _ in range(_MOST_LEVELS):
        if token.dep_ == "conj":
            token = token.head
            continue
        if token.dep_ not in ("ccomp", "xcomp", "acl", "csubj", "csubj:pass") or token.head.i == token.i:
            return
        token = token.head
        if token.i in reports:
            return
        yield token
        if token.pos_ == "NOUN" and token.dep_ == "obj" and token.head.i != token.i:  # "rejects the accusation that …"
            token = token.head
            yield token


def _modifiers(level: Token, text: Text) -> Iterator[Governor]:
    yield from _arranged(level, text)
    for child in sorted(level.children, key=lambda token: token.i):
        word = child.lower_
        kind = _modifier_kind(child, word)
        if kind is not None:
            yield Governor(
                "will" if word == "wo" else "can" if word == "ca" else word, kind, text.span(child.i, child.i + 1)
            )
        if child.dep_ in ("obj", "nsubj", "nsubj:pass", "obl"):
            yield from _negative_determiner(child, text)
        if child.dep_ == "advcl" and has_condition(child) and is_finite(child):
            mark = next(part for part in child.children if part.dep_ == "mark" and part.lower_ in _CONDITIONS)
            yield Governor(mark.lower_, "condition", text.span(mark.i, mark.i + 1))


def _arranged(level: Token, text: Text) -> Iterator[Governor]:
    """Give what says that something "is to" be done, as arranged or ordered: a form of "be" before "to" and the verb."""
    marks = [child.i for child in level.children if child.lower_ == "to" and child.dep_ == "mark"]
    for child in level.children:
        if (
            child.lemma_.lower() == "be"
            and child.dep_ in ("aux", "aux:pass", "cop")
            and any(child.i < mark for mark in marks)
        ):
            yield Governor("be_to", "plan", text.span(child.i, child.i + 1))


def _modifier_kind(child: Token, word: str) -> str | None:
    if child.dep_ in ("advmod", "cc:preconj", "det") and (
        word in _NEGATIONS or "Neg" in child.morph.get("Polarity", [])
    ):
        return "negation"
    if child.dep_ == "aux" and word in _MODALS:
        return "modal"
    if child.dep_ == "mark" and word in _CONDITIONS:
        return "condition"
    if child.dep_ == "mark" and word == "without":
        return "negation"
    if child.dep_ == "advmod" and word in _HEDGES:
        return "hedge"
    if child.dep_ == "advmod" and word in _PHASES:
        return "phase"
    return None


def _negative_determiner(argument: Token, text: Text) -> Iterator[Governor]:
    """ "No one was hurt", "found no bodies": the negation stands with an argument and governs the clause."""
    if argument.lower_ in ("nobody", "none", "nothing", "neither"):
        yield Governor(argument.lower_, "negation", text.span(argument.i, argument.i + 1))
    for child in argument.children:
        if child.dep_ in ("det", "advmod") and child.lower_ in ("no", "neither"):
            yield Governor(child.lower_, "negation", text.span(child.i, child.i + 1))
