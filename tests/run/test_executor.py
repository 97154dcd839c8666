"""Executors give the same results in the same order; components agree with a plain search."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.model.errors import WorkerLost
from stemma.model.span import Span
from stemma.model.words import Entity, EntityMention, MentionForm
from stemma.run.analyse import what_a_story_sees
from stemma.run.executor import Local, Processes, components, grouped
from stemma.run.records import seen_from


def test_processes_give_what_one_process_gives_in_the_same_order() -> None:
    records = [3, -1, 2, -8, 5, 0, -2] * 9
    with Processes(2, least=2) as executor:
        assert list(executor.each(abs, iter(records))) == list(Local().each(abs, records))
        assert list(executor.each(str, records[:1])) == ["3"]


def test_little_work_starts_no_process() -> None:
    with Processes(2) as executor:
        assert set(executor.each(_own_process, range(5))) == {os.getpid()}


def _own_process(_: int) -> int:
    return os.getpid()


def test_a_process_that_is_ended_from_outside_is_told() -> None:
    with Processes(2, least=1) as executor, pytest.raises(WorkerLost, match="run this again with --workers 1"):
        list(executor.each(os._exit, [1, 1]))


def test_a_story_gets_its_own_mentions_and_one_of_each_other_form() -> None:
    def mention(article: str, start: int, form: MentionForm) -> EntityMention:
        return EntityMention(f"m{article}{start}", Span(article, start, start + 1), form)

    role, name = MentionForm.ROLE, MentionForm.NAME
    mentions = (
        mention("a", 0, role),
        mention("a", 5, role),
        mention("b", 1, name),
        mention("c", 2, role),
        mention("d", 3, name),
    )
    entity = Entity("ent_1", "Port", "place", (), mentions)
    assert seen_from(entity, ["c"]).mentions == (mentions[0], mentions[2], mentions[3])
    assert seen_from(entity, ["a", "b", "c", "d"]) == entity


def test_a_story_is_made_anew_only_where_something_new_is_known_of_its_entities() -> None:
    def known(*mentions: EntityMention, country: str | None = None) -> tuple[object, ...]:
        return what_a_story_sees(Entity("ent_1", "Port", "place", (), mentions, country))

    first = EntityMention("m1", Span("a", 0, 1), MentionForm.NAME)
    again = EntityMention("m2", Span("b", 0, 1), MentionForm.NAME)
    role = EntityMention("m3", Span("b", 4, 5), MentionForm.ROLE)
    assert known(first) == known(first, again)
    assert known(first) != known(first, role)
    assert known(first) != known(first, country="KEN")


def test_grouped_keeps_the_order_of_arrival() -> None:
    assert grouped([("b", 1), ("a", 2), ("b", 3)]) == {"b": [1, 3], "a": [2]}


@given(st.integers(1, 12), st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=20))
def test_components_are_what_a_walk_along_the_pairs_reaches(count: int, pairs: list[tuple[int, int]]) -> None:
    members = list(range(count))
    edges = [(left, right) for left, right in pairs if left < count and right < count]
    found = {member: group for group in components(members, edges) for member in group}
    for member in members:
        assert set(found[member]) == reachable(member, edges)


def reachable(start: int, edges: list[tuple[int, int]]) -> set[int]:
    seen, waiting = {start}, [start]
    while waiting:
        at = waiting.pop()
        for left, right in edges:
            for here, there in ((left, right), (right, left)):
                if here == at and there not in seen:
                    seen.add(there)
                    waiting.append(there)
    return seen
