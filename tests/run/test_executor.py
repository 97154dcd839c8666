"""Executors give the same results in the same order; components agree with a plain search."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stemma.run.executor import Local, Processes, components, grouped


def test_processes_give_what_one_process_gives_in_the_same_order() -> None:
    records = [3, -1, 2, -8, 5, 0, -2]
    assert list(Processes(2).each(abs, records)) == list(Local().each(abs, records))


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
