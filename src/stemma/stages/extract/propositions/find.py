"""Find the propositions of an article: one per clause, an infinitive chain being one clause.

"Washington has not yet launched plans to withdraw" is one proposition: launch, governed by *not* and *yet*, its actor Washington. The
content of a reporting verb is a proposition of its own, source and cue set aside. After Stemma's feasibility study on claims, most false
clashes came from clauses that had lost their governor; so the whole chain is kept, and a clause that lost a part says so (`sound`).
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from stemma.lang.governors import governor_words
from stemma.model.article import BlockKind, CreditPlace
from stemma.model.event import Event
from stemma.model.ids import span_id
from stemma.model.span import Span
from stemma.model.statement import Statement
from stemma.model.words import Mention, Proposition, Quantity, Role, TimeRef
from stemma.stages.extract.clauses import SUBJECTS, child_with, children_with, is_finite, subtree
from stemma.stages.extract.propositions.extent import clause_bounds, clause_tokens
from stemma.stages.extract.propositions.governors import find_governors, has_condition
from stemma.stages.extract.propositions.roles import find_roles
from stemma.stages.extract.text import Text

_PREDICATE_POS = frozenset({"VERB", "NOUN", "ADJ", "PROPN", "NUM", "ADV", "PRON"})
_OWN_CLAUSE = frozenset(
    {"ROOT", "root", "ccomp", "parataxis", "csubj", "csubj:pass", "csubj:outer", "acl:relcl", "advcl:relcl"}
)
_LIGHT = frozenset(
    {"be", "have", "do", "not", "also", "then", "there", "so", "just", "only", "even", "as", "other", "more"}
)
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
_LEAST_TERMS = 2
_WIDEST_VOICE = 30


def find_propositions(
    text: Text,
    mentions: Sequence[Mention],
    times: Sequence[TimeRef],
    quantities: Sequence[Quantity],
    statements: Sequence[Statement],
    events: Sequence[Event],
) -> tuple[Proposition, ...]:
    """Return the propositions of the article, in order of their heads.

    Args:
        text: The parsed article.
        mentions, times, quantities, statements, events: What was found in it before; a proposition names those that it holds.
    """
    context = _Context(text, mentions, times, quantities, statements, events)
    found = []
    for sentence in text.sentences:
        first, end = text.sent_tokens(sentence)
        heads = _told_apart([token for token in text.doc[first:end] if _heads_clause(token)])
        barriers = frozenset(head.i for head in heads)
        for head in heads:
            if not context.is_cue_only(head, barriers):
                made = _proposition(head, barriers, context)
                if made is not None:
                    found.append(made)
    return tuple(found)


def _told_apart(heads: list[Token]) -> list[Token]:
    """Return the heads without coordinated ones that say too little alone ("was inspected in January and was in order")."""
    numbers = frozenset(head.i for head in heads)
    return [
        head
        for head in heads
        if head.dep_ != "conj" or sum(token.pos_ in _CONTENT for token in clause_tokens(head, numbers)) >= _LEAST_TERMS
    ]


class _Context:
    """What was found in the article, reachable by where it stands."""

    def __init__(
        self,
        text: Text,
        mentions: Sequence[Mention],
        times: Sequence[TimeRef],
        quantities: Sequence[Quantity],
        statements: Sequence[Statement],
        events: Sequence[Event],
    ) -> None:
        self.text = text
        self.times = times
        self.quantities = quantities
        self.statements = statements
        self.mention_at = {}
        for mention in sorted(mentions, key=lambda m: -len(m.span)):
            for token in _tokens(text, mention.span):
                self.mention_at[token] = mention.id
        self.event_at = {token: event.id for event in events for token in _tokens(text, event.trigger)}
        self.quantity_at = {token: run for q in quantities for run in (_tokens(text, q.span),) for token in run}
        self.dateline = _dateline_tokens(text)
        self.voices = [
            (frozenset(_voice_tokens(text, statement)), statement.content)
            for statement in statements
            if statement.cue is not None and statement.content and _only_reports(statement)
        ]
        self.reports = {
            token: statement
            for statement in statements
            if statement.cue is not None and statement.content and _only_reports(statement)
            for token in _tokens(text, statement.cue)
        }

    def is_cue_only(self, head: Token, barriers: frozenset[int]) -> bool:
        """Tell whether `head` only reports what another clause or a quotation says; "declared an outbreak" does more."""
        said = self.reports.get(head.i)
        if said is None:
            return False
        spoken = {token for span in said.content for token in _tokens(self.text, span)}
        return said.form == "direct" or any(i in spoken for i in barriers - {head.i})

    def voices_around(self, head: Token, predicate: Token) -> frozenset[int]:
        """Return the tokens that say who reports a clause and how, and those of the dateline; never what is in the clause's own verbs."""
        own = {head.i, predicate.i}
        found = set(self.dateline)
        for tokens, _ in self.voices:
            if not own & tokens:
                found |= tokens
        return frozenset(found)

    def whole_words(self, first: int, end: int, voices: frozenset[int]) -> tuple[int, int]:
        """Return the bounds widened to hold every quantity that they cut through, up to who reports the clause."""
        for edge in (first, end - 1):
            found = self.quantity_at.get(edge, range(0))
            if found and not voices.intersection(found):
                first, end = min(first, found.start), max(end, found.stop)
        return first, end

    def statement_at(self, span: Span) -> str | None:
        """Return the innermost statement whose content holds `span`."""
        holding = [
            (sum(len(part) for part in statement.content), statement.id)
            for statement in self.statements
            if any(part.covers(span) for part in statement.content)
        ]
        return min(holding)[1] if holding else None


