"""Evidence: where exactly an article says something, and why a derived record was made."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The characters `[start, end)` of one article's frozen text, in Unicode code points.

    The only form of evidence: "two Iraqi officials said" is `Span("art_…", 812, 837)`.
    """

    article: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(
                f"span [{self.start}, {self.end}) of {self.article} runs backwards or starts before the text"
            )

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Tell whether both spans share at least one character of one article."""
        return self.article == other.article and self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.article == other.article and self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that spoke for or against a decision: a feature, what it measured, and how much that weighed.

    Attributes:
        feature: Name of the feature, as the documentation lists it ("odd details", "credit in the dateline").
        value: What was measured: a number, a short text, or None.
        weight: The feature's contribution to the score; None where a rule decided without weighing.
        spans: Where a reader sees it.
    """

    feature: str
    value: float | str | None
    weight: float | None = None
    spans: tuple[Span, ...] = ()
