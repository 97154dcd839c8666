"""Corrects the names of one article: countries and peoples by table, one type per name, the full name decides for its surname."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

import spacy.symbols  # type: ignore[import-not-found]  # compiled, and shipped without types
from spacy.tokens import Doc, Span

from stemma.lang.agencies import agency_named
from stemma.lang.countries import CountryName, country_of
from stemma.lang.leaders import leader_surnames
from stemma.lang.listed import may_open_listed_name
from stemma.lang.names import PARTICLES, SUFFIXES, title_words
from stemma.lang.outlets import outlet_named
from stemma.lang.peoples import is_people
from stemma.text.skeleton import bones

#: First token, token after the last, type.
Name = tuple[int, int, str]

_VOTERS = frozenset({"PERSON", "ORG", "LOC"})
_LONGEST_TABLE_NAME = 5
_SHORTEST_BONES = 3
_PROPN = spacy.symbols.PROPN
#: Parts of speech that a name can have where the network missed it.
_NAMES_AS = frozenset({_PROPN, spacy.symbols.ADJ, spacy.symbols.NOUN, spacy.symbols.X})


class _Article:
    """The words of a `Doc` as plain strings and numbers: token objects cost more than all that is asked of them here.

    Attributes:
        text: The whole text.
        words: Text of each token.
        pos: Universal part of speech of each token, as spaCy numbers them.
        capitals: Tokens that begin with a capital.
    """

    def __init__(self, doc: Doc) -> None:
        rows, strings = doc.to_array(["ORTH", "SPACY", "POS"]).tolist(), doc.vocab.strings
        self.doc = doc
        self.words = [strings[orth] for orth, _, _ in rows]
        self.pos = [pos for _, _, pos in rows]
        printed = [word + " " if row[1] else word for word, row in zip(self.words, rows, strict=True)]
        self.text = "".join(printed)
        self.starts = list(accumulate(map(len, printed), initial=0))
        self.capitals = [at for at, word in enumerate(self.words) if word[:1].isupper()]

    def __len__(self) -> int:
        return len(self.words)

    def span(self, low: int, high: int) -> str:
        """Give the text of tokens `[low, high)`."""
        return self.text[self.starts[low] : self.starts[high - 1] + len(self.words[high - 1])]

    def may_open_listed_name(self, at: int) -> bool:
        """Tell whether a name that the tables hold can begin at a token."""
        return may_open_listed_name(self.text, self.starts[at])


def correct_names(doc: Doc) -> None:
    """Correct `doc.ents` in place: the network reads sentence by sentence, an article names the same things throughout."""
    article = _Article(doc)
    ents = [(e.start, e.end, e.label_) for e in doc.ents]
    persons = {word for low, high, label in ents if label == "PERSON" and high - low > 1 for word in article.words[low:high]}
    ents = [_without_title(article, ent) for ent in ents if not _only_title(article, ent)]
    ents = [_by_table(article, ent, persons) for ent in _with_whole(article, ents)]
    ents = _by_vote(article, ents)
    surnames = _surnames(article, ents)
    ents = [_by_surname(article, ent, surnames) for ent in ents]
    taken = {i for low, high, _ in ents for i in range(low, high)}
    ents += _missed(article, taken, surnames)
    doc.set_ents([Span(doc, low, high, label) for low, high, label in sorted(set(ents))])


def _is_title(word: str) -> bool:
    return word.lower().rstrip(".") in title_words() and word.lower() not in PARTICLES


def _only_title(article: _Article, ent: Name) -> bool:
    """Tell whether a "person" is a bare title ("President", "US Secretary")."""
    low, high, label = ent
    if label != "PERSON" or not _is_title(article.words[high - 1]):
        return False
    if high - low == 1:
        return article.doc[low].dep_ in ("nmod:desc", "compound")
    return all(_known(w) is not None or w.lower().rstrip(".") in title_words() for w in article.words[low:high])


def _without_title(article: _Article, ent: Name) -> Name:
    """Take "President" off "President Salih"."""
    low, high, label = ent
    if label == "PERSON":
        while high - low > 1 and _is_title(article.words[low]):
            low += 1
    return low, high, label


def _by_table(article: _Article, ent: Name, persons: set[str]) -> Name:
    """Type a name that the tables hold; `persons` are the words of persons named in full ("Jordan" after "Michael Jordan")."""
    low, high, label = ent
    words = article.span(low, high)
    known = _known(words)
    if label == "DATE":
        return ent
    if known is None:
        return (low, high, "ORG") if agency_named(words) or outlet_named(words) else ent
    if known == "PEOPLE":
        return (low, high, "NORP") if high - low == 1 or label != "ORG" else ent
    if label == "PERSON" and words in persons:
        return ent
    return low, high, "LOC"


@lru_cache(maxsize=50_000)
def _known(words: str) -> str | None:
    """Tell whether the tables know `words` as a PLACE or a PEOPLE."""
    if not may_open_listed_name(words, 0):
        return None
    country: CountryName | None = country_of(words)
    if country is not None:
        return "PEOPLE" if country.kind == "people" else "PLACE"
    return "PEOPLE" if is_people(words) else None


def _with_whole(article: _Article, ents: list[Name]) -> list[Name]:
    """Let whole names that the tables hold stand, whatever the network read inside ("Washington" in "Washington Post")."""
    whole = []
    for name in _whole(article):
        if not any(low <= name[0] and name[1] <= high and high - low > name[1] - name[0] for low, high, _ in ents):
            whole.append(name)
    inside = {i for low, high, _ in whole for i in range(low, high)}
    return [ent for ent in ents if not inside & set(range(ent[0], ent[1]))] + whole


def _whole(article: _Article) -> Iterator[Name]:
    """Find agencies, outlets of several words, and places of several words."""
    loud, free = article.text.isupper(), 0
    for at in article.capitals:
        if at < free or article.words[at].lower() == "the" or not article.may_open_listed_name(at):
            continue
        for stop in range(min(at + _LONGEST_TABLE_NAME, len(article)), at, -1):
            label = _whole_label(article, at, stop)
            if label and (stop - at > 1 or (not loud and article.pos[at] in _NAMES_AS)):
                yield at, stop, label
                free = stop
                break


def _whole_label(article: _Article, low: int, high: int) -> str:
    last = article.words[high - 1]
    if not (last[:1].isupper() or last[:1].isdigit()):
        return ""
    words = article.span(low, high)
    if agency_named(words):
        return "ORG"
    if high - low == 1:
        return ""
    if _known(words) == "PLACE":
        return "LOC"
    return "ORG" if outlet_named(words) else ""


def _by_vote(article: _Article, ents: list[Name]) -> list[Name]:
    """Give every name string its commonest type; the earliest decides a tie."""
    votes: dict[str, Counter[str]] = {}
    for low, high, label in ents:
        if label in _VOTERS:
            votes.setdefault(article.span(low, high).lower(), Counter())[label] += 1
    out = []
    for low, high, label in ents:
        if label in _VOTERS and _known(article.span(low, high)) is None:
            label = votes[article.span(low, high).lower()].most_common(1)[0][0]
        out.append((low, high, label))
    return out


def _surnames(article: _Article, ents: list[Name]) -> dict[str, str]:
    """Last names of persons that are named in full, by spelling and by sound; they map to the spelling."""
    found: dict[str, str] = {}
    for low, high, label in ents:
        if label != "PERSON":
            continue
        names = [w for w in article.words[low:high] if w[:1].isalnum() and w.lower().rstrip(".") not in SUFFIXES]
        if len([w for w in names if w.lower() not in PARTICLES]) < 2:
            continue
        last = names[-1]
        if len(last) > 2 and last[:1].isupper() and _known(last) is None:
            found[last] = last
            if len(bones(last)) >= _SHORTEST_BONES:
                found.setdefault("/" + bones(last), last)
    return found


def _is_surname(word: str, surnames: dict[str, str]) -> bool:
    if word in surnames or word in leader_surnames():
        return True
    sound = bones(word)
    return (
        len(sound) >= _SHORTEST_BONES
        and word[:1].isupper()
        and len(word) > 4
        and surnames.get("/" + sound, "")[:1] == word[:1]
    )


def _by_surname(article: _Article, ent: Name, surnames: dict[str, str]) -> Name:
    low, high, label = ent
    if label not in ("ORG", "LOC", "NORP"):
        return ent
    names = [w for w in article.words[low:high] if w.lower() not in PARTICLES and w[:1].isalnum()]
    if len(names) == 1 and _known(names[0]) is None and _is_surname(names[0], surnames):
        return low, high, "PERSON"
    return ent


def _missed(article: _Article, taken: set[int], surnames: dict[str, str]) -> list[Name]:
    """Find what the network passed over: countries, peoples, and surnames of persons named elsewhere."""
    found: list[Name] = []
    loud = article.text.isupper()
    for at in article.capitals:
        word = article.words[at]
        if at in taken or article.pos[at] not in _NAMES_AS:
            continue
        end, known = _longest_known(article, at, taken)
        if known is not None and not (loud and len(word) < 3):
            found.append((at, end, "NORP" if known == "PEOPLE" else "LOC"))
            taken.update(range(at, end))
        elif word in surnames or (article.pos[at] == _PROPN and word in leader_surnames()):
            if not _inside_longer(article, at):
                found.append((at, at + 1, "PERSON"))
                taken.add(at)
    return found


def _longest_known(article: _Article, at: int, taken: set[int]) -> tuple[int, str | None]:
    if article.may_open_listed_name(at):
        for end in range(min(at + _LONGEST_TABLE_NAME, len(article)), at, -1):
            if any(i in taken for i in range(at, end)):
                continue
            known = _known(article.span(at, end))
            if known is not None:
                return end, known
    return at + 1, None


def _inside_longer(article: _Article, at: int) -> bool:
    """Tell whether a proper noun goes on from the token, so that it begins another name ("Trump Tower")."""
    return at + 1 < len(article) and article.pos[at + 1] == _PROPN and article.words[at + 1][:1].isupper()
