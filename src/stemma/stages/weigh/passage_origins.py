"""From which origin a telling has *this* passage: its own newsroom, an ancestor that tells it too, or who the sentence says carried it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from stemma.lang.newsrooms import newsroom_name
from stemma.model.claim import Claim, NotCounted, Telling
from stemma.model.extracted import Extracted
from stemma.model.ids import content_id
from stemma.model.lineage import Derivation, Origin, Relation
from stemma.model.span import Span
from stemma.model.statement import Statement
from stemma.stages.weigh.lines import REPORTERS, Lines, issuer_name
from stemma.text.normalise import quoted_ranges

_COPIES = frozenset({Relation.COPY, Relation.EDITED_COPY})


_FEWEST_QUOTED = 20
_FEWEST_QUOTED_WORDS = 4
_IMPERSONAL = frozenset({"document", "organisation", "company", "office"})
_MOSTLY = 0.5
_NEARLY = 0.7
_LABELLED = re.compile(r"([^\W\d][\w .&'’-]{1,40}):\s")


@dataclass(slots=True)
class PassageOrigins:
    """The tellings of one claim with their origins, and those that add none."""

    tellings: list[Telling] = field(default_factory=list)
    not_counted: list[NotCounted] = field(default_factory=list)
    carried: dict[str, Origin] = field(default_factory=dict)


def trace_passages(claim: Claim, tellings: Mapping[str, Extracted], lines: Lines) -> PassageOrigins:
    """Return the claim's tellings, each with the origin of its passage.

    A telling whose parent (or a parent's parent) tells the claim has it from there; one whose sentence names a carrier that is no
    ancestor has it from that carrier; any other has it from the origin of its article.

    Args:
        claim: The claim.
        tellings: Article id → its records.
        lines: The stemma's lines.
    """
    told_by = {telling.article for telling in claim.tellings}
    found = PassageOrigins()
    own: dict[str, str | None] = {}
    above: dict[str, str] = {}
    for telling in claim.tellings:
        edge = _inherited_from(telling.article, told_by, lines)
        if edge is not None:
            reason = "copy" if edge.relation in _COPIES else "inherits"
            found.not_counted.append(NotCounted(telling.article, reason, _first(telling)))
            above[telling.article] = _uppermost(telling.article, told_by, lines)
        else:
            own[telling.article] = _own_origin(claim, telling, tellings, told_by, lines, found)
    for telling in claim.tellings:
        top = above.get(telling.article, telling.article)
        origin = own.get(top) if top in own else lines.origin_of.get(top)
        found.tellings.append(replace(telling, origin=origin))
    return _without_repeated_quotes(found, tellings)


def _without_repeated_quotes(found: PassageOrigins, tellings: Mapping[str, Extracted]) -> PassageOrigins:
    """Leave uncounted what is only the same quoted words as in a telling of another origin: one source, however many printed it."""
    heard: list[tuple[frozenset[str], str | None]] = []
    aside = {item.article for item in found.not_counted}
    for number, telling in enumerate(found.tellings):
        words = _quoted_words(telling, tellings[telling.article])
        if words is None:
            continue
        if any(origin != telling.origin and _nearly_same(words, other) for other, origin in heard):
            found.tellings[number] = replace(telling, sure=False)
            if telling.article not in aside:
                found.not_counted.append(NotCounted(telling.article, "same source", _first(telling)))
        heard.append((words, telling.origin))
    return found


def _quotations(telling: Telling, here: Extracted) -> list[Span]:
    """Return what stands in quotation marks in and around a passage."""
    ranges = (Span(here.article.id, start, end) for start, end in quoted_ranges(here.article.text))
    return [quotation for quotation in ranges if any(quotation.overlaps(span) for span in telling.spans)]


def _quoted_words(telling: Telling, here: Extracted) -> frozenset[str] | None:
    """Return the words of a passage that is wholly or mostly quotation; None where it is not."""
    quoted = _quotations(telling, here)
    words = frozenset(word for q in quoted for word in _squeezed(here.text_of(q.start, q.end)).split())
    inside = sum(min(q.end, s.end) - max(q.start, s.start) for q in quoted for s in telling.spans if q.overlaps(s))
    if len(words) < _FEWEST_QUOTED_WORDS or inside < _MOSTLY * sum(len(s) for s in telling.spans):
        return None
    return words


def _nearly_same(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _NEARLY * min(len(one), len(other))


def _own_origin(
    claim: Claim,
    telling: Telling,
    tellings: Mapping[str, Extracted],
    told_by: set[str],
    lines: Lines,
    found: PassageOrigins,
) -> str | None:
    """Return the origin of a passage that no ancestor in hand tells: who is said to say it, who carried it, or the article's own."""
    statements = [s for s in tellings[telling.article].statements if s.id in telling.statements]
    speaker = (
        _attributed_to(telling.article, statements, told_by, lines)
        or _quoted_from(telling, tellings, told_by, lines)
        or _released(telling.article, statements, told_by, lines)
        or _labelled(telling, tellings[telling.article], told_by, lines)
    )
    if speaker is not None:
        reporter = any(s.source.kind in REPORTERS for s in statements)
        reason = "inherits" if reporter else "same source"
        found.not_counted.append(NotCounted(telling.article, reason, _first(telling)))
        return lines.origin_of[speaker]
    carried = _carried(claim.story, statements, tellings[telling.article], lines, found)
    return carried or lines.origin_of.get(telling.article)


def _quoted_from(telling: Telling, tellings: Mapping[str, Extracted], told_by: set[str], lines: Lines) -> str | None:
    """Return the press release in hand that has the quoted words of this passage, word for word."""
    here = tellings[telling.article]
    quoted = _quotations(telling, here)
    if not quoted or telling.article in lines.issuers:
        return None
    words = [_squeezed(here.text_of(q.start, q.end)) for q in quoted]
    for issuer in sorted(lines.issuers & told_by):
        text = _squeezed(tellings[issuer].article.text)
        if all(len(part) >= _FEWEST_QUOTED and part in text for part in words):
            return issuer
    return None


def _released(article: str, statements: Sequence[Statement], told_by: set[str], lines: Lines) -> str | None:
    """Return the only press release in hand that tells a claim, where a body or document, no person, is said to say it."""
    issuers = sorted(lines.issuers & told_by)
    if len(issuers) != 1 or article in lines.issuers or not statements:
        return None
    return issuers[0] if all(s.source.kind in _IMPERSONAL and s.form != "direct" for s in statements) else None


def _labelled(telling: Telling, here: Extracted, told_by: set[str], lines: Lines) -> str | None:
    """Return the article in hand of the issuer whose name stands with a colon before a passage ("Altan: all branches are paying out")."""
    sentences = [s.span for s in here.sentences if any(s.span.covers(span) for span in telling.spans)]
    labels = [_LABELLED.match(here.text_of(span.start, span.end)) for span in sentences]
    names = {issuer_name(label[1]) for label in labels if label is not None}
    if len(names) != 1 or not all(labels) or telling.article in lines.issuers:
        return None
    (name,) = names
    mine = [a for known, articles in lines.own_words.items() if name in (known, known.split()[0]) for a in articles]
    return next((article for article in mine if article in told_by and article in lines.issuers), None)


def _squeezed(words: str) -> str:
    """Return letters and digits alone, so that quotation marks and line breaks do not count."""
    return " ".join("".join(c if c.isalnum() else " " for c in words.casefold()).split())


def _attributed_to(article: str, statements: Sequence[Statement], told_by: set[str], lines: Lines) -> str | None:
    """Return the article in hand of the publisher to whom every statement attributes the claim, if it tells it itself."""
    if not statements:
        return None
    own = lines.origin_of.get(article)
    speakers = [
        next((a for a in lines.own_words.get(issuer_name(statement.source.text), ()) if a in told_by), None)
        for statement in statements
    ]
    speaker = speakers[0]
    if speaker is None or any(other != speaker for other in speakers):
        return None
    return speaker if lines.origin_of[speaker] != own else None


def _inherited_from(article: str, told_by: set[str], lines: Lines) -> Derivation | None:
    """Return the edge by which `article` has the claim: towards an ancestor that tells it."""
    for edge in lines.parents.get(article, ()):
        if _reaches(lines.article_of.get(edge.parent), told_by, lines, depth=0):
            return edge
    return None


def _reaches(article: str | None, told_by: set[str], lines: Lines, *, depth: int) -> bool:
    if article is None or depth > len(lines.article_of):
        return False
    if article in told_by:
        return True
    return any(
        _reaches(lines.article_of.get(edge.parent), told_by, lines, depth=depth + 1)
        for edge in lines.parents.get(article, ())
    )


def _uppermost(article: str, told_by: set[str], lines: Lines) -> str:
    """Return the uppermost ancestor that tells the claim."""
    at, seen = article, {article}
    while (edge := _inherited_from(at, told_by, lines)) is not None:
        above = lines.article_of.get(edge.parent)
        if above is None or above in seen:
            break
        seen.add(above)
        at = above
    return at


def _carried(
    story: str, statements: Sequence[Statement], telling: Extracted, lines: Lines, found: PassageOrigins
) -> str | None:
    """Return the origin of a passage that the sentence itself says another newsroom carried, where the article is not of its line."""
    called = [label for statement in statements for label, _ in statement.carriers]
    labels = [name for label in called if (name := newsroom_name(label)) is not None]
    own = {credit.agency.casefold() for credit in telling.article.credits if credit.where.value != "body"}
    for label in labels:
        if label.casefold() in own or label.casefold() == (telling.article.outlet or "").casefold():
            return None
    if not labels:
        return None
    label = labels[-1]
    if label.casefold() in lines.labels:
        return lines.labels[label.casefold()]
    origin = Origin(
        content_id("origin", story, "carrier", label.casefold()), story, label, "agency", (telling.article.id,)
    )
    known = found.carried.get(origin.id)
    articles = tuple(sorted({*(known.articles if known else ()), telling.article.id}))
    found.carried[origin.id] = Origin(origin.id, story, label, origin.kind, articles)
    return origin.id


def _first(telling: Telling) -> Span | None:
    return telling.spans[0] if telling.spans else None
