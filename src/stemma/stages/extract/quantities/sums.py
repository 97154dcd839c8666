"""Groups of people and their sums: "three children and two women" are five, "a watchman" is one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from stemma.lang.names import person_nouns, role_heads
from stemma.stages.extract.quantities.surface import harm_after, harm_before
from stemma.stages.extract.quantities.tree import governing_harm, participle_harm

_LEFT = frozenset(
    {"det", "det:predet", "amod", "compound", "nummod", "nmod:poss", "advmod", "nmod:desc", "case", "nmod"}
)


_NTH = frozenset("second third fourth fifth sixth seventh".split())


@dataclass(frozen=True, slots=True)
class Group:
    """A counted group in tokens `[first, end)` and the harm it suffers."""

    kind: str
    first: int
    end: int
    low: float | None
    best: float | None
    high: float | None
    hedge: str | None
    node: int
    unit: str | None = None


def inside_including(doc: Doc, node: Token) -> bool:
    token = node
    for _ in range(4):
        if any(
            child.lower_ in ("including", "among", "alongside", "besides") and child.dep_ in ("case", "mark")
            for child in token.children
        ):
            return not (token.dep_ == "ROOT" or any(child.dep_ == "cop" for child in token.children))
        if token.dep_ != "conj" or token.head.i == token.i:
            return False
        token = token.head
    return False


def single_persons(doc: Doc, groups: list[Group], first: int, end: int) -> list[Group]:
    """Count "a watchman" killed, or "the pastor" in "the pastor and two sons were killed", as one."""
    taken = {i for group in groups for i in range(group.first, group.end)}
    found = []
    for i in range(first, end):
        token = doc[i]
        young = _years_old(doc, token)
        if (
            i in taken
            or (token.pos_ != "NOUN" and not young)
            or (not young and ("Sing" not in token.morph.get("Number", []) and token.tag_ != "NN"))
        ):
            continue
        beside = (
            token.dep_ == "conj"
            and doc[_phrase_start(token, first)].lower_ in ("a", "an")
            and _coordinated(token, groups, doc)
        )
        if not (young or beside or _person(token)) or token.dep_ in (
            "compound",
            "appos",
            "nmod:desc",
            "flat",
            "amod",
            "nmod:poss",
        ):
            continue
        start = (
            max(first, i - 5 if doc[max(0, i - 5)].lower_ in ("a", "an") else i - 4)
            if young
            else _phrase_start(token, first)
        )
        lead = doc[start].lower_
        kind = harm_before(doc, start, first) or harm_after(doc, i + 1, end)
        if kind is None:
            kind = participle_harm(token) or governing_harm(token, 0)
        if not kind or inside_including(doc, token) or lead in ("no", "every", "each", "any"):
            continue
        if lead not in ("a", "an", "one", "another") and not _coordinated(token, groups, doc):
            continue
        size = 2.0 if token.lower_ == "couple" else 1.0
        found.append(Group(kind, start, i + 1, size, size, size, None, i, token.lemma_.lower()))
    return found


def _years_old(doc: Doc, token: Token) -> bool:
    """Tell the noun "22-year-old" by its last part: nobody else is named after it; and "a fifth", where a group was counted before."""
    if token.lower_ in _NTH and token.i > 0 and doc[token.i - 1].lower_ in ("a", "another") and token.i + 1 < len(doc):
        return doc[token.i + 1].pos_ in ("VERB", "AUX", "ADV")
    if (
        token.lower_ != "old"
        or token.i < 4
        or (
            [doc[token.i - 3].lower_, doc[token.i - 2].lower_] != ["-", "year"]
            and [doc[token.i - 2].lower_, doc[token.i - 1].lower_] != ["year", "-"]
        )
    ):
        return False
    return token.i + 1 >= len(doc) or doc[token.i + 1].pos_ not in ("NOUN", "PROPN", "ADJ")


def _person(token: Token) -> bool:
    lemma = token.lemma_.lower()
    known = role_heads().get(lemma)
    return lemma in person_nouns() or (known is not None and known.label == "PERSON") or lemma.endswith("year-old")


def _phrase_start(token: Token, floor: int) -> int:
    start = token.i
    for child in token.lefts:
        if child.dep_ in _LEFT and child.dep_ != "case":
            start = min(start, max(child.left_edge.i, floor))
    return start


def _coordinated(token: Token, groups: list[Group], doc: Doc) -> bool:
    """Tell whether a singular stands in one coordination with a counted group or another person."""
    top = _top(token)
    if any(_top(doc[group.node]).i == top.i and group.node != token.i for group in groups):
        return True
    members = [child for child in top.children if child.dep_ == "conj" and child.pos_ == "NOUN"]
    return bool(members) and all(_person(member) or member.i == token.i for member in members)


def _top(token: Token) -> Token:
    for _ in range(8):
        if token.dep_ != "conj" or token.head.i == token.i:
            return token
        token = token.head
    return token


def sum_coordinated(doc: Doc, groups: list[Group]) -> list[Group]:
    """Join the groups of one coordination under one harm into their sum."""
    by_top: dict[tuple[int, str], list[Group]] = {}
    for group in groups:
        by_top.setdefault((_top(doc[group.node]).i, group.kind), []).append(group)
    summed = []
    for members in by_top.values():
        members.sort(key=lambda group: group.first)
        if len(members) == 1 or all(doc[group.node].pos_ == "NUM" for group in members):
            summed += members
            continue
        summed.append(
            replace(
                members[0], end=members[-1].end, low=_plus(members, "low"), best=_plus(members, "best"), high=_plus(members, "high"),
                hedge=next((group.hedge for group in members if group.hedge), None), unit="person",
            )
        )  # fmt: skip
    return summed


def _plus(members: list[Group], bound: str) -> float | None:
    values = [getattr(group, bound) for group in members]
    return None if any(value is None for value in values) else sum(values)


def without_added(doc: Doc, groups: list[Group], first: int, end: int) -> list[Group]:
    """Leave out new deaths that the same sentence adds to a toll ("two more bodies, raising the toll to 47")."""
    words = [doc[i].lower_ for i in range(first, end)]
    for verb in ("raising", "bringing", "taking", "lifting", "pushing"):
        if verb in words and ("toll" in words or "total" in words):
            at = first + words.index(verb)
            after = [group for group in groups if group.first > at]
            if after:
                return [group for group in groups if group.first > at or group.kind != after[0].kind]
    return groups
