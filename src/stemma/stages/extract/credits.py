"""Credits that the running text gives: "officials interviewed by Reuters said"."""

from __future__ import annotations

import re
from dataclasses import replace

from stemma.lang.agencies import agency_named
from stemma.lang.outlets import outlet_named
from stemma.model.article import Article, Credit, CreditPlace
from stemma.model.statement import Statement

_CALLED = re.compile(
    r"^(?:the\s+)?(?:(?:news)?paper\s+|newspaper\s+|news agency\s+)?(.+?)(?:\s+(?:news)?paper|\s+news agency|\s+news site)?$",
    re.I,
)
_SMALL_WORDS = frozenset({"of", "the", "de", "del", "la", "le", "and", "&", "in", "al"})
_MOST_WORDS = 6


def with_body_credits(article: Article, statements: tuple[Statement, ...]) -> Article:
    """Return `article` with the newsrooms that its statements name as carriers added to its credits, where = body.

    Carriers that are no names ("the agency", "this newspaper") credit nobody, and an outlet does not credit itself.
    """
    found = {(credit.agency, credit.span): credit for credit in article.credits}
    for statement in statements:
        for label, span in statement.carriers:
            name = newsroom_name(label)
            if name is not None and name.casefold() != (article.outlet or "").casefold():
                found.setdefault((name, span), Credit(name, CreditPlace.BODY, span))
    return replace(article, credits=tuple(found.values()))


def newsroom_name(label: str) -> str | None:
    """Return the name of an agency or outlet in the words that a sentence calls it by; None where they name none."""
    words = " ".join(label.split())[:200]
    match = _CALLED.match(words)
    name = match.group(1) if match else words
    agency = agency_named(name) or agency_named(words)
    if agency is not None:
        return agency.name
    if outlet_named(words) is not None and words[:1].isupper():
        return words
    parts = name.split()
    named = parts and len(parts) <= _MOST_WORDS and all(p[:1].isupper() or p.lower() in _SMALL_WORDS for p in parts)
    return name if named and parts[0].lower() not in ("this", "his", "her", "our", "their", "that") else None
