"""Numbers as phrases of the parsed copy: "at least 12", "between 15 and 20", "tens of thousands", "a couple of hundred", with their bounds."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from stemma.lang.tables import read_table
from stemma.stages.extract.quantities.number_hedges import NumberPhrase, with_hedge
from stemma.text.numbers import SCALES, UNITS, WORD_VALUES

_VAGUE = {row["words"]: int(row["least"]) for row in read_table("vague_numbers.tsv")}
_ZERO = frozenset({"no", "none", "nobody", "zero"})
_SCALE_WORDS = frozenset(
    {
        "hundred",
        "thousand",
        "million",
        "billion",
        "trillion",
        "dozen",
        "mln",
        "bln",
        "bn",
        "m",
        "k",
        "lakh",
        "crore",
        "milliard",
    }
)
_MEASURES = frozenset({"km", "kg", "km2", "l", "%"})
_FRACTIONS = {"half": 0.5, "quarter": 0.25}
_DIGITS = re.compile(r"^\d{1,3}(?:[,.]\d{3})+$|^\d+(?:\.\d+)?$")
_GLUED_TENS = re.compile(
    "(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(one|two|three|four|five|six|seven|eight|nine)"
)
_LONGEST = 8
_NUMBERED = frozenset(
    "channel flight route room gate highway platform runway unit battalion block page chapter article section line".split()
)


def find_number_phrases(doc: Doc, first: int, end: int) -> list[NumberPhrase]:
    """Return the number phrases among tokens `[first, end)`, in order; years, clock times and ordinals are none."""
    words = [_apart(doc[i].lower_) for i in range(first, end)]
    found: list[NumberPhrase] = []
    position = 0
    while position < len(words):
        told = _told_apart(words, position, found) if words[position] in ("couple", "as", "an", "a", "half") else None
        if told is not None:
            found.append(_shift(told, first))
            position = told.end
            continue
        if not _may_begin(words[position]):
            position += 1
            continue
        read = _read(words, position)
        if read is None or _no_count(doc, first + position, first + read[1]):
            position += 1
            continue
        value, stop, vague = read
        phrase, position = _ranged(words, stop, value=value, start=position, vague=vague)
        found.append(_shift(phrase, first))
    return [with_hedge(doc, phrase, floor=first) for phrase in found]


def _apart(word: str) -> str:
    """Return a number printed in one word with its hyphen ("thirtythree")."""
    glued = _GLUED_TENS.fullmatch(word)
    return f"{glued[1]}-{glued[2]}" if glued is not None else word


_BEGINNINGS = frozenset(
    {"a", "an", "both", "half", "quarter", "tens", *_ZERO, *_VAGUE, *WORD_VALUES, "hundred", "thousand"}
) | {phrase.split()[0] for phrase in _VAGUE}


def _may_begin(word: str) -> bool:
    return word in _BEGINNINGS or word[:1].isdigit() or word.split("-")[0] in WORD_VALUES


def _told_apart(words: list[str], at: int, found: list[NumberPhrase]) -> NumberPhrase | None:
    """Read "a couple of hundred", and what repeats the number before it: "as many again", "an equal number"."""
    if words[at : at + 2] == ["couple", "of"] and words[at + 2 : at + 3] and words[at + 2] in _SCALE_WORDS:
        start = at - 1 if at and words[at - 1] == "a" else at
        return NumberPhrase(start, at, at + 3, None, 2 * SCALES[words[at + 2]], None, "a couple of")
    if words[at : at + 3] in (["half", "of", "the"], ["half", "of", "its"], ["half", "of", "their"]) and at + 3 < len(
        words
    ):
        whole = _read(words, at + 3)
        if whole is not None and not whole[2]:
            return NumberPhrase(at, at, whole[1], whole[0] / 2, whole[0] / 2, whole[0] / 2)
    repeats = words[at : at + 3] in (
        ["as", "many", "again"],
        ["as", "many", "more"],
        ["an", "equal", "number"],
        ["a", "similar", "number"],
    )
    if repeats and found and found[-1].exact:
        value = found[-1].best
        return NumberPhrase(at, at, at + 3, value, value, value)
    return None


def _read(words: list[str], start: int) -> tuple[float, int, bool] | None:
    """Read a number at `start`: its value, where it ends, and whether it is vague ("dozens")."""
    for length in (3, 2, 1):
        if start + length > len(words):
            continue
        key = " ".join(words[start : start + length])
        if key in _VAGUE:
            if key == "tens":
                return None
            return float(_VAGUE[key]), start + length, True
    if words[start] in _ZERO:
        return 0.0, start + 1, False
    if words[start] == "both":
        return 2.0, start + 1, False
    special = _part_of_scale(words, start)
    if special is not None:
        return (*special, False)
    return _plain(words, start)


def _part_of_scale(words: list[str], start: int) -> tuple[float, int] | None:
    """Read "half a million", "a quarter of a million", "a dozen", "a hundred and fifty"."""
    at = start + (words[start] in ("a", "an"))
    if words[start] == "half" and words[start + 1 : start + 2] in (["a"], ["an"]) and _is_measure(words, start + 2):
        return _FRACTIONS["half"], start + 2
    word = words[at] if at < len(words) else ""
    if word in _FRACTIONS:
        after = at + 1 + (words[at + 1 : at + 2] == ["of"])
        if (
            words[after : after + 1] in (["a"], ["an"])
            and words[after + 1 : after + 2]
            and words[after + 1] in _SCALE_WORDS
        ):
            return _FRACTIONS[word] * SCALES[words[after + 1]], after + 2
        return None
    if at > start and word in ("dozen", "hundred", "thousand", "million", "billion"):
        rest = _plain(["one", *words[at:]], 0)
        return (rest[0], start + rest[1]) if rest else None
    return None


def _is_measure(words: list[str], at: int) -> bool:
    """Tell whether a unit of measure follows ("half a mile")."""
    return at < len(words) and len(words[at]) > 1 and UNITS.get(words[at].removesuffix("s"), ("", 0.0))[0] in _MEASURES


def _plain(words: list[str], start: int) -> tuple[float, int, bool] | None:
    total, current, at, seen = 0.0, 0.0, start, False
    while at < min(len(words), start + _LONGEST):
        word = words[at]
        parts = word.split("-")
        if not seen and _DIGITS.match(word):
            current, seen = _digits(word), True
        elif all(part in WORD_VALUES for part in parts) and (
            not seen
            or current % 100 == 0
            or total
            or (current % 10 == 0 and current >= 20 and WORD_VALUES[word] < 10 if word in WORD_VALUES else False)
        ):
            current, seen = current + sum(WORD_VALUES[part] for part in parts), True
        elif seen and _links(words, at, large=current >= 100 or total > 0, tens=current in _TENS):
            pass
        elif seen and word in _SCALE_WORDS and len(word) > 1:
            scale = SCALES[word]
            if scale <= 100:
                current *= scale
            else:
                total, current = total + current * scale, 0.0
        elif seen and word == "and" and words[at + 1 : at + 3] == ["a", "half"]:
            scale = SCALES.get(words[at + 3], 1.0) if at + 3 < len(words) and words[at + 3] in _SCALE_WORDS else 1.0
            return (total + current + 0.5) * scale, at + 3 + (scale > 1), False
        else:
            break
        at += 1
    if not seen:
        return None
    while at > start and words[at - 1] in ("and", "-"):
        at -= 1
    return total + current, at, False


_TENS = frozenset(range(20, 100, 10))


def _links(words: list[str], at: int, *, large: bool, tens: bool) -> bool:
    """Tell whether a hyphen or "and" goes on with a number: "twenty - two", "one hundred and five"."""
    after = words[at + 1].split("-")[0] if at + 1 < len(words) else ""
    if after not in WORD_VALUES:
        return False
    return (words[at] == "-" and tens) or (words[at] == "and" and large and words[at - 1] in _SCALE_WORDS)


def _digits(word: str) -> float:
    if re.match(r"^\d{1,3}(?:[,.]\d{3})+$", word) and not re.match(r"^\d{1,3}\.\d{3}$", word):
        return float(re.sub(r"[,.]", "", word))
    return float(word.replace(",", ""))


def _ranged(words: list[str], position: int, *, value: float, start: int, vague: bool) -> tuple[NumberPhrase, int]:
    """Read on over "to 20", "-20", "and 20" after "between"."""
    if vague:
        return NumberPhrase(start, start, position, value, None, None, " ".join(words[start:position])), position
    joint = words[position] if position < len(words) else ""
    between = start > 0 and words[start - 1] == "between"
    if (joint in ("to", "-", "–", "or") and not between) or (between and joint == "and"):
        read = _read(words, position + 1) if position + 1 < len(words) else None
        if (
            read is not None
            and not read[2]
            and read[0] > value
            and (joint != "or" or read[0] <= 2 * value + 1)
            and (start == 0 or words[start - 1] != "from")
        ):
            first = start - 1 if between else start
            return NumberPhrase(first, start, read[1], value, None, read[0], "between" if between else None), read[1]
    return NumberPhrase(start, start, position, value, value, value), position


def _shift(phrase: NumberPhrase, by: int) -> NumberPhrase:
    return NumberPhrase(
        phrase.first + by, phrase.core + by, phrase.end + by, phrase.low, phrase.best, phrase.high, phrase.hedge
    )


def _no_count(doc: Doc, start: int, end: int) -> bool:
    """Tell a year, an age, a time of day, an ordinal or a pronoun from a count."""
    token = doc[start]
    if token.text.isdigit() and len(token.text) == 4 and 1500 <= int(token.text) <= 2099 and token.dep_ != "nummod":
        return True
    if (
        token.lower_ == "one"
        and end - start == 1
        and token.pos_ not in ("NUM",)
        and token.dep_ not in ("nsubj", "nsubj:pass", "nummod", "obj")
    ):
        return True
    if token.lower_ == "no" and token.pos_ != "DET":
        return True
    if (
        end + 2 < len(doc)
        and doc[end].text == "-"
        and doc[end + 1].lower_ in ("year", "month", "week", "day", "hour", "minute", "storey", "story", "point")
    ):
        return True
    if (
        start > 1
        and doc[start - 1].lower_ == "of"
        and doc[start - 2].lower_ in ("mother", "father", "parent", "grandmother", "grandfather", "parents")
    ):
        return True
    return start > 0 and (
        doc[start - 1].text in ("No", "no.", "aged", "#")
        or (doc[start - 1].lower_ in _NUMBERED and token.text.isdigit())
        or (doc[start - 1].text == ":" and start > 1 and doc[start - 2].text.isdigit())
    )
