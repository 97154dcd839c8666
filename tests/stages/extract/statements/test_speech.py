"""Statements found by place, by set phrase, behind a report, and where speech goes on without a cue; parses as the reader gives them."""

from __future__ import annotations

import pytest
from tests.stages.extract.statements.parsed import rows, text_of

from stemma.lang.roles import is_thing, speaker_noun
from stemma.model.span import Span
from stemma.model.statement import Statement
from stemma.model.words import Mention, MentionForm
from stemma.settings import ExtractSettings
from stemma.stages.extract.statements import find_statements
from stemma.stages.extract.statements.nouns import is_human, known_noun
from stemma.stages.extract.statements.tree import read_tree
from stemma.stages.extract.text import Text

MEDIAL = rows("""
The the DET det 1
strikers striker NOUN nsubj 8 Number=Plur
/, , PUNCT punct 4
the the DET det 4
owner owner NOUN conj 1 Number=Sing
complained complain VERB acl:relcl 1 Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin
/, , PUNCT punct 1
had have AUX aux 8 Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin
locked lock VERB ROOT 8 Tense=Past|VerbForm=Part
him he PRON obj 8 Number=Sing
in in ADP compound:prt 8
/. . PUNCT punct 8
""")
WORDS = rows("""
The the DET det 1
plan plan NOUN nsubj 5 Number=Sing
is be AUX cop 5 Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin
" " PUNCT punct 5
/not not PART advmod 5 Polarity=Neg
helpful helpful ADJ ROOT 5
to to ADP case 7
us we PRON obl 5 Number=Plur
/" " PUNCT punct 5
/, , PUNCT punct 12
in in ADP case 12
the the DET det 12
words word NOUN obl 5 Number=Plur
of of ADP case 15
the the DET det 15
minister minister NOUN nmod 12 Number=Sing
/, , PUNCT punct 17
Ulla Ulla PROPN appos 15 Number=Sing
Friis Friis PROPN flat 17 Number=Sing
/. . PUNCT punct 5
""")
KNOWN = rows("""
Greece Greece PROPN nsubj 2 Number=Sing
will will AUX aux 2 VerbForm=Fin
talk talk VERB ROOT 2 VerbForm=Inf
/, , PUNCT punct 5
Athens Athens PROPN nsubj 5 Number=Sing
let let VERB parataxis 2 Mood=Imp|VerbForm=Fin
it it PRON obj 5 Number=Sing
be be AUX aux:pass 8 VerbForm=Inf
known know VERB xcomp 5 Tense=Past|VerbForm=Part
/. . PUNCT punct 2
""")
ADVICE = rows("""
The the DET det 1
insurers insurer NOUN nmod:poss 3 Number=Plur
/' 's PART case 1
advice advice NOUN ROOT 3 Number=Sing
/: : PUNCT punct 5
avoid avoid VERB appos 3 Mood=Imp|VerbForm=Fin
the the DET det 7
strait strait NOUN obj 5 Number=Sing
after after ADP case 9
dark dark NOUN obl 5 Number=Sing
/. . PUNCT punct 3
""")
CITING = rows("""
The the DET det 1
plan plan NOUN nsubj:pass 3 Number=Sing
was be AUX aux:pass 3 Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin
dropped drop VERB ccomp 6 Tense=Past|VerbForm=Part
/, , PUNCT punct 6
Reuters Reuters PROPN nsubj 6 Number=Sing
reported report VERB ROOT 6 Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin
/, , PUNCT punct 8
citing cite VERB case 10 Tense=Pres|VerbForm=Part
two two NUM nummod 10
officials official NOUN obl 6 Number=Plur
/. . PUNCT punct 6
""")
QUOTED = rows("""
The the DET det 1
agency agency NOUN nsubj 2 Number=Sing
quoted quote VERB ROOT 2 Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin
an a DET det 4
adviser adviser NOUN obj 2 Number=Sing
as as SCONJ mark 6
saying say VERB advcl 2 Tense=Pres|VerbForm=Part
the the DET det 8
talks talk NOUN nsubj 10 Number=Plur
had have AUX aux 10 Mood=Ind|Number=Plur|Tense=Past|VerbForm=Fin
failed fail VERB ccomp 6 Tense=Past|VerbForm=Part
/. . PUNCT punct 2
""")
SAYS_IT_WAS = """
The the DET det 1
{who} {who} NOUN nsubj 2 Number=Sing
said say VERB ROOT 2 Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin
the the DET det 4
dam dam NOUN nsubj 6 Number=Sing
was be AUX cop 6 Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin
safe safe ADJ ccomp 2
/. . PUNCT punct 2
"""
SAFE, BODY = (rows(SAYS_IT_WAS.format(who=who)) for who in ("minister", "company"))
WOULD = rows("""
It it PRON nsubj 2 Number=Sing
would would AUX aux 2 VerbForm=Fin
hold hold VERB ROOT 2 VerbForm=Inf
for for ADP case 4
years year NOUN obl 2 Number=Plur
/. . PUNCT punct 2
""")
NOBODY = rows("""
" " PUNCT punct 2
/Nobody nobody PRON nsubj 2 Number=Sing
need need VERB ROOT 2 Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin
leave leave VERB xcomp 2 VerbForm=Inf
the the DET det 5
town town NOUN obj 3 Number=Sing
today today NOUN obl:unmarked 3 Number=Sing
/. . PUNCT punct 2
/" " PUNCT punct 2
""")
IT = rows("""
It it PRON nsubj 1 Number=Sing
denied deny VERB ROOT 1 Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin
that that SCONJ mark 5
water water NOUN nsubj 5 Number=Sing
had have AUX aux 5 Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin
leaked leak VERB ccomp 1 Tense=Past|VerbForm=Part
/. . PUNCT punct 1
""")
COMIC = rows("""
Comedian comedian NOUN nmod:desc 1 Number=Sing
Ada Ada PROPN nsubj 3 Number=Sing
Lund Lund PROPN flat 1 Number=Sing
laughed laugh VERB ROOT 3 Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin
/. . PUNCT punct 3
""")
THE_COMIC = rows("""
The the DET det 1
comedian comedian NOUN nsubj 2 Number=Sing
said say VERB ROOT 2 Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin
she she PRON nsubj 5 Number=Sing
was be AUX cop 5 Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin
tired tired ADJ ccomp 2
/. . PUNCT punct 2
""")
DATELINE = rows("""
BRUSSELS BRUSSELS PROPN nsubj 16 Number=Sing
/, , PUNCT punct 3
Jan. Jan. PROPN nmod:unmarked 3 Number=Sing
14 14 NUM appos 0
( ( PUNCT punct 5
/BELGA BELGA PROPN appos 0 Number=Sing
/) ) PUNCT punct 5
- - PUNCT punct 10
Terhoek Terhoek PROPN nsubj 10 Number=Sing
have have AUX aux 10 Mood=Ind|Number=Plur|Tense=Pres|VerbForm=Fin
sold sell VERB ccomp 16 Tense=Past|VerbForm=Part
their their PRON nmod:poss 12 Number=Plur
keeper keeper NOUN obj 10 Number=Sing
/, , PUNCT punct 16
the the DET det 15
club club NOUN nsubj 16 Number=Sing
said say VERB ROOT 16 Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin
/. . PUNCT punct 16
""")
NOCOMMENT = rows("""
There there PRON expl 1
was be VERB ROOT 1 Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin
no no DET det 4
immediate immediate ADJ amod 4
comment comment NOUN nsubj 1 Number=Sing
from from ADP case 7
the the DET det 7
Vatican Vatican PROPN nmod 4 Number=Sing
/. . PUNCT punct 1
""")
SEEN = rows("""
" " PUNCT punct 2
/We we PRON nsubj 2 Number=Plur
saw see VERB ccomp 10 Mood=Ind|Number=Plur|Tense=Past|VerbForm=Fin
the the DET det 5
wall wall NOUN compound 5 Number=Sing
fall fall NOUN obj 2 Number=Sing
/, , PUNCT punct 10
/" " PUNCT punct 2
a a DET det 9
baker baker NOUN nsubj 10 Number=Sing
said say VERB ROOT 10 Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin
/. . PUNCT punct 10
""")
PUT = rows("""
Residents resident NOUN nsubj 1 Number=Plur
put put VERB ROOT 1 Mood=Ind|Number=Plur|Tense=Pres|VerbForm=Fin
the the DET det 3
number number NOUN obj 1 Number=Sing
of of ADP case 5
dead dead ADJ nmod 3
at at ADP case 7
forty forty NUM obl 1
/. . PUNCT punct 1
""")
EMERGED = rows("""
It it PRON expl 1 Number=Sing
emerged emerge VERB ROOT 1 Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin
on on ADP case 3
Monday Monday PROPN obl 1 Number=Sing
that that SCONJ mark 8
the the DET det 6
vault vault NOUN nsubj 8 Number=Sing
was be AUX cop 8 Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin
empty empty ADJ ccomp 1
/. . PUNCT punct 1
""")
CATCHWORD = rows("""
Tunisia Tunisia PROPN nsubj 4 Number=Sing
" " PUNCT punct 2
/forcefully forcefully ADV advmod 4
/" " PUNCT punct 2
condemned condemn VERB ROOT 4 Mood=Ind|Tense=Past|VerbForm=Fin
the the DET det 6
attack attack NOUN obj 4 Number=Sing
/. . PUNCT punct 4
""")
ABOVE = rows("""
Bo Bo PROPN nsubj 1 Number=Sing
said say VERB ROOT 1 Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin
the the DET det 3
show show NOUN nsubj 4 Number=Sing
went go VERB ccomp 1 Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin
well well ADV advmod 4
/, , PUNCT punct 7
saying say VERB advcl 4 VerbForm=Ger
that that SCONJ mark 10
everybody everybody PRON nsubj 10 Number=Sing
came come VERB ccomp 7 Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin
/. . PUNCT punct 1
""")


