"""Arithmetic stays on one thread while we read, and is given back afterwards."""

from __future__ import annotations

from threadpoolctl import threadpool_info

from stemma.nlp import one_thread


def threads() -> list[int]:
    return [pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"]


def test_products_stay_on_one_thread_while_the_context_lasts() -> None:
    before = threads()
    with one_thread():
        assert threads() and max(threads()) == 1
    assert threads() == before
