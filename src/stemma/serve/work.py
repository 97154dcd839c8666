"""One piece of long work at a time, in the background, with progress: adding articles and applying decisions."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from threading import Lock, Thread

from stemma.model.article import Received
from stemma.model.errors import StemmaError
from stemma.model.problem import Problem
from stemma.run.analyse import analyse
from stemma.run.fetch import fetch
from stemma.run.ingest import Ingest, ingest
from stemma.serve.errors import RefusedError
from stemma.serve.queries import Library

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work is: what is being done, how much of how much, what came of it, and what went wrong."""

    running: bool = False
    doing: str = ""
    done: int = 0
    total: int = 0
    result: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What somebody adds: texts as uploaded, and addresses to be fetched."""

    received: tuple[Received, ...] = ()
    addresses: tuple[str, ...] = ()


class Workshop:
    """Runs one job after the other is refused: two people cannot write to one case at once."""

    def __init__(self, library: Library) -> None:
        """Work on the case of `library`."""
        self._library = library
        self._lock = Lock()
        self._progress = Progress()
        self._thread: Thread | None = None

    @property
    def progress(self) -> Progress:
        """How far the work is now."""
        return self._progress

    def as_json(self) -> dict[str, object]:
        """Return the progress as plain values."""
        return asdict(self._progress)

    def start(self, arrivals: Arrivals = Arrivals()) -> None:
        """Read what arrives, if anything, then bring the case up to date.

        Raises:
            RefusedError: Other work is still running.
        """
        with self._lock:
            if self._progress.running:
                raise RefusedError(409, "busy", "The case is being brought up to date; try again when that is done.")
            self._progress = Progress(running=True, doing="starting")
        self._thread = Thread(target=self._run, args=(arrivals,), daemon=True)
        self._thread.start()

    def wait(self, seconds: float) -> None:
        """Wait for the running work to end, at most so long."""
        if self._thread is not None:
            self._thread.join(seconds)

    def refuse_while_running(self) -> None:
        """Raise RefusedError while work is running."""
        if self._progress.running:
            raise RefusedError(409, "busy", "The case is being brought up to date; try again when that is done.")

    def _run(self, arrivals: Arrivals) -> None:
        try:
            result = self._work(arrivals)
            self._progress = Progress(result=result)
        except StemmaError as error:
            self._progress = Progress(error=str(error))
        except Exception as error:
            _LOG.exception("the work on %s stopped", self._library.path)
            self._progress = Progress(error=f"A defect of Stemma stopped the work: {type(error).__name__}: {error}")

    def _work(self, arrivals: Arrivals) -> str:
        counts = Ingest()
        with self._library.open(write=True) as case:
            if arrivals.received or arrivals.addresses:
                counts = ingest(
                    case,
                    self._arriving(arrivals),
                    settings=self._library.settings,
                    on_progress=lambda c: self._tell("reading", c.articles, 0),
                )
            analyse(case, settings=self._library.settings, on_progress=self._tell)
        if not counts.received:
            return "The case is up to date."
        noted = sum(counts.problems.values())
        return f"{counts.added} articles added, {counts.known} known already, {noted} problems noted."

    def _arriving(self, arrivals: Arrivals) -> Iterator[Received | Problem]:
        yield from arrivals.received
        for address in arrivals.addresses:
            self._tell(f"fetching {address[:80]}", 0, 0)
            yield fetch(address, self._library.settings.read.max_bytes)

    def _tell(self, doing: str, done: int, total: int) -> None:
        self._progress = replace(self._progress, doing=doing, done=done, total=total)


def addresses_in(text: str) -> Sequence[str]:
    """Return the lines of `text` that are http or https addresses."""
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line.lower().startswith(("http://", "https://"))]
