"""Attributions as translated pages make them: "…, so the minister.", "…, it was informed from the club.", "Of sources of security, …"."""

from __future__ import annotations

from collections.abc import Iterator

from stemma.lang.cues import cue_words
from stemma.lang.roles import speaker_noun
from stemma.stages.extract.statements.draft import Draft
from stemma.stages.extract.statements.holder_words import holder_words
from stemma.stages.extract.statements.sources import Holder
from stemma.stages.extract.statements.spans import Stretch, has_clause, tidy
from stemma.stages.extract.statements.tree import Tree

_NOUNS = frozenset({"NOUN", "PROPN"})
_FROM = frozenset({"from", "by", "in", "at"})
_SAID = frozenset(
    "said reported announced informed communicated learned learnt stated declared explained added told".split()
)
_SCORE = 0.7
_LONGEST = 12


def find_translated(tree: Tree) -> Iterator[Draft]:
    """Give the attributions of constructions that English has from other languages."""
    for low, high in tree.bounds:
        yield from _so(tree, low, high)
        yield from _it_was_said(tree, low, high)
        yield from _of_sources(tree, low, high)


def _so(tree: Tree, low: int, high: int) -> Iterator[Draft]:
    """`The count begins on Wednesday, so the president of the court.`: German "so" at the end, before nothing but a noun group."""
    for token in range(max(low + 3, high - _LONGEST), high - 1):
        if tree.words[token] == "so" and tree.words[token - 1] == "," and tree.quote[token] < 0:
            end = _end(tree, high)
            if has_clause(tree, token + 1, end) or not has_clause(tree, low, token):
                return
            yield from _draft(tree, "so somebody", (token, token + 1), (token + 1, end), (low, token))


def _it_was_said(tree: Tree, low: int, high: int) -> Iterator[Draft]:
    """`…, it was informed from the Belgian club on Wednesday.`"""
    for token in range(low + 3, high - 3):
        if (
            tree.words[token : token + 2] == ["it", "was"]
            and tree.words[token + 2] in _SAID
            and tree.words[token - 1] == ","
        ):
            cue = (token, token + 3)
            if has_clause(tree, token + 3, high) or not has_clause(tree, low, token) or tree.quote[token] >= 0:
                return
            by = next((t for t in range(token + 3, high - 1) if tree.words[t] in _FROM), None)
            yield from _draft(
                tree, "it was said", cue, (by + 1, _end(tree, high)) if by is not None else None, (low, token)
            )
            return


def _of_sources(tree: Tree, low: int, high: int) -> Iterator[Draft]:
    """`Of source of security, a ransom was paid.`"""
    if tree.words[low] not in ("of", "from") or tree.quote[low] >= 0:
        return
    comma = next((t for t in range(low + 1, min(high, low + _LONGEST)) if tree.words[t] == ","), None)
    noun = next((t for t in range(low + 1, min(high, low + 4)) if tree.lemmas[t] == "source"), None)
    if comma is not None and noun is not None and noun < comma and has_clause(tree, comma, high):
        yield from _draft(tree, "of sources", (low, low + 1), (low + 1, comma), (comma, high))


def _end(tree: Tree, high: int) -> int:
    while high > 0 and not tree.is_word(high - 1):
        high -= 1
    return high


def _draft(tree: Tree, rule: str, cue: Stretch, group: Stretch | None, content: Stretch) -> Iterator[Draft]:
    holder = None
    if group is not None:
        nouns = [
            t
            for t in range(*group)
            if tree.pos[t] in _NOUNS and tree.deps[t] not in ("compound", "nmod:desc", "nmod:poss")
        ]
        person = any(tree.pos[t] == "PROPN" or speaker_noun(tree.lemmas[t]) is not None for t in nouns)
        if not nouns or not person:
            return
        first, end = holder_words(tree, nouns[0], cue[0])
        holder = Holder(nouns[0], max(first, group[0]), max(min(end, group[1]), nouns[0] + 1), rule)
        if rule != "it was said":
            holder = Holder(nouns[0], group[0], group[1], rule)
    stretches = tidy(tree, [content], cue)
    if stretches:
        lemma = next((tree.lemmas[t] for t in range(*cue) if (tree.lemmas[t], "VERB") in cue_words()), "say")
        yield Draft(cue[0], lemma, "X", rule, cue, holder, stretches, _SCORE, rules=[rule])
