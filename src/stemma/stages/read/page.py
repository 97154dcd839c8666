"""What every reader hands over, and how it becomes a `Page`: outlet and owner, language, credits, limits."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import py3langid

from stemma.lang.agencies import agency_named, agency_of, agency_pattern
from stemma.lang.outlets import Outlet, canonical_address, domain_of, outlet_at, outlet_named
from stemma.model.article import BlockKind, CreditPlace, Facts, Page, PageCredit, PageLink, StatedDate
from stemma.model.problem import Problem
from stemma.settings import ReadSettings
from stemma.stages.read.dates import date_in_address, stated_date

MIN_WORDS_FOR_LANGUAGE = 20
LANGUAGE_SAMPLE = 1500
MAX_FACT = 500

Paragraph = tuple[str, BlockKind]
_NO_CHARACTER = re.compile("[\0\ud800-\udfff]")
_SEVERAL = re.compile(r"\s*(?:[/,;&|]|\band\b|\bwith\b)\s*")


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader found for one text.

    Attributes:
        paragraphs: The running text in order, without the title.
        outlet: Name (or domain) that the carrier gives for the outlet.
        senders: Names in fields that say whose text it is (JSON-LD author, publisher, source; a feed's `<source>`), with the field's kind.
        where_facts: Where the user's facts stood ("sidecar", "header line").
    """

    paragraphs: tuple[Paragraph, ...]
    url: str | None = None
    canonical: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    dates: tuple[StatedDate, ...] = ()
    links: tuple[PageLink, ...] = ()
    senders: tuple[tuple[str, CreditPlace], ...] = ()
    facts: Facts = field(default_factory=Facts)
    where_facts: str = "sidecar"


def make_page(draft: Draft, *, place: str, content: bytes, settings: ReadSettings) -> Iterator[Page | Problem]:
    """Yield the page of `draft`, whose own bytes are `content`, or say why there is none."""
    facts = draft.facts
    if facts.published and stated_date(facts.published, where=draft.where_facts) is None:
        detail = f'{place} states the date "{facts.published[:40]}", which cannot be read: write it as 2020-09-28 or 2020-09-28T10:00:00+02:00'
        yield Problem(code="bad-date", stage="read", detail=detail, place=place)
    title = _one_line(facts.title) or without_site(_one_line(draft.title), draft)
    paragraphs = _with_headline(title, draft.paragraphs)
    if not any(kind is BlockKind.BODY for _, kind in paragraphs):
        yield Problem(
            code="no-text",
            stage="read",
            detail=f"{place} has no running text: save the article itself, or paste it as plain text",
            place=place,
        )
        return
    kept, dropped = _within(paragraphs, settings.max_text)
    if dropped:
        detail = f"{place} is longer than {settings.max_text:,} characters: the last {dropped:,} were left out; split it if they matter"
        yield Problem(code="text-cut", stage="read", detail=detail, place=place)
    yield _page(replace(draft, paragraphs=kept, title=title), place=place, content=content)


def _page(draft: Draft, *, place: str, content: bytes) -> Page:
    facts = draft.facts
    url = _address(facts.url) or _address(draft.url)
    canonical = _address(draft.canonical)
    outlet, owner, aggregator = find_outlet(stated=facts.outlet, address=url or canonical, named=draft.outlet)
    byline = _one_line(facts.byline) or _one_line(draft.byline)
    return Page(
        place=place,
        sha256=hashlib.sha256(content).hexdigest(),
        paragraphs=draft.paragraphs,
        url=url,
        canonical=canonical_address(canonical) if canonical else None,
        outlet=outlet,
        owner=owner,
        aggregator=aggregator,
        title=draft.title,
        byline=byline,
        language=find_language(draft.paragraphs),
        dates=_dates(draft, url),
        links=draft.links,
        credits=_credits(draft, url=url, canonical=canonical, byline=byline, outlet=outlet),
        content=content,
    )


def find_outlet(*, stated: str | None, address: str | None, named: str | None) -> tuple[str | None, str | None, bool]:
    """Return name, owner and whether it is an aggregator: as the user states, by the table, as the page names it, else the domain.

    A name is looked up in the table only where no address contradicts it: many papers are called "The Sun".
    """
    at_address = outlet_at(address) if address else None
    domain = domain_of(address) if address else None
    written = _one_line(stated)
    if written is None and at_address is not None:
        return at_address.name, at_address.owner, at_address.aggregator
    name = written or _one_line(named)
    if name is None:
        return domain, None, False
    known = _known_outlet(name, at_address=at_address, domain=domain)
    if known is not None:
        return known.name, known.owner, known.aggregator
    agency = agency_of(name)
    return agency.name if agency else (domain_of(name) or name) if _is_domain(name) else name, None, False


def _known_outlet(name: str, *, at_address: Outlet | None, domain: str | None) -> Outlet | None:
    """Return the outlet of the table that `name` means, given what the table says of the address it stands with."""
    if _is_domain(name):
        return outlet_at(name)
    found = outlet_named(name)
    if domain is None or found is None:
        return found
    return found if at_address is not None and at_address.owner == found.owner else None


def _is_domain(name: str) -> bool:
    return "." in name and " " not in name and not name.endswith(".") and domain_of(name) is not None


def find_language(paragraphs: tuple[Paragraph, ...]) -> str | None:
    """Return the ISO 639-1 code of the body by py3langid, or None where it has fewer than 20 words."""
    sample = ""
    for text, kind in paragraphs:
        if kind is BlockKind.BODY and len(sample) < LANGUAGE_SAMPLE:
            sample = f"{sample} {text}"[:LANGUAGE_SAMPLE]
    letters = re.sub(r"[^\w\s'’-]|\d", " ", sample)
    unspaced = sum(
        "\u3040" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7af" or "\u0e00" <= char <= "\u0e7f" for char in letters
    )
    if len(letters.split()) < MIN_WORDS_FOR_LANGUAGE and unspaced < 2 * MIN_WORDS_FOR_LANGUAGE:
        return None
    found = str(py3langid.classify(sample)[0])
    return "en" if found != "en" and _reads_as_english(letters) else found


