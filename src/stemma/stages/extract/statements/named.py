"""Sources with a name: persons, bodies, newsrooms."""

from __future__ import annotations

from stemma.lang.agencies import agency_named
from stemma.lang.countries import country_of
from stemma.lang.outlets import outlet_named
from stemma.lang.roles import seat_country, speaker_noun
from stemma.model.statement import Count
from stemma.model.words import MentionForm
from stemma.stages.extract.statements.nouns import is_human, known_noun
from stemma.stages.extract.statements.tree import Tree
from stemma.stages.extract.statements.typed import NOBODY, Mentions, Typed, nationality_of

_LANDS = frozenset(
    {
        "nation",
        "city",
        "town",
        "country",
        "republic",
        "kingdom",
        "province",
        "region",
        "state",
        "county",
        "district",
    }
)
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


def carrier_noun(tree: Tree, head: int, first: int, end: int) -> Typed | None:
    """A body named by noun and name together: "the agency TNA", "the daily Morgen", "the security firm Marlin"."""
    for token in range(first, min(end - 1, max(head, first) + 2)):
        speaker = known_noun(tree, token) if tree.pos[token] == "NOUN" else speaker_noun(tree.words[token])
        if speaker is None or speaker.person or speaker.kind not in ("outlet", "agency", "company"):
            continue
        linked = token == head or token < head <= token + 4
        if linked and tree.written[token + 1][:1].isupper() and tree.is_word(token + 1) and token + 1 < end:
            return Typed(speaker.kind, False, NOBODY, nationality_of(tree, first, token), None, tree.words[head])
    return None


def seat(tree: Tree, head: int, first: int, end: int) -> Typed | None:
    """A seat that stands for who sits there, with its country: "the White House", "Downing Street"."""
    name = "-".join(tree.words[t] for t in range(first, end) if tree.words[t] != "the" and tree.is_word(t))
    country, known = seat_country(name), speaker_noun(name)
    if country is None or known is None or not tree.written[head][:1].isupper():
        return None
    return Typed(known.kind, False, NOBODY, country, None, tree.words[head])


def named_person(tree: Tree, mentions: Mentions, head: int, first: int, end: int) -> Typed | None:
    """A person with a name: the head is one, or bears one beside it ("spokesman John Smith", "the minister, Ulla Friis")."""
    bare = not any(tree.written[t][:1].isupper() for t in range(first, end) if t not in (head, tree.sent(head)[0]))
    if bare and _is_common_person(tree, head):
        return None
    return _named_person(tree, mentions, head, first, end)


def _named_person(tree: Tree, mentions: Mentions, head: int, first: int, end: int) -> Typed | None:
    for start, stop, mention in mentions.inside(first, end):
        if mention.form is not MentionForm.NAME or mention.label != "PERSON":
            continue
        tokens = [t for t in range(first, end) if start <= tree.text.offsets(t, t + 1)[0] < stop]
        if tokens and _bears(tree, head, first, tokens):
            return Typed(
                "person",
                False,
                NOBODY,
                nationality_of(tree, first, head),
                mentions.root(mention).id,
                mention.head.lower(),
            )
    names = [t for t in range(first, end) if tree.text.doc[t].ent_type_ == "PERSON"]
    if (names and _bears(tree, head, first, names)) or _beside_role(tree, head, first, end):
        return Typed("person", False, NOBODY, nationality_of(tree, first, head), None, tree.words[head])
    return None


def _beside_role(tree: Tree, head: int, first: int, end: int) -> bool:
    """Tell whether capitalised words beside a noun for one person are that person's name, whatever the reader took them for."""
    if _ends_in_name(tree, head, first, end):
        return True
    for noun in range(first, end - 1):
        if tree.pos[noun] != "NOUN" or noun > head + 1 or tree.words[noun] != tree.lemmas[noun]:
            continue
        name = noun + 2 if tree.words[noun + 1] == "," else noun + 1
        if name >= end or not tree.written[name][:1].isupper() or tree.text.doc[name].ent_type_ == "NORP":
            continue
        known = known_noun(tree, noun)
        person = known.person if known is not None else is_human(tree, noun)
        linked = noun == head or tree.heads[noun] in range(name, end) or tree.heads[name] == noun
        run = _name_run(tree, name, name, end)
        label = tree.text.words(tree.text.span(*run))
        if (
            person
            and linked
            and country_of(label) is None
            and _name_kind(label) is None
            and tree.words[name - 1] != "of"
        ):
            return True
    return False