def _only_reports(statement: Statement) -> bool:
    return statement.category == "statement" and statement.act in ("say", "confirm", "predict", "believe", "other")


def _voice_tokens(text: Text, statement: Statement) -> set[int]:
    """Return the tokens of cue and source, and what stands between them, outside the content."""
    parts = [span for span in (statement.cue, statement.source.span) if span is not None]
    low, high = min(span.start for span in parts), max(span.end for span in parts)
    tokens = {token for span in parts for token in _tokens(text, span)}
    for number in _tokens(text, statement.cue) if statement.cue is not None else ():
        for subject in children_with(text.doc[number], *SUBJECTS):
            tokens |= {token.i for token in subtree(subject)}
    between = set(_tokens(text, Span(text.article.id, low, high)))
    spoken = {token for span in statement.content for token in _tokens(text, span)}
    return (tokens | between if len(between) <= _WIDEST_VOICE else tokens) - spoken


def _dateline_tokens(text: Text) -> frozenset[int]:
    ends = [c.span.end for c in text.article.credits if c.where is CreditPlace.DATELINE and c.span is not None]
    if not ends or not text.sentences:
        return frozenset()
    return frozenset(
        token
        for span in (c.span for c in text.article.credits if c.where is CreditPlace.DATELINE and c.span is not None)
        for token in _tokens(text, span)
    )


def _tokens(text: Text, span: Span) -> range:
    first = text.token_at(span.start)
    last = text.token_at(max(span.start, span.end - 1))
    return range(0) if first is None else range(first, (first if last is None else last) + 1)


def _heads_clause(token: Token) -> bool:
    """Tell whether `token` heads a clause that is told by itself."""
    if token.pos_ not in _PREDICATE_POS or token.is_space:
        return False
    label = token.dep_
    if label in _OWN_CLAUSE or token.head.i == token.i:
        return token.pos_ == "VERB" or _is_predicate(token) or token.head.i == token.i
    if label == "advcl":
        return is_finite(token) or _arguments(token) >= 2
    if label == "conj":
        return _is_predicate(token) and _conjoins_clause(token)
    return False


def _is_predicate(token: Token) -> bool:
    if token.pos_ == "VERB":
        return True
    return any(child.dep_ in ("cop", "nsubj", "nsubj:pass") for child in token.children)


def _conjoins_clause(token: Token) -> bool:
    """Tell whether what `token` is coordinated with heads a clause itself (not an infinitive that stays inside its governor)."""
    if (
        child_with(token, *SUBJECTS, "aux", "aux:pass", "cop") is None
        and _arguments(token) < 2
        and not is_finite(token)
    ):
        return False  # "was inspected and found sound"
    head = token.head
    for _ in range(8):
        if head.dep_ != "conj":
            break
        head = head.head
    return head.i != token.i and (
        head.dep_ in _OWN_CLAUSE or head.head.i == head.i or (head.dep_ == "advcl" and is_finite(head))
    )


def _arguments(token: Token) -> int:
    return sum(child.dep_ in ("obj", "obl", "iobj", "xcomp", "obl:agent", "nsubj") for child in token.children)


