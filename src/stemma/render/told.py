"""What several tellings of a story tell, in the order in which a reader wants it."""

from __future__ import annotations

from stemma.model.claim import Claim
from stemma.model.report import StoryReport
from stemma.text.readable import reads_well


def told_by_several(story: StoryReport) -> tuple[list[Claim], list[Claim]]:
    """Return the claims of more than one telling: those that read by themselves, and the others.

    News stands before background and opinion, then what more origins tell; among those of as many, what more tellings tell, and early: a
    telling counts for one where it tells the claim in its first words and for a half where in its last.
    """
    begun = {(event.trigger.article, event.trigger.start) for event in story.events}
    lengths = {article.id: max(1, len(article.text)) for article in story.articles}

    def order(claim: Claim) -> tuple[bool, int, float, int]:
        told = sum(1 - min(s.start for s in t.spans) / lengths[t.article] / 2 for t in claim.tellings if t.spans)
        return (
            claim.kind != "news",
            -(claim.corroboration.count if claim.corroboration else 0),
            -told,
            -len(claim.sources),
        )

    claims = sorted((claim for claim in story.claims if len(claim.tellings) > 1), key=order)
    alone = {claim.id for claim in claims if _stands_alone(claim, begun)}
    return [claim for claim in claims if claim.id in alone], [claim for claim in claims if claim.id not in alone]


def _stands_alone(claim: Claim, begun: set[tuple[str, int]]) -> bool:
    """Tell whether a claim reads as a sentence; one whose words begin with what happened has lost who did it."""
    starts = [(span.article, span.start) for telling in claim.tellings for span in telling.spans]
    return reads_well(claim.text) and not all(start in begun for start in starts)
