"""Names that translators respell are one name in tracing."""

from dataclasses import replace

import numpy as np
from tests.stages.retold import AGENCY, extracted

from stemma.model.extracted import Extracted
from stemma.model.words import Vector
from stemma.stages.trace.measure import measure
from stemma.stages.trace.respelled import with_one_spelling
from stemma.stages.trace.telling import View, view_of

_RESPELLED = AGENCY.replace("Herrick", "Herikk").replace("Dunmere", "Tunmeer").replace("Valsky", "Walskij")


def _views(*texts: str) -> list[View]:
    """Return the views of texts whose n-th sentences tell the same."""
    return [view_of(_with_vectors(extracted(text, outlet=f"Paper {number}"))) for number, text in enumerate(texts)]


def _with_vectors(told: Extracted) -> Extracted:
    rows = np.eye(len(told.sentences), 8, dtype=np.float32)
    return replace(told, vectors=Vector(told.article.id, "e", len(rows), rows.tobytes()))


def test_a_respelled_name_is_compared_under_the_spelling_that_most_have() -> None:
    views = with_one_spelling(_views(AGENCY, AGENCY, _RESPELLED))
    assert {key for key in views[2].details if key[0] == "name"} == {
        key for key in views[0].details if key[0] == "name"
    }
    assert [view.misspelled for view in views] == [0, 0, 2]


def test_coverage_grows_by_it() -> None:
    plain = _views(AGENCY, _RESPELLED)
    assert measure(with_one_spelling(plain)).coverage[1, 0] > measure(plain).coverage[1, 0]


def test_countries_and_words_of_english_stay_what_they_are() -> None:
    one, other = AGENCY.replace("Karsk", "Austria"), AGENCY.replace("Karsk", "Australia")
    assert with_one_spelling(_views(one, other))[1].respelled == {}


def test_two_names_that_either_text_has_both_of_stay_two() -> None:
    text = AGENCY + "\nHerikk was seen, too."
    assert "herikk" not in str(with_one_spelling(_views(text, _RESPELLED))[0].respelled)


def test_the_rest_of_a_full_name_makes_two_spellings_one() -> None:
    one = view_of(extracted("Nobody slept.\nIt was found by Sadia Rahim Khan."))
    other = view_of(extracted("The store was open.\nThe researcher of Dhaka Sadiya Rohim Khan has got it."))
    respelled = with_one_spelling([one, other])
    keys = [{key for key in view.details if key[0] == "name"} for view in respelled]
    assert len(keys[0]) == 3
    assert keys[0] < keys[1]
