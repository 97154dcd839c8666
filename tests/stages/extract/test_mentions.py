"""Mentions: names with titles, roles, pronouns, acting governments, each bound within the article. Trees are built by hand."""

from __future__ import annotations

import random
from dataclasses import replace

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.tokens import Span as Piece

from stemma.model.article import Article, Block, BlockKind
from stemma.model.span import Span
from stemma.model.words import Mention, MentionForm, Sentence
from stemma.stages.extract.mentions import find_mentions
from stemma.stages.extract.text import Text

_NLP = spacy.blank("en")


def read(*sentences: str) -> Text:
    """Build an article from sentences of rows `word/POS/lemma/dep/head[/LABEL]`, heads counted within the sentence; LABEL marks names."""
    words, pos, lemmas, deps, heads, labels, bounds = [], [], [], [], [], [], []
    for rows in sentences:
        first = len(words)
        for row in rows.split():
            cells = row.split("/")
            words.append(cells[0]), pos.append(cells[1]), lemmas.append(cells[2]), deps.append(cells[3])
            heads.append(first + int(cells[4])), labels.append(cells[5] if len(cells) > 5 else "")
        bounds.append((first, len(words)))
    doc = Doc(
        _NLP.vocab,
        words=words,
        pos=pos,
        lemmas=lemmas,
        deps=deps,
        heads=heads,
        sent_starts=[any(i == b[0] for b in bounds) for i in range(len(words))],
    )
    ents, i = [], 0
    while i < len(words):
        j = i + 1
        while labels[i] and j < len(words) and labels[j] == labels[i] and not any(j == b[0] for b in bounds):
            j += 1
        if labels[i]:
            ents.append(Piece(doc, i, j, labels[i]))
        i = j
    doc.set_ents(ents)
    article = Article("a", ("a",), "", doc.text, (Block(0, len(doc.text), BlockKind.BODY),))

    def offsets(first: int, end: int) -> tuple[int, int]:
        return doc[first].idx, doc[end - 1].idx + len(doc[end - 1])

    told = tuple(Sentence(f"s{n}", Span("a", *offsets(*b)), n, BlockKind.BODY) for n, b in enumerate(bounds))
    return Text(article, doc, offsets, told, tuple(bounds))


def mentions(text: Text) -> dict[str, Mention]:
    return {text.words(mention.span): mention for mention in find_mentions(text)}


_POMPEO = "US/PROPN/US/compound/1/LOC Secretary/PROPN/secretary/nmod:desc/4 of/ADP/of/case/3 State/PROPN/State/nmod/1 Mike/PROPN/Mike/nsubj/6/PERSON Pompeo/PROPN/Pompeo/flat/4/PERSON spoke/VERB/speak/ROOT/6"


def test_title_and_country_of_a_name() -> None:
    found = mentions(read(_POMPEO))
    assert found["Mike Pompeo"].title == "US Secretary of State"
    assert found["Mike Pompeo"].country == "USA"
    assert found["Mike Pompeo"].head == "Pompeo"


def test_surname_role_and_pronoun_refer_to_the_name() -> None:
    found = mentions(
        read(
            _POMPEO,
            "Pompeo/PROPN/Pompeo/nsubj/1/PERSON left/VERB/leave/ROOT/1",
            "The/DET/the/det/1 secretary/NOUN/secretary/nsubj/2 returned/VERB/return/ROOT/2",
            "He/PRON/he/nsubj/1 slept/VERB/sleep/ROOT/1",
        )
    )
    name = found["Mike Pompeo"].id
    assert {found["Pompeo"].refers_to, found["The secretary"].refers_to, found["He"].refers_to} == {name}
    assert [found[words].reasons[0].feature for words in ("Pompeo", "The secretary", "He")] == [
        "surname",
        "role",
        "pronoun",
    ]


_ACME = "Acme/PROPN/Acme/nsubj/1/ORG grew/VERB/grow/ROOT/1"


def test_it_is_a_body_only_where_it_does_what_bodies_do() -> None:
    promised = read(_ACME, "It/PRON/it/nsubj/1 promised/VERB/promise/ROOT/1 jobs/NOUN/job/obj/1")
    exploded = read(_ACME, "It/PRON/it/nsubj/1 exploded/VERB/explode/ROOT/1")
    assert mentions(promised)["It"].refers_to == mentions(promised)["Acme"].id
    assert mentions(exploded)["It"].refers_to is None


def test_a_quoted_pronoun_is_not_the_speaker() -> None:
    text = read(
        "Ada/PROPN/Ada/nsubj/1/PERSON met/VERB/meet/ROOT/1 her/PRON/she/det:poss/3 lawyer/NOUN/lawyer/obj/1",
        "Berg/PROPN/Berg/nsubj/1/PERSON said/VERB/say/ROOT/1 she/PRON/she/nsubj/3 left/VERB/leave/ccomp/1",
    )
    left = text.sentences[1]
    quoted = replace(left, quoted=(Span("a", left.span.start + len("Berg said "), left.span.end),))
    said = {text.words(m.span): m for m in find_mentions(replace(text, sentences=(text.sentences[0], quoted)))}
    assert mentions(text)["she"].refers_to == mentions(text)["Berg"].id
    assert said["she"].refers_to == said["Ada"].id


