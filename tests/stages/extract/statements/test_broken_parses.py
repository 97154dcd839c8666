"""No tree, however broken, traps a rule or makes a span that does not cut to its text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.stages.extract.statements.parsed import rows, text_of

from stemma.settings import ExtractSettings
from stemma.stages.extract.statements import find_statements
from stemma.stages.extract.statements.tree import Tree, read_tree

_WORDS = st.sampled_from(
    [
        "said",
        "officials",
        "“",
        "”",
        ",",
        ".",
        "and",
        "the",
        "according",
        "to",
        "Lee",
        "who",
        "asked",
        "claim",
        "that",
        "one",
        "of",
        ":",
    ]
)
_POS = st.sampled_from(["VERB", "NOUN", "PROPN", "PUNCT", "ADP", "PRON", "DET", "CCONJ", "ADJ", "NUM", "SCONJ"])
_DEPS = st.sampled_from(
    [
        "nsubj",
        "obj",
        "ccomp",
        "xcomp",
        "parataxis",
        "conj",
        "acl",
        "acl:relcl",
        "advcl",
        "obl",
        "nmod",
        "punct",
        "nsubj:pass",
        "iobj",
        "appos",
        "mark",
        "case",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(_WORDS, _POS, _DEPS, st.integers(0, 200)), min_size=2, max_size=25))
def test_any_tree_gives_spans_of_its_text(tokens: list[tuple[str, str, str, int]]) -> None:
    sentence = " ; ".join(
        f"{word} {word.lower()} {pos} {'ROOT' if n == 0 else dep} {0 if n == 0 else head % n} VerbForm=Fin"
        for n, (word, pos, dep, head) in enumerate(tokens)
    )
    text = text_of(sentence)
    statements = find_statements(text, (), ExtractSettings(min_cue_score=0.05))
    assert statements == find_statements(text, (), ExtractSettings(min_cue_score=0.05))
    by_id = {s.id: s for s in statements}
    for statement in statements:
        for span in (*statement.content, *([statement.source.span] if statement.source.span else [])):
            assert 0 <= span.start < span.end <= len(text.article.text)
        if statement.source.span is not None:
            assert text.words(statement.source.span) == statement.source.text
        assert statement.within is None or statement.within in by_id


def test_cycle_in_heads_ends() -> None:
    tree = read_tree(text_of(rows("a a NOUN nsubj 1\nb b VERB ROOT 1\nc c VERB ccomp 1")))
    tree.heads[:] = [1, 2, 0]
    tree.children[:] = [[2], [0], [1]]
    assert tree.subtree(0) == [0, 1, 2]
    assert len(tree.above(0)) <= 8
    assert isinstance(tree, Tree)
