"""Statements found over hand-built parses: orders of source, cue and content, and what the record says of them."""

from __future__ import annotations

import pytest
from tests.stages.extract.statements.parsed import rows, text_of

from stemma.model.article import BlockKind
from stemma.model.span import Span
from stemma.model.statement import Statement
from stemma.model.words import Mention, MentionForm
from stemma.settings import ExtractSettings
from stemma.stages.extract.statements import find_statements
from stemma.stages.extract.text import Text

FIN = "Tense=Past|VerbForm=Fin"
PLUR = "Number=Plur"

BEFORE = rows(f"""
Two two NUM nummod 2
Iraqi Iraqi ADJ amod 2
officials official NOUN nsubj 3 {PLUR}
said say VERB ROOT 3 {FIN}
the the DET det 5
army army NOUN nsubj 6
left leave VERB ccomp 3 {FIN}
/. . PUNCT punct 3
""")
AFTER = rows(f"""
The the DET det 1
army army NOUN nsubj 2
left leave VERB ccomp 10 {FIN}
/, , PUNCT punct 10
these these DET det 5
sources source NOUN nsubj 10 {PLUR}
and and CCONJ cc 9
two two NUM nummod 9
Western Western ADJ amod 9
diplomats diplomat NOUN conj 5 {PLUR}
said say VERB ROOT 10 {FIN}
/. . PUNCT punct 10
""")
TORN = rows(f"""
The the DET det 1
army army NOUN nsubj 2
left leave VERB ROOT 2 {FIN}
the the DET det 4
city city NOUN obj 2
/, , PUNCT punct 2
two two NUM nummod 7
officials official NOUN obj 2 {PLUR}
and and CCONJ cc 10
two two NUM nummod 10
diplomats diplomat NOUN conj 7 {PLUR}
said say VERB parataxis 2 {FIN}
/. . PUNCT punct 2
""")
SPLIT = rows(f"""
“ “ PUNCT punct 3
/We we PRON nsubj 3
will will AUX aux 3
/leave leave VERB ccomp 6
/, , PUNCT punct 6
/” ” PUNCT punct 3
said say VERB ROOT 6 {FIN}
Ann Ann PROPN nsubj 6
Lee Lee PROPN flat 7
/. . PUNCT punct 6
""")
GOES_ON = rows(f"""
“ “ PUNCT punct 3
/They they PRON nsubj 3
will will AUX aux 3
stay stay VERB ROOT 3 {FIN}
/. . PUNCT punct 3
/” ” PUNCT punct 3
""")
INVERTED = rows("""
A a DET det 1
step step NOUN ROOT 1
« « PUNCT punct 5
/that that PRON nsubj 5
they they PRON nsubj 5
fear fear VERB acl:relcl 1 VerbForm=Fin
/, , PUNCT punct 5
/” ” PUNCT punct 5
writes write VERB parataxis 1 VerbForm=Fin
the the DET det 10
agency agency NOUN obj 8
/. . PUNCT punct 1
""")
TOLD = rows(f"""
A a DET det 2
senior senior ADJ amod 2
diplomat diplomat NOUN nsubj 3 Number=Sing
told tell VERB ROOT 3 {FIN}
Reuters Reuters PROPN iobj 3
the the DET det 6
talks talk NOUN nsubj 7
failed fail VERB ccomp 3 {FIN}
/, , PUNCT punct 3
speaking speak VERB advcl 3
on on ADP case 11
condition condition NOUN obl 9
of of ADP case 13
anonymity anonymity NOUN nmod 11
/. . PUNCT punct 3
""")
BACK = rows(f"""
The the DET det 1
diplomat diplomat NOUN nsubj 2 Number=Sing
added add VERB ROOT 2 {FIN}
that that SCONJ mark 5
nobody nobody PRON nsubj 5
won win VERB ccomp 2 {FIN}
/. . PUNCT punct 2
""")
ACCORDING = rows(f"""
According accord VERB case 2
to to ADP fixed 0
officials official NOUN obl 6 {PLUR}
/, , PUNCT punct 6
the the DET det 5
bridge bridge NOUN nsubj 6
fell fall VERB ROOT 6 {FIN}
/. . PUNCT punct 6
""")
ASKED = rows(f"""
Asked ask VERB advcl 9 VerbForm=Part
whether whether SCONJ mark 4
they they PRON nsubj 4
would would AUX aux 4
go go VERB ccomp 0
/, , PUNCT punct 9
the the DET det 8
big big ADJ amod 8
diplomat diplomat NOUN nsubj 9 Number=Sing
replied reply VERB ROOT 9 {FIN}
/: : PUNCT punct 9
« « PUNCT punct 12
/No no INTJ ccomp 9
/» » PUNCT punct 12
/. . PUNCT punct 9
""")
DENIED = rows(f"""
The the DET det 1
ministry ministry NOUN nsubj 4
did do AUX aux 4
not not PART advmod 4 Polarity=Neg
say say VERB ROOT 4
that that SCONJ mark 8
it it PRON nsubj 8
had have AUX aux 8
lied lie VERB ccomp 4 {FIN}
/. . PUNCT punct 4
""")
NESTED = rows(f"""
Police police NOUN nsubj 1
said say VERB ROOT 1 {FIN}
the the DET det 3
man man NOUN nsubj 4 Number=Sing
claimed claim VERB ccomp 1 {FIN}
that that SCONJ mark 7
he he PRON nsubj 7
slept sleep VERB ccomp 4 {FIN}
/. . PUNCT punct 1
""")
HEADLINE = rows(f"""
Sources source NOUN dep 4 {PLUR}
/: : PUNCT punct 4
Envoys envoy NOUN nsubj 4 {PLUR}
may may AUX aux 4
leave leave VERB ROOT 4
Iraq Iraq PROPN obj 4
""")
TAIL = rows("""
Envoys envoy NOUN nsubj 2
may may AUX aux 2
leave leave VERB ROOT 2
Iraq Iraq PROPN obj 2
soon soon ADV advmod 2
- - PUNCT punct 2
sources source NOUN appos 2
""")
SIGNED = rows(f"""
“ “ PUNCT punct 2
/We we PRON nsubj 2
lost lose VERB ROOT 2 {FIN}
/. . PUNCT punct 2
/” ” PUNCT punct 2
— — PUNCT punct 6
Ann Ann PROPN parataxis 2
Lee Lee PROPN flat 6
""")


