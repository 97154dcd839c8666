"""What makes one story and what makes two: names that differ, dates that are open, pieces that weak links may not build; titles and spans."""

from dataclasses import replace

import numpy as np
import pytest
from tests.stages.retold import AGENCY, ELSEWHERE, OWN, REWRITE, extracted

from stemma.model.article import Basis, Published
from stemma.model.lineage import Story
from stemma.settings import GroupSettings
from stemma.stages.group.blocking import Pairs
from stemma.stages.group.compare import FEATURES, corpus_of, features_inside, likeness
from stemma.stages.group.decisions import Ruling
from stemma.stages.group.join import pieces
from stemma.stages.group.run import group_stories
from stemma.stages.group.signature import sign

_OTHER_NAMES = {
    "Velmora": "Gastrup", "Tomas Herrick": "Olaf Lindqvist", "Herrick": "Lindqvist", "Orlen": "Tisza", "Castrian": "Jutonian", "Castria": "Jutonia",
    "Ilse Brandt": "Marta Okafor", "Brandt": "Okafor", "Dunmere": "Pellworm", "Ostrava": "Sandby", "Ferrotec": "Railbau", "Lankov": "Nybro",
    "Petr Valsky": "Jens Holt", "Valsky": "Holt", "Karsk": "Ulfborg", "42": "57", "6:40": "5:15", "18 km": "31 km", "1,250": "2,380", "2019": "2016", "7.3": "4.9",
}  # fmt: skip


def _elsewhere(text: str) -> str:
    for name, other in _OTHER_NAMES.items():
        text = text.replace(name, other)
    return text


def _stories(bundles, **settings) -> list[Story]:
    found = group_stories(bundles, (), replace(GroupSettings(), **settings))
    return [record for record in found if isinstance(record, Story)]


def test_two_happenings_of_one_kind_told_in_like_words_stay_two() -> None:
    here = [
        extracted(AGENCY, outlet="A", published="2031-03-11"),
        extracted(REWRITE, outlet="B", published="2031-03-12"),
    ]
    there = [
        extracted(_elsewhere(AGENCY), outlet="C", published="2031-03-12"),
        extracted(_elsewhere(REWRITE), outlet="D", published="2031-03-12"),
    ]
    found = {frozenset(story.articles) for story in _stories([*here, *there])}
    assert found == {frozenset(b.article.id for b in here), frozenset(b.article.id for b in there)}


def test_a_telling_of_which_only_a_first_possible_day_is_known_joins_its_story_and_does_not_stretch_it() -> None:
    open_ended = Published("2019-01-01", None, Basis.INFERRED)
    undated = extracted(REWRITE, outlet="B", title="Sulphur train falls near Velmora")
    undated = replace(undated, article=replace(undated.article, published=open_ended))
    dated = extracted(AGENCY, outlet="A", published="2031-03-11", title="Train derails near Velmora")
    (story,) = _stories([undated, dated])
    assert (story.earliest, story.latest) == ("2031-03-11", "2031-03-11")
    (alone,) = _stories([undated])
    assert (alone.earliest, alone.latest) == ("2019-01-01", None)


def test_a_span_is_told_by_moments_and_not_by_letters() -> None:
    early = extracted(AGENCY, outlet="A", published="2031-03-12T01:00:00+09:00")
    late = extracted(REWRITE, outlet="B", published="2031-03-11T20:00:00Z")
    (story,) = _stories([early, late])
    assert (story.earliest, story.latest) == ("2031-03-12T01:00:00+09:00", "2031-03-11T20:00:00Z")


def test_a_story_takes_the_headline_that_says_what_all_tell() -> None:
    bundles = [
        extracted(AGENCY, outlet="A", published="2031-03-11", title="Train derails near Velmora, driver killed"),
        extracted(REWRITE, outlet="B", published="2031-03-12", title="Valsky's nine hours"),
        extracted(
            AGENCY + "\n" + OWN,
            outlet="C",
            published="2031-03-13",
            title="LIVE: What we know of the train near Velmora",
        ),
    ]
    (story,) = _stories(bundles)
    assert story.title == "Train derails near Velmora, driver killed"


def test_a_weak_link_builds_no_large_piece_and_a_strong_one_does() -> None:
    left = np.arange(9, dtype=np.int64)
    chain = Pairs(left, left + 1, left * 0)
    settings = replace(GroupSettings(), weak_piece=4, largest_piece=8)
    weak = pieces(10, chain, np.zeros(9), Ruling(), settings)
    strong = pieces(10, chain, np.full(9, 5.0), Ruling(), settings)
    assert max(map(len, weak)) == 4
    assert max(map(len, strong)) == 8
    assert sorted(row for piece in weak for row in piece) == list(range(10))


def test_a_person_may_join_what_no_link_would() -> None:
    nothing = Pairs(*(np.empty(0, np.int64),) * 3)
    assert pieces(3, nothing, np.empty(0), Ruling(same=((0, 2),)), GroupSettings()) == [[0, 2], [1]]


def test_a_story_that_fell_apart_leads_on_from_its_own_id_only_where_no_story_has_it() -> None:
    bundles = [extracted(AGENCY, outlet="A"), extracted(ELSEWHERE, outlet="B")]
    ids = sorted(b.article.id for b in bundles)
    former = Story("story_gone", "", tuple(ids)), Story(_stories(bundles)[0].id, "", tuple(ids))
    found = [r for r in group_stories(bundles, (), GroupSettings(), former=former) if isinstance(r, Story)]
    assert [story.was for story in found] == [("story_gone",), ("story_gone",)]


def test_another_matter_in_the_same_place_on_the_same_day_is_less_like() -> None:
    """The names of a small place are shared by all that is told of it; only the words tell a museum from a derailment."""
    museum = """The town museum of Velmora opened its new wing with a choir and a brass band.
The curator, Jana Petrik, cut the ribbon, and children painted the entrance in blue and yellow.
The building by the market shows embroidery, old boats, a bakery oven and a loom on which visitors may weave; entrance is free on weekdays.
A farmer lent his collection of stamps, and a teacher wrote the labels by hand during the winter, when the heating failed twice."""
    told = [extracted(text, published="2031-03-11") for text in (AGENCY, REWRITE, museum)]
    features = features_inside(corpus_of([sign(bundle) for bundle in told]), range(3))
    both, *with_museum = range(len(features))  # the agency's report and its rewrite come first
    short = features[:, FEATURES.index("other matter")]
    assert short[both] == 0.0
    assert (short[with_museum] > 0.0).all()
    blind = features.copy()
    blind[:, FEATURES.index("other matter")] = 0.0
    assert likeness(features)[-1] < likeness(blind)[-1] - 1.0
    assert likeness(features)[both] == likeness(blind)[both]


@pytest.mark.parametrize("by_agency", [0, 1])
def test_of_two_headlines_that_tell_as_much_the_agencys_names_the_story(by_agency: int) -> None:
    titles = ("Cargo train derailed near Velmora", "Near Velmora, cargo train derailed")
    outlets = ["Rail Ministry", "Rail Ministry"]
    outlets[by_agency] = "Reuters"
    told = [
        extracted(AGENCY, title=title, outlet=outlet, published="2031-03-11")
        for title, outlet in zip(titles, outlets, strict=True)
    ]
    (found,) = [r for r in group_stories(told, (), GroupSettings()) if isinstance(r, Story)]
    assert found.title == titles[by_agency]
