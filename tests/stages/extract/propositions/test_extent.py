"""From where to where a clause reads, on trees built by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from stemma.stages.extract.propositions.extent import clause_bounds, clause_tokens

VOCAB = spacy.blank("en").vocab
# word, head, label; then the clause's head, the heads of clauses told by themselves, words of the reporting voice, and what is left
CASES = {
    "who reports it": (
        "Rescuers/1/nsubj found/1/ROOT bodies/1/obj ,/5/punct officials/5/nsubj said/1/parataxis ./1/punct",
        1, {1, 5}, {4, 5}, "Rescuers found bodies",
    ),
    "a conjunction and the clause before": (
        "Fish/1/nsubj died/1/ROOT and/4/cc markets/4/nsubj closed/1/conj ./1/punct",
        4, {1, 4}, set(), "markets closed",
    ),
    "the clause after": (
        "Fish/1/nsubj died/1/ROOT and/4/cc markets/4/nsubj closed/1/conj ./1/punct",
        1, {1, 4}, set(), "Fish died",
    ),
    "an unpaired quotation mark": (
        "“/2/punct We/2/nsubj left/2/ROOT early/2/advmod ./2/punct",
        2, {2}, set(), "We left early",
    ),
    "a clause inside the subject stays": (
        "The/1/det dam/5/nsubj that/3/nsubj held/1/acl:relcl water/3/obj burst/5/ROOT ./5/punct",
        5, {3, 5}, set(), "The dam that held water burst",
    ),
    "a full stop that the parser took for no end": (
        "She/1/nsubj left/1/ROOT ./1/punct Tolle/1/dep stays/1/dep",
        1, {1}, set(), "She left",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_reads_from_where_to_where(name: str) -> None:
    tree, head, barriers, voices, expected = CASES[name]
    words, heads, labels = zip(*(token.rsplit("/", 2) for token in tree.split()), strict=True)
    doc = Doc(VOCAB, words=list(words), heads=[int(h) for h in heads], deps=list(labels), pos=_tags(words, labels))
    inside = clause_tokens(doc[head], frozenset(barriers))
    first, end, _ = clause_bounds(inside, doc[head], doc[head], barriers=barriers, voices=voices)
    assert " ".join(token.text for token in doc[first:end]) == expected


def test_words_tied_across_another_clause_are_cut_off_and_told() -> None:
    words = ["Attacks", "rose", "and", "convoys", "burned", "downtown"]
    doc = Doc(
        VOCAB, words=words, heads=[1, 1, 4, 4, 4, 1], deps=["nsubj", "ROOT", "cc", "nsubj", "ROOT", "obl"],
        pos=["NOUN", "VERB", "CCONJ", "NOUN", "VERB", "NOUN"],
    )  # fmt: skip
    inside = clause_tokens(doc[1], frozenset({1, 4}))
    first, end, cut = clause_bounds(inside, doc[1], doc[1], barriers={1, 4}, voices=set())
    assert cut
    assert end <= 4 and first == 0


def _tags(words: tuple[str, ...], labels: tuple[str, ...]) -> list[str]:
    return ["PUNCT" if label == "punct" else "VERB" if label == "ROOT" else "NOUN" for label in labels]
