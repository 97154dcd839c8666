"""Quotations in any marks, damaged ones included."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.model.article import Block, BlockKind
from stemma.stages.extract.quotes import find_quotes, quote_at


def blocks(text: str) -> tuple[Block, ...]:
    found, at = [], 0
    for line in text.split("\n"):
        found.append(Block(at, at + len(line), BlockKind.BODY))
        at += len(line) + 1
    return tuple(found)


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotes(text, blocks(text)) if q.closed]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said: “We go.” Then “we stay”.", ["“We go.”", "“we stay”"]),
        ('«We go", he said.', ['«We go"']),
        ("He replied: «By blows».", ["«By blows»"]),
        ("''We go,'' he said. ''We stay.''", ["''We go,''", "''We stay.''"]),
        (
            "would be “read with Iran “-” this could help Tehran “and its friends.",
            ["“read with Iran “", "” this could help Tehran “"],
        ),
        ("The 'best of friends' and workers' rights", ["'best of friends'"]),
        ("don't, won't, the boys' toys", []),
        ("He is 5'11\" tall and quiet.", []),
        ("A mark “that is lost. He left.", []),
        ("“This goes on.\n“Here it ends,” she said.", ["“This goes on.", "“Here it ends,”"]),
        ("‘be the biggest obstacle in Iraq.", []),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@given(st.text(alphabet="ab .,\n“”«»\"'‘’`", max_size=120))
def test_quotations_never_overlap_nor_leave_their_paragraph(text: str) -> None:
    found = find_quotes(text, blocks(text))
    for left, right in itertools.pairwise(found):
        assert left.end <= right.start
    for quote in found:
        assert 0 <= quote.start < quote.end <= len(text)
        assert "\n" not in text[quote.start : quote.end]
        number = quote_at(found, quote.start)
        assert number is not None and found[number] == quote
