"""Where a text itself says which agency or outlet it is from: dateline, byline, tail, "originally published by"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from stemma.lang.agencies import agency_named, agency_names
from stemma.lang.calendar import MONTHS
from stemma.model.article import Block, BlockKind, Credit, CreditPlace, PageCredit
from stemma.model.span import Span

HEAD_BLOCKS = 5
TAIL_BLOCKS = 6
DATELINE_LENGTH = 160
TAIL_LENGTH = 400
MAX_CREDITS = 60

_Found = tuple[int, int, str, CreditPlace]


def find_credits(
    page_credits: Sequence[PageCredit], *, text: str, blocks: Sequence[Block], article: str
) -> tuple[Credit, ...]:
    """Return the credits that the page states outside the text, and those in the text with their spans.

    Only what credits the text itself is one: "told Reuters" inside a sentence says through whom somebody spoke, and is not.
    """
    found = [Credit(credit.agency, credit.where) for credit in page_credits]
    for start, end, agency, where in islice(_text_credits(text, blocks), MAX_CREDITS):
        credit = Credit(agency, where, Span(article, start, end))
        if not any(_same_place(credit, known) for known in found):
            found.append(credit)
    return tuple(found)


def _same_place(credit: Credit, known: Credit) -> bool:
    overlap = credit.span is not None and known.span is not None and credit.span.overlaps(known.span)
    return credit.agency == known.agency and overlap


def _text_credits(text: str, blocks: Sequence[Block]) -> Iterator[_Found]:
    told = [block for block in blocks if block.kind in (BlockKind.BODY, BlockKind.BOILERPLATE)]
    head = told[:HEAD_BLOCKS]
    for block in head:
        yield from _byline(text, block) if _is_byline(text, block) else _dateline(text, block)
    for block in told[-TAIL_BLOCKS:]:
        if not (block in head and _is_byline(text, block)):
            yield from _tail(text, block)
    for block in told:
        yield from _original(text, block)


def _is_byline(text: str, block: Block) -> bool:
    """Tell whether a block above the text says who wrote it or when it was put up: "By ASSOCIATED PRESS", "Xinhua | Updated: …"."""
    words = text[block.start : min(block.end, block.start + TAIL_LENGTH)]
    return block.kind is BlockKind.BOILERPLATE and _STAMP.search(words) is not None


_STAMP = re.compile(r"^by |\||\b(?:updated|published|source)\s?:", re.IGNORECASE)


def _dateline(text: str, block: Block) -> Iterator[_Found]:
    """Yield the agencies of a dateline: `BAGHDAD (Reuters) -`, `NAIROBI, Kenya, March 14 (AFP) —`, `Raipur, Aug 31 (PTI)`, `(Reuters) -`."""
    found = _dateline_pattern().match(text, block.start, min(block.end, block.start + DATELINE_LENGTH))
    if found is None:
        return
    place = found.group("place")
    dated = place.split()[-1:] and place.split()[-1].strip(".").lower() in MONTHS
    if found.group("dash") or place == place.upper() or dated:
        yield from _named(
            found.group("who"), start=found.start("line"), end=found.end("line"), where=CreditPlace.DATELINE
        )


@cache
def _dateline_pattern() -> re.Pattern[str]:
    place = r"(?:[^\W\d_][\w.'’/-]{0,30},? ){0,8}"
    day = r"(?:\d{1,2}(?:,? \d{4})?,? ?|\d{4},? ?)?"
    opening = r"(?:\s?(?:--|[-–—:])\s?)?"
    return re.compile(
        rf"\s*(?P<line>(?=[A-Z(])(?P<place>(?:{place})){day}{opening}\((?P<who>{_several()})\))(?P<dash>[\s.]?(?:--|[-–—:]))?(?=\s)"
    )


def _byline(text: str, block: Block) -> Iterator[_Found]:
    """Yield the agencies in a byline or stamp above the text."""
    for found in _name_pattern().finditer(text, block.start, block.end):
        yield from _named(found.group(), start=found.start(), end=found.end(), where=CreditPlace.BYLINE)


def _tail(text: str, block: Block) -> Iterator[_Found]:
    """Yield the agencies that the end of a text credits; in running text only in the forms that close a report."""
    start = block.start if block.kind is BlockKind.BOILERPLATE else max(block.start, block.end - TAIL_LENGTH)
    words = text[start : min(block.end, start + 3 * TAIL_LENGTH)]
    if not _name_pattern().search(words):  # what every pattern below asks for, found out much faster
        return
    for pattern in _closing_patterns() if block.kind is BlockKind.BODY else (*_closing_patterns(), *_tail_patterns()):
        for found in pattern.finditer(words):
            first, last = start + found.start(), start + found.end()
            yield from _named(found.group("who"), start=first, end=last, where=CreditPlace.TAIL)


@cache
def _closing_patterns() -> tuple[re.Pattern[str], ...]:
    """Return the patterns that credit even at the end of running text: "© AFP", "— AP", "(with AFP)", "AP contributed to this report"."""
    staff = r"[Ww]riters?|[Cc]orrespondents?|[Jj]ournalists?|[Rr]eporters?|[Ss]taff"
    with_whom = rf"(?:[Ww]ith )?(?:(?:[Aa]dditional |[Ff]urther )?{_WORK} (?:by|from) )"
    return (
        re.compile(rf"(?:©|\([cC]\)|\b[Cc]opyright)\s?(?:©\s?)?(?:\d{{4}} )?(?:by )?(?P<who>{_several()})"),
        re.compile(rf"(?<=[.!?\"”’'])\s+[–—-]{{1,2}}\s?(?P<who>{_several()})\W{{0,2}}$"),
        re.compile(rf"[(\[]\s?(?:[Ww]ith |[Vv]ia |[Ss]ource: ?)?{with_whom}?(?P<who>{_several()})\s?[)\]]\W{{0,2}}$"),
        re.compile(rf"(?:^\W{{0,2}}|(?<=[.!?\"”’'] )){with_whom}(?P<who>{_several()})\W{{0,2}}$"),
        re.compile(rf"(?P<who>{_one()}) (?:{staff})\b[^\n]{{0,300}}?\bcontributed to this \w+"),
        re.compile(rf"(?P<who>{_several()}) contributed to this \w+"),
    )


@cache
def _tail_patterns() -> tuple[re.Pattern[str], ...]:
    """Return the patterns that credit in a paragraph of its own at the end."""
    alone = r"^\W{0,4}(?:[a-z]{1,5}(?:[/,] ?[a-z]{1,5}){0,3} \()?(?:[Ww]ith |[Vv]ia |[Ff]rom |[Ss]ources?: ?)?"
    return (
        re.compile(rf"{alone}(?P<who>{_several()})\W{{0,3}}$"),
        re.compile(rf"\b{_WORK} (?:by|from) (?P<who>{_several()})"),
    )


_WORK = r"(?:[Rr]eporting|[Ff]iles|[Mm]aterial|[Ii]nformation|[Ii]nputs?)"


def _original(text: str, block: Block) -> Iterator[_Found]:
    """Yield the outlet where a text says that it first appeared."""
    for found in _ORIGINAL.finditer(text, block.start, block.end):
        alone = block.kind is BlockKind.BOILERPLATE or found.group("this") is not None
        if alone:
            name = re.sub(r"^[Tt]he ", "", found.group("who").strip(" .,"))
            agency = agency_named(name)
            yield found.start(), found.end(), agency.name if agency else name, CreditPlace.BODY


_ORIGINAL = re.compile(
    r"(?:\b(?:(?P<this>[Tt]his (?:article|story|report|piece|post) )|(?:[Tt]he (?:article|story|report) )?)"
    r"(?:was |has been |is )?(?:first |[Oo]riginally |re)?(?:published|appeared|posted|printed)"
    r"(?: (?:here|first|originally|with permission|courtesy))?(?: (?:on|by|in|at|from|of)){1,2}"
    r"|\b(?P<read>[Rr]ead the (?:original|full) (?:article|story)) (?:on|at|in)|\bInformation from:) "
    r"(?P<who>(?:[Tt]he )?[A-Z][\w’'&-]{0,40}(?:\.[a-z]{2,4}\b)?(?: (?:of |the |and |& )?[A-Z][\w’'&-]{0,40}){0,5})"
)


def _named(words: str, *, start: int, end: int, where: CreditPlace) -> Iterator[_Found]:
    for name in _name_pattern().finditer(words):
        agency = agency_named(name.group())
        if agency is not None:
            yield start, end, agency.name, where


def _one() -> str:
    return rf"(?:[Tt]he )?(?<!\w)(?:{agency_names()})(?!\w)"


def _several() -> str:
    return rf"{_one()}(?:(?:\s?[/,&|]\s?|,? and |,? with ){_one()}){{0,4}}"


@cache
def _name_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{agency_names()})(?!\w)")
