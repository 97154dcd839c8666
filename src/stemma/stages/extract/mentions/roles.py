"""Roles and pronouns: "the secretary of state", "two Iraqi officials", "the agency", "she", "who"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from stemma.lang.countries import country_of
from stemma.lang.names import TitleWord, role_heads, title_words
from stemma.model.words import MentionForm
from stemma.stages.extract.mentions.draft import Draft
from stemma.stages.extract.text import Text

_LEFT = frozenset(
    {
        "det",
        "det:predet",
        "amod",
        "compound",
        "nummod",
        "nmod:poss",
        "nmod:desc",
        "advmod",
        "nmod",
        "flat",
        "punct",
        "cc",
        "conj",
        "obl:unmarked",
    }
)
_OF_TITLES = frozenset(
    "secretary minister chief head president director chairman member members ministry department governor mayor commander leader king queen prince "
    "spokesman spokeswoman spokesperson chancellor speaker office bank government city house court university party".split()
)
_POINTING = frozenset({"the", "this", "that", "these", "those", "both", "his", "her", "its", "their", "said"})
_PRONOUNS = {
    "he": ("m", False), "him": ("m", False), "himself": ("m", False), "she": ("f", False), "her": ("f", False), "herself": ("f", False),
    "they": ("", True), "them": ("", True), "themselves": ("", True), "it": ("", False), "itself": ("", False), "we": ("", True),
    "us": ("", True), "i": ("", False), "me": ("", False), "who": ("", False), "whom": ("", False), "both": ("", True), "you": ("", False),
}  # fmt: skip
_SPEAKERS = frozenset(
    {"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "conj", "ROOT", "dep", "nmod", "csubj"}
)
_LONGEST_ROLE = 14


def find_roles(text: Text, names: list[Draft]) -> list[Draft]:
    """Return the noun phrases that refer to persons or bodies without naming them.

    A title that stands before a name belongs to the name and is no mention of its own; one that stands after it ("Pompeo, the secretary of
    state,") is, and refers to the name.
    """
    doc = text.doc
    taken = {i for name in names for i in range(name.first, name.end)}
    before = {i for name in names if name.title and name.title[1] <= name.first for i in range(*name.title)}
    heads = role_heads()
    found = []
    for token in doc:
        if (
            token.i in taken
            or token.i in before
            or (token.pos_ not in ("NOUN", "PROPN") and token.lower_ not in ("troops", "police"))
        ):
            continue
        word = heads.get(token.lemma_.lower()) or heads.get(token.lower_)
        if word is None or (token.dep_ in ("compound", "flat", "nmod:desc") and token.head.i > token.i):
            continue
        if token.text[:1].isupper() and (token.dep_ == "compound" or _part_of_name(doc, token)):
            continue
        found.append(_role(doc, token, word, taken))
    return found


def _part_of_name(doc: Doc, token: Token) -> bool:
    """Tell whether a capitalised noun ends a capitalised phrase ("White House"), which is a name and no role."""
    before = doc[token.i - 1] if token.i else None
    return (
        before is not None
        and not before.is_sent_start
        and before.text[:1].isupper()
        and before.pos_ in ("PROPN", "ADJ")
        and before.ent_type_ not in ("NORP", "LOC")
    )


def _role(doc: Doc, token: Token, word: TitleWord, taken: set[int]) -> Draft:
    first, end = _left_edge(doc, token), _right_edge(doc, token)
    while first < token.i and (doc[first].pos_ == "CCONJ" or doc[first].is_punct):
        first += 1
    phrase = doc[first:end]
    longer = next(
        (
            title_words()[key]
            for i in range(first, token.i)
            if (key := " ".join(t.lower_ for t in doc[i : token.i + 1])) in title_words()
        ),
        word,
    )
    number = token.morph.get("Number", [])
    lead = doc[first].lower_
    country = next(
        (known.iso for t in phrase if t.text[:1].isupper() and (known := country_of(t.text)) is not None), None
    )
    return Draft(
        first, end, token.i, MentionForm.ROLE, longer.label if longer.label != "PERSON" else word.label, token.lemma_.lower(),
        words=tuple(t.lower_ for t in phrase if t.is_alpha), country=country, gender=longer.gender or word.gender,
        plural="Plur" in number or token.lower_ in ("police", "troops", "people") or _several(doc, first, token.i),
        definite=lead in _POINTING or (lead not in ("a", "an", "one", "another", "some", "several") and not _several(doc, first, token.i) and word.kind in ("title",) and "Sing" in number),
    )  # fmt: skip


def _several(doc: Doc, first: int, head: int) -> bool:
    return any(
        (doc[i].pos_ == "NUM" and doc[i].lower_ not in ("one", "1"))
        or doc[i].lower_ in ("several", "many", "some", "few", "dozens")
        for i in range(first, head)
    )


def _left_edge(doc: Doc, token: Token) -> int:
    first = token.i
    floor = max(token.sent.start, token.i - _LONGEST_ROLE)
    for child in reversed(list(token.lefts)):
        if child.dep_ not in _LEFT or child.i < floor or (child.dep_ == "punct" and child.text not in ("-", "‐", "'")):
            break
        edge = max(child.left_edge.i, floor)
        if (
            any(doc[i].text in (",", ":", ";", '"', "“", "”", "(", ")") for i in range(edge, child.i))
            and child.dep_ != "amod"
        ):
            first = min(first, child.i)
            break
        first = min(first, edge)
    return first


def _right_edge(doc: Doc, token: Token) -> int:
    """End after the "of" phrase that completes a title ("secretary of state", "president of the council")."""
    end = token.i + 1
    if token.lemma_.lower() not in _OF_TITLES or end >= len(doc) or doc[end].lower_ not in ("of", "for"):
        return end
    for child in token.rights:
        if child.dep_.startswith("nmod") and child.i > end and any(case.i == end for case in child.lefts):
            edge = child.i + 1
            while (
                edge < len(doc)
                and doc[edge].head.i == child.i
                and doc[edge].dep_ in ("flat", "compound")
                and edge < token.i + _LONGEST_ROLE
            ):
                edge += 1
            return edge if edge - token.i <= _LONGEST_ROLE else end
    return end


def find_pronouns(text: Text) -> list[Draft]:
    """Return the pronouns that may stand for somebody who speaks or acts."""
    found = []
    for token in text.doc:
        known = _PRONOUNS.get(token.lower_)
        if known is None or token.pos_ not in ("PRON", "DET", "PROPN", "X") or token.dep_ not in _SPEAKERS:
            continue
        if (
            token.text == "US"
            or (token.lower_ == "it" and _expletive(token))
            or (token.lower_ == "both" and token.pos_ != "PRON")
        ):
            continue
        gender, plural = known
        found.append(
            Draft(
                token.i,
                token.i + 1,
                token.i,
                MentionForm.PRONOUN,
                "OTHER",
                token.lower_,
                (token.lower_,),
                gender=gender,
                plural=plural,
                definite=True,
            )
        )
    return found


def _expletive(token: Token) -> bool:
    """Tell the "it" of "it is clear that", "it rained", "it said on Monday that it" apart as far as its verb shows."""
    if token.dep_ == "expl":
        return True
    verb = token.head
    return any(child.dep_ in ("csubj", "csubj:pass", "csubj:outer") for child in verb.children) or verb.lemma_ in (
        "rain",
        "snow",
        "seem",
        "appear",
        "emerge",
        "transpire",
    )
