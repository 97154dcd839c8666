"""What one side denies and another telling tells."""

from __future__ import annotations

from types import MappingProxyType

import pytest
from tests.stages.claims.made import telling

from stemma.model.extracted import Extracted
from stemma.model.lineage import Story
from stemma.stages.weigh.denials import find_denials
from stemma.stages.weigh.steps import Likenesses, read_page
from stemma.stages.weigh.values import Weighed

Clause = tuple[str, str, dict[str, str], list[str]]

KNEW: Clause = ("The board knew of the first cases in May", "know", {"A0": "The board", "A1": "the first cases"}, [])
CRACKED: Clause = ("The dam above the valley cracked", "crack", {"A0": "The dam"}, [])
REJECTED: Clause = ("The company rejected this", "reject", {"A0": "The company"}, [])


def disagreements(*tellings: Extracted, alike: Likenesses = MappingProxyType({})) -> list[set[str]]:
    by_article = {t.article.id: t for t in tellings}
    pages = {key: read_page(t) for key, t in by_article.items()}
    where = {p.id: key for key, t in by_article.items() for p in t.propositions}
    weighed = Weighed(by_article, {}, {}, {}, {}, pages, alike, where)
    found = find_denials(Story("story", "", tuple(by_article)), weighed, [])
    return [{value.value for value in d.values} for d in found]


@pytest.mark.parametrize(
    ("one", "other", "values"),
    [
        (
            [CRACKED],
            [("They denied that the dam had cracked", "crack", {"A0": "the dam"}, ["deny"])],
            {"The dam above the valley cracked", "They denied that the dam had cracked"},
        ),
        (
            [CRACKED],
            [
                (
                    "The office denied reports that the dam in the valley cracked",
                    "deny",
                    {"A0": "The office", "A1": "reports"},
                    [],
                )
            ],
            {
                "The dam above the valley cracked",
                "The office denied reports that the dam in the valley cracked",
            },
        ),
    ],
)
def test_what_is_denied_in_words_is_looked_for_elsewhere(
    one: list[Clause], other: list[Clause], values: set[str]
) -> None:
    assert disagreements(telling("one", one), telling("other", other)) == [values]


def test_what_is_denied_stands_in_the_sentence_before() -> None:
    both = [telling(name, [KNEW, REJECTED]) for name in ("one", "other")]
    alike = {both[0].sentences[1].id: {both[1].sentences[1].id: 0.9}}
    assert disagreements(*both, alike=alike) == [{KNEW[0], "The company rejected this."}]
    assert not disagreements(both[0]), "one telling has both sides, and nobody else tells of it"


@pytest.mark.parametrize(
    "clause",
    [
        ("The office did not deny that the dam had cracked", "crack", {"A0": "the dam"}, ["not", "deny"]),
        ("The office denied that the road had cracked", "crack", {"A0": "the road"}, ["deny"]),
        ("The office rejected the offer", "reject", {"A0": "The office", "A1": "the offer"}, []),
    ],
)
def test_no_denial_of_what_the_other_tells(clause: Clause) -> None:
    assert not disagreements(telling("one", [CRACKED]), telling("other", [clause]))
