"""Who is said to know behind somebody who reports: "Reuters reported, citing two officials", "the agency quoted an adviser as saying"."""

from __future__ import annotations

from stemma.stages.extract.statements.draft import Draft
from stemma.stages.extract.statements.holder_words import holder_words
from stemma.stages.extract.statements.sources import Holder
from stemma.stages.extract.statements.spans import Stretch, tidy
from stemma.stages.extract.statements.tree import Tree

_CITING = frozenset({"citing", "quoting"})
_QUOTED_AS = frozenset({"quote", "cite"})
_REACH = 8
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def cited_draft(tree: Tree, draft: Draft) -> Draft | None:
    """Return what whoever a report cites is said to say, carried by whoever reports; None where the report cites nobody.

    The report keeps its own statement; the citing words are taken out of its content.
    """
    if draft.pos != "VERB" or draft.holder is None or not draft.content:
        return None
    if draft.lemma in _QUOTED_AS:
        return _quoted_as(tree, draft)
    return _citing(tree, draft) if "VerbForm=Fin" in tree.feats[draft.token] else None


def cited_behind(tree: Tree, draft: Draft, end: int) -> Draft | None:
    """Return what whoever is cited right behind token `end` is said to say: "according to BFM, citing prosecutors"."""
    high = tree.sent(draft.token)[1]
    token = next((t for t in range(end, min(high, end + 2)) if tree.words[t] in _CITING), None)
    return _cited(tree, draft, token) if token is not None else None


def _citing(tree: Tree, draft: Draft) -> Draft | None:
    """`…, Reuters reported on Friday, citing two officials`: a participle after the cue, whatever the parser hung it on."""
    high = tree.sent(draft.token)[1]
    before = _before_cue(tree, draft)
    if before is not None:
        return _cited(tree, draft, before)
    start = max(draft.cue[1], draft.holder.end if draft.holder is not None else 0)
    for token in range(start, min(high, start + _REACH)):
        if tree.words[token] in _CITING:
            return _cited(tree, draft, token)
        if tree.quote[token] >= 0 or (tree.pos[token] == "VERB" and "VerbForm=Fin" in tree.feats[token]):
            return None
    return None


def _before_cue(tree: Tree, draft: Draft) -> int | None:
    """The citing word between a reporter and the cue: "State television, citing the ministry, reported", "the daily, which cited officers, wrote"."""
    if (
        draft.holder is None
        or draft.holder.end > draft.cue[0]
        or tree.words[draft.holder.end : draft.holder.end + 1] != [","]
    ):
        return None
    for token in range(draft.holder.end + 1, min(draft.cue[0], draft.holder.end + 4)):
        if tree.words[token] in _CITING or (tree.lemmas[token] in _QUOTED_AS and tree.pos[token] == "VERB"):
            return token
        if tree.words[token] not in ("which", "who", "that", "also", "itself", "in", "turn"):
            return None
    return None


def _cited(tree: Tree, draft: Draft, token: int) -> Draft | None:
    high = tree.sent(token)[1]
    noun = next((t for t in range(token + 1, min(high, token + _REACH)) if _is_head(tree, t)), None)
    if noun is None:
        return None
    first, end = holder_words(tree, noun, token)
    holder = Holder(noun, max(first, token + 1), max(end, noun + 1), "cited")
    if token > draft.cue[0]:
        draft.content = _cut(draft.content, token, holder.end)
    return _inner(draft, token, (token, token + 1), holder) if draft.content else None


def _quoted_as(tree: Tree, draft: Draft) -> Draft | None:
    """`The agency quoted an adviser as saying …`: the content is what the adviser says, before or after."""
    noun = tree.child(draft.token, "obj", "iobj", "obl")
    low, high = tree.sent(draft.token)
    if noun is None or noun < draft.token or draft.holder is None:
        return None
    words = range(noun + 1, min(high - 1, noun + 2 * _REACH))
    saying = next((t for t in words if tree.words[t] == "as" and tree.words[t + 1].endswith("ing")), None)
    if saying is None:
        return None
    first, end = holder_words(tree, noun, saying)
    holder = Holder(noun, max(first, draft.token + 1), max(min(end, saying), noun + 1), "cited")
    draft.cue = (draft.cue[0], draft.token + 1)
    before = min(draft.cue[0], draft.holder.first)
    draft.content = tidy(tree, [(saying + 2, high)], draft.cue) or tidy(tree, [(low, before)], draft.cue)
    return _inner(draft, saying + 1, (saying, saying + 2), holder)


def _is_head(tree: Tree, token: int) -> bool:
    return tree.pos[token] in _NOUNS and tree.deps[token] not in (
        "compound",
        "nmod:desc",
        "nummod",
        "nmod:poss",
        "flat",
    )


def _inner(draft: Draft, token: int, cue: Stretch, holder: Holder) -> Draft:
    return Draft(
        token=token,
        lemma="say",
        pos="VERB",
        frame="cited",
        cue=cue,
        holder=holder,
        content=list(draft.content),
        score=draft.score,
        carrier=draft.holder,
        rules=["cited"],
    )


def _cut(content: list[Stretch], first: int, end: int) -> list[Stretch]:
    """Leave the citing phrase, and what stands behind it in the same stretch, out of a content."""
    return [(a, min(b, first)) if a < first < b else (a, b) for a, b in content if not first <= a < end]
