"""Unnamed sources by what they are, who stands behind them and how they are cited; parses as the reader gives them."""

from __future__ import annotations

import pytest
from tests.stages.extract.statements.parsed import rows, text_of

from stemma.model.statement import Source, Statement
from stemma.settings import ExtractSettings
from stemma.stages.extract.statements import find_statements
from stemma.stages.extract.text import Text

QUOTED = rows("""
A a DET det 2
senior senior ADJ amod 2
diplomat diplomat NOUN nsubj:pass 4 Number=Sing
was be AUX aux:pass 4 Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin
quoted quote VERB ROOT 4 Tense=Past|VerbForm=Part|Voice=Pass
by by ADP case 7
the the DET det 7
agency agency NOUN obl:agent 4 Number=Sing
Nordpress Nordpress PROPN obl:agent 4 Number=Sing
as as SCONJ mark 10
saying say VERB advcl 4 Tense=Pres|VerbForm=Part
that that SCONJ mark 15
the the DET det 13
text text NOUN nsubj 15 Number=Sing
was be AUX cop 15 Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin
dead dead ADJ ccomp 10
/. . PUNCT punct 4
""")
WANTED = rows("""
Farmers farmer NOUN nsubj 1 Number=Plur
want want VERB ROOT 1 Mood=Ind|Number=Plur|Tense=Pres|VerbForm=Fin
the the DET det 3
dam dam NOUN obj 1 Number=Sing
opened open VERB xcomp 1 Tense=Past|VerbForm=Part|Voice=Pass
/. . PUNCT punct 1
""")
LOST = rows("""
A a DET det 1
woman woman NOUN nsubj 9 Number=Sing
who who PRON nsubj 3
lost lose VERB acl:relcl 1 Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin
both both DET det 5
goats goat NOUN obj 3 Number=Plur
in in ADP case 8
the the DET det 8
flood flood NOUN obl 3 Number=Sing
said say VERB ROOT 9 Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin
help help NOUN nsubj 12 Number=Sing
had have AUX aux 12 Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin
come come VERB ccomp 9 Tense=Past|VerbForm=Part
late late ADV advmod 12
/. . PUNCT punct 9
""")
UNREACHED = rows("""
The the DET det 1
firm firm NOUN nsubj:pass 5 Number=Sing
could could AUX aux 5 VerbForm=Fin
not not PART advmod 5 Polarity=Neg
be be AUX aux:pass 5 VerbForm=Inf
reached reach VERB ROOT 5 Tense=Past|VerbForm=Part|Voice=Pass
for for ADP case 7
comment comment NOUN obl 5 Number=Sing
/. . PUNCT punct 5
""")
SUSPECTED = rows("""
The the DET det 1
suspicion suspicion NOUN nsubj:outer 9 Number=Sing
among among ADP case 3
investigators investigator NOUN nmod 1 Number=Plur
is be AUX cop 9 Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin
that that SCONJ mark 9
the the DET det 7
valve valve NOUN nsubj:pass 9 Number=Sing
was be AUX aux:pass 9 Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin
opened open VERB ROOT 9 Tense=Past|VerbForm=Part|Voice=Pass
/. . PUNCT punct 9
""")
FOUGHT = rows("""
A a DET det 1
militant militant NOUN nsubj 2 Number=Sing
said say VERB ROOT 2 Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin
the the DET det 4
town town NOUN nsubj 6 Number=Sing
had have AUX aux 6 Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin
fallen fall VERB ccomp 2 Tense=Past|VerbForm=Part
/. . PUNCT punct 2
""")
DRAWN = rows("""
The the DET det 1
envoy envoy NOUN nsubj:pass 5 Number=Sing
would would AUX aux 5 VerbForm=Fin
not not PART advmod 5 Polarity=Neg
be be AUX aux:pass 5 VerbForm=Inf
drawn draw VERB ROOT 5 Tense=Past|VerbForm=Part|Voice=Pass
on on ADP case 8
the the DET det 8
date date NOUN obl 5 Number=Sing
/. . PUNCT punct 5
""")
NOT_NAMED = rows("""
A a DET det 1
clerk clerk NOUN nsubj 8 Number=Sing
who who PRON nsubj 3
asked ask VERB acl:relcl 1 Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin
not not PART advmod 7 Polarity=Neg
to to PART mark 7
be be AUX aux:pass 7 VerbForm=Inf
named name VERB xcomp 3 Tense=Past|VerbForm=Part|Voice=Pass
said say VERB ROOT 8 Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin
the the DET det 10
file file NOUN nsubj 12 Number=Sing
was be AUX cop 12 Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin
gone gone ADJ ccomp 8
/. . PUNCT punct 8
""")


def _found(sentence: str) -> tuple[Text, tuple[Statement, ...]]:
    text = text_of(sentence)
    return text, find_statements(text, (), ExtractSettings(min_cue_score=0.6))


def _typed(source: Source) -> tuple[str, bool, int | None]:
    return source.kind, source.anonymous, source.count.low


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (WANTED, ("public", False, None)),
        (LOST, ("eyewitness", True, 1)),
        (SUSPECTED, ("official", True, 2)),
        (FOUGHT, ("armed group", True, 1)),
        (DRAWN, ("diplomat", True, 1)),
    ],
)
def test_unnamed_sources_are_typed(sentence: str, expected: tuple[str, bool, int | None]) -> None:
    _, (statement,) = _found(sentence)
    assert _typed(statement.source) == expected


def test_who_is_quoted_speaks_and_who_quotes_carries() -> None:
    text, statements = _found(QUOTED)
    (said,) = [s for s in statements if s.source.span is not None]
    assert (said.source.text, said.source.kind) == ("A senior diplomat", "diplomat")
    assert [label for label, _ in said.carriers] == ["the agency Nordpress"]
    assert text.words(said.content[0]) == "that the text was dead"


@pytest.mark.parametrize("sentence", [UNREACHED, DRAWN])
def test_set_phrases_refuse_and_are_not_negated(sentence: str) -> None:
    _, (statement,) = _found(sentence)
    assert (statement.act, statement.negated) == ("refuse to comment", False)


def test_the_wish_for_no_name_is_no_statement() -> None:
    text, statements = _found(NOT_NAMED)
    assert [text.words(s.cue) for s in statements if s.cue is not None] == ["said"]
