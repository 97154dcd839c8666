"""What is known of how persons and bodies are referred to: titles, role nouns, particles, short and given names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from stemma.lang.calendar import terms
from stemma.lang.tables import read_table, read_words, split_cell

PARTICLES = frozenset(
    "al el ul ad as an ar az at bin ben ibn bint abu umm abd de del della der di da dos das do du van von den ter ten la le los las st san y e zu zur af av".split()
)
"""Words that belong to the name after them: "al-Sadr", "van der Bellen", "bin Salman"."""

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "jr.", "sr.", "phd", "md"})


@dataclass(frozen=True, slots=True)
class TitleWord:
    """A noun by which texts refer to a person or body ("foreign minister": title, PERSON).

    Attributes:
        kind: "honorific", "title", "rank", "role" or "body".
        gender: "m", "f" or "" where the word does not tell.
        label: PERSON, ORG or LOC.
    """

    noun: str
    kind: str
    gender: str
    label: str


@cache
def title_words() -> dict[str, TitleWord]:
    """Return the table by lower-case noun without full stops; where a noun has several kinds, the first in the table."""
    found: dict[str, TitleWord] = {}
    for row in read_table("titles.tsv"):
        word = TitleWord(row["noun"], row["kind"], row["gender"], row["label"])
        found.setdefault(row["noun"].lower().replace(".", ""), word)
    return found


@cache
def title_tokens() -> frozenset[str]:
    """Return every single word that occurs in a title ("foreign", "minister", "of")."""
    return frozenset(token for noun in title_words() for token in noun.replace("-", " ").split())


@cache
def role_heads() -> dict[str, TitleWord]:
    """Return the one-word nouns that refer to a person or body by themselves, and the last words of longer ones."""
    heads = {noun: word for noun, word in title_words().items() if word.kind != "honorific" and " " not in noun}
    for noun, word in title_words().items():
        if word.kind in ("title", "role") and " " in noun and " of " not in noun:
            heads.setdefault(noun.split()[-1], word)
    return heads


@cache
def nicknames() -> dict[str, frozenset[str]]:
    """Return, for a given name in lower case, the other forms under which its bearer is known ("liz" → {"elizabeth"})."""
    groups: dict[str, set[str]] = {}
    for row in read_table("nicknames.tsv"):
        names = {row["name"].lower(), *(short.lower() for short in split_cell(row["short"]))}
        for name in names:
            groups.setdefault(name, set()).update(names)
    return {name: frozenset(others - {name}) for name, others in groups.items()}


@cache
def given_gender() -> dict[str, str]:
    """Return "m" or "f" for given names (lower case) that are borne almost only by men or only by women."""
    return {name.lower(): row["gender"] for row in read_table("given_names.tsv") for name in split_cell(row["names"])}


@cache
def office_surnames() -> frozenset[str]:
    """Return surnames (lower case, five letters or more) of heads of state and government and foreign ministers since 2000."""
    return frozenset(
        surname for term in terms() if len(surname := term.name.split()[-1].split("-")[-1].lower().rstrip(".")) >= 5
    )


@cache
def person_nouns() -> frozenset[str]:
    """Return lemmas that stand for one person ("watchman", "bride")."""
    return read_words("persons.txt")


@cache
def choosing_verbs() -> frozenset[str]:
    """Return lemmas of verbs whose subject chooses to do what they say ("warn", "deploy")."""
    return read_words("choosing_verbs.txt")
