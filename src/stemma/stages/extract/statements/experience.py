"""Whether somebody tells what he or she saw or lived through."""

from __future__ import annotations

from stemma.stages.extract.statements.draft import Draft, share_quoted
from stemma.stages.extract.statements.tree import SUBJECTS, Tree

_REMEMBERING = frozenset({"recall", "remember", "recount", "recollect", "witness", "relive", "testify"})
_SENSING = frozenset({"see", "hear", "watch", "witness", "notice", "feel", "smell", "spot"})
_FIRST = frozenset({"i", "we", "me", "us", "my", "our"})
_WHO = frozenset({"who", "whom"})
#: What somebody is said to have done that is no part of what happened: words, wishes, posts, habits.
_NO_EXPERIENCE = frozenset(
    """speak talk say tell ask decline request want refuse insist wish prefer give agree brief claim deny identify name call know believe think
    work live own run study teach serve belong support oppose vote found join lead advise represent help follow write sign like hope expect""".split()
)
#: Participles that say what befell somebody: "a farmer wounded in the blast".
_BEFELL = frozenset(
    """wound injure free rescue trap evacuate displace release maim burn bury strand hit shoot beat detain abduct kidnap capture save pull
    hurt drag dig""".split()
)
_PRESENT = frozenset(
    {"there", "aboard", "inside", "nearby", "outside", "present", "home", "upstairs", "downstairs", "asleep"}
)
_AT = frozenset(
    {"in", "on", "at", "inside", "near", "by", "outside", "behind", "under", "beside", "aboard", "opposite", "among"}
)


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


def lived_through(tree: Tree, noun: int) -> bool:
    """Tell whether the words about somebody say that he or she was there: "a woman who had been queuing when the shell landed", "freed on Sunday"."""
    for clause in tree.kids(noun, "acl", "acl:relcl", "amod", "advcl", "appos"):
        if clause < noun:
            continue
        if tree.pos[clause] == "VERB" and tree.deps[clause] != "acl:relcl" and tree.lemmas[clause] in _BEFELL:
            return True
        if tree.deps[clause] == "acl:relcl" and _is_of_who(tree, clause) and _happened(tree, clause):
            return True
    return False


def _is_of_who(tree: Tree, clause: int) -> bool:
    return any(tree.words[c] in _WHO for c in tree.kids(clause, *SUBJECTS))


def _happened(tree: Tree, clause: int) -> bool:
    """Tell whether a relative clause in the past tells of an event that befell its subject, or of where it was."""
    copula = tree.child(clause, "cop")
    if copula is not None:
        place = tree.preposition(clause) in _AT or tree.words[clause] in _PRESENT
        return place and tree.words[copula] in ("was", "were", "been")
    return tree.pos[clause] == "VERB" and _is_past(tree, clause) and tree.lemmas[clause] not in _NO_EXPERIENCE


def _is_past(tree: Tree, verb: int) -> bool:
    if "Tense=Past" in tree.feats[verb] and "VerbForm=Fin" in tree.feats[verb]:
        return True
    return any(tree.words[c] in ("was", "were", "had") for c in tree.kids(verb, "aux", "aux:pass"))
