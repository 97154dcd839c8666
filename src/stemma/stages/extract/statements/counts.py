"""How many speak: number words, vague numbers and bare plurals as bounds."""

from __future__ import annotations

from stemma.lang.roles import speaker_noun
from stemma.model.statement import Count
from stemma.stages.extract.statements.tree import Tree
from stemma.text.numbers import WORD_VALUES

_VAGUE: dict[str, tuple[int, int | None]] = {
    "several": (2, None),
    "some": (2, None),
    "many": (2, None),
    "few": (2, None),
    "multiple": (2, None),
    "various": (2, None),
    "numerous": (2, None),
    "most": (2, None),
    "both": (2, 2),
    "couple": (2, 2),
    "pair": (2, 2),
    "dozen": (12, 12),
    "dozens": (24, None),
    "scores": (40, None),
    "tens": (20, None),
    "hundreds": (200, None),
    "thousands": (2000, None),
    "half-dozen": (6, 6),
    "handful": (3, None),
    "group": (2, None),
    "number": (2, None),
    "majority": (2, None),
    "another": (1, 1),
    "others": (2, None),
    "all": (2, None),
}
_AT_LEAST = (("at", "least"), ("no", "fewer"), ("not", "less"))
_UP_TO = (("up", "to"), ("at", "most"), ("no", "more"))
_SHARES = frozenset({"percent", "%", "lot", "lots", "plenty"})  # "27 percent of voters" are no 27 voters
_LARGEST = 10_000_000


def count_of(tree: Tree, first: int, end: int, head: int) -> Count:
    """Return how many persons the tokens `[first, end)` with `head` stand for; the number of the words before the head, else of its form."""
    if _SHARES & set(tree.words[first:end]):
        return Count(2, None)
    for token in range(first, min(head, end - 1) + 1):
        number = _number(tree, token)
        if number is not None and (
            token == head or tree.heads[token] == head or tree.deps[token] in ("nummod", "det", "amod", "nmod")
        ):
            return _bounded(tree, first, token, number)
    words = tree.words[first : min(head, end - 1) + 1]
    for word in words:
        if word in _VAGUE and word not in ("all",):
            low, high = _VAGUE[word]
            return Count(low, high)
    if tree.words[first] in ("a", "an", "one") and head > first:
        return Count(1, 1)
    return Count(2, None) if _is_plural(tree, head) else Count(1, 1)


def _is_plural(tree: Tree, head: int) -> bool:
    word = tree.words[head]
    if tree.pos[head] in ("PROPN", "NOUN") and word.endswith("s") and speaker_noun(word[:-1]) is not None:
        return True
    return "Number=Plur" in tree.feats[head] or word in (
        "they",
        "those",
        "these",
        "staff",
        "people",
        "personnel",
        "police",
    )


def _number(tree: Tree, token: int) -> int | None:
    word = tree.words[token].replace(",", "")
    if tree.pos[token] != "NUM" or "year" in tree.words[token + 1 : token + 3]:
        return None
    if word.isdigit() and len(word) < 9:
        return min(int(word), _LARGEST)
    return WORD_VALUES.get(word)


def _bounded(tree: Tree, first: int, token: int, number: int) -> Count:
    before = tuple(tree.words[max(first - 2, 0) : token])[-2:]
    if before in _AT_LEAST:
        return Count(number, None)
    if before == ("more", "than") or before[-1:] == ("over",):
        return Count(number + 1, None)
    if before in _UP_TO:
        return Count(None, number)
    return Count(number, number)
