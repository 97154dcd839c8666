"""A join that is carried on finds what one of all at once finds."""

import numpy as np
import pytest

from stemma.stages.group.blocking import Reach, join
from stemma.stages.group.postings import held_by

ALL_MEET = Reach(days=None, whole=6, next=0, least=2)
NEXT_MEET = Reach(days=20, whole=6, next=2, least=2)


def _case(seed: int, rows: int = 40) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    choose = np.random.default_rng(seed)
    told = [np.unique(np.r_[choose.zipf(1.3, 8) % 60, choose.integers(60, 110, 12)]) for _ in range(rows)]
    owners = np.repeat(np.arange(rows, dtype=np.int32), [len(keys) for keys in told])
    days = np.where(choose.random(rows) < 0.2, -1, choose.integers(0, 60, rows))
    return np.concatenate(told).astype(np.uint64), owners, days.astype(np.int64)


def _found(joined) -> tuple[list[tuple[int, int, int]], list[tuple[int, int]]]:
    pairs, stock = joined.pairs, joined.stock
    return (
        list(zip(pairs.left.tolist(), pairs.right.tolist(), pairs.shared.tolist(), strict=True)),
        sorted(zip(stock.keys.tolist(), stock.rows.tolist(), strict=True)),
    )


@pytest.mark.parametrize("reach", [ALL_MEET, NEXT_MEET], ids=["frequent keys are stock", "frequent keys meet the next"])
@pytest.mark.parametrize("seed", range(8))
def test_adding_rows_in_batches_gives_the_pairs_of_all_at_once(seed: int, reach: Reach) -> None:
    keys, owners, days = _case(seed)
    there = np.random.default_rng(seed + 100).integers(0, 4, len(days))  # the batch in which each row comes
    before, seen = None, np.zeros(len(days), bool)
    for batch in range(4):
        now = there <= batch
        place = np.cumsum(now).astype(np.int32) - 1
        if before is not None:
            before = before.moved(place[np.flatnonzero(seen)])
        chosen = now[owners]
        fresh = ~seen[now]
        before = join(keys[chosen], place[owners[chosen]], days[now], reach, before, fresh)
        seen = now
    whole = join(keys, owners, days, reach, None, np.ones(len(days), bool))
    assert _found(before) == _found(whole)
    assert len(whole.pairs.left) > 5
    assert bool(len(whole.stock.keys)) == (reach.next == 0)


def test_keys_are_found_among_those_wanted_also_where_their_last_bits_are_the_same() -> None:
    keys = np.array([5, 5 + (1 << 22), 9, 5], np.uint64)
    assert held_by(keys, np.array([5, 7], np.uint64)).tolist() == [0, 3]
    assert held_by(keys, np.empty(0, np.uint64)).tolist() == []