Told = tuple[str, str, list[str], list[str]]
"""Source, cue, contents, and who carries it."""

TABLE: dict[str, tuple[tuple[str, ...], list[Told]]] = {
    "between subject and verb": ((MEDIAL,), [("the owner", "complained", ["The strikers", "had locked him in"], [])]),
    "in the words of": ((WORDS,), [("the minister, Ulla Friis", "in the words of", ['The plan is "not helpful to us"'], [])]),
    "let it be known": ((KNOWN,), [("Athens", "let it be known", ["Greece will talk"], [])]),
    "a noun and a colon": ((ADVICE,), [("The insurers", "advice:", ["avoid the strait after dark"], [])]),
    "put at": ((PUT,), [("Residents", "put", ["the number of dead at forty"], [])]),
    "it emerged": ((EMERGED,), [("", "emerged", ["that the vault was empty"], [])]),
    "behind a dateline": ((DATELINE,), [("the club", "said", ["Terhoek have sold their keeper"], [])]),
    "an eyewitness": ((SEEN,), [("a baker", "said", ['"We saw the wall fall,"'], [])]),
    "a catchword in quotation marks is no speech": ((CATCHWORD,), [("Tunisia", "condemned", ["the attack"], [])]),
    "saying behind a clause about a thing is its reporter's": (
        (ABOVE,),
        [("Bo", "saying", ["that everybody came"], []), ("Bo", "said", ["the show went well"], [])],
    ),
    "who is cited is carried by the reporter": (
        (CITING,),
        [("two officials", "citing", ["The plan was dropped"], ["Reuters"]), ("Reuters", "reported", ["The plan was dropped"], [])],
    ),
    "who is quoted as saying is carried by the quoter": (
        (QUOTED,),
        [
            ("The agency", "quoted", ["the talks had failed"], []),
            ("an adviser", "as saying", ["the talks had failed"], ["The agency"]),
        ],
    ),
    "reported speech goes on with would": (
        (SAFE, WOULD),
        [("The minister", "said", ["the dam was safe"], []), ("The minister", "", ["It would hold for years"], [])],
    ),
    "a quoted sentence without cue is the last speaker's": (
        (SAFE, NOBODY),
        [("The minister", "said", ["the dam was safe"], []), ("The minister", "", ['"Nobody need leave the town today."'], [])],
    ),
    "a quoted sentence without any speaker is nobody's": ((NOBODY,), []),
    "no comment from somebody has no content": ((NOCOMMENT,), [("the Vatican", "no immediate comment", [], [])]),
}  # fmt: skip


