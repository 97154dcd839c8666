"""Who of a sentence is killed, injured, missing, detained or displaced, and how many: numbers bound to the words that harm."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from stemma.lang.names import role_heads
from stemma.stages.extract.quantities.harms import harm_lemmas, harm_words
from stemma.stages.extract.quantities.measures import unit_of
from stemma.stages.extract.quantities.numbers import NumberPhrase
from stemma.stages.extract.quantities.surface import harm_after, harm_before

_LEFT = frozenset(
    {"det", "det:predet", "amod", "compound", "nummod", "nmod:poss", "advmod", "nmod:desc", "case", "nmod"}
)
_KIN = frozenset(
    "man woman boy girl child baby infant toddler son daughter wife husband mother father brother sister grandson granddaughter grandmother grandfather uncle aunt cousin "
    "bride groom driver waitress waiter parishioner passer-by passerby bystander pedestrian cyclist motorist baby newborn twin sibling nephew niece widow soldier policeman "
    "watchman guard passer captain pilot crew passenger guest shopkeeper shepherd fisherman priest pastor monk nun imam teacher pupil student schoolboy schoolgirl teenager villager "
    "nurse doctor judge gunman attacker bomber militant rebel civilian sergeant officer person victim neighbour neighbor farmer worker labourer laborer engineer journalist reporter "
    "cameraman photographer migrant refugee hostage tourist climber hiker skier miner sailor firefighter paramedic medic hunter player fan protester demonstrator commander fighter".split()
)
_NTH = frozenset("second third fourth fifth sixth seventh".split())
_SIGNS = frozenset(
    "toll lives life survivors survived custody shot held treated killed gunned tents camps hospital roof smoke fell bars "
    "forced driven sheltering unaccounted stabbed burned burnt beaten crushed".split()
)
_TIMES = frozenset("second minute hour day week month year decade century time".split())
_TOLL = frozenset({"toll", "count", "tally", "total"})
_REPORTED = frozenset(
    "report confirm believe fear declare find say presume know feel think pronounce list leave hold take burn shoot beat crush stab hack bury trample".split()
)
_PARTS = frozenset({"including", "include", "among", "whom"})
_PEOPLE = frozenset(
    "people person civilian resident villager inhabitant patient child woman man soldier troop policeman officer fighter militant migrant passenger protester prisoner worker guest body life "
    "family dead injured wounded".split()
)  # fmt: skip
_REACH = 5


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


def has_harm(doc: Doc, first: int, end: int) -> bool:
    """Tell whether any of tokens `[first, end)` may tell of harm to people; a quick look before the slow one."""
    lemmas = harm_lemmas()
    for i in range(first, end):
        token = doc[i]
        if token.lemma_.lower() in lemmas or token.lower_ in lemmas or token.lower_ in _SIGNS:
            return True
    return False


def find_casualties(doc: Doc, phrases: list[NumberPhrase], first: int, end: int) -> list[Group]:
    """Return the groups of one sentence, tokens `[first, end)`, in order: sums joined, parts of a whole left out."""
    groups = []
    for phrase in phrases:
        node = _node(doc, phrase)
        if _is_part(doc, phrase, node, first):
            continue
        kind = _harm(doc, phrase, node, first=first, end=end)
        if kind is not None:
            groups.append(_group(doc, phrase, node, kind))
    groups = [
        group
        for group in groups
        if not any(other is not group and other.first <= group.first and group.end <= other.end for other in groups)
    ]
    groups += _single_persons(doc, groups, first, end)
    groups = _without_parts(doc, _summed(doc, groups), first, end)
    return sorted(groups, key=lambda group: group.first)


def _node(doc: Doc, phrase: NumberPhrase) -> Token:
    """The token by which the number hangs in the sentence: the counted noun, else the number itself."""
    token = doc[phrase.end - 1]
    for i in range(phrase.core, phrase.end):
        if doc[i].head.i >= phrase.end or doc[i].head.i < phrase.first:
            token = doc[i]
    if (
        token.dep_ in ("nummod", "det", "amod", "compound", "det:predet", "nmod:poss", "nsubj")
        and token.head.i > token.i
        and token.head.i - token.i <= 8
        and token.head.pos_ in ("NOUN", "PROPN", "ADJ", "PRON", "X", "SYM")
    ):
        if token.dep_ != "nsubj":
            return token.head
    run = phrase.end
    while run < min(len(doc), phrase.end + 4) and doc[run].pos_ in ("ADJ", "NOUN", "PROPN"):
        run += 1
    if run > phrase.end and doc[run - 1].pos_ == "NOUN" and (doc[run - 1].lower_, "state") not in harm_words():
        return doc[run - 1]
    return token


def _harm(doc: Doc, phrase: NumberPhrase, node: Token, *, first: int, end: int) -> str | None:
    counted = _of_noun(node)
    own = _noun_kind(node) or _noun_kind(counted)
    if own and not (own == "killed" and counted.lemma_.lower() in ("life", "body") and False):
        return own
    if counted.lemma_.lower() == "life":
        return "killed" if _lost(counted) else None
    if _measures(counted) or _is_age(doc, phrase, node):
        return None
    after = max(phrase.end, node.i + 1, counted.i + 1 if counted.i - phrase.end <= 8 else 0)
    return (
        harm_before(doc, phrase.first, first)
        or harm_after(doc, after, end)
        or _participle(node)
        or _participle(counted)
        or _by_verb(node, 0)
        or _toll(doc, phrase, node, first=first, end=end)
    )


def _measures(noun: Token) -> bool:
    return unit_of(noun.text) is not None or noun.lemma_.lower() in _TIMES


def _is_age(doc: Doc, phrase: NumberPhrase, node: Token) -> bool:
    """Tell the ages in "Two girls, 11 and 13, have been missing"."""
    if node.i >= phrase.end or not phrase.exact or (phrase.best or 0) > 110:
        return False
    before = [doc[i].lower_ for i in range(max(0, phrase.first - 3), phrase.first)]
    after = doc[phrase.end].text if phrase.end < len(doc) else ""
    return bool(before) and (
        before[-1] == ","
        and after in (",", "and")
        or before[-1] == "and"
        and len(before) > 1
        and before[-2].isdigit()
        and after == ","
    )


def _of_noun(node: Token) -> Token:
    """The counted noun of "dozens of people"."""
    if node.lower_ in (
        "dozens",
        "scores",
        "hundreds",
        "thousands",
        "tens",
        "none",
        "couple",
        "number",
        "total",
        "millions",
        "members",
        "third",
        "all",
    ):
        return next((child for child in node.children if child.dep_.startswith("nmod") and child.i > node.i), node)
    return node


def _noun_kind(node: Token) -> str | None:
    table = harm_words()
    kind = table.get((node.lemma_.lower(), "noun")) or table.get((node.lower_, "noun"))
    if (
        kind is None
        or node.lower_ in ("killing", "hurt")
        or (node.pos_ == "VERB" and node.lower_ not in ("injured", "wounded", "killed", "missing", "displaced"))
    ):
        return None
    if node.pos_ == "VERB" and any(child.dep_.startswith(("nsubj", "aux", "obj")) for child in node.children):
        return None
    if node.lemma_ in ("body", "corpse") and any(child.dep_ == "compound" for child in node.children):
        return None
    return kind


def _lost(life: Token) -> bool:
    verb = life.head
    return verb.lemma_ in ("lose", "claim", "cost", "take", "end")


def _participle(node: Token) -> str | None:
    """The harm in "52 people killed in the bombings", "four dead"."""
    table = harm_words()
    for child in node.children:
        if (
            child.dep_ in ("acl", "amod", "acl:relcl", "advcl", "appos", "xcomp", "dep", "parataxis")
            and child.i > node.i
        ):
            kind = table.get((child.lemma_.lower(), "state")) or table.get((child.lower_, "state"))
            kind = kind or (table.get((child.lemma_.lower(), "acts")) if _passive(child) else None)
            if kind and child.dep_ != "acl:relcl" and not any(c.dep_.startswith("nsubj") for c in child.children):
                return kind
            if kind and child.dep_ == "acl:relcl":
                return kind
    return None


def _passive(verb: Token) -> bool:
    if any(child.dep_ in ("aux:pass", "nsubj:pass") for child in verb.children):
        return True
    return (
        verb.tag_ == "VBN"
        and not any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children)
        and not any(child.dep_ == "obj" for child in verb.children)
    )


def _by_verb(node: Token, depth: int) -> str | None:
    """The harm of the verb, adjective or noun that governs the group."""
    if depth > 4 or node.head.i == node.i:
        return _state_kind(node)
    head, dep = node.head, node.dep_
    if dep == "conj":
        return _by_verb(head, depth + 1)
    if dep.startswith("nmod") and head.lower_ in (
        "dozens",
        "scores",
        "hundreds",
        "thousands",
        "total",
        "number",
        "lives",
        "life",
        "murder",
        "killing",
        "deaths",
        "death",
        "loss",
        "killings",
        "members",
    ):
        if head.lower_ in ("murder", "killing", "deaths", "death", "loss", "killings", "lives"):
            return "killed"
        return _by_verb(head, depth + 1)
    if dep in ("obj", "iobj"):
        return _as_object(head, node)
    if dep in ("nsubj", "nsubj:pass", "nsubj:outer"):
        return _as_subject(head, dep, 0)
    return None


def _as_object(verb: Token, node: Token) -> str | None:
    table = harm_words()
    kind = table.get((verb.lemma_.lower(), "acts"))
    if kind:
        return kind
    if verb.lemma_ == "shoot":
        return "killed" if any(child.lower_ in ("dead", "down") for child in verb.children) else "injured"
    if verb.lemma_ == "gun":
        return "killed"
    if verb.lemma_ == "treat":
        return "injured"
    if verb.lemma_ in ("leave", "make", "render", "force", "drive"):
        for child in verb.children:
            kind = table.get((child.lemma_.lower(), "state")) or table.get((child.lower_, "state"))
            if kind and child.i > node.i:
                return kind
            if child.lower_ in ("roof", "home", "homes") and child.i > node.i:
                return "displaced"
    if verb.lemma_ == "cost" and any(child.lemma_ == "life" for child in verb.children):
        return "killed"
    return None


def _as_subject(verb: Token, dep: str, depth: int) -> str | None:
    table = harm_words()
    lemma, lowered = verb.lemma_.lower(), verb.lower_
    state = _state_kind(verb)
    if state:
        return state
    if table.get((lemma, "suffers")) and lemma != "hurt":
        if lemma == "flee" and not _leaves_home(verb):
            return None
        return table[(lemma, "suffers")]
    passive = dep == "nsubj:pass" or _passive(verb)
    if passive and table.get((lemma, "acts")):
        return table[(lemma, "acts")]
    special = _special_verb(verb, passive)
    if special:
        return special
    if depth < 3:
        for child in verb.children:
            if child.dep_ in ("xcomp", "ccomp", "advmod", "advcl") and passive:
                kind = (
                    table.get((child.lemma_.lower(), "acts"))
                    or table.get((child.lower_, "state"))
                    or table.get((child.lemma_.lower(), "suffers"))
                )
                if kind:
                    return kind
    return None if lowered else None


def _special_verb(verb: Token, passive: bool) -> str | None:
    children = {child.lower_ for child in verb.children}
    if passive and verb.lemma_ in ("shoot", "gun"):
        return "killed" if children & {"dead", "down"} else "injured"
    if passive and verb.lemma_ == "hold":
        return "detained"
    if passive and verb.lemma_ == "treat":
        return "injured"
    if (
        passive
        and verb.lemma_ in ("take", "rush", "bring", "airlift", "transport")
        and any("hospital" in child.lower_ for child in verb.subtree)
    ):
        return "injured"
    if (
        passive
        and verb.lemma_ in ("drive", "force")
        and any(
            word.lower_ in ("home", "homes", "provinces", "villages", "houses", "land", "from") for word in verb.subtree
        )
    ):
        return "displaced"
    if verb.lemma_ == "lose" and any(child.lower_ in ("life", "lives") for child in verb.children):
        return "killed"
    if verb.lemma_ == "live" and any(word.lower_ in ("tents", "tent", "camp", "camps") for word in verb.subtree):
        return "displaced"
    if verb.lemma_ == "fall" and not any(child.dep_ in ("xcomp", "obj") for child in verb.children):
        subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
        return (
            "killed"
            if subject is not None and subject.lemma_ in ("soldier", "fighter", "troop", "man", "martyr")
            else None
        )
    if verb.lemma_ == "inhale":
        return "injured"
    return None


def _leaves_home(verb: Token) -> bool:
    return any(
        word.lower_
        in (
            "home",
            "homes",
            "fighting",
            "violence",
            "country",
            "village",
            "villages",
            "town",
            "city",
            "region",
            "war",
            "clashes",
            "across",
        )
        for word in verb.subtree
    )


def _state_kind(token: Token) -> str | None:
    table = harm_words()
    kind = table.get((token.lower_, "state")) or table.get((token.lemma_.lower(), "state"))
    if kind and token.pos_ in ("ADJ", "VERB", "NOUN"):
        return kind
    if token.lower_ == "custody":
        return "detained"
    return None


def _toll(doc: Doc, phrase: NumberPhrase, node: Token, *, first: int, end: int) -> str | None:
    """Read "the death toll rose to 61", "the number of dead at 1,204", "bringing the total to 70"."""
    before = [doc[i].lower_ for i in range(max(first, phrase.first - 2), phrase.first)]
    if (
        node.i >= phrase.end
        or not before
        or not (set(before) & {"to", "at", "from", "of", "as", "is", "was", ":", "by", "stood", "says"})
        or before[-1] == "by"
    ):
        return None
    for i in range(phrase.first - 1, first - 1, -1):
        word = doc[i].lower_
        if word in _TOLL and not (word == "count" and doc[i].pos_ == "VERB"):
            around = {doc[k].lower_ for k in range(max(first, i - 3), min(end, i + 6))}
            if (
                word == "toll"
                or around & {"dead", "deaths", "death", "killed"}
                or {"bodies", "died", "killed"} & {doc[k].lower_ for k in range(first, i)}
            ):
                return "injured" if around & {"injured", "wounded"} else "killed"
        if word == "number" and i + 2 < end and doc[i + 1].lower_ == "of":
            return next(
                (
                    kind
                    for k in range(i + 2, min(end, i + 5))
                    if (
                        kind := harm_words().get((doc[k].lemma_.lower(), "noun"))
                        or harm_words().get((doc[k].lower_, "state"))
                    )
                ),
                None,
            )
        if word in ("report", "estimate", "figure") and phrase.first - i <= 3:
            return None
    return None


def _is_part(doc: Doc, phrase: NumberPhrase, node: Token, first: int) -> bool:
    """Tell the parts of a whole: "including three children", "seven of them women", "one of the 12"."""
    before = [doc[i].lower_ for i in range(max(first, phrase.first - 3), phrase.first)]
    if (
        before[-1:] in (["including"], ["include"], ["whom"], ["includes"])
        or before[-2:] in (["among", "them"], ["of", "whom"])
        or (before[-1:] == ["among"] and False)
    ):
        return True
    after = [doc[i].lower_ for i in range(phrase.end, min(len(doc), phrase.end + 2))]
    beyond = [doc[i].lower_ for i in range(max(node.i + 1, phrase.end), min(len(doc), max(node.i + 1, phrase.end) + 2))]
    if beyond[1:] == ["among"] and beyond[0] in ("were", "was", "are", "is"):
        return True
    if phrase.best == 1.0 and after[:1] == ["of"]:
        return True
    if phrase.best == 0.0 and any(
        doc[i].lower_ in ("seriously", "gravely", "critically", "fatally", "badly")
        for i in range(phrase.end, min(len(doc), phrase.end + 4))
    ):
        return True
    if after[:2] in (["of", "them"], ["of", "whom"]):
        return True
    if after[:2] == ["of", "the"] and phrase.best != 0.0 and _whole_is_harmed(doc, phrase.end + 2):
        return True
    if before[-3:-1] == ["including", "at"] or (before[:1] == ["including"] and "least" in before):
        return True
    return _inside_including(doc, node)


def _whole_is_harmed(doc: Doc, start: int) -> bool:
    """Tell whether the whole of "21 of the more than 200 injured" is counted and harmed itself."""
    words = [doc[i] for i in range(start, min(len(doc), start + 7))]
    at = next((i for i, token in enumerate(words) if token.pos_ == "NUM" or token.like_num), None)
    if at is None:
        return any(_noun_kind(token) for token in words[:1])
    return any((token.lower_, "state") in harm_words() or _noun_kind(token) for token in words[at + 1 : at + 3])


def _inside_including(doc: Doc, node: Token) -> bool:
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


def _group(doc: Doc, phrase: NumberPhrase, node: Token, kind: str) -> Group:
    counted = _of_noun(node)
    first, end = min(phrase.first, node.i), max(phrase.end, node.i + 1, counted.i + 1)
    if counted.i - phrase.end > 8:
        end = max(phrase.end, node.i + 1)
    low, best, high = phrase.low, phrase.best, phrase.high
    if doc[phrase.core].lower_ in ("none",):
        end = max(end, counted.i + 1)
    return Group(
        kind,
        first,
        end,
        low,
        best,
        high,
        phrase.hedge,
        node.i,
        counted.lemma_.lower() if counted.pos_ in ("NOUN", "PROPN") else "person",
    )


def _single_persons(doc: Doc, groups: list[Group], first: int, end: int) -> list[Group]:
    """Count "a watchman" killed, or "the pastor" in "the pastor and two sons were killed", as one."""
    taken = {i for group in groups for i in range(group.first, group.end)}
    found = []
    for i in range(first, end):
        token = doc[i]
        young = _years_old(doc, token)
        if (
            i in taken
            or (token.pos_ != "NOUN" and not young)
            or not young
            and ("Sing" not in token.morph.get("Number", []) and token.tag_ != "NN")
        ):
            continue
        if not (young or _person(token)) or token.dep_ in (
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
        kind = harm_before(doc, start, first) or harm_after(doc, i + 1, end) or _participle(token) or _by_verb(token, 0)
        if kind is None or _inside_including(doc, token) or lead in ("no", "every", "each", "any"):
            continue
        if lead not in ("a", "an", "one", "another") and not _coordinated(token, groups, doc):
            continue
        found.append(Group(kind, start, i + 1, 1.0, 1.0, 1.0, None, i, token.lemma_.lower()))
    return found


def _years_old(doc: Doc, token: Token) -> bool:
    """Tell the noun "22-year-old" by its last part: nobody else is named after it; and "a fifth", where a group was counted before."""
    if token.lower_ in _NTH and token.i > 0 and doc[token.i - 1].lower_ in ("a", "another") and token.i + 1 < len(doc):
        return doc[token.i + 1].pos_ in ("VERB", "AUX", "ADV")
    if (
        token.lower_ != "old"
        or token.i < 4
        or [doc[token.i - 3].lower_, doc[token.i - 2].lower_] != ["-", "year"]
        and [doc[token.i - 2].lower_, doc[token.i - 1].lower_] != ["year", "-"]
    ):
        return False
    return token.i + 1 >= len(doc) or doc[token.i + 1].pos_ not in ("NOUN", "PROPN", "ADJ")


def _person(token: Token) -> bool:
    lemma = token.lemma_.lower()
    known = role_heads().get(lemma)
    return lemma in _KIN or (known is not None and known.label == "PERSON") or lemma.endswith("year-old")


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


def _summed(doc: Doc, groups: list[Group]) -> list[Group]:
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


def _without_parts(doc: Doc, groups: list[Group], first: int, end: int) -> list[Group]:
    """Leave out new deaths that the same sentence adds to a toll ("two more bodies, raising the toll to 47")."""
    words = [doc[i].lower_ for i in range(first, end)]
    for verb in ("raising", "bringing", "taking", "lifting", "pushing"):
        if verb in words and ("toll" in words or "total" in words):
            at = first + words.index(verb)
            after = [group for group in groups if group.first > at]
            if after:
                return [group for group in groups if group.first > at or group.kind != after[0].kind]
    return groups
