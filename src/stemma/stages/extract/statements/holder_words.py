"""The words that name a source: its head with what belongs to it, without asides, over what the parser tore off."""

from __future__ import annotations

from stemma.lang.roles import is_speaker_noun, speaker_noun
from stemma.stages.extract.statements.tree import SUBJECTS, Tree

_NEVER_IN = frozenset({"parataxis", "mark", "discourse", "cop", "aux", "advcl", "obl", "aux:pass", "case", *SUBJECTS})
_ASIDE_MARKS = frozenset({",", "(", "—", "–", "-", "--"})
_ASIDE_WORDS = frozenset({"who", "which", "whose", "whom", "all", "most", "now", "then", "both", "while", "where"})
_NAMELESS = frozenset(
    {"named", "identified", "anonymity", "anonymous", "anonymously", "name", "authorized", "authorised"}
)
#: Words that say no, or that a name is held back.
NOT = frozenset({"not", "n't", "n’t", "anonymity", "anonymous", "anonymously", "declined", "refused"})
_LEADING = frozenset(
    {"according", "but", "and", "or", "that", "by", "to", "while", "yet", "so", "from", "as", "nor", "neither"}
)
#: Words of time that the parser takes for a subject ("…, today warned").
TIMES = frozenset(
    "today yesterday tonight tomorrow monday tuesday wednesday thursday friday saturday sunday earlier later".split()
)
_ROLE_WORDS = frozenset({"NOUN", "ADJ", "DET", "PROPN", "PRON"})


def holder_words(tree: Tree, head: int, cue: int) -> tuple[int, int]:
    """Return the tokens `[first, end)` that name a source: its subtree without asides, extended over titles that the parser split off."""
    without = {c for c in tree.children[head] if _is_aside(tree, head, c)} | {cue}
    tokens = [t for t in tree.subtree(head, without) if tree.sentence[t] == tree.sentence[head]]
    first, end = _run_around(tokens, head, cue)
    while end - 1 > head and not tree.is_word(end - 1) and tree.words[end - 1] not in (")", "]"):
        end -= 1
    while first < head and (not tree.is_word(first) or tree.words[first] in _LEADING):
        first += 1
    while end - 1 > head and (
        tree.words[end - 1] in TIMES or (tree.words[end - 1] == "on" and tree.words[end : end + 1] != [])
    ):
        end -= 1
    first, end = _without_asides(tree, head, first, end)
    return _over_titles(tree, first), _over_apposed(tree, head, _over_names(tree, first, end, cue))


def _over_apposed(tree: Tree, head: int, end: int) -> int:
    """Move right over a name between commas that the parser hung elsewhere: "an opposition lawmaker | , Moses Chirambo ."."""
    if tree.pos[head] != "NOUN" or tree.words[end : end + 1] != [","] or not is_speaker_noun(tree.lemmas[head]):
        return end
    stop = end + 1
    high = tree.sent(head)[1]
    while stop < high and tree.pos[stop] == "PROPN" and tree.written[stop][:1].isupper():
        stop += 1
    named = stop - end - 1 >= 2 and (stop >= high or tree.words[stop] in (",", ".", ";"))
    return stop if named and tree.deps[end + 1] in ("dep", "appos", "parataxis", "conj", "list", "flat") else end


def _without_asides(tree: Tree, head: int, first: int, end: int) -> tuple[int, int]:
    """Cut "With this in mind, | …" before the head and "…, who may not be named" after it."""
    for t in range(head - 1, first - 1, -1):
        if tree.words[t] in ("(", ";", ":") or (
            tree.words[t] == "," and tree.pos[t + 1] in ("DET", "PROPN", "NUM", "NOUN", "PRON")
        ):
            first = t + 1
            break
    for t in range(head + 1, end - 1):
        after = tree.words[t + 1]
        if tree.words[t] in _ASIDE_MARKS and (tree.pos[t + 1] in ("VERB", "SCONJ", "AUX") or after in _ASIDE_WORDS):
            return first, t
    return first, end


def _over_names(tree: Tree, first: int, end: int, cue: int) -> int:
    """Move right over the rest of a name that the parser tore apart: "Mr. | Kamin"."""
    high = cue if cue > first else tree.sent(first)[1]
    role = (
        tree.pos[end - 1] == "NOUN"
        and is_speaker_noun(tree.lemmas[end - 1])
        and end < high
        and tree.deps[end] in ("flat", "appos", "nsubj", "compound", "nmod", "dep")
    )
    between = cue > end and tree.pos[end - 1] == "NOUN" and all(tree.pos[t] == "PROPN" for t in range(end, cue))
    if tree.pos[end - 1] == "PROPN" or role or (between and is_speaker_noun(tree.lemmas[end - 1])):
        while end < high and tree.pos[end] == "PROPN":
            end += 1
    return end


def _is_aside(tree: Tree, head: int, child: int) -> bool:
    dep = tree.deps[child]
    if dep in _NEVER_IN:
        return True
    if dep == "advmod":
        return child > head
    if dep not in ("acl:relcl", "acl", "amod", "advcl", "nmod") or child < head:
        return False
    tokens = tree.subtree(child)
    low = tokens[0]
    if tree.words[low] in _ASIDE_MARKS or (low > 0 and tree.words[low - 1] in _ASIDE_MARKS):
        return True
    return (
        dep == "acl:relcl"
        and bool(_NAMELESS & {tree.words[t] for t in tokens})
        and bool(NOT & {tree.words[t] for t in tokens})
    )


def _run_around(tokens: list[int], head: int, cue: int) -> tuple[int, int]:
    """The stretch of `tokens` that holds the head and stops at the cue."""
    side = [t for t in tokens if (t < cue) == (head < cue) and t != cue]
    return (side[0], side[-1] + 1) if side else (head, head + 1)


def _over_titles(tree: Tree, first: int) -> int:
    """Move left over capitalised words that the parser left outside the name: "Secretary of State | Mike Pompeo"."""
    low = tree.sent(first)[0]
    if tree.pos[first] != "PROPN":
        return first
    while first > low and _is_in_title(tree, first - 1):
        first -= 1
    while tree.words[first] in ("'s", "’s"):
        first += 1
    return _over_role(tree, first, low)


def _is_in_title(tree: Tree, token: int) -> bool:
    if tree.words[token] in ("'s", "’s"):
        return tree.pos[token - 1] == "PROPN"
    return tree.written[token][:1].isupper() and tree.pos[token] in ("PROPN", "ADJ") and tree.words[token] not in TIMES


def _over_role(tree: Tree, first: int, low: int) -> int:
    """Move left over the noun for one person right before a name, with what belongs to it: "its spokesman | Peter Ouma"."""
    noun = first - 1
    known = speaker_noun(tree.lemmas[noun]) if noun > low and tree.pos[noun] == "NOUN" else None
    if known is None or not known.person or tree.words[noun] != tree.lemmas[noun]:
        return first
    edge = noun
    while edge > low and tree.pos[edge - 1] in _ROLE_WORDS and tree.quote[edge - 1] == tree.quote[noun]:
        if tree.pos[edge - 1] == "PRON" and tree.deps[edge - 1] != "nmod:poss":
            break
        edge -= 1
        if tree.pos[edge] in ("DET", "PRON"):
            break
    starts = edge == low or not tree.is_word(edge - 1) or tree.pos[edge] in ("DET", "PRON")
    return edge if starts else noun
