"""What came in and what was read from it: bytes, page, article."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from stemma.model.span import Span


class BlockKind(StrEnum):
    """What a run of an article's text is."""

    HEADLINE = "headline"
    BODY = "body"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"


class CreditPlace(StrEnum):
    """Where an article names the agency or outlet that it has its text from."""

    DATELINE = "dateline"
    BYLINE = "byline"
    TAIL = "tail"
    BODY = "body"
    JSON_LD = "json-ld"
    FEED = "feed"
    CANONICAL = "canonical"
    LINK = "link"


class Basis(StrEnum):
    """How a date of publication is known."""

    STATED = "stated"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the user states about a text (header lines, sidecar file, `amend`); it outranks what the page says of itself."""

    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    title: str | None = None
    byline: str | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """Bytes as they came, before anything was read from them.

    Attributes:
        place: Path or address, as shown to the user; never part of an id.
        content: The bytes, decompressed of transport compression only.
        media_type: What the server or the caller said they are; None where nothing was said.
        facts: What the user stated about them.
    """

    place: str
    content: bytes
    media_type: str | None = None
    facts: Facts = field(default_factory=Facts)


@dataclass(frozen=True, slots=True)
class StatedDate:
    """One date and where it stood: `2020-09-28T10:00:00+02:00`, in the page's JSON-LD, as date published.

    Attributes:
        value: RFC 3339 date or date-time as normalised; a date alone where only a day was given.
        where: "json-ld", "meta", "time element", "feed", "warc", "header line", "sidecar", "column", "url", "dateline", "guess".
        kind: "published", "modified", "crawled" or "other". A guessed day has where = "guess" and never counts as stated.
    """

    value: str
    where: str
    kind: str


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link in the body of a page: its visible words and its absolute address."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class PageCredit:
    """An agency or outlet credited outside the running text (JSON-LD, feed, canonical address, byline)."""

    agency: str
    where: CreditPlace


@dataclass(frozen=True, slots=True)
class Page:
    """One text as received, with everything that its carrier says about it.

    Attributes:
        place: Path or address it came from (for a feed or archive: of the container, with `#` and the item's number).
        sha256: Hash of the bytes first received for this one text.
        paragraphs: The text in reading order, each with the reader's first opinion of its kind; headline first where known.
        url: Address of this page; canonical: the address it names as its own (rel=canonical, og:url).
        outlet: Name of the outlet; owner: its owner by the table of outlets; aggregator: it carries other outlets' texts.
        language: ISO 639-1 code found on the body; None where the text is too short to tell.
        content: The bytes of this one text as received (of a feed or table: of its item).
    """

    place: str
    sha256: str
    paragraphs: tuple[tuple[str, BlockKind], ...]
    url: str | None = None
    canonical: str | None = None
    outlet: str | None = None
    owner: str | None = None
    aggregator: bool = False
    title: str | None = None
    byline: str | None = None
    language: str | None = None
    dates: tuple[StatedDate, ...] = ()
    links: tuple[PageLink, ...] = ()
    credits: tuple[PageCredit, ...] = ()
    content: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Block:
    """A run `[start, end)` of an article's frozen text with one kind; blocks never overlap."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Edit:
    """A repair made before the text was frozen: `[start, end)` of the frozen text stood as `was` in what was decoded."""

    start: int
    end: int
    was: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link in the frozen text."""

    span: Span
    url: str


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency or outlet that an article says it has its text, or a passage of it, from; span None outside the text."""

    agency: str
    where: CreditPlace
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """When an article appeared: an interval (RFC 3339, both ends inclusive, None = open) and how it is known."""

    earliest: str | None = None
    latest: str | None = None
    basis: Basis = Basis.UNKNOWN
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One text as published: frozen, hashed, cut into blocks.

    `text[block.start:block.end]` of every block gives its characters; text between blocks is white space only.

    Attributes:
        id: From the canonical address, else the outlet, and `sha256` of the bytes first received.
        places: Every path or address where these bytes were met.
        version_of: Id of the earlier article at the same address whose text this one replaces.
        analysed: False for articles kept, listed and searchable but not analysed (another language).
    """

    id: str
    places: tuple[str, ...]
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    edits: tuple[Edit, ...] = ()
    url: str | None = None
    canonical: str | None = None
    version_of: str | None = None
    outlet: str | None = None
    owner: str | None = None
    aggregator: bool = False
    title: str | None = None
    byline: str | None = None
    language: str | None = None
    analysed: bool = True
    published: Published = Published()
    dates: tuple[StatedDate, ...] = ()
    links: tuple[Link, ...] = ()
    credits: tuple[Credit, ...] = ()
