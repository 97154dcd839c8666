"""Which paragraphs are the article and which are the site: by what they say, where they stand, and what they repeat."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from stemma.lang.agencies import agency_names
from stemma.lang.tables import read_table
from stemma.model.article import BlockKind

HEAD_PARAGRAPHS = 3
TAIL_PARAGRAPHS = 5
MIN_HEADING = 20
_MONTH = (
    "(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec"
    "|january|february|march|april|august|september|october|november|december)\\.?"
)

Paragraph = tuple[str, BlockKind]


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of `resources/boilerplate.tsv`: a pattern, where it may stand, and the longest paragraph it may type."""

    kind: BlockKind
    where: str
    longest: int
    pattern: re.Pattern[str]


def type_paragraphs(paragraphs: Sequence[Paragraph], *, title: str | None) -> tuple[Paragraph, ...]:
    """Return `paragraphs` with the kind of each decided; what the reader already knows (headline, caption) stays."""
    headline = next((text for text, kind in paragraphs if kind is BlockKind.HEADLINE), title)
    headings = {letters(line) for line in (headline, title) if line}
    typed = list(paragraphs)
    _type_by_rules(typed, headings, places=("any",), positions=range(len(typed)))
    body = [position for position, (_, kind) in enumerate(typed) if kind is BlockKind.BODY]
    _type_by_rules(typed, headings, places=("head",), positions=body[:HEAD_PARAGRAPHS])
    _type_tail(typed, headings)
    return tuple(_without_author_notes(typed))


def letters(text: str) -> str:
    """Return the letters and digits of a text, lower-case: what two lines have in common whatever their punctuation."""
    return re.sub(r"[\W_]+", "", text.casefold())


def _type_by_rules(
    typed: list[Paragraph], headings: set[str], *, places: tuple[str, ...], positions: Sequence[int]
) -> None:
    for position in positions:
        text, kind = typed[position]
        if kind is BlockKind.BODY:
            repeats = _repeats_heading(text, headings)
            typed[position] = (text, BlockKind.BOILERPLATE if repeats else _ruled(text, places=places) or kind)


def _type_tail(typed: list[Paragraph], headings: set[str]) -> None:
    """Type the last paragraphs from the end upwards, for as long as they are not running text."""
    tried = 0
    for position in range(len(typed) - 1, -1, -1):
        if typed[position][1] is not BlockKind.BODY:
            continue
        tried += 1
        _type_by_rules(typed, headings, places=("tail",), positions=(position,))
        if tried >= TAIL_PARAGRAPHS:
            return


def _without_author_notes(typed: list[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs with the text under a heading "About the author" typed as boilerplate."""
    start = next(
        (i for i, (text, _) in enumerate(typed) if re.fullmatch(r"About the authors?\W*", text, re.IGNORECASE)), None
    )
    if start is None:
        return typed
    note = range(start + 1, min(start + 3, len(typed)))
    return [
        (text, BlockKind.BOILERPLATE if position in note and kind is BlockKind.BODY else kind)
        for position, (text, kind) in enumerate(typed)
    ]


def _repeats_heading(text: str, headings: set[str]) -> bool:
    """Tell whether a paragraph is the headline again, whole or without the name of the site behind it."""
    own = letters(text)
    return own in headings or (
        len(own) >= MIN_HEADING
        and text[-1:] not in '.!?"”'
        and any(len(own) * 10 >= len(heading) * 6 and heading.startswith(own) for heading in headings)
    )


def _ruled(text: str, *, places: tuple[str, ...]) -> BlockKind | None:
    for rule in _rules():
        if rule.where in places and len(text) <= rule.longest and rule.pattern.search(text):
            return rule.kind
    return None


@cache
def _rules() -> tuple[Rule, ...]:
    """Return the table of what sites print among the paragraphs of an article."""
    rules = []
    for row in read_table("boilerplate.tsv"):
        kind = BlockKind(row["kind"])
        written = row["pattern"].replace("{agency}", f"(?-i:{agency_names()})").replace("{month}", _MONTH)
        flags = re.IGNORECASE if kind is BlockKind.BOILERPLATE else 0
        rules.append(Rule(kind, row["where"], int(row["longest"]), re.compile(written, flags)))
    return tuple(sorted(rules, key=lambda rule: rule.kind is not BlockKind.CAPTION))
