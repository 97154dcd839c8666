"""What kind of source the words name: a person with a name, an office, a body, a document, or somebody unnamed, and how many."""

from __future__ import annotations

from stemma.model.statement import Count
from stemma.model.words import Mention, MentionForm
from stemma.stages.extract.statements.common import common_noun
from stemma.stages.extract.statements.counts import count_of
from stemma.stages.extract.statements.holder_words import holder_words
from stemma.stages.extract.statements.named import carrier_noun, named_body, named_person, seat
from stemma.stages.extract.statements.sources import Holder
from stemma.stages.extract.statements.tree import Tree
from stemma.stages.extract.statements.typed import NOBODY, Mentions, Typed

_QUANTITIES = frozenset(
    {
        "one",
        "some",
        "many",
        "several",
        "most",
        "few",
        "both",
        "all",
        "none",
        "half",
        "majority",
        "dozens",
        "tens",
        "scores",
        "hundreds",
        "couple",
        "number",
        "group",
        "handful",
        "pair",
        "lot",
        "lots",
        "plenty",
        "percent",
        "third",
        "quarter",
        "minority",
        "share",
    }
)
_NOBODY = frozenset({"nobody", "none", "noone"})
_JOINING = frozenset({"and", "or", "nor", "&", "plus", "well"})
_PRONOUNS = frozenset(
    {"it", "he", "she", "they", "him", "her", "them", "his", "their", "hers", "theirs", "who", "whom"}
)


def type_source(tree: Tree, mentions: Mentions, head: int, first: int, end: int) -> Typed:
    """Return what the noun group of tokens `[first, end)` with `head` is as a source."""
    if tree.words[head] in _PRONOUNS and tree.pos[head] in ("PRON", "DET"):
        return _pronoun(tree, mentions, head, first, end)
    noun = _counted_noun(tree, head, first, end)
    return (
        _one_of_several(tree, mentions, head, first, end)
        or seat(tree, head, first, end)
        or carrier_noun(tree, head, first, end)
        or named_person(tree, mentions, head, first, end)
        or named_body(tree, mentions, noun, first, end)
        or common_noun(tree, mentions, (head, noun), first, end)
    )


def _one_of_several(tree: Tree, mentions: Mentions, head: int, first: int, end: int) -> Typed | None:
    """One or some of those whom a pronoun or number stands for: "one of them", "two of the three"; unnamed, though the whole may be known."""
    if tree.words[head] in _NOBODY or (tree.words[head] not in _QUANTITIES and tree.pos[head] != "NUM"):
        return None
    if any(tree.pos[t] in ("PROPN", "NOUN") for t in range(first, end)):
        return None  # "one of them, Dr Lise Aamodt", "one of them an official"
    whole = next(
        (c for c in tree.kids(head, "nmod") if head < c < end and tree.preposition(c) in ("of", "among")), None
    )
    if whole is None or not (tree.words[whole] in ("them", "those", "these") or tree.pos[whole] == "NUM"):
        return None
    of = _pronoun(tree, mentions, whole, whole, whole + 1) if tree.words[whole] == "them" else None
    kind = of.kind if of is not None and of.anonymous else "unknown"
    nationality = of.nationality if of is not None else None
    return Typed(kind, True, count_of(tree, first, head + 1, head), nationality, None, tree.lemmas[head])


def conjuncts(tree: Tree, holder: Holder) -> list[tuple[int, int, int]]:
    """Return head, first and end token of each conjunct of a source; one where nothing is coordinated."""
    heads = [holder.head, *(c for c in tree.kids(holder.head, "conj") if holder.first <= c < holder.end)]
    for head in heads[1:]:
        heads += [c for c in tree.kids(head, "conj") if holder.first <= c < holder.end and c not in heads]
    heads = sorted(h for h in set(heads) if tree.pos[h] in ("NOUN", "PROPN", "PRON", "NUM", "ADJ") or h == holder.head)
    joined = any(tree.pos[t] == "CCONJ" or tree.words[t] in _JOINING for t in range(holder.first, holder.end))
    if len(heads) < 2 or not joined or any(tree.deps[h] == "conj" and tree.pos[h] == "ADJ" for h in heads):
        return [(holder.head, holder.first, holder.end)]
    if _is_one(tree, heads):
        return [(holder.head, holder.first, holder.end)]
    if _roles_of_one(tree, holder, heads):
        return [(heads[-1], holder.first, holder.end)]
    found = []
    for number, head in enumerate(heads):
        first, end = holder_words(tree, head, heads[number + 1] if number + 1 < len(heads) else holder.end)
        low = max(first, holder.first if number == 0 else heads[number - 1] + 1)
        high = min(end, holder.end, (heads[number + 1] if number + 1 < len(heads) else end))
        while high > head + 1 and (
            tree.words[high - 1] in ("and", "or", ",", "nor") or tree.heads[high - 1] in heads[number + 1 :]
        ):
            high -= 1
        while low < head and tree.words[low] in ("and", "or", ",", "nor", "both", "neither", "either"):
            low += 1
        found.append((head, low, max(high, head + 1)))
    return found