def test_two_of_one_surname_stay_two() -> None:
    text = read(
        "Bill/PROPN/Bill/nsubj/2/PERSON Clinton/PROPN/Clinton/flat/0/PERSON met/VERB/meet/ROOT/2 Hillary/PROPN/Hillary/obj/2/PERSON Clinton/PROPN/Clinton/flat/3/PERSON",
    )
    found = mentions(text)
    assert found["Bill Clinton"].refers_to is None
    assert found["Hillary Clinton"].refers_to is None


def test_given_name_alone_refers_to_its_only_bearer() -> None:
    ada = "Ada/PROPN/Ada/nsubj/2/PERSON Lund/PROPN/Lund/flat/0/PERSON left/VERB/leave/ROOT/2"
    found = mentions(read(ada, "Ada/PROPN/Ada/nsubj/1/PERSON slept/VERB/sleep/ROOT/1"))
    assert found["Ada"].refers_to == found["Ada Lund"].id


def test_given_name_of_two_refers_to_neither() -> None:
    ada = "Ada/PROPN/Ada/nsubj/2/PERSON Lund/PROPN/Lund/flat/0/PERSON met/VERB/meet/ROOT/2 Ada/PROPN/Ada/obj/2/PERSON Falk/PROPN/Falk/flat/3/PERSON"
    found = mentions(read(ada, "Ada/PROPN/Ada/nsubj/1/PERSON slept/VERB/sleep/ROOT/1"))
    assert found["Ada"].refers_to is None


def test_capital_that_acts_is_a_government_and_refers_to_its_country() -> None:
    found = mentions(
        read(
            "Troops/NOUN/troop/nsubj/1 left/VERB/leave/ROOT/1 Iraq/PROPN/Iraq/obj/1/LOC",
            "Washington/PROPN/Washington/nsubj/1/LOC warned/VERB/warn/ROOT/1 Baghdad/PROPN/Baghdad/obj/1/LOC",
        )
    )
    assert found["Washington"].form is MentionForm.GOVERNMENT
    assert found["Washington"].country == "USA"
    assert found["Baghdad"].form is MentionForm.GOVERNMENT
    assert found["Baghdad"].refers_to == found["Iraq"].id


def test_capital_as_a_place_is_no_government() -> None:
    found = mentions(
        read("They/PRON/they/nsubj/1 live/VERB/live/ROOT/1 in/ADP/in/case/3 Baghdad/PROPN/Baghdad/obl/1/LOC")
    )
    assert found["Baghdad"].form is MentionForm.NAME


def test_the_diplomat_refers_back_to_the_unnamed_one() -> None:
    found = mentions(
        read(
            "One/NUM/one/nummod/2 Western/ADJ/western/amod/2 diplomat/NOUN/diplomat/nsubj/3 spoke/VERB/speak/ROOT/3",
            "The/DET/the/det/1 diplomat/NOUN/diplomat/nsubj/2 left/VERB/leave/ROOT/2",
        )
    )
    assert found["The diplomat"].refers_to == found["One Western diplomat"].id


def test_spelling_variant_of_a_surname_within_the_article() -> None:
    found = mentions(
        read(
            "Mustafa/PROPN/Mustafa/nsubj/2/PERSON Khadimi/PROPN/Khadimi/flat/0/PERSON spoke/VERB/speak/ROOT/2",
            "The/DET/the/det/2 Kadhimi/PROPN/Kadhimi/compound/2/LOC government/NOUN/government/nsubj/3 fell/VERB/fall/ROOT/3",
        )
    )
    assert found["Kadhimi"].refers_to == found["Mustafa Khadimi"].id
    assert found["Kadhimi"].label == "PERSON"


_WORDS = "Pompeo Washington the minister he it Iraq said , US agency two officials who President".split()


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=20), st.randoms())
def test_broken_trees_never_hang_and_chains_are_one_step(words: list[str], rng: random.Random) -> None:
    choice = rng.choice
    rows = " ".join(
        f"{word}/{choice(['NOUN', 'PROPN', 'VERB', 'PRON', 'DET'])}/{word}/{choice(['nsubj', 'conj', 'appos', 'acl:relcl', 'obj', 'ROOT', 'flat'])}/{choice(range(len(words)))}"
        + choice(["", "/PERSON", "/ORG", "/LOC", "/NORP"])
        for word in words
    )
    text = read(rows)
    found = find_mentions(text)
    by_id = {mention.id: mention for mention in found}
    assert len(by_id) == len(found)
    for mention in found:
        assert text.words(mention.span).strip()
        if mention.refers_to is not None:
            assert by_id[mention.refers_to].refers_to is None
