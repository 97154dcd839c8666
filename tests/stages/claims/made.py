"""Tellings built by hand: a text, and for each clause its words, predicate, parts and governors."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.model.article import Article, Block, BlockKind, Published
from stemma.model.extracted import Extracted
from stemma.model.ids import span_id
from stemma.model.span import Span
from stemma.model.statement import Count, Source, Statement
from stemma.model.words import Governor, Proposition, Quantity, Role, Sentence

LIGHT = frozenset(
    "the a an to of in on at by for has have had be been was were is are not it he she they will that and yet".split()
)
KINDS = {
    "not": "negation",
    "no": "negation",
    "deny": "denial",
    "plan": "plan",
    "yet": "phase",
    "would": "modal",
    "may": "modal",
    "order": "request",
}


def telling(
    name: str,
    clauses: Sequence[tuple[str, str, dict[str, str], Sequence[str]]],
    *,
    tense: str = "past",
    published: str | None = None,
    said_by: str | None = None,
    figures: Sequence[tuple[str, str, float]] = (),
    outlet: str | None = None,
) -> Extracted:
    """Return a telling whose sentences are the words of `clauses`, each (words, predicate lemma, role name → words, governors)."""
    text, sentences, propositions = "", [], []
    statement = None
    for index, (words, predicate, roles, governors) in enumerate(clauses):
        start = len(text)
        text += words + ". "
        span = Span(name, start, start + len(words))
        sentence = Sentence(
            span_id("sent", name, start), Span(name, start, start + len(words) + 1), index, BlockKind.BODY, terms(words)
        )
        sentences.append(sentence)
        verb = start + max(0, words.find(predicate[:4]))
        made = Proposition(
            id=f"{name}:{index}",
            span=span,
            sentence=sentence.id,
            predicate=predicate,
            predicate_span=Span(name, verb, verb + 4),
            governors=tuple(Governor(g, KINDS.get(g, "governor"), span) for g in governors),
            roles=tuple(role(name, start, words, key, filler) for key, filler in roles.items()),
            tense=tense,
            terms=(*terms(words), predicate),
            statement=f"{name}:said" if said_by else None,
            quantities=tuple(f"{name}:{figure}" for figure, _, _ in figures if figure in words),
        )
        propositions.append(made)
    if said_by:
        source = Source(f"{name}:source", Span(name, 0, 1), said_by, "office", False, Count(None, None))
        whole = Span(name, 0, len(text))
        statement = Statement(
            f"{name}:said", name, sentences[0].id, (whole,), Span(name, 0, 1), source, "indirect", "say"
        )
    times = Published(published, published) if published else Published()
    return Extracted(
        article=Article(
            name, (name,), name, text, (Block(0, len(text), BlockKind.BODY),), outlet=outlet or name, published=times
        ),
        sentences=tuple(sentences),
        propositions=tuple(propositions),
        statements=(statement,) if statement else (),
        quantities=tuple(quantity(name, text, *figure) for figure in figures),
    )


def terms(words: str) -> tuple[str, ...]:
    return tuple(word.strip(",.'\"") for word in words.split() if word.lower() not in LIGHT)


def role(name: str, start: int, words: str, key: str, filler: str) -> Role:
    at = start + max(0, words.find(filler))
    return Role(key, Span(name, at, at + len(filler)), filler.split()[-1])


def quantity(name: str, text: str, words: str, kind: str, value: float) -> Quantity:
    at = text.index(words)
    hedged = words.startswith(("about", "more"))
    return Quantity(
        f"{name}:{words}",
        Span(name, at, at + len(words)),
        kind,
        value,
        value,
        value,
        "person",
        "about" if hedged else None,
    )
