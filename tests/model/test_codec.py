"""Records survive the way to JSON and back."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from stemma.model.article import Article, Basis, Block, BlockKind, Published
from stemma.model.codec import from_json, to_json
from stemma.model.span import Reason, Span
from stemma.model.statement import Count, Source, Statement

spans = st.builds(
    lambda start, length: Span("art_1", start, start + length), st.integers(0, 10**6), st.integers(0, 10**4)
)
reasons = st.builds(
    Reason,
    st.text(max_size=9),
    st.none() | st.floats(allow_nan=False) | st.text(max_size=5),
    st.none(),
    st.tuples(spans),
)
counts = st.builds(Count, st.none() | st.integers(0, 9), st.none() | st.integers(0, 9))
simple_sources = st.builds(
    Source, st.just("src_1"), st.none() | spans, st.text(max_size=9), st.just("official"), st.booleans(), counts
)
sources = st.builds(
    Source,
    st.just("src_2"),
    spans,
    st.text(max_size=9),
    st.just("official"),
    st.booleans(),
    counts,
    parts=st.tuples(simple_sources, simple_sources),
)
statements = st.builds(
    Statement,
    st.just("stmt_1"), st.just("art_1"), st.just("sent_1"), st.tuples(spans), st.none() | spans, sources, st.just("direct"), st.just("say"),
    carriers=st.tuples(st.tuples(st.text(max_size=9), spans)), reasons=st.tuples(reasons),
)  # fmt: skip


@given(statements)
def test_a_statement_survives(statement: Statement) -> None:
    assert from_json(Statement, json.loads(json.dumps(to_json(statement)))) == statement


def test_defaults_are_left_out_and_come_back() -> None:
    article = Article("art_1", ("a.txt",), "0" * 64, "Text.", (Block(0, 5, BlockKind.BODY),))
    encoded = to_json(article)
    assert "outlet" not in encoded
    assert from_json(Article, encoded) == article


def test_nested_records_and_enums_come_back_as_themselves() -> None:
    published = Published("2020-09-28", "2020-09-28", Basis.INFERRED, (Span("art_1", 0, 4),))
    assert from_json(Published, to_json(published)) == published
