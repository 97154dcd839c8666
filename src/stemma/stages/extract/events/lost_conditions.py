"""Conditions that the parse lost, found by the words that open them: inversions ("were the bridge to fail"), "as long as", "but for".

A condition runs from its opening words to the next comma or the end of its sentence. What stands in it is hypothetical; what stands outside it
in the same sentence, under a future or a modal, depends on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from stemma.stages.extract.clauses import SUBJECTS, ancestors

_ANYWHERE = (
    ("unless",),
    ("provided", "that"),
    ("providing", "that"),
    ("only", "if"),
    ("on", "condition", "that"),
    ("on", "the", "condition"),
    ("on", "condition", "of"),
    ("subject", "to"),
    ("contingent", "on"),
    ("contingent", "upon"),
    ("conditional", "on"),
    ("conditional", "upon"),
    ("dependent", "on"),
    ("in", "exchange", "for"),
    ("in", "return", "for"),
    ("in", "the", "event"),
    ("so", "long", "as"),
    ("as", "long", "as", "it"),
    ("as", "long", "as", "they"),
    ("as", "long", "as", "the"),
    ("but", "for"),
    ("in", "the", "absence", "of"),
    ("as", "soon", "as"),
    ("were", "it", "not", "for"),
    ("had", "it", "not", "been", "for"),
)
_FRONTED = (
    ("if",),
    ("as", "long", "as"),
    ("in", "case"),
    ("pending",),
    ("given", "enough"),
    ("assuming",),
    ("barring",),
    ("failing",),
    ("absent",),
    ("supposing",),
    ("provided",),
)
_HINTS = frozenset(words[0] for words in (*_ANYWHERE, *_FRONTED)) | {"were", "had", "should"}
_TENTATIVE = frozenset({"would", "could", "might", "will", "may", "'d", "’d"})
_NOMINAL = frozenset({"DET", "PRON", "PROPN", "NOUN", "ADJ", "NUM"})
_STARTS = frozenset({",", ";", ":", "“", '"', "‘", "'", "—", "–", "-", "and", "but", "or", "that"})
_WIDEST = 40


@dataclass(frozen=True, slots=True)
class Lost:
    """One condition: tokens `[start, end)`, the first of its opening words included."""

    start: int
    end: int

    def holds(self, i: int) -> bool:
        """Tell whether token `i` stands in the condition."""
        return self.start <= i < self.end


def lost_conditions(token: Token) -> list[Lost]:
    """Return the conditions that the words of the sentence around `token` open."""
    sentence = token.sent
    words = [word.lower_ for word in sentence]
    if not _HINTS.intersection(words):
        return []
    return list(_conditions(sentence.start, words, token))


def is_inside(condition: Lost, token: Token) -> bool:
    """Tell whether `token` is told within the condition itself, not in a relative clause that takes it for granted."""
    if not condition.holds(token.i):
        return False
    chain = [token, *(over for over in ancestors(token) if condition.holds(over.i))]
    return not any(over.dep_ == "acl:relcl" for over in chain)


def depends_on(condition: Lost, token: Token) -> bool:
    """Tell whether `token` stands in the clause beside the condition, not in another that is joined to it with a subject of its own."""
    for over in (token, *ancestors(token)):
        if over.dep_ in ("acl:relcl", "parataxis"):
            return False
        if (
            over.dep_ == "conj"
            and any(child.dep_ in SUBJECTS for child in over.children)
            and not condition.holds(over.head.i)
        ):
            return abs(over.i - condition.start) < abs(over.head.i - condition.start)
    return not condition.holds(token.i)


def _conditions(first: int, words: list[str], token: Token) -> Iterator[Lost]:
    for at in range(len(words)):
        size = _opening(words, at) or _inversion(first + at, words, at, token)
        if size:
            yield Lost(first + at, first + _end(words, at + size))


def _opening(words: list[str], at: int) -> int:
    """Return how many words open a condition at `at`; 0 for none."""
    for phrase in _ANYWHERE:
        if tuple(words[at : at + len(phrase)]) == phrase:
            return len(phrase)
    if at == 0 or words[at - 1] in _STARTS:
        for phrase in _FRONTED:
            if tuple(words[at : at + len(phrase)]) == phrase:
                return len(phrase)
    return 0


def _inversion(i: int, words: list[str], at: int, token: Token) -> int:
    """Return 1 where "were", "had" or "should" stands before its subject and another clause is tentative; 0 elsewhere."""
    doc = token.doc
    if words[at] not in ("were", "had", "should") or i + 2 >= len(doc) or words[-1] == "?":
        return 0
    following = doc[i + 1]
    if following.pos_ == "ADJ" and doc[i + 2].pos_ not in ("NOUN", "PROPN", "ADJ"):
        return 0
    if following.pos_ not in _NOMINAL or following.lower_ in ("not", "no", "any", "all"):
        return 0
    if (
        at > 0
        and not _runs_on(i, token)
        and words[at - 1] not in _STARTS
        and doc[i - 1].pos_ not in ("VERB", "ADV", "ADJ", "NOUN", "PROPN")
    ):
        return 0
    inside = words[at : _end(words, at + 1)]
    outside = words[:at] + words[_end(words, at + 1) :]
    if not _TENTATIVE.intersection(outside):
        return 0
    return 1 if _is_verbal(words[at], i, len(inside), token) else 0


def _is_verbal(verb: str, i: int, size: int, token: Token) -> bool:
    """Tell whether the subject after an inverted verb is followed by the verb form that it asks for: "to" after were, a participle after had."""
    wanted = {"were": ("TO", "VBN", "VBG"), "had": ("VBN", "VBD"), "should": ("VB",)}[verb]
    doc = token.doc
    if verb == "were" and _runs_on(i, token):
        return True
    subject_before = i > 0 and any(child.dep_ in SUBJECTS and child.i < i for child in doc[i].head.children)
    if subject_before and i > token.sent.start:
        return False
    return any(doc[j].tag_ in wanted for j in range(i + 2, min(i + size, len(doc))))


def _runs_on(i: int, token: Token) -> bool:
    """Tell whether "were", a short noun phrase and "to" follow one another ("were the plant to be sold")."""
    for word in token.doc[i + 1 : i + 5]:
        if word.lower_ == "to":
            return word.i > i + 1 and token.doc[word.i - 1].pos_ in ("NOUN", "PROPN", "PRON")
        if word.pos_ not in _NOMINAL or word.lower_ in ("first", "last", "only", "ones"):
            return False
    return False


def _end(words: list[str], at: int) -> int:
    """Return where a condition that begins before `at` ends: at the next comma, dash or quotation mark."""
    for end in range(at + 1, min(at + _WIDEST, len(words))):
        if words[end] in (",", ";", "—", "–", '"', "”", ".", "?", "!"):
            return end
    return min(at + _WIDEST, len(words))
