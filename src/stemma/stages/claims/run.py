"""From the propositions of a story's tellings to its claims.

Units are compared with their nearest partners in other tellings, clashes found among those that speak of the same, and units that tell one
proposition put into one claim, opposites apart. What yields no proposition is kept as unclaimed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from stemma.model.claim import Claim, Clash, Unclaimed
from stemma.model.decision import Decision
from stemma.model.extracted import Extracted
from stemma.model.lineage import Alignment, Story
from stemma.model.problem import Problem
from stemma.model.words import Entity
from stemma.settings import ClaimsSettings
from stemma.stages.claims.clash import find_clashes
from stemma.stages.claims.cluster import cluster_units
from stemma.stages.claims.features import Pair
from stemma.stages.claims.pairs import compare_units
from stemma.stages.claims.rulings import ruled_pairs
from stemma.stages.claims.unclaimed import find_unclaimed
from stemma.stages.claims.units import Units, gather_units
from stemma.stages.claims.wording import make_claim, words_of_claim
from stemma.text.readable import reads_well, without_broken_ending


def find_claims(
    story: Story,
    tellings: Sequence[Extracted],
    alignments: Sequence[Alignment],
    entities: Sequence[Entity],
    decisions: Sequence[Decision],
    settings: ClaimsSettings,
) -> Iterator[Claim | Clash | Unclaimed | Problem]:
    """Give the claims of one story, the clashes between its propositions, and the sentences that yield none.

    Args:
        story: The story.
        tellings: Its articles with their records, entities bound.
        alignments: Which sentences tell the same.
        entities: Entities that its mentions denote.
        decisions: A person's rulings; those about claims hold.
        settings: Cuts of this stage.
    """
    units = gather_units(tellings, entities)
    pairs = compare_units(units, alignments, nearest=settings.nearest)
    clashes = list(_clashes(units, pairs, lowest=settings.clash_cut))
    yield from clashes
    together, apart = ruled_pairs(units, decisions)
    numbers = {unit.proposition.id: unit.number for unit in units.items}
    barred = {
        (numbers[c.left], numbers[c.right]) for c in clashes if c.grade == "certain" and c.slot in settings.splitting
    }
    groups = cluster_units(len(units.items), [*pairs, *together], barred | apart, cut=settings.claim_cut)
    measured = {(pair.left, pair.right): pair for pair in pairs}
    made = [make_claim(story, tellings, units, group, measured, support_cut=settings.support_cut) for group in groups]
    same = Counter(claim.text for claim in made)
    for claim, group in zip(made, groups, strict=True):
        if same[claim.text] > 1:  # one sentence tells two things: each is shown in its own words
            text = without_broken_ending(words_of_claim(tellings, units, group, measured))
            claim = replace(claim, text=text) if reads_well(text) else claim
        yield claim
    yield from find_unclaimed(story, tellings, units)


def _clashes(units: Units, pairs: Sequence[Pair], *, lowest: float) -> Iterator[Clash]:
    for pair in pairs:
        if pair.probability >= lowest:
            yield from find_clashes(units.items[pair.left], units.items[pair.right], pair, units)
