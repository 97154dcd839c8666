"""Whether somebody tells what he or she saw or lived through."""

from __future__ import annotations

from stemma.stages.extract.statements.draft import Draft, share_quoted
from stemma.stages.extract.statements.tree import SUBJECTS, Tree

_REMEMBERING = frozenset({"recall", "remember", "recount", "recollect", "witness", "relive", "testify"})
_SENSING = frozenset({"see", "hear", "watch", "witness", "notice", "feel", "smell", "spot"})
_FIRST = frozenset({"i", "we", "me", "us", "my", "our"})


def saw_it(tree: Tree, draft: Draft) -> bool:
    """Tell whether a statement is of its source's own experience: a verb of remembering, or "I" and "we" in the past, or what was seen.

    Direct speech needs a past tense of the first person ("We were sold boots"), reported speech a verb of sensing in the past ("he saw").
    """
    if draft.lemma in _REMEMBERING:
        return True
    tokens = [t for first, end in draft.content for t in range(first, end)]
    direct = share_quoted(tree, draft.content) != "none"
    for token in tokens:
        if tree.pos[token] != "VERB" or not _is_past(tree, token):
            continue
        subject = tree.child(token, *SUBJECTS)
        if subject is None:
            continue
        if direct and tree.words[subject] in _FIRST:
            return True
        if not direct and tree.lemmas[token] in _SENSING and tree.words[subject] in ("he", "she", "they", "i", "we"):
            return True
    return False


def _is_past(tree: Tree, verb: int) -> bool:
    if "Tense=Past" in tree.feats[verb] and "VerbForm=Fin" in tree.feats[verb]:
        return True
    return any(tree.words[c] in ("was", "were", "had") for c in tree.kids(verb, "aux", "aux:pass"))