def _proposition(head: Token, barriers: frozenset[int], context: _Context) -> Proposition | None:
    text = context.text
    predicate = _predicate(head, barriers)
    own = barriers - _complement_heads(head)
    inside = clause_tokens(head, own)
    voices = context.voices_around(head, predicate)
    start, end, cut = clause_bounds(inside, head, predicate, barriers=own, voices=voices)
    start, end = context.whole_words(start, end, voices)
    inside = [token for token in inside if start <= token.i < end]
    terms = _terms(inside, predicate)
    tells = (
        is_finite(head) and child_with(head, *SUBJECTS) is not None and predicate.pos_ == "VERB"
    )  # "Nobody was arrested"
    least = (1 if tells else _LEAST_TERMS) + 2 * (child_with(head, "ccomp") is not None and own == barriers)
    if len(terms) < least:
        return None
    span = text.span(start, end)
    predicate_span = text.span(predicate.i, predicate.i + 1)
    sentence = text.sentence_of(head.i)
    held = {token.i for token in inside}
    roles = find_roles(head, predicate, text, context.mention_at)
    if head.dep_ == "advcl" and not any(role.name in ("A0", "A1") for role in roles):
        return None
    return Proposition(
        id=span_id("prop", text.article.id, predicate_span.start, predicate_span.end),
        span=span,
        sentence=sentence.id,
        predicate=predicate.lemma_.lower(),
        predicate_span=predicate_span,
        governors=find_governors(head, predicate, text, context.reports.keys()),
        roles=roles,
        tense=_tense(head),
        sound=not cut and _is_sound(head, roles, sentence.kind),
        terms=terms,
        statement=context.statement_at(predicate_span),
        event=context.event_at.get(predicate.i),
        quantities=tuple(q.id for q in context.quantities if _holds(text, q.span, held)),
        times=tuple(t.id for t in context.times if _holds(text, t.span, held)),
    )


def _complement_heads(head: Token) -> frozenset[int]:
    """Return the heads of what `head` denies: the denial is told by itself, with what it denies ("denied that it had neglected the dam")."""
    word = governor_words().get(head.lemma_.lower())
    if word is None or word.kind != "denial":
        return frozenset()
    return frozenset(child.i for child in head.children if child.dep_ in ("ccomp", "xcomp"))


def _predicate(head: Token, barriers: frozenset[int]) -> Token:
    """Return the last verb of an infinitive chain ("threatened to close" → close); `head` itself where there is none."""
    token = head
    for _ in range(6):
        below = [
            child
            for child in token.children
            if child.dep_ == "xcomp" and child.pos_ == "VERB" and child.i not in barriers
        ]
        if not below:
            break
        token = below[0]
    return token


def _terms(inside: list[Token], predicate: Token) -> tuple[str, ...]:
    kept = []
    for token in inside:
        lemma = token.lemma_.lower()
        if (
            token.pos_ not in _CONTENT
            or (lemma in _LIGHT and token.i != predicate.i)
            or not any(c.isalnum() for c in token.text)
        ):
            continue
        kept.append(token.text if token.pos_ == "PROPN" else lemma)
    return tuple(kept)


def _tense(head: Token) -> str:
    verbs = [head, *(child for child in head.children if child.dep_ in ("aux", "aux:pass", "cop"))]
    if any(verb.lower_ in ("will", "shall", "'ll", "’ll", "wo") for verb in verbs):
        return "future"
    finite = [verb for verb in verbs if "Fin" in verb.morph.get("VerbForm", [])]
    if any("Past" in verb.morph.get("Tense", []) for verb in finite):
        return "past"
    if any(verb.lemma_.lower() == "have" for verb in finite) and any(
        "Past" in verb.morph.get("Tense", []) for verb in verbs
    ):
        return "past"
    return "present" if finite else "none"


def _is_sound(head: Token, roles: tuple[Role, ...], kind: BlockKind) -> bool:
    """Tell whether nothing that the clause needs was lost: a subject where it is finite, a known governor, no headline's ellipsis."""
    if kind is BlockKind.HEADLINE or head.dep_ == "dep":
        return False
    if is_finite(head) and not any(role.name in ("A0", "A1") for role in roles):
        return False
    return not has_condition(head) or is_finite(head)


def _holds(text: Text, span: Span, held: set[int]) -> bool:
    token = text.token_at(span.start)
    return token is not None and token in held
