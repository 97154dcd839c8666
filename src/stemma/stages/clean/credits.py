"""Where a text itself says which agency or outlet it is from: dateline, tail, "originally published by"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from stemma.lang.agencies import agency_named, agency_names
from stemma.model.article import Block, BlockKind, Credit, CreditPlace, PageCredit
from stemma.model.span import Span

TAIL_PARAGRAPHS = 6
HEAD_PARAGRAPHS = 4


def find_credits(
    page_credits: Sequence[PageCredit], *, text: str, blocks: Sequence[Block], article: str
) -> tuple[Credit, ...]:
    """Return the credits that the page states outside the text, and those in the text with their spans.

    Only what credits the text itself is one: "told Reuters" inside a sentence says through whom somebody spoke, and is not.
    """
    found = [Credit(credit.agency, credit.where) for credit in page_credits]
    for start, end, agency, where in _text_credits(text, blocks):
        found.append(Credit(agency, where, Span(article, start, end)))
    return tuple(dict.fromkeys(found))


def _text_credits(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, int, str, CreditPlace]]:
    body = [block for block in blocks if block.kind in (BlockKind.BODY, BlockKind.BOILERPLATE)]
    for block in body[:HEAD_PARAGRAPHS]:
        yield from _dateline(text, block)
    for block in body[-TAIL_PARAGRAPHS:]:
        yield from _tail(text, block)
    for block in body:
        yield from _original(text, block)


def _dateline(text: str, block: Block) -> Iterator[tuple[int, int, str, CreditPlace]]:
    found = _dateline_pattern().match(text, block.start, min(block.end, block.start + 160))
    if found is None:
        return
    for part in re.finditer(r"[^/,&]+", found.group("who")):
        agency = agency_named(re.sub(r"^\s*(?:and|with)\s+|\s+and\s*$", "", part.group()))
        if agency is not None:
            yield block.start, found.end("close"), agency.name, CreditPlace.DATELINE


@cache
def _dateline_pattern() -> re.Pattern[str]:
    """`BAGHDAD (Reuters) -`, `NAIROBI, Kenya, March 14 (AFP) —`, `(Reuters) -`, `BEIJING, Sept. 15 (Xinhua) --`, `PARIS - AFP -`."""
    place = r"(?:[A-Z][\w.'’/-]{0,30}[ ,]{0,2}){0,8}(?:\d{1,2}(?:,? \d{4})?[ ,]{0,2})?"
    one = rf"(?:[Tt]he )?(?:{agency_names()})"
    who = rf"(?P<who>{one}(?:\s*(?:/|,|&|\band\b)\s*{one}){{0,3}})"
    dash = r"\s*(?:--|[-–—:])\s"
    return re.compile(rf"\s*{place}(?:\(\s*{who}\s*\)(?P<close>{dash})?)".replace("(?P<close>", "(?P<close>"))


def _tail(text: str, block: Block) -> Iterator[tuple[int, int, str, CreditPlace]]:
    words = text[block.start : block.end]
    if len(words) > 600:
        words, start = words[-200:], block.end - 200
    else:
        start = block.start
    for pattern in _tail_patterns():
        for found in pattern.finditer(words):
            for name in re.finditer(agency_names_pattern(), found.group("who")):
                agency = agency_named(name.group())
                if agency is not None:
                    yield start + found.start(), start + found.end(), agency.name, CreditPlace.TAIL


@cache
def agency_names_pattern() -> re.Pattern[str]:
    """Return a pattern of any agency's name as a whole word."""
    return re.compile(rf"(?<!\w)(?:{agency_names()})(?!\w)")


@cache
def _tail_patterns() -> tuple[re.Pattern[str], ...]:
    one = rf"(?:[Tt]he )?(?:{agency_names()})"
    several = rf"(?P<who>{one}(?:(?:\s*[/,&]\s*|,?\s+(?:and|with)\s+){one}){{0,4}})"
    return (
        re.compile(
            rf"^\s*[(\[]?\s*(?:[-–—]{{1,2}}\s*|©\s*(?:\d{{4}}\s+)?|Source:\s*|Sources:\s*|With\s+)?{several}\s*[)\]]?\.?\s*$"
        ),
        re.compile(rf"(?:©|\(c\)|[Cc]opyright)\s*(?:©\s*)?(?:\d{{4}}\s+)?(?:by\s+)?{several}"),
        re.compile(
            rf"\b(?:[Ww]ith|[Uu]sing|[Ff]rom)\s+(?:(?:additional\s+)?(?:reporting|files|material|inputs?|information)\s+(?:by|from)\s+)(?:the\s+)?{several}"
        ),
        re.compile(rf"\b(?:[Aa]dditional\s+reporting|[Rr]eporting|[Ii]nputs?)\s+(?:by|from)\s+(?:the\s+)?{several}"),
        re.compile(
            rf"(?P<who>{one})\s+(?:[Ww]riters?|[Cc]orrespondents?|journalists?|[Ss]taff)\b.{{0,300}}\bcontributed to this (?:report|story|article)",
            re.DOTALL,
        ),
        re.compile(rf"{several}\s+contributed to this (?:report|story|article)"),
        re.compile(rf"[–—-]\s*{several}\s*$"),
        re.compile(rf"[(\[]\s*{several}\s*[)\]]\s*$"),
    )


def _original(text: str, block: Block) -> Iterator[tuple[int, int, str, CreditPlace]]:
    for found in _ORIGINAL.finditer(text, block.start, block.end):
        name = re.sub(r"^(?:the )", "", found.group("who").strip(" .,"))
        agency = agency_named(found.group("who"))
        yield found.start(), found.end("who"), agency.name if agency else name, CreditPlace.BODY


_ORIGINAL = re.compile(
    r"\b(?:[Tt]h(?:is|e) (?:article|story|report|piece) |)(?:was |has been |is |)(?:first |[Oo]riginally )"
    r"(?:published|appeared|posted|ran)(?: (?:on|by|in|at|for|with))+ (?P<who>(?:the )?[A-Z][\w.'’&-]{0,40}(?: (?:of |the )?[A-Z0-9][\w.'’&-]{0,40}){0,5})"
)
