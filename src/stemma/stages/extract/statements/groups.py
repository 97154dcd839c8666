"""Whether several unnamed persons speak as a body: "farmers want the dam opened" and "the teachers", not "farmers described the flood"."""

from __future__ import annotations

from stemma.stages.extract.statements.acts import act_of
from stemma.stages.extract.statements.draft import Draft
from stemma.stages.extract.statements.tree import SUBJECTS, Tree
from stemma.stages.extract.statements.typed import Typed

#: Kinds that speak as a group where they are named as one.
_GROUPS = frozenset({"public", "company"})
#: Kinds that speak as a body where they want, do or refuse something together; persons of other kinds stay unnamed sources.
_TOGETHER = frozenset({"public", "company", "medic", "armed group"})
_ACTS = frozenset({"demand", "deny", "refuse to comment"})
#: Verbs for what a group wants or holds as one.
_WANTING = frozenset(
    """want seek ask demand call urge oppose reject welcome support back condemn denounce decry criticise criticize dismiss protest vow
    pledge vote refuse resent brand""".split()
)
_SELF = frozenset({"they", "we"})
_COMING = frozenset({"will", "'ll", "would", "shall", "must", "should"})
_US = frozenset({"us", "our", "ours"})
_LOOSE = frozenset({"former", "some", "many", "several", "most", "few", "other", "unnamed", "local", "a", "an"})
_SHORTEST_NAME = 3


def speak_as_body(tree: Tree, draft: Draft, typed: Typed, first: int, end: int) -> bool:
    """Tell whether the unnamed persons of tokens `[first, end)` speak as a body: several, of no number, by what they are or by what they say."""
    words = tree.words[first:end]
    counted = any(tree.pos[t] == "NUM" for t in range(first, end)) or typed.count.high is not None
    if counted or typed.pronoun or set(words[:2]) & _LOOSE:
        return False
    if words[0] == "the" and typed.kind in _GROUPS and len(words) <= _SHORTEST_NAME:
        return True
    return typed.kind in _TOGETHER and _is_common_cause(tree, draft)


def _is_common_cause(tree: Tree, draft: Draft) -> bool:
    """Tell whether what is said is a demand, a refusal, or what "we" and "they" themselves shall do or were not given."""
    if draft.lemma in _WANTING or act_of(tree, draft)[0] in _ACTS:
        return True
    for token in (t for first, end in draft.content for t in range(first, end)):
        if tree.words[token] in _US and tree.quote[token] >= 0:
            return True
        subject = tree.child(token, *SUBJECTS) if tree.pos[token] == "VERB" else None
        if subject is None or tree.words[subject] not in _SELF:
            continue
        if any(tree.words[c] in _COMING for c in tree.kids(token, "aux")):
            return True
    return False
