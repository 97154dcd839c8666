"""What governs a clause, on trees built by hand."""

from __future__ import annotations

import pytest
from tests.stages.extract.statements.parsed import text_of

from stemma.stages.extract.propositions.governors import find_governors

ADVISED = "He he PRON nsubj 1 ; advised advise VERB ROOT 1 VerbForm=Fin ; that that SCONJ mark 6 ; the the DET det 4 ; road road NOUN nsubj:pass 6 ; "


@pytest.mark.parametrize(
    ("clause", "kinds"),
    [
        ("be be AUX aux:pass 6 VerbForm=Inf ; closed close VERB ccomp 1 VerbForm=Part", {"advise": "request"}),
        ("was be AUX aux:pass 6 VerbForm=Fin ; closed close VERB ccomp 1 VerbForm=Part", {}),
    ],
)
def test_a_clause_with_a_bare_verb_is_asked_for_and_not_told(clause: str, kinds: dict[str, str]) -> None:
    text = text_of(ADVISED + clause)
    head = text.doc[6]
    governors = find_governors(head, head, text, reports={1})
    assert {governor.lemma: governor.kind for governor in governors} == kinds


@pytest.mark.parametrize(
    ("words", "verb", "kinds"),
    [
        ("who who PRON nsubj 3 ; are be AUX aux 3 VerbForm=Fin ; to to PART mark 3 ; report report VERB ROOT 3 VerbForm=Inf ; ", 3, {"be_to": "plan"}),
        ("it it PRON nsubj:pass 4 ; was be AUX aux:pass 4 VerbForm=Fin ; to to PART mark 4 ; be be AUX aux:pass 4 VerbForm=Inf ; closed close VERB ROOT 4 VerbForm=Part ; ", 4, {"be_to": "plan"}),
        ("it it PRON nsubj 2 ; was be AUX aux 2 VerbForm=Fin ; closing close VERB ROOT 2 VerbForm=Part ; to to ADP case 4 ; traffic traffic NOUN obl 2 ; ", 2, {}),
    ],
)  # fmt: skip
def test_what_is_to_be_done_is_planned(words: str, verb: int, kinds: dict[str, str]) -> None:
    text = text_of(words.removesuffix(" ; "))
    head = text.doc[verb]
    assert {g.lemma: g.kind for g in find_governors(head, head, text, reports=set())} == kinds


def test_what_others_are_said_to_fabricate_is_denied() -> None:
    words = "media media NOUN nsubj 1 ; fabricate fabricate VERB ROOT 1 VerbForm=Fin ; that that SCONJ mark 4 ; aircraft aircraft NOUN nsubj 4 ; bombed bomb VERB ccomp 1 VerbForm=Fin"
    text = text_of(words)
    head = text.doc[4]
    assert [g.kind for g in find_governors(head, head, text, reports=set())] == ["denial"]
