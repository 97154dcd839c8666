"""One article names the same things throughout: what it says of a name in one place holds in the others."""

from __future__ import annotations

from collections import Counter

from stemma.lang.leaders import leader_surnames
from stemma.lang.names import PARTICLES, SUFFIXES
from stemma.nlp.article_words import NAMES_AS, ArticleWords
from stemma.nlp.listed_names import Name, known
from stemma.text.skeleton import bones

#: Types among which a name has one in an article.
VOTERS = frozenset({"PERSON", "ORG", "LOC"})
_SHORTEST_BONES = 3
#: Letters of a short form in brackets ("WHO"), and of a single name that is looked for again.
_SHORTEST_FORM, _LONGEST_FORM, _SHORTEST_AGAIN = 2, 7, 4


def by_vote(article: ArticleWords, ents: list[Name]) -> list[Name]:
    """Give every name string its commonest type; the earliest decides a tie."""
    votes: dict[str, Counter[str]] = {}
    for low, high, label in ents:
        if label in VOTERS:
            votes.setdefault(article.span(low, high).lower(), Counter())[label] += 1
    out = []
    for low, high, label in ents:
        if label in VOTERS and known(article.span(low, high)) is None:
            label = votes[article.span(low, high).lower()].most_common(1)[0][0]
        out.append((low, high, label))
    return out


def full_names(article: ArticleWords, ents: list[Name]) -> list[list[str]]:
    """List the words of persons that are named in full, particles and suffixes left out."""
    found = []
    for low, high, label in ents:
        if label == "PERSON":
            names = [w for w in article.words[low:high] if w[:1].isalnum() and w.lower().rstrip(".") not in SUFFIXES]
            if len([w for w in names if w.lower() not in PARTICLES]) > 1:
                found.append(names)
    return found


def surnames(full: list[list[str]]) -> dict[str, str]:
    """Last names of persons that are named in full, by spelling and by sound; they map to the spelling."""
    found: dict[str, str] = {}
    for names in full:
        last = names[-1]
        if _may_stand_alone(last):
            found[last] = last
            if len(bones(last)) >= _SHORTEST_BONES:
                found.setdefault("/" + bones(last), last)
    return found


def _may_stand_alone(word: str) -> bool:
    return len(word) > 2 and word[:1].isupper() and known(word) is None


def by_surname(article: ArticleWords, ent: Name, last_names: dict[str, str]) -> Name:
    """Give the type PERSON to a single word that is the last name of a person named in full, or of a leader."""
    low, high, label = ent
    if label not in ("ORG", "LOC", "NORP"):
        return ent
    names = [w for w in article.words[low:high] if w.lower() not in PARTICLES and w[:1].isalnum()]
    if len(names) == 1 and known(names[0]) is None and _is_surname(names[0], last_names):
        return low, high, "PERSON"
    return ent


def _is_surname(word: str, last_names: dict[str, str]) -> bool:
    if word in last_names or word in leader_surnames():
        return True
    sound = bones(word)
    return (
        len(sound) >= _SHORTEST_BONES
        and word[:1].isupper()
        and len(word) > 4
        and last_names.get("/" + sound, "")[:1] == word[:1]
    )


def missed_surnames(article: ArticleWords, taken: set[int], last_names: dict[str, str]) -> list[Name]:
    """Find last names of persons named elsewhere, and of leaders, that the network passed over."""
    found: list[Name] = []
    for at in article.capitals:
        word = article.words[at]
        if at in taken or article.pos[at] not in NAMES_AS or article.is_proper(at + 1):
            continue  # where a proper noun goes on, the word begins another name ("Trump Tower")
        if word in last_names or (article.is_proper(at) and word in leader_surnames()):
            found.append((at, at + 1, "PERSON"))
            taken.add(at)
    return found


def missed_first_names(article: ArticleWords, taken: set[int], full: list[list[str]]) -> list[Name]:
    """Find first names of persons named elsewhere that stand by themselves ("Amina" beside "Amina Odera")."""
    firsts = {names[0] for names in full if _may_stand_alone(names[0])}
    return [
        (at, at + 1, "PERSON")
        for at in article.capitals
        if at not in taken and article.words[at] in firsts and _stands_alone(article, at, at + 1)
    ]


def missed_repeats(article: ArticleWords, taken: set[int], ents: list[Name], full: list[list[str]]) -> list[Name]:
    """Find again, as the same words, names of several words, and names of one word that were mostly seen.

    A single word read as a person counts only where it is part of a full name: strange names of firms and places are read so too.
    """
    parts = {word.lower() for names in full for word in names}
    types = {tuple(article.words[low:high]): label for low, high, label in ents if label in VOTERS}
    seen = Counter(tuple(article.words[low:high]) for low, high, _ in ents)
    longest: dict[str, list[int]] = {}
    for words in types:
        longest.setdefault(words[0], []).append(len(words))
    places: dict[tuple[str, ...], list[int]] = {}
    for at in article.capitals:
        for size in sorted(set(longest.get(article.words[at], ())), reverse=True):
            words = tuple(article.words[at : at + size])
            if words in types and not taken & set(range(at, at + size)) and _stands_alone(article, at, at + size):
                places.setdefault(words, []).append(at)
                break
    return [
        (at, at + len(words), types[words])
        for words, ats in places.items()
        for at in ats
        if len(words) > 1
        or (
            (len(words[0]) >= _SHORTEST_AGAIN and len(ats) <= seen[words])
            and (types[words] != "PERSON" or words[0].lower() in parts)
        )
    ]


def _stands_alone(article: ArticleWords, low: int, high: int) -> bool:
    """Tell whether tokens begin and end with proper nouns and no proper noun stands beside them."""
    inside = article.is_proper(low) and article.is_proper(high - 1)
    return inside and not article.is_proper(low - 1) and not article.is_proper(high)


def short_forms(article: ArticleWords, ents: list[Name]) -> dict[str, str]:
    """Short forms that the article explains in brackets behind a name ("World Health Organisation (WHO)"), with that name's type."""
    found: dict[str, str] = {}
    for low, high, label in ents:
        if label in ("ORG", "LOC") and high - low > 1 and article.words[high : high + 3][::2] == ["(", ")"]:
            form = article.words[high + 1]
            initials = [w[0] for w in article.words[low:high] if w[:1].isalpha()]
            if _SHORTEST_FORM <= len(form) <= _LONGEST_FORM and form.isupper() and known(form) is None:
                if _in_order(form, [letter.upper() for letter in initials]):
                    found.setdefault(form, label)
    return found


def _in_order(form: str, initials: list[str]) -> bool:
    """Tell whether the letters of a short form are initials of the name, in their order."""
    rest = iter(initials)
    return all(letter in rest for letter in form)


def by_short_form(article: ArticleWords, ents: list[Name], forms: dict[str, str]) -> list[Name]:
    """Type the short forms wherever they stand, seen by the network or not."""
    typed = [
        (low, high, forms.get(article.words[low], label) if high - low == 1 and label in VOTERS else label)
        for low, high, label in ents
    ]
    taken = {i for low, high, _ in ents for i in range(low, high)}
    added = [
        (at, at + 1, forms[word])
        for at, word in enumerate(article.words)
        if word in forms and at not in taken and article.pos[at] in NAMES_AS
    ]
    return typed + added
