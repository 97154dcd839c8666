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