def _is_one(tree: Tree, heads: list[int]) -> bool:
    """Tell whether what looks coordinated is one: a name with "and" in it, or two roles of the person named before them."""
    doc = tree.text.doc
    named = doc[heads[0]].ent_type_ == "ORG" and all(doc[t].ent_iob_ == "I" for t in range(heads[0] + 1, heads[-1] + 1))
    roles = tree.pos[heads[0]] == "PROPN" and any(
        tree.pos[h] == "NOUN"
        and tree.words[h] == tree.lemmas[h]
        and tree.child(h, "det", "nummod", "nmod:poss") is None
        for h in heads[1:]
    )
    return named or (roles and "," in tree.words[heads[0] : heads[-1]])


def _roles_of_one(tree: Tree, holder: Holder, heads: list[int]) -> bool:
    """Tell whether coordinated singular nouns without article lead to one name: "actor and comedian Bill Hader"."""
    *roles, name = heads
    if tree.pos[name] != "PROPN" or tree.pos[holder.first] != "NOUN":
        return False
    before = range(holder.first, name)
    return (
        all(tree.pos[r] == "NOUN" and tree.words[r] == tree.lemmas[r] for r in roles)
        and not any(tree.words[t] in (",", "the", "a", "an") or tree.pos[t] == "NUM" for t in before)
        and tree.pos[name - 1] in ("NOUN", "PROPN")
    )


def _pronoun(tree: Tree, mentions: Mentions, head: int, first: int, end: int) -> Typed:
    mention = mentions.of(first, end, head)
    if tree.words[head] == "it":
        return _it(tree, mentions, mention)
    plural = tree.words[head] in ("they", "them", "their")
    count = Count(2, None) if plural else Count(1, 1)
    if mention is None and tree.words[head] in ("his", "her", "their"):
        owner = _subject_above(tree, head)
        if owner is not None and tree.words[owner] not in _PRONOUNS:
            low, high = holder_words(tree, owner, head)
            typed = type_source(tree, mentions, owner, low, high)
            return Typed(
                typed.kind, typed.anonymous, typed.count, typed.nationality, typed.named, typed.head, True, True
            )
    if mention is None or mention.refers_to is None:
        kind = "unknown"
        return Typed(kind, True, count, None, None, tree.words[head], True, True)
    root = mentions.root(mention)
    first_token, last = tree.text.token_at(root.span.start), tree.text.token_at(root.span.end - 1)
    if first_token is None or last is None:
        return Typed(
            "unknown", root.form is not MentionForm.NAME, count, root.country, root.id, root.head.lower(), True, True
        )
    at = _head_in(tree, first_token, last + 1)
    if tree.words[at] in _PRONOUNS:
        return Typed("unknown", True, count, None, None, tree.words[head], True, True)
    typed = type_source(tree, mentions, at, first_token, last + 1)
    return Typed(typed.kind, typed.anonymous, typed.count, typed.nationality, root.id, typed.head, True, True)


def _subject_above(tree: Tree, token: int) -> int | None:
    """The subject of the nearest verb above a possessive: whose they are in "the general stood by [his] statement"."""
    for verb in tree.above(token):
        subject = tree.child(verb, "nsubj") if tree.pos[verb] == "VERB" else None
        if subject is not None:
            return subject if subject < token and token not in tree.subtree(subject) else None
    return None


def _it(tree: Tree, mentions: Mentions, mention: Mention | None) -> Typed:
    """What "it" speaks for: the body that it refers to; never a person."""
    if mention is not None and mention.refers_to is not None:
        root = mentions.root(mention)
        first, last = tree.text.token_at(root.span.start), tree.text.token_at(root.span.end - 1)
        if first is not None and last is not None:
            at = _head_in(tree, first, last + 1)
            if tree.words[at] not in _PRONOUNS:
                typed = type_source(tree, mentions, at, first, last + 1)
                return Typed(typed.kind, False, NOBODY, typed.nationality, root.id, typed.head, True, True)
    return Typed("unknown", False, NOBODY, None, None, "it", True, True)


def _head_in(tree: Tree, first: int, end: int) -> int:
    return next((t for t in range(first, end) if not first <= tree.heads[t] < end or tree.heads[t] == t), end - 1)


def _counted_noun(tree: Tree, head: int, first: int, end: int) -> int:
    """The noun in "one of the diplomats", "dozens of witnesses"; the head itself elsewhere."""
    if tree.words[head] in _NOBODY or tree.words[first : head + 1] == ["no", "one"]:
        body = next((c for c in tree.kids(head, "nmod") if tree.preposition(c) in ("from", "at", "in")), head)
        return body if tree.pos[body] == "NOUN" else head
    if tree.words[head] in _QUANTITIES or tree.pos[head] in ("NUM", "DET"):
        below = [c for c in tree.kids(head, "nmod", "obl", "appos") if first <= c < end and tree.pos[c] == "NOUN"]
        for c in below:
            if tree.preposition(c) in ("of", "among", ""):
                return c
    return head
