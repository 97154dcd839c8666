"""Reads the training corpora into documents of sentences of labelled words.

Every corpus is optional except the two treebanks; see README.md for where each comes from. A label that a corpus does not
give is `None` and takes no part in the loss.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass, field, replace
from pathlib import Path

NAME_TYPES = ("PERSON", "ORG", "LOC", "NORP", "DATE")
TITLES = frozenset(
    "mr mrs ms miss dr prof professor president minister secretary senator sen rep representative governor gov mayor king "
    "queen prince princess pope bishop archbishop general gen colonel col captain capt lieutenant lt sergeant sgt major "
    "admiral judge justice sir lord lady chairman director officer spokesman spokeswoman ambassador chancellor premier "
    "emeritus congressman congresswoman sheikh imam ayatollah rabbi reverend rev father sister brother saint st prime vice deputy "
    "foreign defense defence interior former".split()
)
CALENDAR = re.compile(
    r"(?i)^(january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug"
    r"|sept?|oct|nov|dec|(mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|tomorrow|tonight|weekend|week|month|year"
    r"|decade|century|morning|afternoon|evening|night|days?|weeks|months|years|decades|centuries|spring|summer|autumn|winter"
    r"|1[0-9]\d\d|20\d\d|(1[0-9]|20)\d0s)$"
)


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word; `head` counts from 1 inside its sentence, 0 is the root; `name` is a BIO label."""

    form: str
    lemma: str | None = None
    upos: str | None = None
    xpos: str | None = None
    feats: str | None = None
    head: int | None = None
    deprel: str | None = None
    name: str | None = None
    space: bool = True


@dataclass(slots=True)
class Sentence:
    """Words in order; `paragraph` is true where a paragraph begins."""

    words: list[Word]
    paragraph: bool = False
    sent_id: str = ""


@dataclass(slots=True)
class Document:
    """Consecutive sentences of one text."""

    name: str
    sentences: list[Sentence] = field(default_factory=list)


def read_conllu(path: Path, *, names: Callable[[list[list[str]]], list[str | None]] | None = None) -> list[Document]:
    """Read a CoNLL-U file; words of a multiword token carry no space between them.

    Args:
        path: The file.
        names: Gives the BIO labels of a sentence from its rows, for treebanks that carry entities.
    """
    documents: list[Document] = []
    comments: list[str] = []
    rows: list[list[str]] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("#"):
            comments.append(line)
        elif line:
            rows.append(line.split("\t"))
        elif rows:
            _add(documents, comments, rows, names)
            comments, rows = [], []
    return documents


def _add(documents: list[Document], comments: list[str], rows: list[list[str]], names) -> None:
    newdoc = next((c for c in comments if c.startswith("# newdoc")), None)
    if newdoc or not documents:
        documents.append(Document((newdoc or "").rpartition("=")[2].strip()))
    paragraph = bool(newdoc) or any(c.startswith("# newpar") and "newpar_block" not in c for c in comments)
    sent_id = next((c.rpartition("=")[2].strip() for c in comments if c.startswith("# sent_id")), "")
    words = list(_words(rows))
    if names:
        plain = [row for row in rows if row[0].isdigit()]
        words = [replace(word, name=name) for word, name in zip(words, names(plain), strict=True)]
    documents[-1].sentences.append(Sentence(words, paragraph, sent_id))


def _words(rows: list[list[str]]) -> Iterator[Word]:
    inside_until, space_after_range = 0, True
    for row in rows:
        if "-" in row[0]:
            inside_until = int(row[0].partition("-")[2])
            space_after_range = "SpaceAfter=No" not in row[9]
        if not row[0].isdigit():
            continue
        number = int(row[0])
        space = "SpaceAfter=No" not in row[9]
        if number <= inside_until:
            space = space_after_range if number == inside_until else False
        yield Word(row[1], row[2], row[3], row[4], row[5], int(row[6]), row[7], None, space)


def plain(documents: list[Document]) -> list:
    """Give documents as lists that JSON can hold; `read_documents` is the way back."""
    return [[d.name, [[s.paragraph, s.sent_id, [astuple(w) for w in s.words]] for s in d.sentences]] for d in documents]