def _reads_as_english(letters: str) -> bool:
    """Tell whether at least one word in seven is an English function word that no neighbouring language shares.

    The classifier takes some English reports full of Nigerian or Filipino names for Nigerian Pidgin or Bikol (3 of 902 samples of 20 words).
    """
    words = letters.lower().split()
    return sum(word in _ENGLISH for word in words) * 7 >= len(words)


_ENGLISH = frozenset(
    "the and that with said by from which were has have will this not for to of their been after who".split()
)


def _with_headline(title: str | None, paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """Return the text with its headline in front; a first paragraph that already is the headline is only marked as such."""
    kept = tuple((text.strip(), kind) for text, kind in paragraphs if text.strip())
    if not kept or title is None or any(kind is BlockKind.HEADLINE for _, kind in kept[:2]):
        return kept
    for position, (text, kind) in enumerate(kept[:3]):
        if kind is BlockKind.BODY and same_words(text, title):
            return (*kept[:position], (text, BlockKind.HEADLINE), *kept[position + 1 :])
    return ((title, BlockKind.HEADLINE), *kept)


def without_site(title: str | None, draft: Draft) -> str | None:
    """Return a page's title without the name of its site behind it or before it ("… | The Lamp", "The Lamp :: …", "… - BBC News")."""
    at_address = outlet_at(draft.url or draft.canonical or "")
    own = [name for name in (draft.outlet, at_address.name if at_address else None, domain_of(draft.url or "")) if name]
    for found in (_SITE_BEHIND.match(title or ""), _SITE_BEFORE.match(title or "")):
        if found is not None:
            site: str = found.group("site")
            named = outlet_named(site)
            if any(_letters(site) == _letters(name) for name in own) or (named is not None and named == at_address):
                return found.group("title")
    return title


def site_behind(title: str | None, heading: str | None, *, address: str | None) -> str | None:
    """Return the name of the site that a page's title bears behind its heading ("… | The Lamp"); None where a section may stand there."""
    found = _SITE_BEHIND.match(title or "")
    if found is None or heading is None or not _letters(found.group("title")).startswith(_letters(heading)):
        return None
    site = found.group("site").strip()
    domain = _letters((domain_of(address) or "").split(".")[0]) if address else ""
    named = len(site.split()) > 1 or (domain and _letters(site) in (domain, f"the{domain}"))
    return site if named else None


_SITE_BEHIND = re.compile(r"(?P<title>.{10,})\s+(?:[|–—»·]|-|::)\s+(?P<site>[^|–—»·]{2,60})$")
_SITE_BEFORE = re.compile(r"(?P<site>[^|–—»·:]{2,60}?)\s+(?:[|–—»·]|-|::)\s+(?P<title>.{10,})$")


def same_words(text: str, other: str) -> bool:
    """Tell whether two lines have the same letters and digits, whatever their case, blanks and punctuation."""
    return len(text) < 2 * len(other) + 20 and _letters(text) == _letters(other)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _within(paragraphs: tuple[Paragraph, ...], limit: int) -> tuple[tuple[Paragraph, ...], int]:
    kept: list[Paragraph] = []
    room = limit
    for text, kind in paragraphs:
        if room > 0:
            kept.append((text[:room], kind))
        room -= len(text)
    return tuple(kept), max(0, -room)


def _dates(draft: Draft, url: str | None) -> tuple[StatedDate, ...]:
    stated = stated_date(draft.facts.published, where=draft.where_facts)
    in_address = date_in_address(url) if url else None
    found = (stated, *draft.dates, in_address)
    return tuple(dict.fromkeys(date for date in found if date is not None))


def _credits(
    draft: Draft, *, url: str | None, canonical: str | None, byline: str | None, outlet: str | None
) -> tuple[PageCredit, ...]:
    found: dict[PageCredit, None] = {}
    named = ((part, where) for name, where in draft.senders for part in (name, *_SEVERAL.split(name[:MAX_FACT])))
    for name, where in named:
        agency = agency_named(name)
        if agency is not None and (agency.name != outlet or where is CreditPlace.FEED):
            found[PageCredit(agency.name, where)] = None
    for match in agency_pattern().finditer((byline or "")[:MAX_FACT]):
        agency = agency_named(match.group())
        if agency is not None:
            found[PageCredit(agency.name, CreditPlace.BYLINE)] = None
    elsewhere = _credited_by_address(url=url, canonical=canonical, outlet=outlet)
    if elsewhere is not None:
        found[PageCredit(elsewhere, CreditPlace.CANONICAL)] = None
    return tuple(found)


def _credited_by_address(*, url: str | None, canonical: str | None, outlet: str | None) -> str | None:
    """Return the outlet whose page the canonical address names, where that is another outlet's."""
    if canonical is None or url is None or domain_of(url) == domain_of(canonical):
        return None
    theirs = outlet_at(canonical)
    name = theirs.name if theirs else domain_of(canonical)
    return None if name == outlet else name


def _address(written: str | None) -> str | None:
    text = _NO_CHARACTER.sub("\ufffd", written or "").strip()
    return text if re.match(r"https?://[^\s/]", text, re.IGNORECASE) else None


def _one_line(written: str | None) -> str | None:
    text = " ".join((written or "")[: 4 * MAX_FACT].split())[:MAX_FACT]
    return _NO_CHARACTER.sub("\ufffd", text) or None
