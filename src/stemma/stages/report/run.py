"""From the records of one story to its report: nothing is computed here, only put in order."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.model.claim import Claim, Disagreement, TimelineEntry, Unclaimed
from stemma.model.extracted import Extracted
from stemma.model.lineage import Alignment, Passage, Stemma, Story
from stemma.model.report import StoryReport
from stemma.model.statement import SourceChain
from stemma.model.words import Entity

_KIND_ORDER = {"news": 0, "background": 1, "opinion": 2, "prediction": 3}


def assemble_story(
    story: Story,
    tellings: Sequence[Extracted],
    *,
    stemma: Stemma,
    passages: Sequence[Passage],
    alignments: Sequence[Alignment],
    chains: Sequence[SourceChain],
    claims: Sequence[Claim],
    unclaimed: Sequence[Unclaimed],
    disagreements: Sequence[Disagreement],
    timeline: Sequence[TimelineEntry],
    entities: Sequence[Entity],
) -> StoryReport:
    """Return the report of one story: articles by date, claims by how widely they are told, the rest by place in the text."""
    by_date = sorted(tellings, key=lambda telling: (telling.article.published.earliest or "9999", telling.article.id))
    return StoryReport(
        story=story,
        articles=tuple(telling.article for telling in by_date),
        sentences=tuple(s for telling in by_date for s in telling.sentences),
        stemma=stemma,
        passages=tuple(passages),
        alignments=tuple(alignments),
        entities=tuple(sorted(entities, key=lambda entity: (-len(entity.mentions), entity.name, entity.id))),
        times=tuple(t for telling in by_date for t in telling.times),
        statements=tuple(s for telling in by_date for s in telling.statements),
        chains=tuple(chains),
        events=tuple(e for telling in by_date for e in telling.events),
        claims=tuple(sorted(claims, key=_claim_order)),
        unclaimed=tuple(unclaimed),
        disagreements=tuple(sorted(disagreements, key=lambda d: (d.grade != "certain", d.type != "conflict", d.id))),
        timeline=tuple(timeline),
    )


def _claim_order(claim: Claim) -> tuple[int, int, int, str]:
    count = claim.corroboration.count if claim.corroboration else 0
    return _KIND_ORDER.get(claim.kind, 9), -count, -len(claim.tellings), claim.id
