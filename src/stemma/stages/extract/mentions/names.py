"""Names: persons, bodies, places and peoples as the pipeline marks them, mended, with the titles that stand beside them."""

from __future__ import annotations

import re
from collections import Counter

from spacy.tokens import Doc, Token

from stemma.lang.agencies import agency_named
from stemma.lang.countries import country_of
from stemma.lang.names import PARTICLES, SUFFIXES, given_gender, office_surnames, title_tokens, title_words
from stemma.lang.outlets import outlet_named
from stemma.model.words import MentionForm
from stemma.stages.extract.mentions.draft import Draft
from stemma.stages.extract.text import Text
from stemma.text.skeleton import bones

_LABELS = {"PERSON": "PERSON", "PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC", "NORP": "NORP"}
_EDGE = frozenset(
    {
        "the",
        "a",
        "an",
        "'s",
        "’s",
        "'",
        "’",
        "‘",
        '"',
        "“",
        "”",
        "«",
        "»",
        ",",
        ".",
        "-",
        "(",
        ")",
        ":",
        ";",
        "and",
        "of",
        "in",
    }
)
_FORMER = frozenset(
    "former ex then acting deputy late outgoing incoming veteran senior top newly elected vice assistant chief".split()
)
_LONGEST_TITLE = 10
_LONGEST_NAME = 12


def find_names(text: Text) -> list[Draft]:
    """Return the names of the article in order, each with its title where one stands beside it."""
    doc = text.doc
    drafts = [draft for ent in doc.ents if (draft := _from_entity(doc, ent.start, ent.end, ent.label_)) is not None]
    taken = {i for draft in drafts for i in range(draft.first, draft.end)}
    drafts += _known_surnames(doc, drafts, taken)
    drafts += _known_countries(doc, taken)
    drafts.sort(key=lambda draft: draft.first)
    _one_label_each(doc, drafts)
    for draft in drafts:
        if draft.label == "PERSON":
            draft.title = _title_before(doc, draft) or _title_after(doc, draft)
            draft.gender = _gender(doc, draft)
        draft.country = _country(doc, draft)
    in_titles = {i for draft in drafts if draft.title and draft.title[1] <= draft.first for i in range(*draft.title)}
    return [draft for draft in drafts if draft.label != "ORG" or draft.head not in in_titles]


def _from_entity(doc: Doc, first: int, end: int, label: str) -> Draft | None:
    kind = _LABELS.get(label)
    end = min(end, first + _LONGEST_NAME)
    while first < end and doc[first].lower_ in _EDGE and not (doc[first].lower_ == "the" and kind == "ORG" and False):
        first += 1
    while end > first and (doc[end - 1].lower_ in _EDGE or doc[end - 1].is_space):
        end -= 1
    if kind is None or first >= end:
        return None
    if kind == "PERSON":
        first = _without_title(doc, first, end)
    if not any(character.isupper() for character in doc[first:end].text):
        return None
    return _draft(doc, first, end, kind)


def _without_title(doc: Doc, first: int, end: int) -> int:
    """Move past titles that the pipeline took into the name ("President Salih")."""
    titles = title_words()
    start = first
    while (
        end - start > 1
        and doc[start].lower_.rstrip(".").replace(".", "") in titles
        and doc[start].lower_ not in PARTICLES
    ):
        start += 1
        while end - start > 1 and doc[start].lower_ in _EDGE:
            start += 1
    return start


def _draft(doc: Doc, first: int, end: int, label: str) -> Draft:
    words = tuple(token.text for token in doc[first:end] if token.text not in "-‐–.'’" or token.text.isalnum())
    head = end - 1
    while head > first and (doc[head].lower_.rstrip(".") in SUFFIXES or not doc[head].text[0].isalnum()):
        head -= 1
    return Draft(
        first,
        end,
        head,
        MentionForm.NAME,
        label,
        doc[head].lower_,
        words,
        plural=label == "NORP" and doc[head].lower_.endswith("s"),
    )


def _known_surnames(doc: Doc, drafts: list[Draft], taken: set[int]) -> list[Draft]:
    """Find "Trump" where the pipeline missed it, once "Donald Trump" has been named."""
    known = {
        doc[draft.head].text
        for draft in drafts
        if draft.label == "PERSON" and len(draft.words) > 1 and len(doc[draft.head].text) > 2
    }
    known = {name for name in known if country_of(name) is None and name[0].isupper()}
    found = []
    for token in doc:
        if (
            token.text in known
            and token.i not in taken
            and token.pos_ in ("PROPN", "NOUN", "X", "ADJ")
            and not _inside_name(doc, token, taken)
        ):
            found.append(_draft(doc, token.i, token.i + 1, "PERSON"))
            taken.add(token.i)
    return found


def _inside_name(doc: Doc, token: Token, taken: set[int]) -> bool:
    """Tell whether a capitalised neighbour makes the token part of a longer, unknown name ("Trump Tower")."""
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    return (
        after is not None
        and after.pos_ == "PROPN"
        and after.text[:1].isupper()
        and after.i not in taken
        and after.dep_ in ("flat", "compound")
    )


def _known_countries(doc: Doc, taken: set[int]) -> list[Draft]:
    found = []
    for token in doc:
        if (
            token.i in taken
            or not token.text[:1].isupper()
            or token.pos_ == "PRON"
            or (token.is_sent_start and token.lower_ in ("us", "turkey"))
        ):
            continue
        known = country_of(token.text)
        if known is not None and known.kind != "people" and len(token.text) > 1:
            found.append(_draft(doc, token.i, token.i + 1, "LOC"))
        elif known is not None and token.pos_ in ("ADJ", "PROPN", "NOUN"):
            found.append(_draft(doc, token.i, token.i + 1, "NORP"))
        else:
            continue
        taken.add(token.i)
    return found


