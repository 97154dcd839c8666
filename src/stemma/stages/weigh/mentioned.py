"""Outlets and agencies that a text only mentions as having told something ("first reported by …"); they are never counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stemma.model.claim import Claim, Reporter, Telling
from stemma.model.extracted import Extracted
from stemma.model.span import Span
from stemma.model.statement import Source

_TELLING_VERBS = frozenset({"report", "publish", "reveal", "break", "disclose", "carry"})
_BY_WHOM = frozenset({"A0", "by", "on", "in"})
_OUTLET_WORDS = frozenset(
    "site website newspaper newspapers paper daily weekly magazine agency broadcaster television channel radio outlet media portal".split()
) | frozenset("post times journal news tribune herald gazette guardian mirror star ledger telegraph".split())
_REPORTERS = frozenset({"outlet", "agency"})


def find_mentioned(claim: Claim, tellings: Mapping[str, Extracted]) -> tuple[Reporter, ...]:
    """Return the outlets and agencies that a claim's statements name as its source, each once, in order of the texts."""
    found: dict[str, Reporter] = {}
    for telling in claim.tellings:
        for statement in tellings[telling.article].statements:
            if statement.id in telling.statements:
                for source in (statement.source, *statement.source.parts):
                    _add(source, found)
        for span in _said_to_have_reported(telling, tellings[telling.article]):
            words = " ".join(tellings[telling.article].text_of(span.start, span.end).split())
            found.setdefault(words.casefold(), Reporter(words, span))
    return tuple(found.values())


def _said_to_have_reported(telling: Telling, article: Extracted) -> Iterator[Span]:
    """Give outlets of passives such as "first reported by an Iraqi news site", in the claim's sentences or the next one."""
    mine = {s.index for s in article.sentences if any(s.span.overlaps(span) for span in telling.spans)}
    sentences = {s.id for s in article.sentences if s.index in mine or s.index - 1 in mine}
    for proposition in article.propositions:
        if proposition.sentence in sentences and proposition.predicate in _TELLING_VERBS:
            for role in proposition.roles:
                words = {word.casefold() for word in article.text_of(role.span.start, role.span.end).split()}
                if role.name in _BY_WHOM and (words & _OUTLET_WORDS):
                    yield role.span


def _add(source: Source, found: dict[str, Reporter]) -> None:
    if source.kind in _REPORTERS and source.span is not None:
        found.setdefault(source.text.casefold(), Reporter(source.text, source.span))
