"""How surely a word in its construction attributes, from what is known of the word and what stands around it."""

from __future__ import annotations

from stemma.lang.cues import cue_words
from stemma.stages.extract.statements.frames import Frame
from stemma.stages.extract.statements.sources import Holder, subject_kind
from stemma.stages.extract.statements.tree import Tree

Features = tuple[tuple[str, str], ...]


def features_of(tree: Tree, frame: Frame, holder: Holder | None, quoted: str) -> Features:
    """Return the features of a word in its construction, as the table of weights names them.

    Args:
        quoted: "all" where most of what is attributed stands in quotation marks, "some", or "none".
    """
    token = frame.token
    lemma = tree.lemmas[token]
    known = cue_words().get((lemma, frame.pos))
    category = known.category if known else "none"
    kind, form = subject_kind(tree, holder), verb_form(tree, frame)
    word = f"{lemma} {frame.pos}"
    return (
        ("word", word),
        ("word frame", f"{word} {frame.name}"),
        ("frame", frame.name),
        ("class", f"{category} {frame.pos}"),
        ("class frame", f"{category} {frame.name}"),
        ("subject", f"{frame.pos} {kind}"),
        ("frame subject", f"{frame.name} {kind}"),
        ("class subject", f"{category} {frame.pos} {kind}"),
        ("quoted", f"{frame.pos} {quoted}"),
        ("class quoted", f"{category} {quoted}"),
        ("form", f"{frame.pos} {form}"),
        ("class form", f"{category} {frame.pos} {form}"),
        ("inside", "quotation" if tree.quote[token] >= 0 else "none"),
        ("how", holder.how if holder is not None else "none"),
    )


def verb_form(tree: Tree, frame: Frame) -> str:
    """Return how the word stands: finite, modal, negated, infinitive, participle, or for a noun its place."""
    token = frame.token
    if frame.pos == "NOUN":
        head = tree.heads[token]
        light = tree.lemmas[head] if tree.deps[token] == "obj" and tree.pos[head] == "VERB" else ""
        return f"{tree.deps[token]} {light}".strip()
    helpers = [tree.words[c] for c in tree.children[token] if tree.deps[c] in ("aux", "cop")]
    if any(
        word in ("would", "could", "should", "may", "might", "must", "can", "will", "shall", "'ll", "’ll", "'d", "’d")
        for word in helpers
    ):
        return "modal"
    if tree.child(token, "mark") is not None and tree.words[tree.child(token, "mark") or 0] == "to":
        return f"infinitive {tree.deps[token]}"
    if "VerbForm=Fin" in tree.feats[token] or frame.pos == "ADJ":
        return "imperative" if "Mood=Imp" in tree.feats[token] else "finite"
    if helpers:
        return "finite"
    return f"participle {tree.deps[token]}"
