"""Whether a text speaks in its own voice: a press release, a notice, a statement, a transcript, and not a report of somebody else's."""

from __future__ import annotations

import re

from stemma.lang.agencies import agency_named
from stemma.model.article import BlockKind
from stemma.model.extracted import Extracted
from stemma.stages.trace.houses import house_of
from stemma.text.normalise import inside, quoted_ranges

_FIRST_PERSON = re.compile(r"\b(?:[Ww]e|[Oo]urs?|us)\b")
_LEAST_SHARE = 0.015
_RELEASE_SHARE = 0.03
BRIEF = 130
_FIRST_PARAGRAPHS = 3
_NEWSROOM = (
    "seen|read|learn|obtain|been|spoken|review|ask|contact|approach|a copy|visit|view|heard|found|counted|compared|looked|checked|talked|reported|published"
    "|verified|confirmed|listened|it from|interviewed|met|watched|analy[sz]ed|examined|gathered|followed"
)  # what a newsroom says that it has done, or has not, and an issuer seldom
_DEED = (
    r"(?: [A-Z][\w.]+)?(?: \([^)]{1,40}\))?(?: today)? (?:announce[sd]?|informs?|confirms?|regrets?|takes note|will|is|are"
    rf"|ha(?:s|ve)(?: today)?(?: \w+ly)? (?!(?:not )?(?:{_NEWSROOM}))\w+)\b"
)
_ANNOUNCED = re.compile(
    r"\b(?:in|according to|by) (?:a|an|the|its|their|his|her)\b[^.\n]{0,40}?\b(?:statements?|announcements?|communiqu[eé]|press releases?|filings?|bulletins?|notices?)\b"
    r"|\b(?:companies|company|ministry|agency|authority|groups?|board|club|bank|institute|university) announced\b|\b(?:was|been) announced by\b",
    re.IGNORECASE,
)
_MARKS = re.compile(
    r"\b(?:for immediate release|notes? to editors|(?:press|media) (?:contact|enquiries|inquiries)|end of (?:statement|release))\b"
    r"|^\s*(?:(?:press|media|news) (?:release|statement)|communiqu[eé]|statement (?:by|from|of)|notice to)\b"
    r"|\bcommuniqu[eé] (?:no\.?|number|nr\.?) ?\d|^\s*to the attention of the (?:media|press)\b",
    re.IGNORECASE | re.MULTILINE,
)


def speaks_for_itself(extracted: Extracted) -> bool:
    """Tell whether a text is a release, or says "we" outside quotations as hardly any report does."""
    return is_release(extracted) or _first_person(extracted) >= _LEAST_SHARE


def is_release(extracted: Extracted) -> bool:
    """Tell whether a text is a press release, statement or public notice: by its marks, because it hardly says anything but "we", or because
    it begins with what its own publisher does."""
    return (
        _MARKS.search(extracted.article.text) is not None
        or _first_person(extracted) >= _RELEASE_SHARE
        or _begins_with_own_deed(extracted)
    )


def _begins_with_own_deed(extracted: Extracted) -> bool:
    """Tell whether one of the first two paragraphs tells what the publisher did ("The Chamber has today suspended"), other than reporting."""
    article = extracted.article
    house = house_of(article.outlet or "")
    if not house or agency_named(house):
        return False
    names = [re.escape(house), *(f"The {re.escape(word)}" for word in house.split() if word[:1].isupper())]
    deed = re.compile(rf"(?:^|[.:]\s+|[-–—]\s+)(?:{'|'.join(names)}){_DEED}", re.MULTILINE)
    first = [block for block in article.blocks if block.kind is BlockKind.BODY][:_FIRST_PARAGRAPHS]
    return any(deed.search(article.text, block.start, block.end) for block in first)


def cites_statement(extracted: Extracted) -> bool:
    """Tell whether a text is a brief that names an announcement, statement or report as what it is from.

    Such a brief has hardly a detail that the announcement lacks, so any report of the announcement covers it; likeness proves nothing.
    """
    text = extracted.article.text
    words = sum(len(text[b.start : b.end].split()) for b in extracted.article.blocks if b.kind is BlockKind.BODY)
    return words <= BRIEF and _ANNOUNCED.search(text) is not None


def _first_person(extracted: Extracted) -> float:
    """Return the share of its body's words that are "we", "us" or "our" outside quotations."""
    article = extracted.article
    quotes = quoted_ranges(article.text)
    said, words = 0, 0
    for block in article.blocks:
        if block.kind is not BlockKind.BODY:
            continue
        words += len(article.text[block.start : block.end].split())
        for match in _FIRST_PERSON.finditer(article.text, block.start, block.end):
            said += not inside(quotes, *match.span())
    return said / max(words, 1)
