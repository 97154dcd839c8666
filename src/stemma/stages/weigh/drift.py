"""What changed on the way from parent to child, step by step of descent."""

from __future__ import annotations

from collections.abc import Iterator

from stemma.model.claim import Disagreement
from stemma.model.lineage import Stemma, Story
from stemma.stages.weigh.firmer import find_firmer
from stemma.stages.weigh.hardening import find_hardening
from stemma.stages.weigh.left_out import find_omissions
from stemma.stages.weigh.quotations import find_quote_variants
from stemma.stages.weigh.steps import find_steps
from stemma.stages.weigh.values import Weighed
from stemma.stages.weigh.whose import find_changed_sources


def find_drift(story: Story, weighed: Weighed, stemma: Stemma) -> Iterator[Disagreement]:
    """Give what each step of descent hardened or left out.

    Args:
        story: The story; weighed: its records.
        stemma: Its family tree.
    """
    found: dict[tuple[object, ...], Disagreement] = {}
    steps = [step for step in find_steps(stemma, weighed.pages, weighed.alike, weighed.home) if step.is_close()]
    for step in steps:
        for find in (find_hardening, find_firmer, find_omissions, find_changed_sources):
            for change in find(story, step, weighed):
                spans = tuple(value.span for value in change.values)
                either = (
                    change.type == "variant" or change.slot == "source"
                )  # which of two siblings stands above is nothing to it
                key = (change.slot, frozenset(spans)) if either else (change.slot, step.below.id, *spans)
                found.setdefault(key, change)
    yield from found.values()
    yield from find_quote_variants(story, weighed, steps)
