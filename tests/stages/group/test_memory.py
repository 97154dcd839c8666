"""Grouping with memory gives what grouping without gives, whatever came in between."""

import random
from dataclasses import replace

from tests.stages.group.test_stories import _elsewhere
from tests.stages.retold import AGENCY, ELSEWHERE, OWN, REWRITE, extracted

from stemma.model.decision import Decision
from stemma.settings import GroupSettings
from stemma.stages.group import memory as memories
from stemma.stages.group.memory import Memory
from stemma.stages.group.run import group_signed, group_stories, tellings_of

_TEXTS = [told(text) for told in (str, _elsewhere) for text in (AGENCY, REWRITE, OWN, ELSEWHERE, AGENCY + "\n" + OWN)]


def _bundles():
    return [extracted(text, outlet=f"Outlet {k}", published=f"2031-03-{11 + k % 3}") for k, text in enumerate(_TEXTS)]


def _grouped(signatures, memory=None, decisions=(), settings=None):
    return list(group_signed(signatures, decisions, settings or GroupSettings(), memory=memory))


def test_batches_in_any_order_give_the_same_records_as_all_at_once() -> None:
    signatures = tellings_of(_bundles())
    whole = _grouped(signatures)
    for seed in range(5):
        order = random.Random(seed).sample(signatures, len(signatures))
        memory = Memory()
        for end in range(2, len(order) + 1, 2):
            at_last = _grouped(sorted(order[:end], key=lambda s: s.article), memory)
        assert at_last == whole


def test_pieces_whose_likeness_is_kept_give_the_same_when_some_of_their_articles_are_new(monkeypatch) -> None:
    signatures = tellings_of(_bundles())
    whole = _grouped(signatures)
    monkeypatch.setattr("stemma.stages.group.stories._SMALL", 1)
    kept = []
    inside = Memory.inside
    monkeypatch.setattr(Memory, "inside", lambda *given: kept.append(inside(*given)) or kept[-1])
    for seed in range(5):
        order = random.Random(seed).sample(signatures, len(signatures))
        memory = Memory()
        for end in (4, 7, 9, len(order)):
            at_last = _grouped(sorted(order[:end], key=lambda s: s.article), memory)
        assert at_last == whole
    assert any(places for places, _ in kept)


def test_what_was_left_half_done_is_not_carried_on() -> None:
    signatures = tellings_of(_bundles())
    memory = Memory()
    _grouped(signatures[:4], memory)
    next(group_signed(signatures[:8], (), GroupSettings(), memory=memory))
    assert _grouped(signatures, memory) == _grouped(signatures)


def test_articles_that_leave_or_change_leave_nothing_behind() -> None:
    signatures = tellings_of(_bundles())
    memory = Memory()
    _grouped(signatures, memory)
    fewer = signatures[1:]
    assert _grouped(fewer, memory) == _grouped(fewer)
    changed = [replace(fewer[0], earliest=1, latest=1, title="Another"), *fewer[1:]]
    assert _grouped(changed, memory) == _grouped(changed)


def test_a_ruling_and_other_choices_count_at_once_and_no_longer_when_gone() -> None:
    signatures = tellings_of(_bundles())
    memory = Memory()
    free = _grouped(signatures, memory)
    parted = tuple(
        Decision(f"d{k}", "different", "story", signatures[0].article, s.article) for k, s in enumerate(signatures[1:])
    )
    assert _grouped(signatures, memory, parted) == _grouped(signatures, None, parted) != free
    assert _grouped(signatures, memory) == free
    strict = GroupSettings(cut=7.0, telling_details=99)
    assert _grouped(signatures, memory, settings=strict) == _grouped(signatures, settings=strict) != free


def test_what_is_as_it_was_is_not_compared_again(monkeypatch) -> None:
    bundles = _bundles()
    prints = {b.article.id: "as read" for b in bundles}
    memory = Memory()
    first = list(group_stories(bundles, (), GroupSettings(), memory=memory, prints=prints))

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("made again")

    for name in ("signature._signature", "stories.stories_of", "stories.features_of", "passages._passage"):
        monkeypatch.setattr(f"stemma.stages.group.{name}", refuse)
    monkeypatch.setattr(memories.Memory, "keep", refuse)
    assert list(group_stories(bundles, (), GroupSettings(), memory=memory, prints=prints)) == first
