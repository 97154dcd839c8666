"""What a statement does: say, deny, confirm, refuse to comment …; whether its cue is negated; whom it addresses."""

from __future__ import annotations

import re

from stemma.lang.agencies import agency_named
from stemma.lang.cues import cue_words
from stemma.lang.outlets import outlet_named
from stemma.lang.roles import speaker_noun
from stemma.stages.extract.statements.draft import Draft, share_quoted
from stemma.stages.extract.statements.sources import asked_of
from stemma.stages.extract.statements.spans import ADDRESSING, Stretch
from stemma.stages.extract.statements.tree import SUBJECTS, Tree

_UNVERIFIED = re.compile(r"\b(?:not|n['’]t|unable|impossible)\b.{0,30}\b(?:verif|confirm|corroborat|authenticat)", re.I)
_REFUSALS = frozenset({"decline", "refuse"})
_COMMENTS = frozenset(
    {"comment", "elaborate", "discuss", "say", "answer", "speak", "respond", "confirm", "detail", "specify", "disclose"}
)
#: What is told of by its negation: "would not say", "did not elaborate", "could not confirm", "would not be drawn".
_UNSAID = frozenset(
    {
        "say",
        "comment",
        "elaborate",
        "confirm",
        "deny",
        "disclose",
        "specify",
        "reveal",
        "draw",
        "explain",
        "answer",
        "discuss",
    }
)
#: What newsrooms say that they could not do.
CHECKING = frozenset(
    {"verify", "confirm", "corroborate", "authenticate", "establish", "check", "determine", "substantiate"}
)
_HELPERS = frozenset(
    {"will", "would", "could", "can", "did", "does", "do", "has", "have", "had", "wo", "ca", "'d", "’d", "'ll", "may"}
)
_NEGATIVES = frozenset({"no", "nor", "neither", "never", "nobody", "nothing", "none"})


def act_of(tree: Tree, draft: Draft) -> tuple[str, str]:
    """Return the act and the class of what is attributed."""
    known = cue_words().get((draft.lemma, draft.pos))
    act, category = (
        (known.act, known.category)
        if known
        else ("say" if share_quoted(tree, draft.content) == "all" else "other", _plain_class(draft))
    )
    if draft.pos == "X":
        return "say", "statement"
    cue = tree.join(range(*draft.cue))
    if draft.lemma == "call" and draft.frame.endswith((":for", ":on", ":to")):
        return "demand", "statement"
    answer = tree.join(t for s in draft.content for t in range(*s) if tree.is_word(t)) if act == "say" else ""
    if answer in ("yes", "no"):
        return ("confirm" if answer == "yes" else "deny"), "statement"
    if draft.lemma == "ask" and draft.frame.endswith(":about"):
        return "other", category
    if draft.lemma == "ask" and any(
        tree.words[s[0]] in ("whether", "if", "about", "how", "what", "why", "when") for s in draft.content
    ):
        return "other", category
    if _refuses(tree, draft) or "no comment" in tree.join(t for s in draft.content for t in range(*s))[:14]:
        return "refuse to comment", "statement"
    if draft.lemma in CHECKING and draft.pos == "VERB" and is_negated(tree, draft) and _is_newsroom(tree, draft):
        return "could not be verified", "statement"
    if _UNVERIFIED.search(cue) and (act == "confirm" or "verif" in cue):
        passive = draft.frame.startswith("pass") or draft.holder is None or not _is_subject_name(tree, draft)
        return ("could not be verified" if passive or "verif" in cue else act), "statement"
    if draft.frame in ("by account", "let it be known"):
        return "say", "statement"
    return act, category


def _plain_class(draft: Draft) -> str:
    return "statement" if draft.pos != "ADJ" else "attitude"


def is_plain_refusal(tree: Tree, draft: Draft) -> bool:
    """Tell whether a cue stands in a set phrase that is always reported: "could not be verified", "did not respond to a request for comment"."""
    if draft.lemma in CHECKING and draft.holder is not None and _is_newsroom(tree, draft) and is_negated(tree, draft):
        return True
    if draft.lemma in ("verify", "confirm", "corroborate", "authenticate"):
        return _UNVERIFIED.search(tree.join(range(max(0, draft.cue[0] - 5), draft.cue[1]))) is not None and (
            draft.lemma != "confirm" or "independently" in tree.join(range(*tree.sent(draft.token)))
        )
    words = tree.words[draft.cue[0] : draft.cue[1] + 8]
    if draft.lemma in ("respond", "reply", "return"):
        return is_negated(tree, draft) and bool({"comment", "request", "requests", "calls", "questions"} & set(words))
    if draft.lemma in _UNSAID and draft.holder is not None and is_negated(tree, draft):
        return any(tree.words[t] in _HELPERS for t in range(*draft.cue))
    return draft.lemma in _REFUSALS and bool({"comment", "elaborate", "discuss", "answer", "say"} & set(words[:5]))


