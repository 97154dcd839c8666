"""Whether two names are one bearer's: what the names themselves say, as weighed features with reasons."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler, Levenshtein

from stemma.lang.aliases import alias_of
from stemma.lang.countries import country_of
from stemma.lang.names import PARTICLES, SUFFIXES, nicknames, title_words
from stemma.lang.places import places_named
from stemma.lang.weights import weights
from stemma.model.span import Reason
from stemma.text.normalise import fold
from stemma.text.skeleton import bones

_SMALL = frozenset("the of for and in on to at de la du des le les und y e von der fur".split())
_LEGAL = frozenset(
    "inc corp corporation co company ltd limited llc plc ag gmbh sa spa nv group holdings holding".split()
)
_HONORIFICS = frozenset("mr mrs ms miss dr sir lord lady dame u daw shri sri haji hajji sayyid sayyed mullah maulana sheikh shaikh sheik ayatollah grand imam pope king queen prince princess "
                        "sultan emir gen general col colonel president premier minister ustad don dona".split())  # fmt: skip
_REIGNING = frozenset({"king", "queen", "prince", "princess", "pope", "emir", "sultan"})
# Words with which the names of many bodies begin or end, so that one alone is no short form of any.
_GENERIC = frozenset(
    "united national royal central federal general american british world international north south east west northern southern eastern western "
    "ministry department agency bank party union council commission committee court group university institute hospital police army front movement "
    "islamic democratic republican socialist christian jewish muslim european african asian security "
    "association federation foundation office service services company airlines news times post press house state new first free people public".split()
)
_WELL_ALIKE = 0.93
# A nickname between a given name and a surname: "Kimani (Kiki) Gray", "Kimani 'Kiki' Gray".
_NICKNAMED = re.compile(r"(?<=[\w.]\s)(?:\(\s*[^()]{1,20}\)|[\"“][^\"”]{1,20}[\"”]|['‘]\w[^'’]{0,18}['’])(?=\s+\w)")
_DOUBLED = re.compile(r"(.)\1+")
_SAME, _NEAR, _SHORT = 1.0, 0.85, 0.6


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are: a score whose sign is the verdict, and what made it."""

    score: float
    reasons: tuple[Reason, ...]

    @property
    def same(self) -> bool:
        """Tell whether the names alone speak for one bearer."""
        return self.score > 0


@lru_cache(maxsize=100_000)
def compare_names(left: str, right: str, kind: str) -> Likeness:
    """Compare two names of one kind.

    Args:
        left: A name as printed, titles and honorifics allowed.
        right: Another.
        kind: "person", "organisation" or "place".
    """
    known = _by_table(left, right, kind)
    if known is not None:
        return known
    if kind == "person":
        return _person_initials(left, right) or _persons(person_words(left), person_words(right))
    if kind == "place":
        return _places(left, right)
    return _bodies(left, right)


def _like(feature: str, value: float | str | None = None) -> Likeness:
    weight = weights("link")[feature]
    return Likeness(weight, (Reason(feature, value, weight),))


def _by_table(left: str, right: str, kind: str) -> Likeness | None:
    first, second = alias_of(left), alias_of(right)
    if first is not None and second is not None:
        return _like("known under both names" if first == second else "known as different")
    if kind == "person":
        return None
    one, other = country_of(left), country_of(right)
    if one is not None and other is not None and one.kind == other.kind == "country":
        return _like("one country" if one.iso == other.iso else "different countries")
    return None


@lru_cache(maxsize=100_000)
def person_words(name: str) -> tuple[str, ...]:
    """Return the words of a person's name in lower case, honorifics, particles and suffixes gone, "Le Pen, Marine" put in order."""
    name = _NICKNAMED.sub(" ", name)
    if name.count(",") == 1:
        last, first = name.split(",")
        if fold(first).strip().strip(".") not in SUFFIXES:
            name = f"{first} {last}"
    words = [
        word.strip(".,'`’\"") for word in re.split(r"[\s\-‐–]+", fold(re.sub(r"[’'`ʿʾ]", "", name)).replace(".", ". "))
    ]
    words = [word for word in words if word]
    reigns = len(words) == 2 and words[0] in _REIGNING
    while len(words) > 1 and (words[0] in _HONORIFICS or _is_title(words[0], words[1:])):
        words = words[1:]
    kept = [word for word in words if word not in SUFFIXES and word not in PARTICLES]
    # "King Salman" bears a given name, not a surname: a word that no surname matches stands in the surname's place.
    return (*(kept or words), "-") if reigns else tuple(kept or words)


def _is_title(word: str, rest: list[str]) -> bool:
    """Tell a title from a given name that is written like one ("Marine", "Justice"): a full name must be left after it."""
    known = title_words().get(word)
    full = sum(1 for other in rest if other not in PARTICLES and len(other) > 1) > 1
    return known is not None and (known.kind == "honorific" or (known.kind in ("rank", "title") and full))


