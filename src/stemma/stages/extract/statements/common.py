"""Sources named by a common noun: "two Iraqi officials", "the ministry", "the 58-year-old"."""

from __future__ import annotations

import re
from itertools import pairwise

from stemma.lang.agencies import agency_named
from stemma.lang.roles import modifier_kind, shared_office_kind, speaker_noun
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
    r"\b(?:familiar with|briefed on|close to|(?:direct )?knowledge of|involved in|privy to|aware of|in the room|present at|at the table|(?:who|that) (?:was|were) present)\b",
    re.I,
)
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "their", "its", "both", "same"})
_POINTING = frozenset({"the", "this", "that"})
#: Bodies whose kind those who belong to them take: "sources in the army".
_LENDING = frozenset({"military", "police", "intelligence"})
#: Who serves a company where a company stands before it: "a bank official".
_SERVANTS = frozenset({"official", "representative", "worker", "staff", "chief", "member"})
_BODIES_OF_A_KIND = frozenset({"agency", "service", "unit", "directorate"})
_SOME = frozenset({"a", "an", "one", "another"})
#: Who serves one person or party, of no kind of its own where somebody has or retains them: "her agent", "lawyers for the owner".
_RETAINED = frozenset(
    {"agent", "manager", "lawyer", "attorney", "solicitor", "barrister", "coach", "trainer", "accountant"}
)
_ADVOCATES = frozenset({"lawyer", "attorney", "solicitor", "barrister", "agent", "coach"})
_PERSONAL = frozenset({"his", "her", "their", "my", "our"})
#: Bodies of the state whose members are officials; members of other bodies are what the body is.
_OF_STATE = frozenset(
    {"committee", "council", "parliament", "cabinet", "delegation", "commission", "assembly", "senate"}
)
#: Who speaks from within a body: "a delegate of the Red Cross".
_BELONGING = frozenset({"member", "delegate", "volunteer", "activist", "worker", "staff", "organiser", "organizer"})
#: Who leads an armed group where its name stands before: "a Taliban commander".
_LEADING = frozenset({"commander", "leader", "chief", "captain", "field-commander"})
_PAPER = "paper"


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
    counted = count.high is not None or any(tree.pos[t] == "NUM" for t in range(first, noun))
    if kind == "unknown" and person and known is not None and not counted and not _is_retained(tree, noun):
        kind = "public"  # one farmer or three are private persons, farmers are the public
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
    fighters = kind == "armed group" and counted and tree.words[noun] != tree.lemmas[noun]
    if not person and not fighters:
        return Typed(kind, False, NOBODY, _nation(tree, heads, first, end), named, tree.lemmas[noun], definite)
    kind = shared_office_kind(tree.lemmas[noun]) if kind == "office" else kind
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


def common_kind(tree: Tree, noun: int, first: int, end: int) -> str:
    """Return what kind of source a noun is that stands beside a first or assumed name, "unknown" for a bare name."""
    if tree.pos[noun] != "NOUN":
        return "unknown"
    kind = _kind(tree, noun, first, end, person=True)
    return kind if kind not in ("office", "person") else "official"


def _kind(tree: Tree, noun: int, first: int, end: int, *, person: bool) -> str:
    known, lemma = known_noun(tree, noun), tree.lemmas[noun]
    kind = known.kind if known else "unknown"
    if lemma in _RETAINED and _is_retained(tree, noun):
        return "unknown"
    if lemma == _PAPER and kind == "outlet" and _is_document(tree, noun, first):
        return "document"
    if lemma in _GENERAL or kind in ("source", "official") or (lemma in _BODIES_OF_A_KIND and not person):
        lent = _lent(tree, noun, first)
        if lent is not None:
            return lent
    if kind == "public" and _CLOSE.search(tree.text.words(tree.text.span(first, _sentence_end(tree, noun, end)))):
        return "source"
    if lemma == "officer" and kind == "military":
        kind = _force(tree, noun)
    return _of_body(tree, noun, first) or kind


def _is_retained(tree: Tree, noun: int) -> bool:
    """Tell whether somebody has or retains whom a noun names: "her agent", "the club's lawyer", "lawyers for the owner"."""
    if tree.lemmas[noun] not in _RETAINED:
        return False
    owner = tree.child(noun, "nmod:poss")
    if owner is not None:
        body = known_noun(tree, owner) if tree.pos[owner] == "NOUN" else None
        if tree.lemmas[noun] in _ADVOCATES:
            return True
        return tree.words[owner] in _PERSONAL or tree.pos[owner] == "PROPN" or body is None or body.person
    return any(tree.preposition(c) == "for" for c in tree.kids(noun, "nmod"))


def _is_document(tree: Tree, noun: int, first: int) -> bool:
    """Tell whether a paper is one that a body wrote: "a Commission paper"."""
    return tree.words[first] in _SOME and any(tree.pos[c] in ("PROPN", "NOUN") for c in tree.kids(noun, "compound"))


def _force(tree: Tree, noun: int) -> str:
    """Whose officers an article tells of: soldiers' where it has more words for soldiers than for police."""
    if modifier_kind(tree.words[noun - 1]) is not None:
        return modifier_kind(tree.words[noun - 1]) or "military"
    words = [speaker_noun(lemma) for lemma in tree.lemmas if lemma != tree.lemmas[noun]]
    kinds = [modifier_kind(word) for word in tree.words] + [word.kind for word in words if word is not None]
    return "military" if kinds.count("military") > kinds.count("police") else "police"


def _of_body(tree: Tree, noun: int, first: int) -> str | None:
    """The kind that members and delegates take from the body they belong to: "a member of the oversight committee", "a Red Cross delegate"."""
    if tree.lemmas[noun] in _LEADING:
        bodies = (speaker_noun(tree.words[c]) for c in tree.kids(noun, "compound", "nmod:poss"))
        return next((b.kind for b in bodies if b is not None and b.kind == "armed group"), None)
    if tree.lemmas[noun] not in _BELONGING:
        return None
    around = [c for c in tree.kids(noun, "nmod", "compound") if tree.preposition(c) in ("of", "from", "in", "")]
    for c in around:
        body = known_noun(tree, c)
        if body is None and tree.pos[c] == "PROPN":
            words = [tree.words[t] for t in range(first, noun) if tree.is_word(t) and t != noun]
            body = next((b for word in ("-".join(words[-2:]), *words) if (b := speaker_noun(word)) is not None), None)
        if body is None or body.person:
            continue
        if body.kind in ("government", "office") or tree.lemmas[c] in _OF_STATE:
            return "official"
        if body.kind in ("organisation", "company", "armed group"):
            return body.kind
    return None


def _lent(tree: Tree, noun: int, first: int) -> str | None:
    """The kind that a modifier or the body to which they belong lends: "intelligence official", "sources in the army"."""
    words = [tree.words[t] for t in range(first, noun)]
    pairs = ["-".join(pair) for pair in pairwise(words)]
    before = next((k for word in (*reversed(pairs), *reversed(words)) if (k := modifier_kind(word))), None)
    if before == "intelligence" and tree.lemmas[noun] == "source" and "security" in words:
        return "source"  # "a security source" may be of any service
    if before == "medic" and tree.lemmas[noun] in ("official", "chief", "adviser", "representative"):
        return None  # "a health official" serves the state
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