def _is_newsroom(tree: Tree, draft: Draft) -> bool:
    if draft.holder is None:
        return False
    words = tree.text.words(tree.text.span(draft.holder.first, draft.holder.end))
    known = speaker_noun(tree.lemmas[draft.holder.head])
    return (
        agency_named(words) is not None
        or outlet_named(words) is not None
        or (known is not None and known.kind in ("agency", "outlet"))
    )


def _refuses(tree: Tree, draft: Draft) -> bool:
    words = {tree.lemmas[t] for t in range(*draft.cue)}
    if words & _REFUSALS and (
        words & _COMMENTS or any(tree.lemmas[c] in _COMMENTS for c in tree.kids(draft.token, "xcomp"))
    ):
        return True
    if draft.lemma == "draw" and is_negated(tree, draft):
        return True
    if draft.lemma in ("respond", "reply", "return") and is_negated(tree, draft):
        behind = tree.words[draft.cue[1] : draft.cue[1] + 6]
        if {"comment", "request", "requests", "calls", "questions", "emails", "messages"} & set(behind):
            return True
    if (
        draft.lemma == "say"
        and is_negated(tree, draft)
        and {"will", "would", "wo"} & {tree.words[t] for t in range(*draft.cue)}
    ):
        return True
    cue = tree.join(range(*draft.cue))
    if "prepared to " in cue and is_negated(tree, draft):
        return True
    return (draft.lemma == "comment" and is_negated(tree, draft)) or "no comment" in cue or draft.frame == "no comment"


def _is_subject_name(tree: Tree, draft: Draft) -> bool:
    return draft.holder is not None and tree.pos[draft.holder.head] in ("PROPN", "PRON")


def is_negated(tree: Tree, draft: Draft) -> bool:
    """Tell whether the cue itself is negated: "did not say", "neither … has confirmed"."""
    words = [*tree.children[draft.token], *range(*draft.cue)]
    if any(
        "Polarity=Neg" in tree.feats[t] or tree.words[t] in ("not", "n't", "n’t", "never")
        for t in words
        if t not in _inside(draft)
    ):
        return True
    if draft.holder is None:
        return False
    return any(
        tree.words[t] in _NEGATIVES
        for t in range(max(0, draft.holder.first - 1), min(draft.holder.head + 1, draft.holder.end))
    )


def _inside(draft: Draft) -> set[int]:
    return {t for s in draft.content for t in range(*s)}


def addressee_of(tree: Tree, draft: Draft) -> Stretch | None:
    """Return the tokens of whoever is spoken to: "told [Reuters]", "confirmed to [the AP]", "asked …, [the diplomat] replied"."""
    if draft.pos != "VERB":
        return None
    asked = asked_of(tree, draft.token)
    person = asked if asked is not None else tree.child(draft.token, "iobj")
    if person is None and draft.lemma in ADDRESSING:
        person = tree.child(draft.token, "obj")
    if person is None and draft.frame.startswith("pass") and draft.lemma in ADDRESSING:
        person = tree.child(draft.token, *SUBJECTS)
    if person is None:
        person = next(
            (
                c
                for c in tree.kids(draft.token, "obl")
                if tree.preposition(c) == "to" and tree.pos[c] in ("PROPN", "NOUN", "PRON")
            ),
            None,
        )
    if (
        person is None
        or person in _inside(draft)
        or (draft.holder is not None and draft.holder.first <= person < draft.holder.end)
    ):
        return None
    without = {c for c in tree.children[person] if tree.deps[c] in ("case", "acl:relcl", "punct")}
    tokens = [
        t for t in tree.subtree(person, without) if t not in _inside(draft) and not draft.cue[0] <= t < draft.cue[1]
    ]
    tokens = [t for t in tokens if abs(t - person) < 15] or [person]
    end = tokens[-1] + 1
    while (
        tree.pos[end - 1] == "PROPN"
        and end < len(tree.words)
        and tree.pos[end] == "PROPN"
        and end not in _inside(draft)
    ):
        end += 1
    return tokens[0], end
