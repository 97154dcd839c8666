"""Who of a sentence is killed, injured, missing, detained or displaced, and how many: numbers bound to the words that harm."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from stemma.stages.extract.quantities.harms import harm_lemmas, harm_words
from stemma.stages.extract.quantities.measures import MONEY_SIGNS, unit_of
from stemma.stages.extract.quantities.number_hedges import NumberPhrase
from stemma.stages.extract.quantities.parts import none_survived, parts_of_harmed
from stemma.stages.extract.quantities.sums import (
    Group,
    inside_including,
    single_persons,
    sum_coordinated,
    without_added,
)
from stemma.stages.extract.quantities.surface import harm_after, harm_before
from stemma.stages.extract.quantities.tree import (
    counted_noun,
    deed_harm,
    governing_harm,
    is_lost,
    noun_harm,
    participle_harm,
)

_SIGNS = frozenset(
    "toll lives life survivors survived custody shot held treated killed gunned tents camps hospital roof smoke fell bars "
    "forced driven drove drive force lost rounded looked sheltering unaccounted stabbed burned burnt beaten crushed".split()
)


_ANIMALS = frozenset(
    "sheep cow goat horse dog cat cattle animal camel pig chicken bird elephant donkey buffalo fish lamb calf dwelling house home building vehicle car truck".split()
)
_SUMS = frozenset("losses damage damages dollars euros pounds pesos property aid debt revenue taxes sales".split())
_TIMES = frozenset("second minute hour day week month year decade century time".split())


_ON_A_BODY = frozenset("bullet gunshot stab knife shrapnel head leg arm chest neck shell".split())
_SUFFERS = frozenset("suffer sustain receive have bear incur inflict".split())
_TOLL_LEADS = frozenset(
    "to at from of as is was : by stood says climbed rose risen passed exceeded reached topped surpassed hit above past".split()
)
_TOLL = frozenset({"toll", "count", "tally", "total"})


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
    none = none_survived(doc, phrases, first, end)
    whole = [none] if none is not None else parts_of_harmed(doc, phrases, first, end)
    groups: list[Group] = []
    for phrase in phrases:
        if any(group.first <= phrase.core < group.end for group in whole):
            continue
        node = _node(doc, phrase)
        if _is_part(doc, phrase, node, first) or _is_sum_of_money(doc, phrase) or _has_part(doc, phrase, groups):
            continue
        kind = _harm(doc, phrase, node, first=first, end=end)
        if kind is not None:
            groups.append(_group(doc, phrase, node, kind))
    groups = [
        group
        for group in groups
        if not any(other is not group and other.first <= group.first and group.end <= other.end for other in groups)
    ]
    groups += [
        single
        for single in single_persons(doc, groups, first, end)
        if not any(group.first <= single.node < group.end for group in whole)
    ]
    groups = whole + without_added(doc, sum_coordinated(doc, groups), first, end)
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
    counted = counted_noun(node)
    if _wounds_of_one(node) or _wounds_of_one(counted):
        return None
    own = noun_harm(node) or noun_harm(counted)
    if own:
        return own
    if counted.lemma_.lower() == "life":
        return "killed" if is_lost(counted) else None
    if (
        _measures(counted)
        or _is_age(doc, phrase, node)
        or (phrase.core > 0 and doc[phrase.core - 1].text in MONEY_SIGNS)
    ):
        return None
    after = max(phrase.end, node.i + 1, counted.i + 1 if counted.i - phrase.end <= 8 else 0)
    if counted.lemma_.lower() in _ANIMALS:
        return None
    before = deed_harm(node) or harm_before(doc, phrase.first, first) or _after_colon(doc, phrase, first)
    told = harm_after(doc, after, end) if before is None else None
    if told == "":
        return None
    return (
        before
        or told
        or participle_harm(node)
        or participle_harm(counted)
        or governing_harm(node, 0)
        or _toll(doc, phrase, node, first=first, end=end)
    )


def _wounds_of_one(noun: Token) -> bool:
    """Tell wounds that are counted on one body ("received three bullet wounds"), and so count nobody."""
    if noun.lemma_.lower() not in ("wound", "injury"):
        return False
    kinds = {child.lemma_.lower() for child in noun.children if child.dep_ in ("compound", "amod")}
    return bool(kinds & _ON_A_BODY) or (noun.dep_ in ("obj", "obl") and noun.head.lemma_.lower() in _SUFFERS)


def _after_colon(doc: Doc, phrase: NumberPhrase, floor: int) -> str | None:
    """Read the lists of tolls: "The dead: 14"."""
    if (
        phrase.first - 2 < floor
        or doc[phrase.first - 1].text != ":"
        or (phrase.end < len(doc) and doc[phrase.end].pos_ == "NOUN")
    ):
        return None
    return noun_harm(doc[phrase.first - 2]) or harm_words().get((doc[phrase.first - 2].lower_, "noun"))


def _measures(noun: Token) -> bool:
    return unit_of(noun.text) is not None or noun.lemma_.lower() in _TIMES


def _is_sum_of_money(doc: Doc, phrase: NumberPhrase) -> bool:
    """Tell the vague sums of money and damage ("six people and millions in losses")."""
    behind = [doc[i].lower_ for i in range(phrase.end, min(len(doc), phrase.end + 4))]
    return phrase.best is None and behind[:1] in (["in"], ["of"]) and bool(set(behind[1:]) & _SUMS)


def _is_age(doc: Doc, phrase: NumberPhrase, node: Token) -> bool:
    """Tell the ages in "Two girls, 11 and 13, have been missing"."""
    if node.i >= phrase.end or not phrase.exact or (phrase.best or 0) > 110:
        return False
    before = [doc[i].lower_ for i in range(max(0, phrase.first - 3), phrase.first)]
    after = doc[phrase.end].text if phrase.end < len(doc) else ""
    return bool(before) and (
        (before[-1] == "," and after in (",", "and"))
        or (before[-1] == "and" and len(before) > 1 and before[-2].isdigit() and after == ",")
    )


def _toll(doc: Doc, phrase: NumberPhrase, node: Token, *, first: int, end: int) -> str | None:
    """Read "the death toll rose to 61", "the number of dead at 1,204", "bringing the total to 70"."""
    before = [doc[i].lower_ for i in range(max(first, phrase.first - 2), phrase.first)]
    if node.i >= phrase.end or not before or not (set(before) & _TOLL_LEADS) or before[-1] == "by":
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
    if before[-1:] in (["including"], ["include"], ["whom"], ["includes"]) or before[-2:] in (
        ["among", "them"],
        ["of", "whom"],
    ):
        return True
    after = [doc[i].lower_ for i in range(phrase.end, min(len(doc), phrase.end + 2))]
    beyond = [doc[i].lower_ for i in range(max(node.i + 1, phrase.end), min(len(doc), max(node.i + 1, phrase.end) + 2))]
    if beyond[1:] == ["among"] and beyond[0] in ("were", "was", "are", "is"):
        return True
    if phrase.best == 1.0 and after[:1] == ["of"] and _only_belongs(doc, phrase, before, after):
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
    return inside_including(doc, node)


def _only_belongs(doc: Doc, phrase: NumberPhrase, before: list[str], after: list[str]) -> bool:
    """Tell whether "one of" says of somebody told already what he belongs to, or takes one out of a whole that is harmed itself."""
    told = bool(before) and before[-1] in ("was", "is", "were", "be", "became", ",", "as")
    return told or _whole_is_harmed(doc, phrase.end + 1 + (after[1:] == ["the"]))


def _has_part(doc: Doc, phrase: NumberPhrase, groups: list[Group]) -> bool:
    """Tell the whole of which only a part was harmed ("one of the three brothers was killed")."""
    return (
        phrase.first >= 2
        and doc[phrase.first - 2].lower_ == "of"
        and any(group.end == phrase.first - 2 or group.node == phrase.first - 3 for group in groups)
    )


def _whole_is_harmed(doc: Doc, start: int) -> bool:
    """Tell whether the whole of "21 of the more than 200 injured" is counted and harmed itself."""
    words = [doc[i] for i in range(start, min(len(doc), start + 7))]
    at = next((i for i, token in enumerate(words) if token.pos_ == "NUM" or token.like_num), None)
    if at is None:
        return any(noun_harm(token) for token in words[:1])
    return any((token.lower_, "state") in harm_words() or noun_harm(token) for token in words[at + 1 : at + 3])


def _group(doc: Doc, phrase: NumberPhrase, node: Token, kind: str) -> Group:
    counted = counted_noun(node)
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