def _ends_in_name(tree: Tree, head: int, first: int, end: int) -> bool:
    """Tell whether a noun for one person has a name of two words or more after the last comma: "a member of parliament, Moses Chirambo"."""
    comma = next((t for t in range(end - 1, head, -1) if tree.words[t] == ","), None)
    single = tree.words[head] == "one" or (tree.pos[head] == "NOUN" and tree.words[head] == tree.lemmas[head])
    if comma is None or end - comma < 3 or not single:
        return False
    known = known_noun(tree, head)
    person = known.person if known is not None else tree.words[head] == "one" or is_human(tree, head)
    return person and all(tree.pos[t] == "PROPN" and tree.written[t][:1].isupper() for t in range(comma + 1, end))


def _bears(tree: Tree, head: int, first: int, name: list[int]) -> bool:
    """Tell whether a name is the head's own, not an owner's or a relation's ("Trump's aide", "a friend of Lee")."""
    if head in name:
        return True
    top = next((t for t in name if tree.heads[t] not in name or tree.heads[t] == t), name[0])
    if tree.heads[top] == head and top < head and tree.words[first] in ("a", "an", "another"):
        return False  # "a Marlin spokeswoman" bears no name, whatever the reader takes Marlin for
    if tree.heads[top] == head:
        body = known_noun(tree, head) if tree.pos[head] == "NOUN" else None
        return tree.deps[top] in _NAME_LINKS and (body is None or body.person)
    if tree.deps[top] in ("nmod:poss", "obl", "obl:agent", "conj", "obj") or any(
        tree.deps[c] == "case" for c in tree.children[top]
    ):
        return False
    if tree.deps[top] == "nmod":
        return name[0] > first and tree.words[name[0] - 1] == ","
    between = range(min(head, name[0]) + 1, max(head, name[0]))
    return tree.heads[top] not in range(first, head) and not any(tree.pos[t] in ("VERB", "ADP") for t in between)


def named_body(tree: Tree, mentions: Mentions, head: int, first: int, end: int) -> Typed | None:
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
    root = mentions.root(mention) if mention is not None else None
    named = root.id if root is not None else None
    if root is not None and root.label == "PERSON":
        return Typed("person", False, NOBODY, nationality_of(tree, first, head), named, tree.words[head])
    full = tree.text.words(root.span) if root is not None else label
    country = country_of(label)
    kind: str | None
    if country is not None:
        kind = "public" if country.kind == "people" else "government"
        plural = country.kind == "people"
        return Typed(
            kind, plural, Count(2, None) if plural else NOBODY, country.iso, None if plural else named, tree.words[head]
        )
    kind = _name_kind(full) or _name_kind(label) or _noun_kind(tree, head, written)
    if kind is None:
        if _is_common_person(tree, head):
            return None
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
        nationality_of(tree, first, head),
        named,
        tree.words[head],
    )


def _is_common_person(tree: Tree, head: int) -> bool:
    """Tell whether the reader took a noun for persons for a name: in small letters, or the first word of a sentence ("Dockers said")."""
    if not tree.written[head].islower() and head != tree.sent(head)[0]:
        return False
    known = (
        speaker_noun(tree.words[head])
        or speaker_noun(tree.lemmas[head].lower())
        or speaker_noun(tree.words[head].removesuffix("s"))
    )
    return known is not None and known.person


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
    whole = known_noun(tree, head) if tree.written[head].islower() else None
    if whole is not None and not whole.person and tree.lemmas[head] not in _LANDS and whole.kind != "agency":
        return whole.kind
    seat = speaker_noun("-".join(tree.words[t] for t in sorted({head, *written})))
    if seat is not None and not seat.person:
        return seat.kind
    for token in sorted({head, *written}, reverse=True):
        known = speaker_noun(tree.lemmas[token]) or speaker_noun(tree.words[token])
        if known is not None and not known.person and tree.lemmas[token] not in _LANDS:
            news = known.kind != "agency" or {"news", "press"} & set(tree.words[max(0, token - 4) : token])
            return known.kind if news else "organisation"
    return None
