"""Progress of long work: shown after two seconds, with rate and time left, and only on a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stemma.run.progress import Progress

_PATIENCE = 2.0


@contextmanager
def progress_shown() -> Iterator[Progress]:
    """Give the function to call with (stage, done, total); it draws nothing where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield lambda _stage, _done, _total: None
        return
    meter = _Meter()
    try:
        yield meter
    finally:
        meter.wipe()


class _Meter:
    def __init__(self) -> None:
        self._stage = ""
        self._since = time.monotonic()
        self._drawn = False

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if stage != self._stage:
            self._stage, self._since = stage, now
        passed = now - self._since
        if passed < _PATIENCE:
            return
        rate = done / passed
        left = f", {_clock((total - done) / rate)} left" if total and rate else ""
        of = f" of {total}" if total else ""
        sys.stderr.write(f"\r\x1b[K{stage}: {done}{of}, {rate:.1f}/s{left}")
        sys.stderr.flush()
        self._drawn = True

    def wipe(self) -> None:
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}m{rest:02d}s" if minutes else f"{rest}s"
