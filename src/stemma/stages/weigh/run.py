"""From claims, stemma and chains to corroboration and disagreements.

Every claim's tellings get the origin of their passage; origins are counted where shown independent; slots are compared afterwards; what an
edge of the stemma dropped or hardened is told; and events and reports are put in order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from stemma.model.claim import Claim, Clash, Disagreement, TimelineEntry
from stemma.model.extracted import Extracted
from stemma.model.lineage import Alignment, Derivation, Origin, Stemma, Story
from stemma.model.statement import SourceChain
from stemma.model.words import Entity
from stemma.settings import WeighSettings
from stemma.stages.weigh.count import corroborate
from stemma.stages.weigh.disagree import each_once, find_disagreements
from stemma.stages.weigh.drift import find_drift
from stemma.stages.weigh.lines import read_lines
from stemma.stages.weigh.mentioned import find_mentioned
from stemma.stages.weigh.passage_origins import trace_passages
from stemma.stages.weigh.shown import find_sourced, own_words, verdicts_between, verdicts_for
from stemma.stages.weigh.steps import read_likenesses, read_page
from stemma.stages.weigh.timeline import find_timeline
from stemma.stages.weigh.values import Weighed


def weigh_story(
    story: Story,
    tellings: Sequence[Extracted],
    *,
    stemma: Stemma,
    chains: Sequence[SourceChain],
    claims: Sequence[Claim],
    clashes: Sequence[Clash],
    entities: Sequence[Entity],
    settings: WeighSettings,
    alignments: Sequence[Alignment] = (),
) -> Iterator[Claim | Disagreement | Origin | TimelineEntry]:
    """Give the claims with their corroboration, the disagreements, origins met only in passages, and the timeline.

    Args:
        story: The story; tellings: its articles with their records.
        stemma: Its family tree; chains: the source chains of its statements.
        claims: Its claims, not yet weighed; clashes: propositions that cannot both hold.
        entities: Entities that its mentions denote.
        settings: Choices of this stage.
        alignments: Which sentences tell the same.
    """
    by_article = {telling.article.id: telling for telling in tellings}
    lines = read_lines(stemma, by_article)
    verdicts, between = verdicts_between(stemma, "origins"), verdicts_between(stemma, "articles")
    own = {article: own_words(telling) for article, telling in by_article.items()}
    weighed: list[Claim] = []
    carried: dict[str, Origin] = {}
    for claim in claims:
        passages = trace_passages(claim, by_article, lines)
        counted = corroborate(
            passages.tellings,
            passages.not_counted,
            verdicts=verdicts_for(
                passages.tellings,
                origins=verdicts,
                articles=between,
                sourced=find_sourced(passages.tellings, by_article, own),
            ),
            mentioned=find_mentioned(claim, by_article),
        )
        weighed.append(replace(claim, tellings=tuple(passages.tellings), corroboration=counted))
        carried |= passages.carried
    yield from weighed
    yield from (carried[key] for key in sorted(carried))
    records = Weighed(
        tellings=by_article,
        home={proposition: claim for claim in weighed for proposition in claim.propositions},
        origin={(claim.id, telling.article): telling.origin for claim in weighed for telling in claim.tellings},
        article_origin=lines.origin_of,
        verdicts=verdicts,
        pages={article: read_page(telling) for article, telling in by_article.items()},
        alike=read_likenesses(alignments),
        where={p.id: telling.article.id for telling in tellings for p in telling.propositions},
        acts={p.id: p.predicate for telling in tellings for p in telling.propositions},
        edges=_edges_in_hand(stemma),
    )
    found = (
        *find_disagreements(story, records, weighed, clashes, entities=entities),
        *find_drift(story, records, stemma),
    )
    yield from each_once(found)
    yield from find_timeline(story, tellings)


def _edges_in_hand(stemma: Stemma) -> dict[tuple[str, str], Derivation]:
    article_of = {node.id: node.article for node in stemma.nodes}
    ends = ((article_of.get(edge.parent), article_of.get(edge.child), edge) for edge in stemma.edges)
    return {(parent, child): edge for parent, child, edge in ends if parent is not None and child is not None}