def found(text: Text, mentions: tuple[Mention, ...] = ()) -> tuple[Statement, ...]:
    return find_statements(text, mentions, ExtractSettings(min_cue_score=0.4))


def words(text: Text, span: Span | None) -> str | None:
    return None if span is None else text.words(span)


@pytest.mark.parametrize(
    ("sentence", "source", "cue", "content"),
    [
        (BEFORE, "Two Iraqi officials", "said", ["the army left"]),
        (AFTER, "these sources and two Western diplomats", "said", ["The army left"]),
        (TORN, "two officials and two diplomats", "said", ["The army left the city"]),
        (INVERTED, "the agency", "writes", ["A step « that they fear, ”"]),
        (ACCORDING, "officials", "According to", ["the bridge fell"]),
        (DENIED, "The ministry", "did not say", ["that it had lied"]),
        (SIGNED, "Ann Lee", "—", ["“ We lost. ”"]),
    ],
)
def test_finds_source_cue_and_content_in_any_order(sentence: str, source: str, cue: str, content: list[str]) -> None:
    text = text_of(sentence)
    (statement,) = [s for s in found(text) if s.within is None]
    assert words(text, statement.source.span) == source
    assert words(text, statement.cue) == cue
    assert [_plain(text.words(span)) for span in statement.content] == [_plain(c) for c in content]


def _plain(content: str) -> str:
    return content.replace(" ", "")


