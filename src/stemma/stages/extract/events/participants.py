"""From the head of a phrase to an actor or recipient: its words, mention, country and sector."""

from __future__ import annotations

from spacy.tokens import Token

from stemma.lang.countries import country_of
from stemma.lang.event_types import sector_of
from stemma.model.event import Participant
from stemma.model.words import Mention
from stemma.stages.extract.clauses import conjuncts, is_fronted, preposition, subtree
from stemma.stages.extract.events.context import Found

_BREAKS = frozenset({"acl:relcl", "advcl", "parataxis", "ccomp", "cc", "conj", "mark", "advcl:relcl", "orphan", "dep"})
_DASHES = frozenset({"-", "--", "–", "—"})
_CLAUSE = frozenset({"cop", "aux", "aux:pass", "nsubj", "nsubj:pass", "csubj", "discourse"})
_MOST = 6


def participants(heads: list[Token], found: Found) -> tuple[Participant, ...]:
    """Return the participants that `heads` and what is coordinated with them name, in order of the text, each once."""
    tokens = {part.i: part for head in heads for part in conjuncts(head)}
    made = [participant_of(tokens[i], found) for i in sorted(tokens)[:_MOST]]
    return tuple(dict.fromkeys(made))


def participant_of(head: Token, found: Found) -> Participant:
    """Return `head`'s phrase as a participant."""
    first, end = phrase(head)
    mention = found.mention_at.get(head.i)
    beside = found.mention_at.get(end)
    if (
        beside is not None
        and beside.label == "PERSON"
        and head.pos_ == "NOUN"
        and found.text.token_at(beside.span.start) == end
    ):
        end, mention = found.tokens(beside.span).stop, beside
    named = _named(mention, found)
    return Participant(
        span=found.text.span(first, end),
        mention=mention.id if mention is not None else None,
        country=_country(head, (first, end), (mention, named)),
        sector=_sector(head, (first, end), (mention, named)),
    )


def phrase(head: Token) -> tuple[int, int]:
    """Return the tokens `[first, end)` of the noun phrase of `head`: its words, names beside it and what "of" or "in" adds, without the
    preposition that governs it, without clauses and without what is coordinated with it."""
    inside = {token.i for token in subtree(head, stop_at=_BREAKS)} - _outside(head)
    first = end = head.i
    while first - 1 in inside:
        first -= 1
    while end + 1 in inside:
        end += 1
    while end > head.i and (
        (head.doc[end].dep_ == "case" and head.doc[end].lower_ not in ("'s", "’s")) or _is_loose(head.doc[end])
    ):
        end -= 1
    while first < head.i and _is_loose(head.doc[first]):
        first += 1
    dashes = (i + 1 for i in range(first + 1, head.i) if head.doc[i].text in _DASHES and head.doc[i - 1].whitespace_)
    dash = max(dashes, default=first)
    return dash, end + 1  # what stands before a dash is a dateline or another clause


def _is_loose(token: Token) -> bool:
    return token.is_punct and token.text not in ("(", ")", '"')


def _outside(head: Token) -> set[int]:
    """Return the tokens below `head` that do not belong to its phrase: its own preposition, appositions after a comma, verbs after it."""
    left: set[int] = set()
    for part in subtree(head, stop_at=_BREAKS):
        own = part.head.i == head.i
        edge = part.left_edge.i
        apposed = part.dep_ == "appos" and edge > 0 and head.doc[edge - 1].text in (",", "-", "–", "—", ":")
        if (
            apposed
            or (own and part.i > head.i and preposition(part) == "by")  # who did it, not who suffered it
            or (own and part.i < head.i and (part.dep_ in _CLAUSE or is_fronted(part)))
            or (own and part.dep_ == "acl" and part.i > head.i)
            or (own and part.dep_ == "case" and part.i < head.i)
        ):
            left |= {token.i for token in part.subtree}
        elif own and part.dep_ == "punct" and part.text in (",", ";", ":"):
            left.add(part.i)
    return left


def _named(mention: Mention | None, found: Found) -> Mention | None:
    return (
        found.mention_by_id.get(mention.refers_to) if mention is not None and mention.refers_to is not None else mention
    )


def _country(head: Token, bounds: tuple[int, int], mentions: tuple[Mention | None, Mention | None]) -> str | None:
    for mention in mentions:
        if mention is not None and mention.country is not None:
            return mention.country
    doc = head.doc
    for i in [head.i, *range(bounds[0], bounds[1])]:
        for size in (3, 2, 1):
            country = country_of(doc[i : min(i + size, bounds[1])].text)
            if country is not None:
                return country.iso
    return None


def _sector(head: Token, bounds: tuple[int, int], mentions: tuple[Mention | None, Mention | None]) -> str | None:
    whole = head.doc[bounds[0] : bounds[1]].text.strip("«»\"'“”‘’ ").removeprefix("the ").removeprefix("The ")
    named = sector_of(whole)
    if named is not None or head.ent_type_ in ("LOC", "NORP"):
        return named
    words = [head.lemma_.lower(), head.text]
    for mention in mentions:
        if mention is not None:
            words += [mention.head.lower(), mention.head, *(reversed((mention.title or "").lower().split()))]
    words += [token.lower_ for token in head.doc[bounds[0] : bounds[1]]]
    return next((sector for sector in map(sector_of, words) if sector is not None), None)