def read_documents(kept: list) -> list[Document]:
    """Make documents again of what `plain` gave."""
    return [
        Document(name, [Sentence([Word(*w) for w in words], par, sid) for par, sid, words in ss]) for name, ss in kept
    ]


def parts(count: int, number: int, of: int) -> range:
    """Give the sentence numbers of one contiguous part."""
    return range(count * number // of, count * (number + 1) // of)


# --- names in GUM -----------------------------------------------------------------------------------------------------

_OPEN = re.compile(r"\((\d+)-([a-z]+)-|(\d+)\)|\((\d+)\)")
_GUM_TYPES = {"person": "PERSON", "organization": "ORG", "place": "LOC", "time": "DATE"}


class GumNames:
    """Turns GUM's nested mentions of every kind of noun phrase into flat names.

    A name is the run of proper nouns around the head of a mention of a person, organisation or place; times are kept where
    they hold a calendar word. Proper nouns in mentions of other kinds (events, objects, works) are no names.
    """

    def __init__(self) -> None:
        self._open: list[tuple[str, str, int]] = []

    def __call__(self, rows: list[list[str]]) -> list[str | None]:
        labels: list[str | None] = ["O"] * len(rows)
        mentions = sorted(self._mentions(rows), key=lambda m: (m[1] - m[2], m[1]))
        for kind, start, end in mentions:
            found = self._name(rows, kind, start, end)
            if found and all(labels[i] == "O" for i in range(*found)):
                for i in range(*found):
                    labels[i] = ("B-" if i == found[0] else "I-") + _GUM_TYPES[kind]
        return labels

    def _mentions(self, rows: list[list[str]]) -> Iterator[tuple[str, int, int]]:
        self._open = []
        for i, row in enumerate(rows):
            value = next((v[7:] for v in row[9].split("|") if v.startswith("Entity=")), "")
            for piece in re.findall(r"\([^()]*\)?|[^()]*\)", value):
                if piece.startswith("("):
                    parts = piece.strip("()").split("-")
                    if len(parts) < 2:
                        continue
                    if piece.endswith(")"):
                        yield parts[1], i, i + 1
                    else:
                        self._open.append((parts[0], parts[1], i))
                else:
                    number = piece.strip("()").split("-")[0]
                    for at in range(len(self._open) - 1, -1, -1):
                        if self._open[at][0] == number:
                            _, kind, start = self._open.pop(at)
                            yield kind, start, i + 1
                            break

    def _name(self, rows: list[list[str]], kind: str, start: int, end: int) -> tuple[int, int] | None:
        if kind not in _GUM_TYPES:
            return None
        if kind == "time":
            if end - start <= 7 and any(CALENDAR.match(rows[i][1]) for i in range(start, end)):
                return start, end
            return None
        heads = [i for i in range(start, end) if not start <= int(rows[i][6]) - 1 < end]
        head = next((i for i in heads if rows[i][3] == "PROPN"), None)
        return None if head is None else _grow(rows, kind, (start, head, end))


_JOINS = frozenset(["-", "&", "of", "for", "and", "'s", "the", "al", "bin", "de", "von", "van"])
_PERSON_JOINS = frozenset(["-", "al", "bin", "de", "von", "van"])


def _grow(rows: list[list[str]], kind: str, mention: tuple[int, int, int]) -> tuple[int, int]:
    """Grow a name around its head inside a mention: capitalised neighbours, and small words between them."""
    start, head, end = mention

    def proper(i: int) -> bool:
        return start <= i < end and rows[i][3] in ("PROPN", "ADJ", "NOUN", "NUM", "X") and rows[i][1][:1].isupper()

    lo, hi = head, head + 1
    while proper(lo - 1) or (proper(lo - 2) and start <= lo - 1 and rows[lo - 1][1] in ("-", "&")):
        lo -= 1
    while hi < end and (proper(hi) or _flat(rows, hi, end) or _joins(rows, kind, hi, proper)):
        hi += 1
    while kind == "person" and lo < head and (rows[lo][7] == "nmod:desc" or rows[lo][1].lower().rstrip(".") in TITLES):
        lo += 1
    return lo, hi


def _flat(rows: list[list[str]], i: int, end: int) -> bool:
    if rows[i][1] == "-":
        return i + 1 < end and rows[i + 1][7].startswith("flat")
    return rows[i][7].startswith("flat") and rows[i][3] != "PUNCT"


def _joins(rows: list[list[str]], kind: str, i: int, proper: Callable[[int], bool]) -> bool:
    word = rows[i][1]
    if word not in (_PERSON_JOINS if kind == "person" else _JOINS):
        return False
    if word == "and" and (i + 1 >= len(rows) or not rows[i + 1][7].startswith(("conj", "compound"))):
        return False
    return proper(i + 1) or (word in ("of", "for", "and") and proper(i + 2))


# --- corpora with names only ------------------------------------------------------------------------------------------

_MAPS = {
    "uner": {"PER": "PERSON", "LOC": "LOC", "ORG": "ORG"},
    "wikigold": {"PER": "PERSON", "LOC": "LOC", "ORG": "ORG", "MISC": None},
    "wnut": {
        "person": "PERSON",
        "location": "LOC",
        "corporation": "ORG",
        "group": "ORG",
        "product": "O",
        "creative-work": "O",
    },
    "re3d": {"Person": "PERSON", "Location": "LOC", "Organisation": "ORG", "Nationality": "NORP", "Temporal": "DATE"},
}


def read_columns(path: Path, *, form: int, label: int, separator: str | None, scheme: str) -> list[Sentence]:
    """Read a column file with one word a line and an empty line between sentences; labels mapped by `scheme`."""
    sentences: list[Sentence] = []
    rows: list[tuple[str, str]] = []
    sent_id = ""
    for line in [*path.read_text(encoding="utf-8", errors="replace").split("\n"), ""]:
        cells = line.strip("\r").split(separator) if separator else line.split()
        if line.startswith("# ") and scheme == "uner":
            sent_id = line.rpartition("=")[2].strip() if line.startswith("# sent_id") else sent_id
        elif len(cells) > max(form, label) and cells[form].strip():
            rows.append((cells[form].strip(), cells[label].strip()))
        elif not line.strip() and rows:
            if not rows[0][0].startswith("-DOCSTART"):
                sentences.append(replace_id(_named(rows, scheme), sent_id))
            rows = []
    return sentences


def replace_id(sentence: Sentence, sent_id: str) -> Sentence:
    """Give a sentence its id."""
    return Sentence(sentence.words, sentence.paragraph, sent_id)


def _named(rows: list[tuple[str, str]], scheme: str) -> Sentence:
    labels: list[str | None] = []
    before = "O"
    for _, label in rows:
        prefix, _, kind = label.partition("-")
        if kind in ("OTHER", "OTH"):
            prefix, kind = "O", ""
        mapped = _MAPS[scheme].get(kind, "O") if kind else "O"
        if mapped in (None, "O"):
            labels.append(mapped)
        else:
            begins = prefix == "B" or before != kind
            labels.append(("B-" if begins else "I-") + mapped)
        before = kind
    return Sentence([Word(form, name=label) for (form, _), label in zip(rows, labels, strict=True)], True)


def add_peoples(sentence: Sentence, peoples: frozenset[str]) -> Sentence:
    """Give NORP to adjectives and nouns known as peoples where a corpus has no such label."""
    words = [replace(w, name="B-NORP") if w.name == "O" and w.form in peoples else w for w in sentence.words]
    return Sentence(words, sentence.paragraph, sentence.sent_id)


def hide_unlabelled(sentence: Sentence, peoples: frozenset[str]) -> Sentence:
    """Give NORP to words known as peoples and hide what a three-type corpus leaves out (dates, numbers, nationalities)."""
    words = []
    for word in sentence.words:
        name = word.name
        if name == "O" or name is None:
            if word.form in peoples:
                name = "B-NORP"
            elif CALENDAR.match(word.form) or word.form[:1].isdigit():
                name = None
        words.append(replace(word, name=name))
    return Sentence(words, sentence.paragraph, sentence.sent_id)


def retokenise(sentence: Sentence, tokenizer) -> Sentence:
    """Cut the words of a names-only corpus as the tokenizer used at run time does."""
    words = []
    for word in sentence.words:
        for n, token in enumerate(tokenizer(word.form)):
            name = word.name
            if n and name and name.startswith("B-"):
                name = "I-" + name[2:]
            words.append(replace(word, form=token.text, name=name))
    return Sentence(words, sentence.paragraph, sentence.sent_id)
