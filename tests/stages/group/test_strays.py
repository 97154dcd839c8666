"""A text that is near to one telling and to few others: joined where that nearness sets it apart, left out where all are alike to it."""

import numpy as np

from stemma.settings import GroupSettings
from stemma.stages.group.strays import with_strays

_STORY, _STRAY = [0, 1, 2, 3], [4]


def _odds(stray: list[float]) -> np.ndarray:
    odds = np.full((5, 5), 3.0)
    odds[4, :4] = odds[:4, 4] = stray
    return odds


def test_a_text_that_what_sets_tellings_apart_brings_nearer_to_one_joins_though_its_mean_falls_short() -> None:
    before, after = _odds([1.5, -3.0, -3.0, -3.0]), _odds([2.0, -4.0, -4.0, -4.0])
    assert with_strays([_STORY, _STRAY], before, after, GroupSettings()) == [[0, 1, 2, 3, 4]]


def test_a_text_that_is_like_all_by_what_they_have_in_common_stays_out() -> None:
    before, after = _odds([2.0, 1.5, 0.5, 0.5]), _odds([1.5, 0.5, -0.5, -0.5])
    assert with_strays([_STORY, _STRAY], before, after, GroupSettings()) == [_STORY, _STRAY]


def test_a_text_near_to_none_stays_out() -> None:
    before, after = _odds([0.1, -3.0, -3.0, -3.0]), _odds([0.3, -4.0, -4.0, -4.0])
    assert with_strays([_STORY, _STRAY], before, after, GroupSettings()) == [_STORY, _STRAY]


def test_a_ruling_against_one_pair_keeps_a_stray_out() -> None:
    before, after = _odds([1.5, -3.0, -3.0, -1e9]), _odds([2.0, -4.0, -4.0, -1e9])
    assert with_strays([_STORY, _STRAY], before, after, GroupSettings()) == [_STORY, _STRAY]


def test_two_texts_do_not_make_a_story_of_a_stray_and_two_groups_stay_two() -> None:
    near = np.full((5, 5), 2.0)
    assert with_strays([[0], [1], [2], [3], [4]], near, near, GroupSettings()) == [[0], [1], [2], [3], [4]]
    assert with_strays([[0, 1, 2], [3, 4]], near, near, GroupSettings()) == [[0, 1, 2], [3, 4]]
