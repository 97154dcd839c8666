"""Sources named by a common noun: "two Iraqi officials", "the ministry", "the 58-year-old"."""

from __future__ import annotations

import re
from itertools import pairwise

from stemma.lang.agencies import agency_named
from stemma.lang.roles import modifier_kind
from stemma.model.words import Mention, MentionForm
from stemma.stages.extract.statements.counts import count_of
from stemma.stages.extract.statements.nouns import is_human, known_noun
from stemma.stages.extract.statements.tree import Tree
from stemma.stages.extract.statements.typed import NOBODY, Mentions, Typed, nationality_of

_GENERAL = frozenset(
    {
        "official",
        "source",
        "officer",
        "worker",
        "staff",
        "agent",
        "personnel",
        "chief",
        "member",
        "person",
        "people",
        "expert",
        "analyst",
        "force",
        "representative",
        "service",
        "agency",
        "unit",
        "directorate",
    }
)
_CLOSE = re.compile(
    r"\b(?:familiar with|briefed on|close to|(?:direct )?knowledge of|involved in|privy to|aware of)\b", re.I
)
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "their", "its", "both", "same"})
_POINTING = frozenset({"the", "this", "that"})
#: Bodies whose kind those who belong to them take: "sources in the army".
_LENDING = frozenset({"military", "police", "intelligence"})
#: Who serves a company where a company stands before it: "a bank official".
_SERVANTS = frozenset({"official", "representative", "worker", "staff", "chief", "member"})
_BODIES_OF_A_KIND = frozenset({"agency", "service", "unit", "directorate"})
_SOME = frozenset({"a", "an", "one", "another"})


def common_noun(tree: Tree, mentions: Mentions, heads: tuple[int, int], first: int, end: int) -> Typed:
    """Return what a common noun is: by the table of speaking nouns, its modifiers, its number and article.

    Args:
        heads: Head of the group, and the noun that is counted ("one of the [diplomats]"); the same token elsewhere.
    """
    head, noun = heads
    known = known_noun(tree, noun)
    person = known.person if known else is_human(tree, noun)
    mention = mentions.of(first, end, noun)
    count = count_of(tree, first, end, head)
    kind = _not_news(tree, mentions, mention, _kind(tree, noun, first, end, person=person))
    if kind == "unknown" and person and known is not None and count.high != 1:
        kind = "public"  # one farmer is a private person, farmers are the public
    definite = tree.words[first] in _DEFINITE or bool(_DEFINITE & set(tree.words[first : noun + 1][:2]))
    named = None
    if mention is not None and mention.refers_to is not None and person:
        root = mentions.root(mention)
        if root.form is MentionForm.NAME:
            kind = "person" if root.label == "PERSON" else kind
            return Typed(kind, False, NOBODY, root.country, root.id, tree.lemmas[noun], definite)
        named = root.id
    if person and count.high == 1 and head == noun:
        sole = _sole(tree, mentions, noun, (first, kind, named), definite=definite)
        if sole is not None:
            return sole
    if not person:
        return Typed(kind, False, NOBODY, _nation(tree, heads, first, end), named, tree.lemmas[noun], definite)
    kind = "official" if kind == "office" else kind
    return Typed(kind, True, count, _nation(tree, heads, first, end), named, tree.lemmas[noun], definite)


def _nation(tree: Tree, heads: tuple[int, int], first: int, end: int) -> str | None:
    head, noun = heads
    return nationality_of(tree, first, end if head != noun else noun)


def _sole(
    tree: Tree, mentions: Mentions, noun: int, known: tuple[int, str, str | None], *, definite: bool
) -> Typed | None:
    """The one bearer of a role: a person whom the article names by it, or the holder of an office of one."""
    first, kind, named = known
    nation = nationality_of(tree, first, noun)
    bearer = mentions.bearers.named(noun) if tree.words[first] in _POINTING else None
    if bearer is not None:
        return Typed("person", False, NOBODY, nation, mentions.root(bearer).id, tree.lemmas[noun], True)
    if kind == "office" and (definite or tree.child(noun, "det") is None) and tree.words[first] not in _SOME:
        return Typed("office", False, NOBODY, nation, named, tree.lemmas[noun], definite)
    return None


def _kind(tree: Tree, noun: int, first: int, end: int, *, person: bool) -> str:
    known, lemma = known_noun(tree, noun), tree.lemmas[noun]
    kind = known.kind if known else "unknown"
    if lemma in _GENERAL or kind in ("source", "official") or (lemma in _BODIES_OF_A_KIND and not person):
        kind = _lent(tree, noun, first) or kind
    if kind == "public" and _CLOSE.search(tree.text.words(tree.text.span(first, _sentence_end(tree, noun, end)))):
        return "source"
    below = [known_noun(tree, c) for c in tree.kids(noun, "nmod", "compound")]
    if lemma == "member" and any(b is not None and b.kind in ("government", "office") for b in below):
        return "official"
    return kind


def _lent(tree: Tree, noun: int, first: int) -> str | None:
    """The kind that a modifier or the body to which they belong lends: "intelligence official", "sources in the army"."""
    words = [tree.words[t] for t in range(first, noun)]
    pairs = ["-".join(pair) for pair in pairwise(words)]
    before = next((k for word in (*reversed(pairs), *reversed(words)) if (k := modifier_kind(word))), None)
    if before is not None:
        return before
    for c in tree.kids(noun, "compound") if tree.lemmas[noun] in _SERVANTS else ():
        body = known_noun(tree, c)
        if body is not None and not body.person and body.kind == "company":
            return "company"
    for c in tree.kids(noun, "nmod"):
        body = known_noun(tree, c)
        if body is not None and not body.person and body.kind in _LENDING:
            return body.kind
    return None


def _not_news(tree: Tree, mentions: Mentions, mention: Mention | None, kind: str) -> str:
    """Take "the agency" for no news agency where it refers to a body that is none."""
    if kind != "agency" or mention is None or mention.refers_to is None:
        return kind
    root = mentions.root(mention)
    news = root.form is not MentionForm.NAME or agency_named(tree.text.words(root.span)) is not None
    return kind if news else "organisation"


def _sentence_end(tree: Tree, noun: int, end: int) -> int:
    return min(tree.sent(noun)[1], max(end, noun + 1) + 6)
