"""What a common noun is as a source: by the table of speaking nouns, by the compound it ends, else by its form."""

from __future__ import annotations

from stemma.lang.roles import SpeakerNoun, is_thing, noun_class, speaker_noun
from stemma.stages.extract.statements.tree import Tree

_WITHIN = frozenset({"compound", "amod", "nmod:desc", "nmod:poss", "nmod", "nmod:unmarked"})
_LONGEST_COMPOUND = 3
_PREFIXES = frozenset(
    {"ex", "co", "vice", "sub", "deputy", "ultra", "anti", "pro", "mid", "non", "great", "half", "super", "arch"}
)
_PERSON_ENDINGS = (
    "er",
    "or",
    "ist",
    "ian",
    "man",
    "woman",
    "men",
    "women",
    "eer",
    "ant",
    "ee",
    "naut",
    "phile",
    "crat",
    "monger",
    "smith",
)
_SHORTEST = 5
_RANKS = frozenset(
    {"senior", "junior", "leading", "prominent", "influential", "veteran", "powerful", "public", "unnamed", "respected"}
)


def known_noun(tree: Tree, noun: int) -> SpeakerNoun | None:
    """Return what is known of a noun, its longest compound first ("air traffic controller"), its own form before its lemma ("regulators").

    The table of speaking nouns decides; WordNet's first sense stands in for what it does not list ("purser", "central bank").
    """
    for length in range(_LONGEST_COMPOUND, 1, -1):
        first = noun - length + 1
        if first >= 0 and all(tree.deps[t] in _WITHIN and first <= tree.heads[t] <= noun for t in range(first, noun)):
            before = "-".join(tree.words[first:noun]).replace("'s", "")
            found = _listed(f"{before}-{tree.words[noun]}", f"{before}-{tree.lemmas[noun]}")
            if found is not None:
                return found
    found = _single(tree.words[noun]) or _single(tree.lemmas[noun])
    if _of_rank(tree, noun):
        return SpeakerNoun("official", person=True)
    if found is not None or not tree.written[noun].islower():
        return found
    return noun_class(tree.lemmas[noun]) or noun_class(tree.lemmas[noun].rsplit("-", 1)[-1])


def _of_rank(tree: Tree, noun: int) -> bool:
    """Tell whether "figure" is somebody of rank: "senior Treasury figures", not "official figures"."""
    return tree.lemmas[noun] == "figure" and any(tree.words[c] in _RANKS for c in tree.kids(noun, "amod", "nmod:desc"))


def _listed(word: str, lemma: str) -> SpeakerNoun | None:
    """What a compound is; WordNet decides only where it is a body ("central bank"): "finance minister" is what "minister" is."""
    found = speaker_noun(word) or speaker_noun(lemma)
    classed = noun_class(lemma) if found is None else None
    return found if classed is None or classed.person else classed


def _single(word: str) -> SpeakerNoun | None:
    found = speaker_noun(word)
    if found is not None or "-" not in word:
        return found
    prefix, _, rest = word.partition("-")
    if prefix in _PREFIXES:
        return speaker_noun(rest)
    return speaker_noun(word.rsplit("-", 1)[1])


def is_human(tree: Tree, noun: int) -> bool:
    """Guess whether an unlisted noun stands for a person: by "who" after it, its age, or its ending."""
    if "year-old" in "".join(tree.words[max(0, noun - 4) : noun + 1]):
        return True
    if any(
        tree.words[t] in ("who", "whom") and tree.heads[t] in tree.children[noun]
        for c in tree.children[noun]
        for t in tree.children[c]
    ):
        return True
    lemma = tree.lemmas[noun]
    if is_thing(lemma) or is_thing(tree.words[noun]) or tree.pos[noun] not in ("NOUN", "PROPN"):
        return False
    return len(lemma) >= _SHORTEST and lemma.endswith(_PERSON_ENDINGS)
