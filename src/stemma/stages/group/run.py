"""Group: which articles tell one happening, and which share wording.

sign (each article) → links (pairs that share rare details or wording, and are like) → pieces (what hangs together) → stories (in each piece,
average linkage, then once more by what sets the members of a group apart)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from stemma.model.decision import Decision
from stemma.model.extracted import Extracted
from stemma.model.lineage import Passage, Story
from stemma.model.problem import Problem
from stemma.settings import GroupSettings
from stemma.stages.group.decisions import rulings_of
from stemma.stages.group.join import pieces
from stemma.stages.group.memory import Memory
from stemma.stages.group.naming import with_former_ids
from stemma.stages.group.passages import find_passages, find_reuse, stock_problems
from stemma.stages.group.proposals import links
from stemma.stages.group.signature import Signature, signed
from stemma.stages.group.stories import stories_in


def group_stories(
    extracted: Iterable[Extracted],
    decisions: Sequence[Decision],
    settings: GroupSettings,
    *,
    former: Sequence[Story] = (),
    memory: Memory | None = None,
    prints: Mapping[str, str] | None = None,
) -> Iterator[Passage | Story | Problem]:
    """Yield the shared passages and the stories of a case; an article that nobody else retells is a story of its own.

    Args:
        extracted: One bundle per article; articles not analysed, and earlier versions of one at hand, are no tellings.
        decisions: A person's rulings; those about stories hold.
        settings: Choices of grouping.
        former: Stories as they stood before; their ids that no longer exist lead on through `was`.
        memory: What an earlier call on much the same articles found; what is found now takes its place in it.
        prints: Article id → a fingerprint of its bundle; without it memory is of no use for that article.
    """
    signatures = tellings_of(extracted, memory, prints)
    yield from group_signed(signatures, decisions, settings, former=former, memory=memory)


def tellings_of(
    extracted: Iterable[Extracted], memory: Memory | None = None, prints: Mapping[str, str] | None = None
) -> list[Signature]:
    """Return the signatures of the tellings, by article id: analysed articles in their newest version."""
    memory, prints = memory or Memory(), prints or {}
    known: dict[str, Signature] = {}
    replaced: set[str] = set()

    def unknown() -> Iterator[Extracted]:
        for bundle in extracted:
            if bundle.article.version_of:
                replaced.add(bundle.article.version_of)
            if bundle.article.analysed and bundle.article.text.strip():
                remembered = memory.signature(bundle.article.id, prints)
                if remembered is None:
                    yield bundle
                else:
                    known[bundle.article.id] = remembered

    fresh = {signature.article: signature for signature in signed(unknown())}
    return [signature for article, signature in sorted((known | fresh).items()) if article not in replaced]


def group_signed(
    signatures: Sequence[Signature],
    decisions: Sequence[Decision],
    settings: GroupSettings,
    *,
    former: Sequence[Story] = (),
    memory: Memory | None = None,
) -> Iterator[Passage | Story | Problem]:
    """Do what `group_stories` does, from signatures in order of article id.

    Args:
        signatures: The tellings, by article id.
        decisions, settings, former: As for `group_stories`.
        memory: What an earlier call on much the same articles found; what is found now takes its place in it.
    """
    if not signatures:
        return
    memory = memory or Memory()
    memory.begin(signatures, settings)
    reuse = find_reuse(signatures, settings, memory)
    yield from find_passages(signatures, reuse, settings, memory)
    yield from stock_problems(signatures, reuse, settings, memory)
    ruling = rulings_of(decisions, [s.article for s in signatures])
    yield from ruling.problems
    pairs, odds = links(signatures, reuse, settings, memory)
    found = pieces(len(signatures), pairs, odds, ruling, settings)
    stories = stories_in(found, signatures, ruling, settings, memory)
    memory.end()
    yield from with_former_ids(stories, former)
