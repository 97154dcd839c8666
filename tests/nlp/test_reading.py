"""Token numbers become places in the frozen text; no model needed."""

import pytest
import spacy

from stemma.nlp.pipeline import PARAGRAPHS
from stemma.nlp.reading import Reading, read_article

TEXT = "Sources: talks fail\n\nThe minister said: «No deal»..\n  He left.\nfooter to skip"


@pytest.fixture(scope="module")
def reading() -> Reading:
    end = TEXT.index("\nfooter")
    return read_article(spacy.blank("en"), TEXT, [(0, 19, "headline"), (21, end, "body")])


def test_tokens_lead_back_to_the_text(reading: Reading) -> None:
    for token in reading.doc:
        low, high = reading.span(token.i, token.i + 1)
        assert TEXT[low:high] in (token.text, "«", "»", "..")


def test_no_white_space_tokens_and_paragraphs_known(reading: Reading) -> None:
    assert not any(token.is_space for token in reading.doc)
    assert reading.doc.user_data[PARAGRAPHS] == reading.paragraphs
    assert [reading.doc[i].text for i in reading.paragraphs] == ["Sources", "The", "He"]


def test_span_covers_a_run_of_tokens(reading: Reading) -> None:
    first = next(t.i for t in reading.doc if t.text == "No")
    assert TEXT[slice(*reading.span(first, first + 2))] == "No deal"


def test_span_of_nothing_and_outside(reading: Reading) -> None:
    assert reading.span(2, 2)[0] == reading.span(2, 2)[1]
    with pytest.raises(ValueError, match="tokens"):
        reading.span(0, len(reading.doc) + 1)


def test_char_span_finds_tokens(reading: Reading) -> None:
    at = TEXT.index("deal")
    first, end = reading.char_span(at, at + 4)
    assert [t.text for t in reading.doc[first:end]] == ["deal"]
    assert reading.char_span(19, 21)[0] == reading.char_span(19, 21)[1]


def test_empty_article() -> None:
    assert len(read_article(spacy.blank("en"), "", []).doc) == 0
    assert len(read_article(spacy.blank("en"), " \n", [(0, 2, "body")]).doc) == 0
