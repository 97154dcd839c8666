"""The shipped model, a few sentences: does it load, hold together and stay within its bounds?"""

import sys

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

import stemma.nlp
from stemma.nlp.reader import model_files

TEXT = (
    "Officials flee flooded valley\n\n"
    "Three bridges were closed on Tuesday, two Kenyan officials and a Western diplomat said. Reuters first reported the damage..\n\n"
    "“We did not leave,” Amina Odera told the BBC. Odera denied that her government had asked the US for help."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return stemma.nlp.load()


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return stemma.nlp.read_article(nlp, TEXT, [(0, len(TEXT), "body")]).doc


def test_files_are_small() -> None:
    assert all(path.stat().st_size < 25_000_000 for path in model_files())


def test_no_torch(nlp: Language) -> None:
    assert "torch" not in sys.modules


def test_sentences(doc: Doc) -> None:
    assert [s[0].text for s in doc.sents] == ["Officials", "Three", "Reuters", '"', "Odera"]


def test_every_sentence_is_a_tree(doc: Doc) -> None:
    for sent in doc.sents:
        assert [t for t in sent if t.head == t] == [sent.root]
        assert all(sent.root in (*token.ancestors, token) for token in sent)


def test_speech(doc: Doc) -> None:
    said = next(t for t in doc if t.text == "said")
    subject = next(t for t in said.children if t.dep_ == "nsubj")
    assert said.dep_ == "ROOT"
    assert {subject.text, *(t.text for t in subject.subtree)} >= {"officials", "diplomat"}
    assert next(t for t in doc if t.text == "closed").dep_ == "ccomp"


def test_tags_and_lemmas(doc: Doc) -> None:
    closed = next(t for t in doc if t.text == "closed")
    assert (closed.tag_, closed.pos_, closed.lemma_) == ("VBN", "VERB", "close")
    assert next(t for t in doc if t.text == "bridges").morph.get("Number") == ["Plur"]


def test_names(doc: Doc) -> None:
    found = {(e.text, e.label_) for e in doc.ents}
    assert found >= {
        ("Kenyan", "NORP"),
        ("Amina Odera", "PERSON"),
        ("Odera", "PERSON"),
        ("US", "LOC"),
        ("Reuters", "ORG"),
        ("Tuesday", "DATE"),
    }


def test_pipe_equals_single_calls_in_any_order(nlp: Language) -> None:
    texts = ["Kenya said no.", TEXT, "", "  \n ", "One word"]
    for doc, text in zip(nlp.pipe(reversed(texts), batch_size=2), reversed(texts), strict=True):
        alone = nlp(text)
        assert doc.to_bytes() == alone.to_bytes()
        assert doc.text == text


def test_odd_texts_pass(nlp: Language) -> None:
    for text in (
        "😀 👍🏽",
        "Президент заявил.",
        "قال الرئيس",
        "()[]{}<>",
        "a\u0000b",
        "\u200b",
        "x" * 5000,
        "?!" * 500,
        "A\n" * 300,
    ):
        reading = stemma.nlp.read_article(nlp, text, [(0, len(text), "body")])
        assert len(reading.starts) == len(reading.doc)


def test_vectors() -> None:
    vectors = stemma.nlp.encode(["The bridge was closed.", "Officials shut the bridge.", "Prices rose in May.", ""])
    assert vectors.shape == (4, 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]


def test_digests_are_stable() -> None:
    assert len(stemma.nlp.model_digest()) == 64
    assert stemma.nlp.model_digest() != stemma.nlp.encoder_digest()
