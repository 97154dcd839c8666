"""Outlets and agencies that a sentence names as having gathered or carried what is said."""

from __future__ import annotations

from stemma.lang.agencies import agency_named, agency_pattern
from stemma.lang.newsrooms import newsroom_name
from stemma.lang.outlets import outlet_named
from stemma.lang.roles import speaker_noun
from stemma.model.span import Span
from stemma.stages.extract.statements.draft import Draft
from stemma.stages.extract.statements.holder_words import holder_words
from stemma.stages.extract.statements.spans import Stretch
from stemma.stages.extract.statements.tree import Tree

Carrier = tuple[str, Span]
_GATHERING = frozenset(
    {
        "interview",
        "quote",
        "cite",
        "contact",
        "reach",
        "poll",
        "survey",
        "speak",
        "tell",
        "talk",
        "consult",
        "obtain",
        "see",
        "carry",
        "publish",
        "air",
        "broadcast",
        "post",
        "run",
        "report",
        "question",
        "release",
        "distribute",
    }
)


def carriers_of(tree: Tree, draft: Draft, addressee: Stretch | None) -> tuple[Carrier, ...]:
    """Return the carriers beside a statement's cue and source: "told [Reuters]", "interviewed by [Reuters]", "said on [state television]"."""
    found: list[Carrier] = []
    if draft.carrier is not None:
        _add(tree, found, (draft.carrier.first, draft.carrier.end), anybody=True)
    if addressee is not None:
        _add(tree, found, addressee)
    inside = {t for s in draft.content for t in range(*s)}
    for token in _beside(tree, draft):
        if token in inside or tree.pos[token] not in ("NOUN", "PROPN"):
            continue
        preposition = tree.preposition(token)
        governor = tree.lemmas[tree.heads[token]]
        if preposition in ("to", "with", "by", "on", "via", "for", "in") and (
            governor in _GATHERING
            or tree.heads[token] == draft.token
            or governor in ("interview", "remark", "comment", "statement", "article", "report")
        ):
            _add(tree, found, holder_words(tree, token, draft.token))
    return tuple(found)


def _beside(tree: Tree, draft: Draft) -> list[int]:
    """Tokens that may name a carrier: below the source, below the cue, and in a participle at the sentence's start."""
    tokens = set(tree.kids(draft.token, "obl", "obl:agent", "nmod"))
    if tree.deps[draft.token] == "advcl":  # "was quoted by the agency as saying"
        tokens |= set(tree.kids(tree.heads[draft.token], "obl:agent"))
    for c in tree.kids(draft.token, "obl", "advcl"):
        tokens |= set(tree.kids(c, "nmod", "obl", "obl:agent"))
    if draft.holder is not None:
        tokens |= set(range(draft.holder.first, draft.holder.end))
        for c in tree.kids(draft.holder.head, "acl", "acl:relcl"):
            tokens |= set(tree.subtree(c)[:12])
    return sorted(tokens)


def _add(tree: Tree, found: list[Carrier], stretch: Stretch, *, anybody: bool = False) -> None:
    stretch = _over_name(tree, stretch)
    label = carrier_label(tree, stretch) or (tree.text.words(tree.text.span(*stretch)) if anybody else None)
    if label is not None:
        span = tree.text.span(*stretch)
        if all(span != other and label != name for name, other in found):
            found.append((label, span))


def _over_name(tree: Tree, stretch: Stretch) -> Stretch:
    """Move right over the name of a newsroom that the parser tore off its noun: "the broadcaster | Radio Ost"."""
    first, end = stretch
    known = speaker_noun(tree.lemmas[end - 1])
    if known is None or known.person or known.kind not in ("outlet", "agency"):
        return stretch
    high = tree.sent(first)[1]
    while (
        end < high
        and tree.pos[end] == "PROPN"
        and tree.written[end][:1].isupper()
        and tree.quote[end] == tree.quote[first]
    ):
        end += 1
    return first, end


def carrier_label(tree: Tree, stretch: Stretch) -> str | None:
    """Return the name of the agency or outlet that these tokens are, the words themselves for "state television", None for anybody else."""
    words = tree.text.words(tree.text.span(*stretch))
    known = agency_named(words)
    if known is not None:
        return known.name
    outlet = outlet_named(words)
    if outlet is not None and any(tree.written[t][:1].isupper() for t in range(*stretch) if tree.words[t] != "the"):
        return outlet.name
    if tree.words[stretch[0]] in ("this", "our"):
        return None
    match = agency_pattern().search(words)
    if match is not None and (agency := agency_named(match[0])) is not None:
        return agency.name
    for token in range(*stretch):
        speaker = speaker_noun(tree.lemmas[token])
        if (
            speaker is not None
            and speaker.kind in ("outlet", "agency")
            and not speaker.person
            and tree.lemmas[token] not in ("media", "press", "blog", "program", "programme", "network", "site")
        ):
            return newsroom_name(words) or words
    return "state media" if words.lower() in ("state media", "official media") else None
