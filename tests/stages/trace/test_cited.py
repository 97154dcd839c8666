"""A telling that a text names for one passage."""

from __future__ import annotations

import pytest
from tests.stages.retold import AGENCY, OWN, extracted
from tests.stages.trace.test_run import _edges, _stemma

from stemma.model.lineage import Relation

CITED = "The Castrian Observer reported that 1,250 people from the villages of Dunmere and Ostrava had been moved to a school."
EDGE = {("Castrian Observer", "Velmora Courier", Relation.REWRITE)}


@pytest.mark.parametrize(
    ("sentence", "edges"),
    [
        (CITED, EDGE),
        (
            CITED.replace(
                "The Castrian Observer reported", "Mayor Pruchner rejected a report in the Castrian Observer"
            ),
            set(),
        ),
        (CITED.replace("The Castrian Observer reported", "Mayor Pruchner said"), set()),
        (
            "The Castrian Observer reported that the baker sang in the choir of Merrow until its stadium burned in a thunderstorm.",
            set(),
        ),
    ],
)
def test_who_names_a_paper_for_what_it_tells_has_that_passage_from_it(
    sentence: str, edges: set[tuple[str, str, Relation]]
) -> None:
    observer = extracted(AGENCY, outlet="Castrian Observer", published="2031-03-11T08:00:00Z")
    courier = extracted(f"{OWN}\n{sentence}", outlet="Velmora Courier", published="2031-03-12T08:00:00Z")
    assert _edges(_stemma([observer, courier])) == edges


def test_a_cited_passage_leaves_the_origin_of_the_text_as_it_is() -> None:
    observer = extracted(AGENCY, outlet="Castrian Observer", published="2031-03-11T08:00:00Z")
    courier = extracted(f"{OWN}\n{CITED}", outlet="Velmora Courier", published="2031-03-12T08:00:00Z")
    stemma = _stemma([observer, courier])
    assert {origin.label: origin.articles for origin in stemma.origins} == {
        "Castrian Observer": (observer.article.id,),
        "Velmora Courier": (courier.article.id,),
    }
