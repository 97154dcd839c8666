"""From words that may attribute to drafts of attributions: construction, source, cue, content, repairs, score."""

from __future__ import annotations

from collections.abc import Iterator

from stemma.lang.cues import cue_score
from stemma.stages.extract.statements import repairs
from stemma.stages.extract.statements.draft import Draft, share_quoted
from stemma.stages.extract.statements.frames import Frame, find_frames
from stemma.stages.extract.statements.scoring import Features, features_of
from stemma.stages.extract.statements.sources import find_holder
from stemma.stages.extract.statements.spans import attributed, cue_words
from stemma.stages.extract.statements.tree import Tree

_REPAIRS = (
    repairs.post_posed,
    repairs.inverted,
    repairs.adjacent_name,
    repairs.beside_quotation,
    repairs.clause_after,
    repairs.whole_quotations,
    repairs.to_sentence_start,
    repairs.cut_run_on,
    repairs.quoted_on,
)


def find_drafts(tree: Tree, threshold: float) -> Iterator[Draft]:
    """Give the attributions whose cue scores at least `threshold`, in order of the cue; those without content too."""
    for frame in find_frames(tree):
        draft, features = draft_of(tree, frame)
        draft.score = cue_score(features)
        if draft.score >= threshold:
            yield draft


def draft_of(tree: Tree, frame: Frame) -> tuple[Draft, Features]:
    """Return the attribution that a word in its construction would make, and what its score is made of."""
    holder = find_holder(tree, frame)
    cue = cue_words(tree, frame, holder)
    draft = Draft(
        token=frame.token,
        lemma=tree.lemmas[frame.token],
        pos=frame.pos,
        frame=frame.name,
        cue=cue,
        holder=holder,
        content=attributed(tree, frame, cue, holder),
        rules=[f"{frame.pos.lower()} {frame.name}", *([holder.how] if holder else [])],
    )
    for repair in _REPAIRS:
        repair(tree, draft)
    return draft, features_of(tree, frame, draft.holder, share_quoted(tree, draft.content))
