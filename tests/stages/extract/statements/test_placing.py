"""Where source and content stand: roles beside names, why a source is unnamed, reports that somebody denies; parses as the reader gives them."""

from __future__ import annotations

import pytest
from tests.stages.extract.statements.parsed import rows, text_of

from stemma.model.statement import Statement
from stemma.settings import ExtractSettings
from stemma.stages.extract.statements import find_statements
from stemma.stages.extract.text import Text

ROLE_BESIDE_NAME = rows("""
The the DET det 1
camp camp NOUN nsubj 3 Number=Sing
is be AUX cop 3 Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin
empty empty ADJ ccomp 11 Degree=Pos
/, , PUNCT punct 11
its its PRON nmod:poss 6 Case=Gen|Gender=Neut|Number=Sing|Person=3|Poss=Yes|PronType=Prs
warden warden NOUN nsubj 11 Number=Sing
/, , PUNCT punct 8
Jan Jan PROPN appos 6 Number=Sing
Okkels Okkels PROPN flat 8 Number=Sing
/, , PUNCT punct 6
said say VERB ROOT 11 Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin
/. . PUNCT punct 11
""")
WHY_UNNAMED = rows("""
The the DET det 1
talks talk NOUN nsubj 3 Number=Plur
are be AUX cop 3 Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin
over over ADV ccomp 7 Degree=Pos
/, , PUNCT punct 7
a a DET det 6
diplomat diplomat NOUN nsubj 7 Number=Sing
said say VERB ROOT 7 Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin
on on ADP case 9
condition condition NOUN obl 16 Number=Sing
of of ADP case 11
anonymity anonymity NOUN nmod 9 Number=Sing
because because SCONJ mark 16
he he PRON nsubj:pass 16 Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs
was be AUX aux:pass 16 Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin
not not PART advmod 16 Polarity=Neg
allowed allow VERB ccomp 7 Tense=Past|VerbForm=Part|Voice=Pass
to to PART mark 18
speak speak VERB xcomp 16 VerbForm=Inf
/. . PUNCT punct 7
""")
DENIED_REPORTS = rows("""
The the DET det 1
firm firm NOUN nsubj 2 Number=Sing
denied deny VERB ROOT 2 Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin
reports report NOUN obj 2 Number=Plur
in in ADP case 6
the the DET det 6
paper paper NOUN nmod 3 Number=Sing
that that SCONJ mark 11
the the DET det 9
dam dam NOUN nsubj 11 Number=Sing
had have AUX aux 11 Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin
cracked crack VERB acl 3 Tense=Past|VerbForm=Part
/. . PUNCT punct 2
""")
ONE_OF_THEM = rows("""
One one NUM nsubj 3 NumForm=Word|NumType=Card
of of ADP case 2
them they PRON nmod 0 Case=Acc|Number=Plur|Person=3|PronType=Prs
said say VERB ROOT 3 Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin
the the DET det 5
text text NOUN nsubj 7 Number=Sing
was be AUX cop 7 Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin
ready ready ADJ ccomp 3 Degree=Pos
/. . PUNCT punct 3
""")
PERCENT = rows("""
Seven seven NUM nummod 1 NumType=Card
percent percent NOUN nsubj 2 Number=Plur
said say VERB ROOT 2 Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin
they they PRON nsubj 5 Case=Nom|Number=Plur|Person=3|PronType=Prs
were be AUX cop 5 Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin
afraid afraid ADJ ccomp 2 Degree=Pos
/. . PUNCT punct 2
""")

LAST_MONTH = rows("""
Ana Ana PROPN nsubj 3 Number=Sing
Lopez Lopez PROPN flat 0 Number=Sing
/, , PUNCT punct 0
said say VERB ROOT 3 Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin
last last ADJ amod 5 Degree=Pos
month month NOUN obl:unmarked 3 Number=Sing
that that SCONJ mark 10
nobody nobody PRON nsubj 10 Number=Sing
had have AUX aux 10 Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin
/, , PUNCT punct 10
left leave VERB ccomp 3 Tense=Past|VerbForm=Part
/. . PUNCT punct 3
""")
TORN_NAME = rows("""
It it PRON nsubj 2 Case=Nom|Gender=Neut|Number=Sing|Person=3|PronType=Prs
is be AUX cop 2 Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin
over over ADV ccomp 4 Degree=Pos
/, , PUNCT punct 4
said say VERB ROOT 4 Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin
the the DET det 6
spokeswoman spokeswoman NOUN nsubj 4 Number=Sing
Ana Ana PROPN dep 4 Number=Sing
Lopez Lopez PROPN flat 7 Number=Sing
/. . PUNCT punct 4
""")


def _found(sentence: str) -> tuple[Text, tuple[Statement, ...]]:
    text = text_of(sentence)
    return text, find_statements(text, (), ExtractSettings())


@pytest.mark.parametrize(
    ("sentence", "source", "content"),
    [
        (ROLE_BESIDE_NAME, "its warden, Jan Okkels", "The camp is empty"),
        (WHY_UNNAMED, "a diplomat", "The talks are over"),
        (LAST_MONTH, "Ana Lopez", "that nobody had, left"),
        (TORN_NAME, "the spokeswoman Ana Lopez", "It is over"),
    ],
    ids=["role beside a name", "why unnamed", "a time after the verb", "a name torn from its role"],
)
def test_source_and_content_are_whole(sentence: str, source: str, content: str) -> None:
    text, (statement,) = _found(sentence)
    assert statement.source.text == source
    assert [text.words(span) for span in statement.content] == [content]


def test_what_somebody_denies_is_said_by_whoever_printed_it() -> None:
    text, statements = _found(DENIED_REPORTS)
    sources = {text.words(s.cue): s.source.text for s in statements if s.cue is not None}
    assert sources["denied"] == "The firm"
    assert sources["reports"] == "the paper"


@pytest.mark.parametrize(
    ("sentence", "low", "high"), [(ONE_OF_THEM, 1, 1), (PERCENT, 2, None)], ids=["one of them", "percent"]
)
def test_parts_of_a_whole_are_unnamed(sentence: str, low: int, high: int | None) -> None:
    _, (statement,) = _found(sentence)
    assert statement.source.anonymous
    assert (statement.source.count.low, statement.source.count.high) == (low, high)
