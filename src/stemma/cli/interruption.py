"""What Ctrl-C does: it says what is kept and ends the command with 130, whatever is being done or loaded at that moment.

Standard library only, because it must stand before anything else is loaded. The exception that Python raises for Ctrl-C would not do: raised
while libraries load, it is swallowed or turned into another by their compiled parts. A case outlives any end of the process, so nothing has to
be unwound; only where other processes share the work is the exception raised, so that they are ended first.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from pathlib import Path
from typing import NoReturn

STATUS = 130
_kept = "nothing was begun"


def answer_interrupts() -> None:
    """From now on answer Ctrl-C; where it is ignored (as in a job in the background) it stays ignored."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _stop)


def say_when_stopped(case: Path, *, read_only: bool) -> None:
    """Note which case is in use, and whether it is written to."""
    global _kept
    _kept = (
        f"{case} is as it was" if read_only else f"what was done is kept in {case}, the same command goes on from there"
    )


def _stop(_number: int, _frame: object) -> None:
    os.write(
        2, os.fsencode(f"\nstemma: stopped; {_kept}\n")
    )  # past Python's buffers, which may be in use at this moment
    if not multiprocessing.active_children():
        _end()
    signal.signal(signal.SIGINT, _end)
    raise KeyboardInterrupt


def _end(*_: object) -> NoReturn:
    os._exit(STATUS)
