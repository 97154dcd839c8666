"""Groups that are told as part of the harmed, or harmed because nobody lived: "a priest and two nuns were among the dead", "none of the 16 survived"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Doc

from stemma.lang.names import person_nouns
from stemma.stages.extract.quantities.harms import harm_words
from stemma.stages.extract.quantities.number_hedges import NumberPhrase
from stemma.stages.extract.quantities.sums import Group

_BE = frozenset({"was", "were", "is", "are"})
_INCLUDE = frozenset({"include", "includes", "included"})
_ENDS = frozenset({"who", "which", "that", "when", "while", "after", "as", ".", ";", ":", "(", "but"})
_ABOARD = frozenset({"with", "carrying", "aboard", "board", "bearing"})
_LONGEST = 24


def parts_of_harmed(doc: Doc, phrases: list[NumberPhrase], first: int, end: int) -> list[Group]:
    """Return what a sentence names as part of an uncounted whole ("among the dead were three children"): at least so many.

    Args:
        doc: The parsed copy.
        phrases: Its number phrases in tokens `[first, end)`, one sentence.
    """
    return [group for kind, region in _told_parts(doc, first, end) if (group := _summed(doc, phrases, region, kind))]


def _told_parts(doc: Doc, first: int, end: int) -> Iterator[tuple[str, range]]:
    """Give the harm of each uncounted whole and the tokens that name its part."""
    for i in range(first + 1, end):
        kind = _state(doc[i].lower_)
        if kind is None or doc[i - 1].lower_ not in ("the", "those"):
            continue
        behind = doc[i + 1].lower_ if i + 1 < end else ""
        led = doc[i - 2].lower_ == "among" if i - 2 >= first else False
        if (led and behind in _BE) or (not led and behind in _INCLUDE):
            yield kind, _until(doc, i + 2, end)
        elif led and i - 3 > first and doc[i - 3].lower_ in _BE:
            yield kind, range(first, i - 3)


def _state(word: str) -> str | None:
    table = harm_words()
    return table.get((word, "noun")) if (word, "state") in table else None


def _until(doc: Doc, start: int, end: int) -> range:
    stop = start
    while stop < min(end, start + _LONGEST) and doc[stop].lower_ not in _ENDS and doc[stop].pos_ != "VERB":
        stop += 1
    return range(start, stop)


def _summed(doc: Doc, phrases: list[NumberPhrase], region: range, kind: str) -> Group | None:
    """Return the persons counted in `region` as a lower bound; None where it names somebody, since an apposition could count twice."""
    if not region or any(doc[i].ent_type_ == "PERSON" for i in region):
        return None
    inside = [phrase for phrase in phrases if phrase.first in region and phrase.best and _counts_persons(doc, phrase)]
    taken = {i for phrase in inside for i in range(phrase.first, phrase.end)}
    single = [i for i in region if doc[i].lower_ in ("a", "an") and i not in taken and _single(doc, i, region.stop)]
    if not inside and not single:
        return None
    low = sum(phrase.best or 0.0 for phrase in inside) + len(single)
    start = min([phrase.first for phrase in inside] + single)
    return Group(kind, start, region.stop, low, None, None, "among", region.stop - 1, "person")


def _counts_persons(doc: Doc, phrase: NumberPhrase) -> bool:
    return any(
        doc[i].lemma_.lower() in person_nouns() or doc[i].lower_ == "people"
        for i in range(phrase.end, min(len(doc), phrase.end + 4))
    )


def _single(doc: Doc, at: int, stop: int) -> bool:
    return any(
        doc[i].lemma_.lower() in person_nouns() and doc[i].tag_ == "NN" for i in range(at + 1, min(stop, at + 5))
    )


def none_survived(doc: Doc, phrases: list[NumberPhrase], first: int, end: int) -> Group | None:
    """Return the group of which nobody lived ("not one of the 16 miners survived", "went down with two crew and nine passengers; no survivors")."""
    words = [doc[i].lower_ for i in range(first, end)]
    if not {"survived", "survivors", "survive"} & set(words):
        return None
    for phrase in phrases:
        lead = words[max(0, phrase.first - first - 5) : phrase.first - first]
        none = lead[-3:] in (["none", "of", "the"], ["one", "of", "the"]) and ("none" in lead or "not" in lead[:-3])
        behind = words[phrase.end - first : phrase.end - first + 5]
        if none and phrase.best and {"survived", "survive"} & set(behind):
            stop = phrase.end + next(i for i, word in enumerate(behind) if word.startswith("surviv"))
            return Group(
                "killed", phrase.first - 3, stop, phrase.low, phrase.best, phrase.high, None, phrase.end - 1, "person"
            )
    return _lost_with(doc, phrases, first, words)


def _lost_with(doc: Doc, phrases: list[NumberPhrase], first: int, words: list[str]) -> Group | None:
    """Return those who were aboard what the sentence says nobody survived."""
    pairs = list(pairwise(words))
    if ("no", "survivors") not in pairs:
        return None
    at = first + pairs.index(("no", "survivors"))
    aboard = [
        phrase
        for phrase in phrases
        if phrase.end <= at and phrase.exact and phrase.best and _is_aboard(doc, phrase, first)
    ]
    if not aboard:
        return None
    total = sum(phrase.best or 0.0 for phrase in aboard)
    return Group("killed", aboard[0].first, aboard[-1].end + 1, total, total, total, None, aboard[-1].end, "person")


def _is_aboard(doc: Doc, phrase: NumberPhrase, first: int) -> bool:
    """Tell whether a group stands behind "with" or "carrying", alone or coordinated with one that does."""
    before = {doc[i].lower_ for i in range(max(first, phrase.first - 6), phrase.first)}
    behind = {doc[i].lower_ for i in range(phrase.end, min(len(doc), phrase.end + 4))}
    return bool((before | (behind & {"aboard", "board"})) & _ABOARD)
