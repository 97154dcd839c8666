"""What kind of source the words name: a person with a name, an office, a body, a document, or somebody unnamed, and how many."""

from __future__ import annotations

import re
from dataclasses import dataclass

from stemma.lang.agencies import agency_named
from stemma.lang.countries import country_of
from stemma.lang.outlets import outlet_named
from stemma.lang.roles import SpeakerNoun, modifier_kind, speaker_noun
from stemma.model.statement import Count
from stemma.model.words import Mention, MentionForm
from stemma.stages.extract.statements.counts import count_of
from stemma.stages.extract.statements.sources import Holder, holder_words
from stemma.stages.extract.statements.tree import Tree

NOBODY = Count(None, None)
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
    }
)
_PRONOUNS = frozenset({"he", "she", "they", "him", "her", "them", "his", "their", "hers", "theirs", "who", "whom"})
_EVERYBODY = frozenset(
    {
        "everyone",
        "everybody",
        "people",
        "nobody",
        "anyone",
        "someone",
        "somebody",
        "others",
        "those",
        "you",
        "we",
        "us",
        "our",
    }
)
_CLOSE = re.compile(
    r"\b(?:familiar with|briefed on|close to|(?:direct )?knowledge of|involved in|privy to|aware of)\b", re.I
)
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "their", "its", "both", "same"})
_NAME_LINKS = frozenset({"flat", "appos", "compound", "nmod:desc", "flat:name"})
_COMPANY_ENDS = (
    "Inc",
    "Corp",
    "Co",
    "Ltd",
    "Plc",
    "plc",
    "AG",
    "GmbH",
    "LLC",
    "SA",
    "Group",
    "Bank",
    "Airlines",
    "Airways",
)


@dataclass(frozen=True, slots=True)
class Typed:
    """What one noun group is as a source.

    Attributes:
        named: Id of the mention with its name, where it has one; `referred` where words such as "he" lead to that mention.
        head: Lemma by which later words may refer back to it.
        definite: "the", "these", "both" before it.
    """

    kind: str
    anonymous: bool
    count: Count
    nationality: str | None
    named: str | None
    head: str
    definite: bool = False
    pronoun: bool = False


@dataclass(slots=True)
class Mentions:
    """The article's mentions by place, for look-up."""

    tree: Tree
    by_id: dict[str, Mention]
    spans: list[tuple[int, int, Mention]]

    def inside(self, first: int, end: int) -> list[tuple[int, int, Mention]]:
        """Return the mentions that lie within tokens `[first, end)`, with their tokens."""
        start, stop = self.tree.text.offsets(first, end)
        return [row for row in self.spans if start <= row[0] and row[1] <= stop]

    def of(self, first: int, end: int, head: int) -> Mention | None:
        """Return the longest mention within tokens `[first, end)` that holds the head."""
        at = self.tree.text.offsets(head, head + 1)[0]
        holding = [row for row in self.inside(first, end) if row[0] <= at < row[1]]
        return max(holding, key=lambda row: row[1] - row[0])[2] if holding else None

    def root(self, mention: Mention) -> Mention:
        """Return the mention that names what `mention` refers to, itself where nothing is known."""
        seen = {mention.id}
        while mention.refers_to is not None and mention.refers_to in self.by_id and mention.refers_to not in seen:
            mention = self.by_id[mention.refers_to]
            seen.add(mention.id)
        return mention


def index_mentions(tree: Tree, mentions: tuple[Mention, ...]) -> Mentions:
    """Return the article's mentions ready for look-up."""
    return Mentions(tree, {m.id: m for m in mentions}, [(m.span.start, m.span.end, m) for m in mentions])


def conjuncts(tree: Tree, holder: Holder) -> list[tuple[int, int, int]]:
    """Return head, first and end token of each conjunct of a source; one where nothing is coordinated."""
    heads = [holder.head, *(c for c in tree.kids(holder.head, "conj") if holder.first <= c < holder.end)]
    for head in heads[1:]:
        heads += [c for c in tree.kids(head, "conj") if holder.first <= c < holder.end and c not in heads]
    heads = sorted(h for h in set(heads) if tree.pos[h] in ("NOUN", "PROPN", "PRON", "NUM", "ADJ") or h == holder.head)
    if len(heads) < 2 or any(tree.deps[h] == "conj" and tree.pos[h] == "ADJ" for h in heads):
        return [(holder.head, holder.first, holder.end)]
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


def type_source(tree: Tree, mentions: Mentions, head: int, first: int, end: int) -> Typed:
    """Return what the noun group of tokens `[first, end)` with `head` is as a source."""
    if tree.words[head] in _PRONOUNS and tree.pos[head] in ("PRON", "DET"):
        return _pronoun(tree, mentions, head, first, end)
    noun = _counted_noun(tree, head, first, end)
    typed = (
        _named(tree, mentions, head, first, end)
        or _body_name(tree, mentions, noun, first, end)
        or _common(tree, mentions, (head, noun), first, end)
    )
    return typed


