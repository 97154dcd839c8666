"""Who does what to whom in one clause, through passives, relative clauses, coordination and control."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from stemma.lang.governors import governor_words
from stemma.model.span import Span
from stemma.model.words import Role
from stemma.stages.extract.clauses import SUBJECTS, antecedent, child_with, children_with, preposition, subtree
from stemma.stages.extract.text import Text

_BREAKS = frozenset({"acl:relcl", "advcl", "parataxis", "appos", "ccomp", "punct", "cc", "conj", "case", "acl"})


def find_roles(head: Token, predicate: Token, text: Text, mention_at: Mapping[int, str]) -> tuple[Role, ...]:
    """Return the fillers of a clause's frame.

    Args:
        head: Head of the clause; predicate: the last verb of its infinitive chain.
        text: The parsed article.
        mention_at: Token number → id of the mention it belongs to.
    """
    passive = child_with(predicate, "nsubj:pass", "aux:pass") is not None
    subject = _subject(head, predicate)
    named: list[tuple[str, Token]] = []
    if subject is not None:
        named.append(("A1" if passive else "A0", subject))
    named += [("A0", agent) for agent in children_with(predicate, "obl:agent")]
    named += [
        ("A1", thing) for thing in children_with(predicate, "obj") if predicate.i != head.i or not _controls(head)
    ]
    named += [("A2", thing) for thing in children_with(predicate, "iobj", "xcomp") if thing.pos_ != "VERB"]
    for verb in {head.i: head, predicate.i: predicate}.values():
        named += [(preposition(place) or "at", place) for place in children_with(verb, "obl") if preposition(place)]
    roles = []
    for name, token in named:
        filler = antecedent(token)
        roles.append(
            Role(name, _phrase(filler, text), filler_head(filler), mention_at.get(filler.i) or mention_at.get(token.i))
        )
    return tuple(roles)


def filler_head(token: Token) -> str:
    """Return the head word of a filler: a name as written, else the lower-case lemma."""
    return token.text if token.pos_ == "PROPN" else token.lemma_.lower()


def _subject(head: Token, predicate: Token) -> Token | None:
    """Return the subject of the predicate: its own, its controller's, or the one shared through coordination."""
    own = child_with(predicate, *SUBJECTS)
    if own is not None or predicate.i == head.i:
        return own or _inherited(head)
    controller = predicate.head
    if _controls(controller):
        controlled = child_with(controller, "obj", "iobj")
        if controlled is not None:
            return controlled
    return child_with(head, *SUBJECTS) or _inherited(head)


def _controls(verb: Token) -> bool:
    word = governor_words().get(verb.lemma_.lower())
    return word is not None and word.object_controls and child_with(verb, "xcomp") is not None


def _inherited(head: Token) -> Token | None:
    token = head
    for _ in range(6):
        if token.dep_ == "acl:relcl":
            return token.head
        if token.dep_ in ("conj", "xcomp") or (token.dep_ == "advcl" and not _is_finite_clause(token)):
            token = token.head
            subject = child_with(token, *SUBJECTS)
            if subject is not None:
                return subject
        else:
            return None
    return None


def _is_finite_clause(token: Token) -> bool:
    return "Fin" in token.morph.get("VerbForm", []) or child_with(token, "aux", "cop", "mark") is not None


def _phrase(token: Token, text: Text) -> Span:
    inside = [part for part in subtree(token, stop_at=_BREAKS) if not part.is_space]
    first, last = inside[0].i, inside[-1].i
    run = {part.i for part in inside}
    low = token.i
    while low - 1 in run:
        low -= 1
    high = token.i
    while high + 1 in run:
        high += 1
    return text.span(max(first, low), min(last, high) + 1)