def _persons(left: tuple[str, ...], right: tuple[str, ...]) -> Likeness:
    if len(left) > len(right):
        left, right = right, left
    if _initials_clash(left, right):
        return _like("names that exclude each other")
    whole = _joined(left, right)
    if whole is not None:
        return whole
    pairs = _align(left, right)
    matched = {i for i, _, _ in pairs}
    if len(matched) < len(left):
        return _like("names that exclude each other")
    extra = [word for j, word in enumerate(right) if j not in {j for _, j, _ in pairs}]
    if len(left) == 1:
        return _short_form(left, right, pairs)
    if all(value <= _SHORT for _, _, value in pairs) or sum(1 for _, _, value in pairs if value > _SHORT) == 0:
        return _like("initials only")
    if not extra:
        return _like("same name, in other spelling or order", round(min(value for _, _, value in pairs), 2))
    return _with_extra(left, right, pairs)


def _person_initials(left: str, right: str) -> Likeness | None:
    """ "AMLO" and "MBS" are made of the first letters of all words, small ones included."""
    for short, full in ((left, right), (right, left)):
        if short.isupper() and short.isalpha() and 3 <= len(short) <= 5 and len(full.split()) == len(short):
            if "".join(word[0] for word in fold(full).split()) == short.lower():
                return _like("acronym")
    return None


def _joined(left: tuple[str, ...], right: tuple[str, ...]) -> Likeness | None:
    """Names that differ only in where words are parted: "Ahmadi-Nezhad", "Ahmadinejad"; "Abd al-Mahdi", "Abdul Mahdi"."""
    first, second = "".join(left), "".join(right)
    if len(left) == len(right) or abs(len(first) - len(second)) > 3:
        return None
    if first == second or (
        len(first) > 6
        and soft_readings(bones(first)) & soft_readings(bones(second))
        and JaroWinkler.similarity(first, second) >= 0.8
    ):
        return _like("same name, in other spelling or order")
    return None


def _align(left: tuple[str, ...], right: tuple[str, ...]) -> list[tuple[int, int, float]]:
    """Pair the words of two names, best pairs first: (word of the left, word of the right, likeness)."""
    scored = sorted(
        (
            (value, -abs((len(left) - i) - (len(right) - j)), i, j)
            for i, a in enumerate(left)
            for j, b in enumerate(right)
            if (value := _word_likeness(a, b)) > 0
        ),
        reverse=True,
    )
    used_left: set[int] = set()
    used_right: set[int] = set()
    pairs = []
    for value, _, i, j in scored:
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            pairs.append((i, j, value))
    return pairs


@lru_cache(maxsize=200_000)
def _word_likeness(left: str, right: str) -> float:
    """1 the same, 0.85 the same in other letters or a short form, 0.6 an initial, 0 different."""
    if left == right:
        return _SAME
    if len(left) == 1 or len(right) == 1:
        return _SHORT if left[0] == right[0] else 0.0
    if right in nicknames().get(left, ()):
        return _NEAR
    first, second = bones(left), bones(right)
    alike = JaroWinkler.similarity(left, right)
    if first == second:
        if (
            (len(first) >= 3 and alike >= 0.6)
            or (len(first) == 2 and alike >= 0.65 and min(len(left), len(right)) >= 4)
            or (len(first) < 2 and alike >= 0.8)
        ):
            return _NEAR
    if (
        min(len(left), len(right)) >= 6
        and alike >= _WELL_ALIKE
        and Levenshtein.distance(first, second) <= 1
        and left[-2:] == right[-2:]
    ):
        return _NEAR
    hard = bones(left.replace("ch", "k")), bones(right.replace("ch", "k"))
    if (
        min(len(first), len(second)) >= 3
        and alike >= 0.7
        and abs(len(left) - len(right)) <= (1 if "ch" not in left + right else 2)
        and (
            soft_readings(first) & soft_readings(second)
            or soft_readings(hard[0]) & soft_readings(second)
            or soft_readings(first) & soft_readings(hard[1])
        )
    ):
        return _NEAR
    return 0.0


@lru_cache(maxsize=100_000)
def soft_readings(skeleton: str) -> frozenset[str]:
    """Return the readings of sounds that one romanisation hears apart and another does not: dh as z, j as y or zh; doubled ones once."""
    base = skeleton.replace("d", "s").replace("t", "s").replace("b", "v")
    return frozenset(_DOUBLED.sub(r"\1", base.replace("j", other)) for other in ("", "s"))


