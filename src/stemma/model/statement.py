"""Who is said to have said what, and through whom."""

from __future__ import annotations

from dataclasses import dataclass

from stemma.model.span import Reason, Span


@dataclass(frozen=True, slots=True)
class Count:
    """How many: low and high bound, None = open ("several officials" is low 2, high None)."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Source:
    """Who is said to know: "two Iraqi officials".

    Attributes:
        id: The same for every mention of one unnamed source in an article; for named ones, of the mention they refer to.
        span: The words; None where the text names no source ("reportedly"). In "a man who said", the noun.
        kind: person, office, organisation, government, armed group, document, outlet, agency, eyewitness, expert, official, diplomat,
            military, intelligence, police, medic, company, spokesperson, source, public, unknown.
        anonymous: A person or persons speak whom the text does not name.
        nationality: ISO 3166-1 alpha-3 codes as said, joined by "+" where several ("Iranian and Western officials" has IRN).
        mention: Id of the mention that the source is; entity ids are bound from it in `link`.
        same_as: Id of the earlier source that the words refer back to ("these sources"); part_of: "one of the diplomats".
        why_unnamed: "speaking on condition of anonymity".
        parts: Each conjunct of a coordinated source by itself.
    """

    id: str
    span: Span | None
    text: str
    kind: str
    anonymous: bool
    count: Count
    nationality: str | None = None
    mention: str | None = None
    entity: str | None = None
    same_as: str | None = None
    part_of: str | None = None
    why_unnamed: Span | None = None
    parts: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution: "[two Iraqi officials] [said] [Washington prepared for the withdrawal]".

    Attributes:
        form: "direct", "indirect" or "mixed", from quotation marks alone.
        act: say, deny, confirm, warn, threaten, promise, demand, accuse, predict, believe, refuse to comment, could not be verified, other.
        category: statement, belief, intention, attitude or decision.
        within: Id of the statement whose content holds this one.
        carriers: Outlets and agencies that the sentence itself names as having gathered or carried it ("told Reuters"), nearest the source first.
        score: 0 to 1, how sure the cue is one.
        reasons: Names of the rules that made it.
    """

    id: str
    article: str
    sentence: str
    content: tuple[Span, ...]
    cue: Span | None
    source: Source
    form: str
    act: str
    category: str = "statement"
    negated: bool = False
    within: str | None = None
    addressee: Span | None = None
    carriers: tuple[tuple[str, Span], ...] = ()
    score: float = 1.0
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One station of a source chain: who is said to know first, the outlet of the article in hand last.

    Attributes:
        label: As printed, or None where unknown.
        kind: "source", "agency", "outlet".
        basis: "stated" in this article or "inferred" along an edge of the stemma.
        from_id: Id of the record it was inferred from (a derivation or credit-bearing article).
    """

    label: str | None
    kind: str
    span: Span | None
    basis: str
    from_id: str | None = None


@dataclass(frozen=True, slots=True)
class SourceChain:
    """The stations through which a statement came, in order."""

    statement: str
    links: tuple[ChainLink, ...]