def _one_label_each(doc: Doc, drafts: list[Draft]) -> None:
    """Give one name one label: the table of countries decides, then the full name for its surname, then the majority."""
    votes: dict[str, Counter[str]] = {}
    for draft in drafts:
        votes.setdefault(" ".join(draft.words).lower(), Counter())[draft.label] += 1
    surnames = {draft.key for draft in drafts if draft.label == "PERSON" and len(draft.words) > 1}
    for draft in drafts:
        name = " ".join(draft.words)
        known = country_of(name)
        if draft.label == "LOC" and known is None and (agency_named(name) or outlet_named(name)):
            draft.label = "ORG"
            continue
        if known is not None and not (draft.label == "PERSON" and len(draft.words) > 1):
            if draft.label != "ORG" or known.kind == "country":
                draft.label = "NORP" if known.kind == "people" else "LOC"
        elif len(draft.words) == 1 and (
            draft.key in surnames or (draft.label == "ORG" and draft.key in office_surnames())
        ):
            draft.label = "PERSON"
        elif (
            len(draft.words) == 1
            and draft.label == "LOC"
            and any(same_spelling(draft.key, surname) for surname in surnames)
        ):
            draft.label = "PERSON"
        else:
            count = votes[name.lower()]
            draft.label = min(count, key=lambda label: (-count[label], label))


def _title_before(doc: Doc, draft: Draft) -> tuple[int, int] | None:
    """Read "US Secretary of State" before "Mike Pompeo": a title noun right before the name, with what stands before it."""
    end = draft.first
    if end > 0 and doc[end - 1].text in (",", "-") and end > 1:
        end -= 1
    tokens, titles = title_tokens(), title_words()
    start = end
    while (
        start > 0
        and end - start < _LONGEST_TITLE
        and not doc[start].is_sent_start
        and _in_title(doc[start - 1], tokens)
    ):
        start -= 1
    while start < end and doc[start].lower_ in ("of", "for", "and", "&", "-", "the", "to", "in"):
        start += 1
    if start == end or not any(
        " ".join(t.lower_.replace(".", "") for t in doc[i:end]) in titles for i in range(max(start, end - 4), end)
    ):
        return None
    return (start, end)


def _in_title(token: Token, tokens: frozenset[str]) -> bool:
    word = token.lower_.replace(".", "")
    if (
        word in ("of", "for", "and", "&", "-")
        or word in _FORMER
        or (word in tokens and token.pos_ in ("NOUN", "PROPN", "ADJ", "X"))
    ):
        return True
    if (
        token.text[:1].isupper()
        and not token.is_sent_start
        and token.dep_ in ("amod", "compound")
        and token.pos_ in ("ADJ", "PROPN")
    ):
        return True
    return (token.ent_type_ in ("NORP", "LOC", "ORG") and token.pos_ in ("ADJ", "PROPN", "NOUN")) or (
        token.pos_ == "ADJ" and token.dep_ == "amod"
    )


def _title_after(doc: Doc, draft: Draft) -> tuple[int, int] | None:
    """Read the title in "Fuad Hussein, the Iraqi foreign minister, said"."""
    start = draft.end + 1
    if start >= len(doc) or doc[draft.end].text != "," or doc[start].is_sent_start:
        return None
    if not (doc[start].pos_ in ("DET", "ADJ", "NOUN", "PROPN", "PRON") or doc[start].ent_type_ in ("NORP", "LOC")):
        return None
    titles = title_words()
    stop, found = start, False
    while (
        stop < min(len(doc), start + 14)
        and doc[stop].text not in (",", ".", ";", ":", "(", ")", '"', "”", "“")
        and not doc[stop].is_sent_start
    ):
        if doc[stop].pos_ in ("VERB", "AUX", "PRON") and doc[stop].lower_ not in (
            "whose",
            "his",
            "her",
            "its",
            "their",
        ):
            break
        found = found or doc[stop].lemma_.lower() in titles or doc[stop].lower_ in titles
        stop += 1
    if not found or stop >= len(doc) or doc[stop].text not in (",", ".", ";"):
        return None
    return (start, stop)


def _gender(doc: Doc, draft: Draft) -> str:
    titles = title_words()
    if draft.title is not None:
        for token in doc[draft.title[0] : draft.title[1]]:
            word = titles.get(token.lower_.rstrip("."))
            if word is not None and word.gender:
                return word.gender
    given = re.sub(r"\W", "", draft.words[0]).lower() if len(draft.words) > 1 else ""
    return given_gender().get(given, "")


def _country(doc: Doc, draft: Draft) -> str | None:
    if draft.label in ("LOC", "NORP", "ORG"):
        known = country_of(
            " ".join(doc[i].text for i in range(draft.first, draft.end)).replace(" - ", "-")
        ) or country_of(draft.words[0] if draft.words else "")
        if known is not None and (
            draft.label != "LOC" or len(draft.words) == 1 or country_of(" ".join(draft.words)) is not None
        ):
            return known.iso
        return None
    if draft.title is None:
        return None
    for i in range(*draft.title):
        known = country_of(doc[i].text) if doc[i].text[:1].isupper() else None
        if known is not None:
            return known.iso
    return None


def same_spelling(left: str, right: str) -> bool:
    """Tell whether two surnames are one in different letters ("Khadimi", "Kadhimi")."""
    if left.lower() == right.lower():
        return True
    return len(left) > 3 and len(right) > 3 and bones(left) == bones(right) and len(bones(left)) >= 3