def _carrier_noun(tree: Tree, head: int, first: int, end: int) -> Typed | None:
    """A body named by noun and name together: "the agency TNA", "the daily Morgen", "the security firm Marlin"."""
    for token in range(first, min(end - 1, max(head, first) + 2)):
        speaker = speaker_noun(tree.words[token])
        if speaker is None or speaker.person or speaker.kind not in ("outlet", "agency", "company"):
            continue
        linked = token == head or token < head <= token + 4
        if linked and tree.written[token + 1][:1].isupper() and tree.is_word(token + 1) and token + 1 < end:
            return Typed(speaker.kind, False, NOBODY, _nationality(tree, first, token), None, tree.words[head])
    return None


def _pronoun(tree: Tree, mentions: Mentions, head: int, first: int, end: int) -> Typed:
    mention = mentions.of(first, end, head)
    plural = tree.words[head] in ("they", "them", "their")
    count = Count(2, None) if plural else Count(1, 1)
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
    typed = type_source(tree, mentions, at, first_token, last + 1) if tree.words[at] not in _PRONOUNS else None
    if typed is None:
        return Typed("unknown", True, count, None, None, tree.words[head], True, True)
    return Typed(typed.kind, typed.anonymous, typed.count, typed.nationality, root.id, typed.head, True, True)


def _head_in(tree: Tree, first: int, end: int) -> int:
    return next((t for t in range(first, end) if not first <= tree.heads[t] < end or tree.heads[t] == t), end - 1)


def _counted_noun(tree: Tree, head: int, first: int, end: int) -> int:
    """The noun in "one of the diplomats", "dozens of witnesses"; the head itself elsewhere."""
    if tree.words[head] in _QUANTITIES or tree.pos[head] in ("NUM", "DET"):
        for c in tree.kids(head, "nmod", "obl"):
            if tree.preposition(c) in ("of", "among") and first <= c < end:
                return c
    return head


def _named(tree: Tree, mentions: Mentions, head: int, first: int, end: int) -> Typed | None:
    """A person with a name: the head is one, or bears one beside it ("spokesman John Smith", "the minister, Ulla Friis")."""
    for start, stop, mention in mentions.inside(first, end):
        if mention.form is not MentionForm.NAME or mention.label != "PERSON":
            continue
        tokens = [t for t in range(first, end) if start <= tree.text.offsets(t, t + 1)[0] < stop]
        if tokens and _bears(tree, head, first, tokens):
            return Typed(
                "person",
                False,
                NOBODY,
                _nationality(tree, first, head),
                mentions.root(mention).id,
                mention.head.lower(),
            )
    names = [t for t in range(first, end) if tree.text.doc[t].ent_type_ == "PERSON"]
    if names and _bears(tree, head, first, names):
        return Typed("person", False, NOBODY, _nationality(tree, first, head), None, tree.words[head])
    return None


def _bears(tree: Tree, head: int, first: int, name: list[int]) -> bool:
    """Tell whether a name is the head's own, not an owner's or a relation's ("Trump's aide", "a friend of Lee")."""
    if head in name:
        return True
    top = next((t for t in name if tree.heads[t] not in name or tree.heads[t] == t), name[0])
    if tree.heads[top] == head:
        return tree.deps[top] in _NAME_LINKS
    if tree.deps[top] in ("nmod:poss", "obl", "obl:agent", "conj", "obj") or any(
        tree.deps[c] == "case" for c in tree.children[top]
    ):
        return False
    return (
        tree.words[name[0] - 1] == ","
        if name[0] > first and tree.deps[top] == "nmod"
        else tree.heads[top] not in range(first, head)
    )


def _body_name(tree: Tree, mentions: Mentions, head: int, first: int, end: int) -> Typed | None:
    """A body with a name: an agency, outlet, country that acts, ministry, party, company."""
    if tree.pos[head] != "PROPN" and tree.text.doc[head].ent_type_ not in ("ORG", "LOC"):
        return None
    written = [
        t
        for t in range(first, end)
        if tree.is_word(t) and (tree.heads[t] == head or t == head) and tree.words[t] not in ("the", "a")
    ]
    run = _name_run(tree, head, first, end)
    label = tree.text.words(tree.text.span(run[0], run[1]))
    mention = mentions.of(first, end, head)
    named = mentions.root(mention).id if mention is not None else None
    country = country_of(label)
    kind: str | None
    if country is not None:
        kind = "public" if country.kind == "people" else "government"
        plural = country.kind == "people"
        return Typed(
            kind, plural, Count(2, None) if plural else NOBODY, country.iso, None if plural else named, tree.words[head]
        )
    kind = _name_kind(label) or _noun_kind(tree, head, written)
    if kind is None:
        if (mention is not None and mention.label == "PERSON") or (
            mention is None and tree.text.doc[head].ent_type_ == ""
        ):
            return Typed("person", False, NOBODY, None, named, tree.words[head])
        kind = (
            "public"
            if tree.text.doc[head].ent_type_ == "NORP"
            else "government"
            if tree.text.doc[head].ent_type_ == "LOC"
            else "organisation"
        )
    anonymous = kind == "public"
    return Typed(
        kind,
        anonymous,
        Count(2, None) if anonymous else NOBODY,
        _nationality(tree, first, head),
        named,
        tree.words[head],
    )


