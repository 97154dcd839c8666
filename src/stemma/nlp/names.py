"""Corrects the names of one article: countries and peoples by table, one type per name, the full name decides for its surname."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from stemma.lang.agencies import agency_named
from stemma.lang.countries import CountryName, country_of
from stemma.lang.leaders import leader_surnames
from stemma.lang.names import PARTICLES, SUFFIXES, title_words
from stemma.lang.outlets import outlet_named
from stemma.lang.peoples import is_people
from stemma.text.skeleton import bones

#: First token, token after the last, type.
Name = tuple[int, int, str]

_VOTERS = frozenset({"PERSON", "ORG", "LOC"})
_LONGEST_TABLE_NAME = 5
_SHORTEST_BONES = 3
#: Parts of speech that a name can have where the network missed it.
_NAMES_AS = frozenset({"PROPN", "ADJ", "NOUN", "X"})


def correct_names(doc: Doc) -> None:
    """Correct `doc.ents` in place: the network reads sentence by sentence, an article names the same things throughout."""
    ents = [(e.start, e.end, e.label_) for e in doc.ents]
    ents = [_without_title(doc, ent) for ent in ents if not _only_title(doc, ent)]
    ents = [_by_table(doc, ent) for ent in _with_whole(doc, ents)]
    ents = _by_vote(doc, ents)
    surnames = _surnames(doc, ents)
    ents = [_by_surname(doc, ent, surnames) for ent in ents]
    taken = {i for low, high, _ in ents for i in range(low, high)}
    ents += _missed(doc, taken, surnames)
    doc.set_ents([Span(doc, low, high, label) for low, high, label in sorted(set(ents))])


def _only_title(doc: Doc, ent: Name) -> bool:
    """Tell whether a "person" is a bare title ("President", "US Secretary")."""
    low, high, label = ent
    last = doc[high - 1]
    if label != "PERSON" or last.lower_.rstrip(".") not in title_words() or last.lower_ in PARTICLES:
        return False
    if high - low == 1:
        return last.dep_ in ("nmod:desc", "compound")
    return all(_known(t.text) is not None or t.lower_.rstrip(".") in title_words() for t in doc[low:high])


def _without_title(doc: Doc, ent: Name) -> Name:
    """Take "President" off "President Salih"."""
    low, high, label = ent
    if label == "PERSON":
        while high - low > 1 and doc[low].lower_.rstrip(".") in title_words() and doc[low].lower_ not in PARTICLES:
            low += 1
    return low, high, label


def _by_table(doc: Doc, ent: Name) -> Name:
    low, high, label = ent
    words = doc[low:high].text
    known = _known(words)
    if label == "DATE":
        return ent
    if known is None:
        return (low, high, "ORG") if agency_named(words) or outlet_named(words) else ent
    if known == "PEOPLE":
        return (low, high, "NORP") if high - low == 1 or label != "ORG" else ent
    if label == "PERSON" and _part_of_person(doc, words):
        return ent
    return low, high, "LOC"


def _known(words: str) -> str | None:
    """Tell whether the tables know `words` as a PLACE or a PEOPLE."""
    country: CountryName | None = country_of(words)
    if country is not None:
        return "PEOPLE" if country.kind == "people" else "PLACE"
    return "PEOPLE" if is_people(words) else None


def _part_of_person(doc: Doc, word: str) -> bool:
    """Tell whether the article names a person of whom `word` is one of several names ("Jordan" after "Michael Jordan")."""
    return any(e.label_ == "PERSON" and len(e) > 1 and any(t.text == word for t in e) for e in doc.ents)


def _with_whole(doc: Doc, ents: list[Name]) -> list[Name]:
    """Let whole names that the tables hold stand, whatever the network read inside ("Washington" in "Washington Post")."""
    whole = []
    for name in _whole(doc):
        if not any(low <= name[0] and name[1] <= high and high - low > name[1] - name[0] for low, high, _ in ents):
            whole.append(name)
    inside = {i for low, high, _ in whole for i in range(low, high)}
    return [ent for ent in ents if not inside & set(range(ent[0], ent[1]))] + whole


def _whole(doc: Doc) -> Iterator[Name]:
    """Find agencies, outlets of several words, and places of several words."""
    at, loud = 0, doc.text.isupper()
    while at < len(doc):
        end = at + 1
        if doc[at].text[:1].isupper() and doc[at].lower_ != "the":
            for stop in range(min(at + _LONGEST_TABLE_NAME, len(doc)), at, -1):
                label = _whole_label(doc, at, stop)
                if label and (stop - at > 1 or (not loud and doc[at].pos_ in _NAMES_AS)):
                    yield at, stop, label
                    end = stop
                    break
        at = end


def _whole_label(doc: Doc, low: int, high: int) -> str:
    last = doc[high - 1].text
    if not (last[:1].isupper() or last[:1].isdigit()):
        return ""
    words = doc[low:high].text
    if agency_named(words):
        return "ORG"
    if high - low == 1:
        return ""
    if _known(words) == "PLACE":
        return "LOC"
    return "ORG" if outlet_named(words) else ""


def _by_vote(doc: Doc, ents: list[Name]) -> list[Name]:
    """Give every name string its commonest type; the earliest decides a tie."""
    votes: dict[str, Counter[str]] = {}
    for low, high, label in ents:
        if label in _VOTERS:
            votes.setdefault(doc[low:high].text.lower(), Counter())[label] += 1
    out = []
    for low, high, label in ents:
        if label in _VOTERS and _known(doc[low:high].text) is None:
            label = votes[doc[low:high].text.lower()].most_common(1)[0][0]
        out.append((low, high, label))
    return out


def _surnames(doc: Doc, ents: list[Name]) -> dict[str, str]:
    """Last names of persons that are named in full, by spelling and by sound; they map to the spelling."""
    found: dict[str, str] = {}
    for low, high, label in ents:
        if label != "PERSON":
            continue
        names = [t for t in doc[low:high] if t.text[:1].isalnum() and t.lower_.rstrip(".") not in SUFFIXES]
        if len([t for t in names if t.lower_ not in PARTICLES]) < 2:
            continue
        last = names[-1].text
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


def _by_surname(doc: Doc, ent: Name, surnames: dict[str, str]) -> Name:
    low, high, label = ent
    names = [t for t in doc[low:high] if t.lower_ not in PARTICLES and t.text[:1].isalnum()]
    if (
        label in ("ORG", "LOC", "NORP")
        and len(names) == 1
        and _known(names[0].text) is None
        and _is_surname(names[0].text, surnames)
    ):
        return low, high, "PERSON"
    return ent


def _missed(doc: Doc, taken: set[int], surnames: dict[str, str]) -> list[Name]:
    """Find what the network passed over: countries, peoples, and surnames of persons named elsewhere."""
    found: list[Name] = []
    loud = doc.text.isupper()
    for token in doc:
        if token.i in taken or not token.text[:1].isupper() or token.pos_ not in _NAMES_AS:
            continue
        end, known = _longest_known(doc, token, taken)
        if known is not None and not (loud and len(token.text) < 3):
            found.append((token.i, end, "NORP" if known == "PEOPLE" else "LOC"))
            taken.update(range(token.i, end))
        elif token.text in surnames or (token.pos_ == "PROPN" and token.text in leader_surnames()):
            if not _inside_longer(doc, token):
                found.append((token.i, token.i + 1, "PERSON"))
                taken.add(token.i)
    return found


def _longest_known(doc: Doc, token: Token, taken: set[int]) -> tuple[int, str | None]:
    for end in range(min(token.i + _LONGEST_TABLE_NAME, len(doc)), token.i, -1):
        if any(i in taken for i in range(token.i, end)):
            continue
        known = _known(doc[token.i : end].text)
        if known is not None:
            return end, known
    return token.i + 1, None


def _inside_longer(doc: Doc, token: Token) -> bool:
    """Tell whether a proper noun goes on from the token, so that it begins another name ("Trump Tower")."""
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    return after is not None and after.pos_ == "PROPN" and after.text[:1].isupper()
