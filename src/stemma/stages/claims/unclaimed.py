"""Body sentences that yield no claim, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.model.article import BlockKind
from stemma.model.claim import Unclaimed
from stemma.model.extracted import Extracted
from stemma.model.lineage import Story
from stemma.stages.claims.units import Units

_FEW_WORDS = 3


def find_unclaimed(story: Story, tellings: Sequence[Extracted], units: Units) -> Iterator[Unclaimed]:
    """Give every body sentence that no unit comes from."""
    told = {unit.sentence.id for unit in units.items}
    for telling in tellings:
        for sentence in telling.sentences:
            if sentence.kind is BlockKind.BODY and sentence.id not in told:
                why = "too short to tell anything" if len(sentence.terms) <= _FEW_WORDS else "no clause found in it"
                yield Unclaimed(story.id, sentence.span, why)
