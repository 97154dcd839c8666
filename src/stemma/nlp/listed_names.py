"""Names that the tables hold: countries, capitals, peoples, agencies, outlets."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from stemma.lang.agencies import agency_named
from stemma.lang.countries import CountryName, country_of
from stemma.lang.listed import may_open_listed_name
from stemma.lang.outlets import outlet_named
from stemma.lang.peoples import is_people
from stemma.nlp.article_words import NAMES_AS, ArticleWords

#: First token, token after the last, type.
Name = tuple[int, int, str]
_LONGEST = 5


@lru_cache(maxsize=50_000)
def known(words: str) -> str | None:
    """Tell whether the tables know `words` as a PLACE or a PEOPLE."""
    if not may_open_listed_name(words, 0):
        return None
    country: CountryName | None = country_of(words)
    if country is not None:
        return "PEOPLE" if country.kind == "people" else "PLACE"
    return "PEOPLE" if is_people(words) else None


def by_table(article: ArticleWords, ent: Name, persons: set[str]) -> Name:
    """Type a name that the tables hold; `persons` are the words of persons named in full ("Jordan" after "Michael Jordan")."""
    low, high, label = ent
    words = article.span(low, high)
    found = known(words)
    if label == "DATE":
        return ent
    if found is None:
        return (low, high, "ORG") if agency_named(words) or outlet_named(words) else ent
    if found == "PEOPLE":
        return (low, high, "NORP") if high - low == 1 or label != "ORG" else ent
    if label == "PERSON" and words in persons:
        return ent
    return low, high, "LOC"


def with_whole(article: ArticleWords, ents: list[Name]) -> list[Name]:
    """Let whole names that the tables hold stand, whatever the network read inside ("Washington" in "Washington Post")."""
    whole = []
    for name in _whole(article):
        if not any(low <= name[0] and name[1] <= high and high - low > name[1] - name[0] for low, high, _ in ents):
            whole.append(name)
    inside = {i for low, high, _ in whole for i in range(low, high)}
    return [ent for ent in ents if not inside & set(range(ent[0], ent[1]))] + whole


def _whole(article: ArticleWords) -> Iterator[Name]:
    """Find agencies, outlets of several words, and places of several words."""
    loud, free = article.text.isupper(), 0
    for at in article.capitals:
        if at < free or article.words[at].lower() == "the" or not article.may_open_listed_name(at):
            continue
        for stop in range(min(at + _LONGEST, len(article)), at, -1):
            label = _whole_label(article, at, stop)
            if label and (stop - at > 1 or (not loud and article.pos[at] in NAMES_AS)):
                yield at, stop, label
                free = stop
                break


def _whole_label(article: ArticleWords, low: int, high: int) -> str:
    last = article.words[high - 1]
    if not (last[:1].isupper() or last[:1].isdigit()):
        return ""
    words = article.span(low, high)
    if agency_named(words):
        return "ORG"
    if high - low == 1:
        return ""
    if known(words) == "PLACE":
        return "LOC"
    return "ORG" if outlet_named(words) else ""


def missed_places(article: ArticleWords, taken: set[int]) -> list[Name]:
    """Find countries, capitals and peoples that the network passed over."""
    found: list[Name] = []
    loud = article.text.isupper()
    for at in article.capitals:
        if at in taken or article.pos[at] not in NAMES_AS or not article.may_open_listed_name(at):
            continue
        end, kind = _longest_known(article, at, taken)
        if kind is not None and not (loud and len(article.words[at]) < 3):
            found.append((at, end, "NORP" if kind == "PEOPLE" else "LOC"))
            taken.update(range(at, end))
    return found


def _longest_known(article: ArticleWords, at: int, taken: set[int]) -> tuple[int, str | None]:
    for end in range(min(at + _LONGEST, len(article)), at, -1):
        if any(i in taken for i in range(at, end)):
            continue
        kind = known(article.span(at, end))
        if kind is not None:
            return end, kind
    return at + 1, None
