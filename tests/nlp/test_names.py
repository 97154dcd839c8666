"""Names of an article corrected: tables, one type per name, surnames. Docs are made by hand."""

import pytest
import spacy
from spacy.tokens import Doc, Span

from stemma.nlp.names import correct_names


def make(text: str, ents: dict[str, str], pos: str = "PROPN") -> Doc:
    """Build a Doc of blank-separated words; `ents` gives the type of each word run, in order, "run#2" for its second place."""
    words = text.split()
    doc = Doc(spacy.blank("en").vocab, words=words, pos=[pos] * len(words))
    spans = []
    for run, label in ents.items():
        run, _, number = run.partition("#")
        parts = run.split()
        places = [i for i in range(len(words)) if words[i : i + len(parts)] == parts]
        at = places[int(number or 1) - 1]
        spans.append(Span(doc, at, at + len(parts), label))
    doc.set_ents(spans)
    correct_names(doc)
    return doc


def named(doc: Doc) -> list[tuple[str, str]]:
    return [(e.text, e.label_) for e in doc.ents]


@pytest.mark.parametrize(
    ("text", "ents", "expected"),
    [
        ("Kenya warned", {"Kenya": "ORG"}, [("Kenya", "LOC")]),
        ("the US warned", {}, [("US", "LOC")]),
        ("Kenyan troops", {}, [("Kenyan", "NORP")]),
        ("Shiite leader", {"Shiite": "ORG"}, [("Shiite", "NORP")]),
        ("Nairobi warned", {"Nairobi": "PERSON"}, [("Nairobi", "LOC")]),
        ("in United States cities", {"United": "LOC", "States": "ORG"}, [("United States", "LOC")]),
        ("Reuters said", {"Reuters": "LOC"}, [("Reuters", "ORG")]),
        ("US Secretary of State", {"US Secretary": "PERSON"}, [("US", "LOC")]),
        ("Reuters said", {}, [("Reuters", "ORG")]),
        ("the Washington Post said", {"Washington": "LOC"}, [("Washington Post", "ORG")]),
        ("the Washington Post Guild said", {"Washington Post Guild": "ORG"}, [("Washington Post Guild", "ORG")]),
        ("President Amina Odera left", {"President Amina Odera": "PERSON"}, [("Amina Odera", "PERSON")]),
        (
            "Amina Odera left . Odera spoke",
            {"Amina Odera": "PERSON", "Odera#2": "ORG"},
            [("Amina Odera", "PERSON"), ("Odera", "PERSON")],
        ),
        (
            "Amina Odera left . the Odera plan",
            {"Amina Odera": "PERSON"},
            [("Amina Odera", "PERSON"), ("Odera", "PERSON")],
        ),
        ("Amina Odera left . Odera Tower fell", {"Amina Odera": "PERSON"}, [("Amina Odera", "PERSON")]),
        (
            "Mustafa Khadimi left . Kadhimi spoke",
            {"Mustafa Khadimi": "PERSON", "Kadhimi": "LOC"},
            [("Mustafa Khadimi", "PERSON"), ("Kadhimi", "PERSON")],
        ),
        (
            "Michael Jordan ran . Jordan won",
            {"Michael Jordan": "PERSON", "Jordan#2": "PERSON"},
            [("Michael Jordan", "PERSON"), ("Jordan", "PERSON")],
        ),
        (
            "the Lorvex Health Body ( LHB ) said . LHB denied",
            {"Lorvex Health Body": "ORG"},
            [("Lorvex Health Body", "ORG"), ("LHB", "ORG"), ("LHB", "ORG")],
        ),
        ("the Lorvex Health Body ( XYZ ) said", {"Lorvex Health Body": "ORG"}, [("Lorvex Health Body", "ORG")]),
        (
            "Amina Odera left . Amina , she said",
            {"Amina Odera": "PERSON"},
            [("Amina Odera", "PERSON"), ("Amina", "PERSON")],
        ),
        ("Amina Odera left . Amina Road fell", {"Amina Odera": "PERSON"}, [("Amina Odera", "PERSON")]),
        (
            "Radio Lorvex said . on Radio Lorvex .",
            {"Radio Lorvex": "ORG"},
            [("Radio Lorvex", "ORG"), ("Radio Lorvex", "ORG")],
        ),
        ("Lorvex said . Lorvex .", {"Lorvex": "ORG"}, [("Lorvex", "ORG"), ("Lorvex", "ORG")]),
        ("Lorvex said . Lorvex .", {"Lorvex": "PERSON"}, [("Lorvex", "PERSON")]),
        ("to Lorvex , Inc. of", {"Lorvex": "PERSON"}, [("Lorvex , Inc.", "ORG")]),
        ('from " Odera , Amina " to', {"Odera": "PERSON", "Amina": "PERSON"}, [("Odera , Amina", "PERSON")]),
        ("from Odera , Amina to", {"Odera": "PERSON", "Amina": "PERSON"}, [("Odera", "PERSON"), ("Amina", "PERSON")]),
        ('met Amina " Mina " Odera', {"Amina": "PERSON", "Odera": "PERSON"}, [('Amina " Mina " Odera', "PERSON")]),
        (
            "Melanie King Brandon Luna",
            {"Melanie King Brandon Luna": "PERSON"},
            [("Melanie King", "PERSON"), ("Brandon Luna", "PERSON")],
        ),
        (
            "George Herbert Walker Bush",
            {"George Herbert Walker Bush": "PERSON"},
            [("George Herbert Walker Bush", "PERSON")],
        ),
        ("said Odera , who", {"Odera ,": "PERSON"}, [("Odera", "PERSON")]),
        ("to kay@lorvex.com now", {"kay@lorvex.com": "ORG"}, []),
        ("calls Senators to vote", {"Senators": "PERSON"}, []),
        (
            "Lorvex up . Lorvex down . Lorvex",
            {"Lorvex": "ORG", "Lorvex#2": "ORG", "Lorvex#3": "LOC"},
            [("Lorvex", "ORG")] * 3,
        ),
    ],
)
def test_corrections(text: str, ents: dict[str, str], expected: list[tuple[str, str]]) -> None:
    assert named(make(text, ents)) == expected


def test_dates_stay() -> None:
    assert named(make("in March 2020", {"March 2020": "DATE"})) == [("March 2020", "DATE")]


def test_pronoun_us_is_no_country() -> None:
    assert named(make("told us", {}, pos="PRON")) == []


def test_nothing_in_nothing() -> None:
    doc = Doc(spacy.blank("en").vocab, words=[])
    correct_names(doc)
    assert len(doc.ents) == 0
