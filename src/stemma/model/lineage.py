"""Same story, and who has it from whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from stemma.model.span import Reason, Span


class Relation(StrEnum):
    """How a telling comes from its parent."""

    COPY = "copy"
    EDITED_COPY = "edited copy"
    REWRITE = "rewrite"
    TRANSLATION = "translation"
    UPDATE = "update"


class Verdict(StrEnum):
    """What is known about the origins of two tellings; `NOT_ESTABLISHED` is the honest default."""

    SHARED = "shared origin"
    INDEPENDENT = "independent"
    NOT_ESTABLISHED = "not established"


@dataclass(frozen=True, slots=True)
class Passage:
    """Text that two articles share word for word or nearly.

    Attributes:
        shared: Number of shared word n-grams outside quotation marks.
        quoted: True where the shared text is wholly quotation; no evidence of derivation.
        stock: True where the text stands in more articles than the cap (a stock paragraph).
    """

    id: str
    left: Span
    right: Span
    shared: int
    quoted: bool = False
    stock: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that tell the same happening; its id comes from its smallest article id, `was` lists ids it had before."""

    id: str
    title: str
    articles: tuple[str, ...]
    earliest: str | None = None
    latest: str | None = None
    was: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two sentences of two tellings that tell the same, wording aside."""

    left: str
    right: str
    score: float
    reasons: tuple[Reason, ...] = ()


UNNAMED_PARENT = "an unseen report"
"""Label of an unseen parent whom no child credits; it names nobody, and no chain of sources passes through it."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a stemma: a telling in hand, or an unseen parent (`article` None) labelled by what its children credit."""

    id: str
    article: str | None
    label: str
    merged: bool = False


@dataclass(frozen=True, slots=True)
class PassagePair:
    """Where a parent's text stands in the child; parent None where the parent is unseen."""

    parent: Span | None
    child: Span


@dataclass(frozen=True, slots=True)
class Derivation:
    """An edge of a stemma: the child tells after the parent.

    Attributes:
        parent, child: Node ids.
        share: Share of the child's body that the edge accounts for, 0 to 1.
        confidence: 0 to 1.
    """

    id: str
    parent: str
    child: str
    relation: Relation
    share: float
    confidence: float
    passages: tuple[PassagePair, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """Two tellings that share an origin while the direction stays open."""

    left: str
    right: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Independence:
    """What is known about two articles or two origins (`of` tells which the ids are: "articles" or "origins")."""

    of: str
    left: str
    right: str
    verdict: Verdict
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """The newsroom, agency or issuer from which tellings of a story come, as far as the case shows."""

    id: str
    story: str
    label: str
    kind: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stemma:
    """The family tree of one story: a DAG, for a telling may have two parents."""

    story: str
    nodes: tuple[Node, ...]
    edges: tuple[Derivation, ...]
    ties: tuple[Tie, ...] = ()
    independence: tuple[Independence, ...] = ()
    origins: tuple[Origin, ...] = ()