def found(text: Text, mentions: tuple[Mention, ...] = ()) -> tuple[Statement, ...]:
    return find_statements(text, mentions, ExtractSettings())


def told(text: Text, statement: Statement) -> Told:
    cue = text.words(statement.cue) if statement.cue is not None else ""
    contents = [text.words(span) for span in statement.content]
    return statement.source.text, cue, contents, [label for label, _ in statement.carriers]


@pytest.mark.parametrize(("sentences", "expected"), TABLE.values(), ids=TABLE)
def test_who_is_said_to_have_said_what(sentences: tuple[str, ...], expected: list[Told]) -> None:
    text = text_of(*sentences)
    assert sorted(told(text, statement) for statement in found(text)) == sorted(expected)


def test_no_comment_from_somebody_is_a_refusal() -> None:
    (statement,) = found(text_of(NOCOMMENT))
    assert statement.act == "refuse to comment"


def test_speech_that_goes_on_is_the_same_sources_and_less_sure() -> None:
    first, second = found(text_of(SAFE, WOULD))
    assert second.source.id == first.source.id and second.score < first.score


def test_reported_speech_does_not_go_on_in_the_next_paragraph() -> None:
    assert len(found(text_of(SAFE, WOULD, paragraphs=(1,)))) == 1


def test_it_speaks_for_the_body_that_spoke_before() -> None:
    first, second = found(text_of(BODY, IT))
    assert (second.source.text, second.source.kind, second.source.anonymous) == ("It", first.source.kind, False)


