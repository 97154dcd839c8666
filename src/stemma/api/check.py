"""Views of what a case says of a claim in somebody's own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from stemma.api.claims import Claim, Disagreement
from stemma.api.story import Story
from stemma.api.views import Span
from stemma.run import check as records
from stemma.stages.claims import check as passages


@dataclass(frozen=True, slots=True)
class Match:
    """A passage that bears on what was asked."""

    record: passages.Match
    story: Story

    @property
    def verdict(self) -> str:
        """supported, contradicted or near."""
        return self.record.verdict

    @property
    def span(self) -> Span:
        """The passage."""
        return Span(self.record.span, self.story.shelf)

    @property
    def claim(self) -> Claim | None:
        """The claim that the passage tells, with its origins as far as they tell what was asked; None where it tells none."""
        claim = next((claim for claim in self.story.claims if claim.id == self.record.claim), None)
        return None if claim is None else replace(claim, record=self.record.told_so(claim.record))

    @property
    def probability(self) -> float:
        """That the passage tells the same as what was asked, 0 to 1."""
        return self.record.probability

    @property
    def why(self) -> tuple[str, ...]:
        """What was missing or clashed; empty for support."""
        return self.record.why


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a case tells a claim; `record` says how much was searched."""

    record: records.Answer
    stories: Mapping[str, Story] = field(repr=False)

    @property
    def verdict(self) -> str:
        """supported, contradicted, near or none, over all stories."""
        return self.record.verdict

    @property
    def matches(self) -> tuple[Match, ...]:
        """What tells it first, then what contradicts it, then what is near; of each the surest first."""
        return tuple(Match(match, self.stories[story]) for story, match in self.record.matches)

    @property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """Certain conflicts over what was found."""
        found = {match.claim for _, match in self.record.matches}
        return tuple(
            disagreement
            for story in self.stories.values()
            for disagreement in story.disagreements
            if disagreement.type == "conflict"
            and disagreement.grade == "certain"
            and found.intersection(disagreement.record.claims)
        )
