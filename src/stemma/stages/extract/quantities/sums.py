"""Groups of people and their sums: "three children and two women" are five, "a watchman" is one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from stemma.lang.names import person_nouns, role_heads
from stemma.stages.extract.clauses import is_title
from stemma.stages.extract.quantities.surface import harm_after, harm_before
from stemma.stages.extract.quantities.tree import governing_harm, participle_harm

_LEFT = frozenset(
    {"det", "det:predet", "amod", "compound", "nummod", "nmod:poss", "advmod", "nmod:desc", "case", "nmod"}
)


_NTH = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8}


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
        if is_title(token):
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
            i - 1
            if token.lower_ in _NTH
            else max(first, i - 5 if doc[max(0, i - 5)].lower_ in ("a", "an") else i - 4)
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
    summed: list[Group] = []
    for members in by_top.values():
        members.sort(key=lambda group: group.first)
        if _says_again(doc, members):
            summed.append(replace(members[0], end=members[-1].end))
            continue
        members = _with_named(doc, members, groups)
        if len(members) == 1 or all(doc[group.node].pos_ == "NUM" for group in members):
            summed += members
            continue
        summed.append(
            replace(
                members[0], end=members[-1].end, low=_plus(members, "low"), best=_plus(members, "best"), high=_plus(members, "high"),
                hedge=next((group.hedge for group in members if group.hedge), None), unit="person",
            )
        )  # fmt: skip
    return _up_to_nth(doc, sorted(summed, key=lambda group: group.first))


def _up_to_nth(doc: Doc, groups: list[Group]) -> list[Group]:
    """Join "one man was dead" and "a second died" to two: the ordinal counts on from the group before it."""
    joined: list[Group] = []
    for group in groups:
        last = joined[-1] if joined else None
        number = _NTH.get(doc[group.node].lower_)
        if last is not None and number is not None and last.kind == group.kind and last.best == number - 1:
            total = float(number)
            joined[-1] = replace(last, end=group.end, low=total, best=total, high=total)
        else:
            joined.append(group)
    return joined


def _with_named(doc: Doc, members: list[Group], groups: list[Group]) -> list[Group]:
    """Add those of a coordination whom no number counts: a name is one ("Ana Ruiz and two soldiers"), a bare plural an open end."""
    if any(_is_bare(doc[group.node]) or group.best == 0.0 or _has_included(doc[group.node]) for group in members):
        return members
    taken = {i for group in groups for i in range(group.first, group.end)}
    top = _top(doc[members[0].node])
    around = [token for token in (top, *(c for c in top.children if c.dep_ == "conj")) if token.i not in taken]
    more = []
    for token in around:
        size = 1.0 if _named(token) and token.tag_ not in ("NNPS", "NNS") else None
        if size is None and not (token.tag_ in ("NNS", "NNPS") and (_person(token) or token.ent_type_)):
            continue
        more.append(
            replace(
                members[0],
                first=_phrase_start(token, 0),
                end=_name_end(token),
                low=size or 0.0,
                best=size,
                high=size,
                hedge=None,
                node=token.i,
            )
        )
    return sorted([*members, *more], key=lambda group: group.first)


def _named(token: Token) -> bool:
    """Tell whether a noun is a person's name or stands before one ("presidential candidate Ana Ruiz")."""
    return token.ent_type_ == "PERSON" or any(
        child.ent_type_ == "PERSON" and child.i == token.i + 1 and child.dep_ in ("appos", "flat", "nmod", "compound")
        for child in token.children
    )


def _has_included(token: Token) -> bool:
    """Tell whether what is coordinated is only part of the group ("70,000 people, the archbishop and the priests included")."""
    return any(child.lower_ in ("included", "including") for child in _top(token).children)


def _is_bare(token: Token) -> bool:
    """Tell a number that counts nothing beside it; "two of his bodyguards" counts."""
    return token.pos_ == "NUM" and not any(child.dep_ == "nmod" for child in token.children)


def _name_end(token: Token) -> int:
    return (
        max([token.i, *(child.i for child in token.children if child.dep_ in ("flat", "appos") and child.ent_type_)])
        + 1
    )


def _says_again(doc: Doc, members: list[Group]) -> bool:
    """Tell whether a coordination only divides the group it begins with ("three other civilians, two women and a man")."""
    head, rest = members[0], members[1:]
    return len(rest) > 1 and doc[head.end].text in (",", ":", "-", "–", "—") and head.best == _plus(rest, "best")


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