def test_role_of_a_named_person_is_that_person() -> None:
    text = text_of(COMIC, THE_COMIC)
    start = text.article.text.index("Ada")
    name = Mention("m1", Span("art_1", start, start + 8), MentionForm.NAME, "PERSON", "Lund", "s")
    (statement,) = (s for s in found(text, (name,)) if s.source.text == "The comedian")
    assert (statement.source.kind, statement.source.anonymous, statement.source.mention) == ("person", False, "m1")


SEAT = rows("""
Downing Downing PROPN compound 1 Number=Sing
Street Street PROPN nsubj 2 Number=Sing
said say VERB ROOT 2 Mood=Ind|Tense=Past|VerbForm=Fin
talks talk NOUN nsubj 4 Number=Plur
failed fail VERB ccomp 2 Mood=Ind|Tense=Past|VerbForm=Fin
/. . PUNCT punct 2
""")
MARLIN = rows("""
A a DET det 2
Marlin Marlin PROPN compound 2 Number=Sing
spokeswoman spokeswoman NOUN nsubj 3 Number=Sing
said say VERB ROOT 3 Mood=Ind|Tense=Past|VerbForm=Fin
talks talk NOUN nsubj 5 Number=Plur
failed fail VERB ccomp 3 Mood=Ind|Tense=Past|VerbForm=Fin
/. . PUNCT punct 3
""")


def test_seat_speaks_as_the_office_in_it() -> None:
    (statement,) = found(text_of(SEAT))
    assert (statement.source.kind, statement.source.anonymous) == ("office", False)


def test_name_before_a_role_with_an_article_is_not_the_speakers() -> None:
    name = Mention("m1", Span("art_1", 2, 8), MentionForm.NAME, "PERSON", "Marlin", "s")
    (statement,) = found(text_of(MARLIN), (name,))
    assert (statement.source.kind, statement.source.anonymous) == ("spokesperson", True)


def test_role_that_nobody_is_given_stays_unnamed() -> None:
    (statement,) = (s for s in found(text_of(THE_COMIC)) if s.source.text == "The comedian")
    assert statement.source.anonymous


def test_who_tells_what_they_saw_is_an_eyewitness() -> None:
    (statement,) = found(text_of(SEEN))
    assert (statement.source.kind, statement.source.anonymous) == ("eyewitness", True)


@pytest.mark.parametrize(
    ("words", "kind", "person"),
    [
        ("air traffic controller", "unknown", True),
        ("regulator", "office", False),
        ("regulators", "official", True),
        ("ex-hostage", "eyewitness", True),
        ("ratings agency", "company", False),
        ("glaciologist", "expert", True),  # by WordNet, as the next two
        ("purser", "unknown", True),
        ("central bank", "office", False),
        ("figure", "document", False),
        ("finance minister", "office", True),
    ],
)
def test_longest_compound_and_own_form_tell_the_kind(words: str, kind: str, person: bool) -> None:
    *before, noun = words.split()
    head = len(before)
    lemma = noun.removesuffix("s") if noun == "regulators" else noun
    lines = [f"{word} {word} NOUN compound {head}" for word in before] + [f"{noun} {lemma} NOUN ROOT {head}"]
    known = known_noun(read_tree(text_of(" ; ".join(lines))), head)
    assert known is not None
    assert (known.kind, known.person) == (kind, person)


@pytest.mark.parametrize(("rank", "kind"), [("senior", "official"), ("official", "document")])
def test_a_figure_of_rank_is_somebody(rank: str, kind: str) -> None:
    known = known_noun(read_tree(text_of(f"{rank} {rank} ADJ amod 1 ; figures figure NOUN ROOT 1")), 1)
    assert known is not None
    assert known.kind == kind


@pytest.mark.parametrize(("noun", "person"), [("zookeepist", True), ("parameter", False), ("corridor", False)])
def test_unlisted_nouns_are_persons_by_their_ending_unless_they_name_things(noun: str, person: bool) -> None:
    assert speaker_noun(noun) is None
    assert is_human(read_tree(text_of(f"{noun} {noun} NOUN ROOT 0")), 0) is person
    assert is_thing(noun) is not person