def _name_run(tree: Tree, head: int, first: int, end: int) -> tuple[int, int]:
    low, high = head, head + 1
    while low > first and (tree.pos[low - 1] in ("PROPN", "ADJ") and tree.written[low - 1][:1].isupper()):
        low -= 1
    while high < end and (
        tree.pos[high] == "PROPN" or (tree.words[high] == "of" and high + 1 < end and tree.pos[high + 1] == "PROPN")
    ):
        high += 1
    return low, high


def _name_kind(label: str) -> str | None:
    if agency_named(label) is not None:
        return "agency"
    if outlet_named(label) is not None:
        return "outlet"
    return "company" if label.split()[-1].rstrip(".") in _COMPANY_ENDS else None


def _noun_kind(tree: Tree, head: int, written: list[int]) -> str | None:
    for token in (head, *reversed(written)):
        known = speaker_noun(tree.lemmas[token]) or speaker_noun(tree.words[token])
        if known is not None and not known.person:
            return known.kind
    return None


def _common(tree: Tree, mentions: Mentions, heads: tuple[int, int], first: int, end: int) -> Typed:
    """A common noun: by the table of speaking nouns, its modifiers, its number and article."""
    head, noun = heads
    lemma = tree.lemmas[noun]
    known = _known(tree, noun)
    kind = known.kind if known else "unknown"
    person = known.person if known else _is_human(tree, noun)
    if lemma in ("agency", "service", "unit", "directorate") and not person:
        kind = next((k for t in reversed(range(first, noun)) if (k := modifier_kind(tree.words[t]))), kind)
    before = [tree.words[t] for t in range(first, noun + 1)]
    definite = tree.words[first] in _DEFINITE or bool(_DEFINITE & set(before[:2]))
    count = count_of(tree, first, end, head)
    if lemma in _GENERAL or kind in ("source", "official"):
        kind = next((k for t in reversed(range(first, noun)) if (k := modifier_kind(tree.words[t]))), kind)
    if kind == "public" and _CLOSE.search(tree.text.words(tree.text.span(first, _sentence_end(tree, noun, end)))):
        kind = "source"
    if lemma == "member" and any(
        (b := _known(tree, c)) is not None and b.kind in ("government", "office") for c in tree.kids(noun, "nmod")
    ):
        kind = "official"
    named = None
    mention = mentions.of(first, end, noun)
    if mention is not None and mention.refers_to is not None and person:
        root = mentions.root(mention)
        if root.form is MentionForm.NAME:
            return Typed(
                "person" if root.label == "PERSON" else kind, False, NOBODY, root.country, root.id, lemma, definite
            )
        named = root.id
    single = count.high == 1
    if kind == "office" and person:
        if (
            single
            and (definite or tree.child(noun, "det") is None)
            and head == noun
            and tree.words[first] not in ("a", "an", "one", "another")
        ):
            return Typed("office", False, NOBODY, _nationality(tree, first, noun), named, lemma, definite)
        kind = "official"
    if not person:
        count = NOBODY if single or kind not in ("company",) else count
    return Typed(
        kind,
        person,
        count if person else NOBODY,
        _nationality(tree, first, end if head != noun else noun),
        named,
        lemma,
        definite,
    )


def _sentence_end(tree: Tree, noun: int, end: int) -> int:
    return min(tree.sent(noun)[1], max(end, noun + 1) + 6)


def _known(tree: Tree, noun: int) -> SpeakerNoun | None:
    compound = next(
        (tree.lemmas[c] for c in tree.children[noun] if tree.deps[c] in ("compound", "amod") and c == noun - 1), None
    )
    if compound is not None and (found := speaker_noun(f"{compound}-{tree.lemmas[noun]}")) is not None:
        return found
    return speaker_noun(tree.lemmas[noun]) or speaker_noun(tree.words[noun])


def _is_human(tree: Tree, noun: int) -> bool:
    """Guess whether an unlisted noun stands for a person, by its ending or by "who" after it."""
    if "year-old" in "".join(tree.words[max(0, noun - 4) : noun + 1]):
        return True
    if any(
        tree.words[t] in ("who", "whom") and tree.heads[t] in tree.children[noun]
        for c in tree.children[noun]
        for t in tree.children[c]
    ):
        return True
    lemma = tree.lemmas[noun]
    return lemma.endswith(("er", "or", "ist", "ian", "man", "woman", "eer", "ess", "ant", "ee")) and len(lemma) > 4


def _nationality(tree: Tree, first: int, end: int) -> str | None:
    """Countries that the words before the head name, as ISO codes joined by "+" ("Iranian and Western officials": IRN)."""
    found: list[str] = []
    for token in range(first, min(end + 1, len(tree.words))):
        if not tree.written[token][:1].isupper():
            continue
        pair = f"{tree.written[token]} {tree.written[token + 1]}" if token + 1 < len(tree.words) else ""
        country = country_of(pair) or country_of(tree.written[token])
        if country is not None and country.iso not in found and country.kind != "capital":
            found.append(country.iso)
    return "+".join(found) or None