def _initials_clash(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """George W. and George H. W. Bush: both show initials, and not the same ones."""
    first, second = {word for word in left if len(word) == 1}, {word for word in right if len(word) == 1}
    return (
        bool(first)
        and bool(second)
        and first != second
        and not (len(left) == len(right) and first <= {word[0] for word in right})
    )


def _short_form(left: tuple[str, ...], right: tuple[str, ...], pairs: list[tuple[int, int, float]]) -> Likeness:
    if len(right) == 1:
        return _like(
            "same name, in other spelling or order" if pairs[0][2] >= _NEAR else "names that exclude each other"
        )
    _, where, value = pairs[0]
    if value < _NEAR or len(left[0]) < 3:
        return _like("names that exclude each other")
    if where == len(right) - 1:
        return _like("surname alone", round(value, 2))
    return _like("part of a name")


def _with_extra(left: tuple[str, ...], right: tuple[str, ...], pairs: list[tuple[int, int, float]]) -> Likeness:
    """A longer and a shorter full name: more given names, a second surname, or another person."""
    places = sorted(j for _, j, _ in pairs)
    in_order = [j for _, j, _ in sorted(pairs)] == places
    ends = places[-1] == len(right) - 1
    if ends and in_order:
        return _like("more given names" if places[0] == 0 or len(places) > 1 else "part of a name")
    if in_order and places[0] == 0 and len(right) - 1 - places[-1] == 1 and len(left) >= 2:
        return _like("a second surname")
    if (
        in_order
        and len(left) >= 2
        and places == list(range(places[0], places[0] + len(places)))
        and len(right) - len(left) == 1
    ):
        return _like("a second surname")
    return _like("names that exclude each other")


def _bodies(left: str, right: str) -> Likeness:
    first, second = body_words(left), body_words(right)
    if not first or not second:
        return _like("names that exclude each other")
    if acronym_of(left, right) or acronym_of(right, left):
        return _like("acronym")
    if first == second or "".join(first) == "".join(second):
        return _like("same name, in other spelling or order")
    short, long = sorted((first, second), key=len)
    pairs = [(i, j, value) for i, j, value in _align(short, long) if value >= _NEAR]
    if len(pairs) < len(short):
        return _like("names that exclude each other")
    extra = [word for j, word in enumerate(long) if j not in {j for _, j, _ in pairs}]
    if not extra:
        return _like("same name, in other spelling or order")
    if (
        all(
            country_of(word.title()) is not None or country_of(word.upper()) is not None or word == "us"
            for word in extra
        )
        and len(short) >= 2
        and long[0] in extra
    ):
        return _like("its country added")
    telling = len(short) > 1 or (len(short[0]) > 3 and short[0] not in _GENERIC)
    if long[-len(short) :] == short and telling:
        return _like("end of a body's name")
    if long[: len(short)] == short and telling:
        return _like("beginning of a body's name")
    return _like("part of a body's name")


def body_words(name: str) -> tuple[str, ...]:
    """Return the words of a body's name in lower case, without small words and legal forms."""
    words = re.findall(r"[a-z0-9]+", fold(re.sub(r"[.'’]", "", name)))
    kept = [word for word in words if word not in _SMALL and word not in _LEGAL and word not in ("al", "el")]
    return tuple(kept or words)


def acronym_of(short: str, full: str) -> bool:
    """Tell whether `short` in capitals is made of the first letters of the words of `full`, small words and word parts left out or not."""
    letters = short.replace(".", "")
    if not (2 <= len(letters) <= 8 and letters.isupper() and letters.isalpha()) or len(full.split()) < 2:
        return False
    return fold(letters) in acronym_letters(full)


def acronym_letters(name: str) -> frozenset[str]:
    """Return the acronyms that may stand for a name, in lower case: its first letters, with and without small words; itself if it is one."""
    letters = name.replace(".", "")
    if 2 <= len(letters) <= 8 and letters.isupper() and letters.isalpha():
        return frozenset({fold(letters)})
    words = [word for word in re.findall(r"[a-z]+", fold(name))]
    if len(words) < 2:
        return frozenset()
    return frozenset({"".join(word[0] for word in words), "".join(word[0] for word in words if word not in _SMALL)})


def _places(left: str, right: str) -> Likeness:
    (base, where), (other_base, other_where) = _qualified(left), _qualified(right)
    if where and other_where and where != other_where:
        return _like("different countries")
    if bool(where) != bool(other_where) and _word_likeness(fold(base), fold(other_base)) >= _NEAR:
        return _like("places of one name apart")
    first, second = place_key(base), place_key(other_base)
    if first == second:
        return _like("same name, in other spelling or order")
    one, other = places_named(base), places_named(other_base)
    if one and other:
        shared = {(p.name, p.country, p.division) for p in one[:3]} & {
            (p.name, p.country, p.division) for p in other[:3]
        }
        return _like("one place in the gazetteer" if shared else "different places in the gazetteer")
    near = (
        _word_likeness("".join(first.split()), "".join(second.split())) >= _NEAR
        and JaroWinkler.similarity(first, second) >= 0.75
    )
    return _like(
        "same name, in other spelling or order" if near and len(bones(first)) >= 3 else "names that exclude each other"
    )


def place_key(name: str) -> str:
    """Return a place's name in lower-case ASCII without articles and words such as "city of"."""
    words = [
        word
        for word in re.findall(r"[a-z0-9]+", fold(re.sub(r"['’`]", "", name)))
        if word not in ("al", "ar", "as", "ad", "at", "el", "the", "city", "of", "province", "governorate")
    ]
    return " ".join(words) or fold(name)


def _qualified(name: str) -> tuple[str, str]:
    match = re.match(r"^(.+?)\s*[,(]\s*([^()]+)\)?$", name)
    if match:
        known = country_of(match[2])
        return match[1], known.iso if known else fold(match[2])
    match = re.match(r"^State of (.+)$", name)
    return (match[1], "state") if match else (name, "")
