"""Lemmas by table and by rule."""

import pytest

from stemma.nlp.lemmas import lemma_of


@pytest.mark.parametrize(
    ("form", "upos", "xpos", "lemma"),
    [
        ("said", "VERB", "VBD", "say"),
        ("is", "AUX", "VBZ", "be"),
        ("'s", "AUX", "VBZ", "be"),
        ("’s", "PART", "POS", "'s"),
        ("n't", "PART", "RB", "not"),
        ("officials", "NOUN", "NNS", "official"),
        ("gunmen", "NOUN", "NNS", "gunman"),
        ("embassies", "NOUN", "NNS", "embassy"),
        ("blorking", "VERB", "VBG", "blork"),
        ("shelled", "VERB", "VBD", "shell"),
        ("evacuating", "VERB", "VBG", "evacuate"),
        ("planned", "VERB", "VBD", "plan"),
        ("denies", "VERB", "VBZ", "deny"),
        ("Baghdad", "PROPN", "NNP", "Baghdad"),
        ("Iraqis", "PROPN", "NNPS", "Iraqi"),
        ("larger", "ADJ", "JJR", "large"),
        ("Them", "PRON", "PRP", "they"),
        ("her", "PRON", "PRP", "she"),
        ("her", "PRON", "PRP$", "her"),
        ("fled", "VERB", "VBD", "flee"),
        ("freed", "VERB", "VBN", "free"),
        ("deemed", "VERB", "VBN", "deem"),
        (",", "PUNCT", ",", ","),
    ],
)
def test_lemma(form: str, upos: str, xpos: str, lemma: str) -> None:
    assert lemma_of(form, upos, xpos) == lemma
