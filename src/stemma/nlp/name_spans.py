"""Where the names of an article begin and end: marks off, inverted and nicknamed persons in one, lists of persons apart."""

from __future__ import annotations

from stemma.lang.names import given_gender
from stemma.nlp.article_words import ArticleWords
from stemma.nlp.listed_names import Name

#: Marks with which no name begins, and with which none ends.
_NO_BEGIN, _NO_END = frozenset(".,:;\"'`<>/)]-–—|*"), frozenset(',:;"`<>/([-–—|*')
_COMPANY = frozenset({"inc", "ltd", "llc", "llp", "corp", "plc", "gmbh"})
_FEWEST_IN_LIST = 4


def trimmed(article: ArticleWords, ent: Name) -> Name | None:
    """Take marks off a name's ends; None where nothing is left, or only an address for mail or a file's name."""
    low, high, label = ent
    while low < high and article.words[low] in _NO_BEGIN:
        low += 1
    while low < high and article.words[high - 1] in _NO_END:
        high -= 1
    if low == high or (high - low == 1 and ("@" in article.words[low][1:] or "_" in article.words[low])):
        return None
    return low, high, label


def redrawn(article: ArticleWords, ents: list[Name]) -> list[Name]:
    """Draw the bounds of names anew where marks and given names tell them."""
    out: list[Name] = []
    for ent in sorted(ents):
        low, high, label = _with_company(article, ent)
        if out and label == "PERSON" == out[-1][2] and _is_one(article, out[-1], ent):
            out[-1] = (out[-1][0], high, label)
        else:
            out.append((low, high, label))
    return [part for ent in out for part in _listed_persons(article, ent)]


def _with_company(article: ArticleWords, ent: Name) -> Name:
    """Let a company have its form: "Lorvex, Inc."; what has one is a company."""
    low, high, label = ent
    at = high + 1 if article.words[high : high + 1] == [","] else high
    if label in ("ORG", "PERSON", "LOC") and at < len(article) and article.words[at].lower().rstrip(".") in _COMPANY:
        return low, at + 1, "ORG"
    return ent


def _is_one(article: ArticleWords, first: Name, second: Name) -> bool:
    """Tell whether two names beside each other are one person's: `"Odera, Amina"` as mail has it, `Amina "Mina" Odera`."""
    between = article.words[first[1] : second[0]]
    if between == [","]:
        around = [article.words[i] if 0 <= i < len(article) else "" for i in (first[0] - 1, second[1])]
        return first[1] - first[0] == 1 and around == ['"', '"']
    inside = article.words[first[0] : first[1]].count('"')
    return (between == ['"'] and inside == 1) or (len(between) == 3 and between[::2] == ['"', '"'] and inside == 0)


def _listed_persons(article: ArticleWords, ent: Name) -> list[Name]:
    """Part a run of persons without commas, as lists of those present have them: every odd word is a given name, no even one of four is."""
    low, high, label = ent
    words = article.words[low:high]
    if label != "PERSON" or len(words) < _FEWEST_IN_LIST or len(words) % 2 or not all(w.istitle() for w in words):
        return [ent]
    given = [word.lower() in given_gender() for word in words]
    if all(given[::2]) and not (len(words) == _FEWEST_IN_LIST and any(given[1::2])):
        return [(at, at + 2, label) for at in range(low, high, 2)]
    return [ent]