@pytest.mark.parametrize("sentence", [HEADLINE, TAIL])
def test_headlines_name_their_sources_before_or_after(sentence: str) -> None:
    text = text_of(sentence, kind=BlockKind.HEADLINE)
    statement = found(text)[0]
    assert (statement.source.kind, statement.source.anonymous) == ("source", True)
    assert text.words(statement.content[0]).startswith("Envoys may leave Iraq")


def test_quotation_goes_on_after_the_cue_in_the_next_sentence() -> None:
    text = text_of(SPLIT, GOES_ON)
    (statement,) = found(text)
    assert [_plain(text.words(span)) for span in statement.content] == ["“Wewillleave,”", "“Theywillstay.”"]
    assert statement.form == "direct"


def test_quotation_of_the_next_paragraph_is_not_taken() -> None:
    text = text_of(SPLIT, GOES_ON, paragraphs=(1,))
    (statement,) = found(text)
    assert len(statement.content) == 1


def test_coordinated_source_is_typed_by_conjunct() -> None:
    text = text_of(AFTER)
    parts = found(text)[0].source.parts
    assert [(p.text, p.kind, p.count.low, p.count.high) for p in parts] == [
        ("these sources", "source", 2, None),
        ("two Western diplomats", "diplomat", 2, 2),
    ]


def test_number_and_nationality_as_said() -> None:
    source = found(text_of(BEFORE))[0].source
    assert (source.kind, source.anonymous, source.count.low, source.count.high, source.nationality) == (
        "official",
        True,
        2,
        2,
        "IRQ",
    )


def test_addressed_agency_carries_and_reason_for_no_name_is_kept() -> None:
    text = text_of(TOLD)
    statement = found(text)[0]
    assert [label for label, _ in statement.carriers] == ["Reuters"]
    assert words(text, statement.addressee) == "Reuters"
    assert words(text, statement.source.why_unnamed) == "speaking on condition of anonymity"


def test_words_that_refer_back_share_the_id_of_the_earlier_source() -> None:
    text = text_of(TOLD, BACK)
    first, second = found(text)
    assert second.source.same_as == first.source.id == second.source.id


def test_one_of_several_is_part_of_them_not_the_same() -> None:
    text = text_of(AFTER, BACK)
    whole, one = found(text)
    assert one.source.same_as is None
    assert one.source.part_of == whole.source.parts[1].id


def test_role_that_refers_to_a_name_is_not_anonymous() -> None:
    text = text_of(BACK)
    name = Mention("m1", Span("art_1", 0, 0), MentionForm.NAME, "PERSON", "Lee", "s")
    role = Mention("m2", Span("art_1", 0, 12), MentionForm.ROLE, "PERSON", "diplomat", "s", refers_to="m1")
    source = found(text, (name, role))[0].source
    assert (source.anonymous, source.kind, source.mention) == (False, "person", "m1")


def test_asked_person_speaks_only_the_answer() -> None:
    text = text_of(ASKED)
    reply = next(s for s in found(text) if words(text, s.cue) == "replied:")
    assert words(text, reply.source.span) == "the big diplomat"
    assert [_plain(text.words(span)) for span in reply.content] == ["«No»"]
    assert reply.act == "deny"


def test_negated_cue_is_marked() -> None:
    assert found(text_of(DENIED))[0].negated
    assert not found(text_of(BEFORE))[0].negated


def test_nested_statement_names_the_one_it_stands_in() -> None:
    outer, inner = found(text_of(NESTED))
    assert inner.within == outer.id
    assert outer.within is None


def test_institution_is_not_anonymous_but_its_sources_are() -> None:
    assert not found(text_of(DENIED))[0].source.anonymous
    assert found(text_of(BEFORE))[0].source.anonymous


def test_order_of_mentions_changes_nothing() -> None:
    text = text_of(TOLD, BACK)
    mentions = (
        Mention("m1", Span("art_1", 0, 17), MentionForm.ROLE, "PERSON", "diplomat", "s"),
        Mention("m2", Span("art_1", 23, 30), MentionForm.NAME, "ORG", "Reuters", "s"),
    )
    assert found(text, mentions) == found(text, mentions[::-1])
