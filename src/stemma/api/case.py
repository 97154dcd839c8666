"""Cases: reading into them, analysing them, asking them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO

from stemma.api.story import Story, story_view
from stemma.model.article import Article
from stemma.model.errors import UsageError
from stemma.model.problem import Problem
from stemma.model.report import CaseReport
from stemma.settings import Settings
from stemma.store.case import Case as CaseFile

if TYPE_CHECKING:
    from stemma.api.check import Answer
    from stemma.run.sources import Fetch

Place = str | PathLike[str]


class Case:
    """An open case. Use as a context manager, or call `close`; what was asked once is kept until `refresh`."""

    def __init__(self, path: Place, *, settings: Settings | None = None, read_only: bool = True) -> None:
        """Open the case file at `path`; see `open_case`."""
        self.settings = settings or Settings()
        self.path = Path(path)
        if not self.path.parent.is_dir():
            raise UsageError(f"the folder {self.path.parent} does not exist; make it first or name another case")
        self._file = CaseFile(self.path, read_only=read_only)

    def __enter__(self) -> Case:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<stemma.Case {self.path}>"

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def refresh(self) -> None:
        """Forget what was read, so that what another process wrote meanwhile is seen."""
        self.__dict__.pop("report", None)
        self.__dict__.pop("_json", None)

    @cached_property
    def report(self) -> CaseReport:
        """Every story with all its records."""
        from stemma.run.report import report_case

        return report_case(self._file, settings=self.settings)

    def stories(self, *, alone: bool = False) -> list[Story]:
        """Return the stories of two or more tellings, largest first; with `alone` also articles that stand alone."""
        reports = (*self.report.stories, *(self.report.alone if alone else ()))
        return [story_view(report) for report in reports]

    def story(self, identifier: str) -> Story:
        """Return the story with this id, or one that it had before.

        Raises:
            KeyError: There is none.
        """
        for report in (*self.report.stories, *self.report.alone):
            if report.story.id == identifier or identifier in report.story.was:
                return story_view(report)
        raise KeyError(identifier)

    def articles(self) -> list[Article]:
        """Return every article as stored, those of other languages and earlier versions too, in order of arrival."""
        return list(self._file.articles())

    def problems(self) -> list[Problem]:
        """Return whatever was not read, kept or decided as asked."""
        return self._file.problems()

    def search(self, words: str, *, limit: int = 50) -> list[Article]:
        """Return articles that hold all `words`, best match first."""
        found = (self._file.article(key) for key in self._file.search(words, limit=limit))
        return [article for article in found if article is not None]

    def check(self, claim: str, *, story: str | None = None) -> Answer:
        """Return who tells a claim and who contradicts it, over the whole case.

        Args:
            claim: One sentence, in your own words.
            story: Id of the one story to look in; all if None.

        Raises:
            UsageError: The claim is empty, or too long to be one.
        """
        from stemma.api.check import Answer
        from stemma.run.check import check_case
        from stemma.run.report import report_case

        answer = check_case(self._file, claim, settings=self.settings, story=story)
        made = report_case(self._file, settings=self.settings, only=frozenset(answer.found))
        return Answer(answer, {report.story.id: story_view(report) for report in (*made.stories, *made.alone)})

    def table(self, name: str) -> Any:
        """Return a table as `pyarrow.Table`; `.to_pandas()` and `polars.from_arrow` take it from there.

        Args:
            name: "articles", "statements", "claims" …; `table_names` lists them.

        Raises:
            UsageError: No table has that name.
        """
        from stemma.render.exports.arrow import arrow_table
        from stemma.render.exports.tables import BY_NAME

        if name not in BY_NAME:
            raise UsageError(f"no table is called {name}; there are: {', '.join(BY_NAME)}")
        return arrow_table(BY_NAME[name], self.json)

    @property
    def json(self) -> dict[str, Any]:
        """The report as plain values, per `stemma.report/1`."""
        return self._json

    @cached_property
    def _json(self) -> dict[str, Any]:
        from stemma.render.report_json import report_json

        return report_json(self.report)

    def _read(self, sources: Iterable[Place], *, stdin: BinaryIO | None, network: bool) -> int:
        from stemma.run.fetch import fetch
        from stemma.run.ingest import ingest
        from stemma.run.sources import receive

        get: Fetch | None = fetch if network else None
        arrivals = receive([str(source) for source in sources], settings=self.settings.read, stdin=stdin, fetch=get)
        counts = ingest(self._file, arrivals, settings=self.settings)
        self.refresh()
        return counts.added

    def _analyse(self, *, workers: int) -> None:
        from stemma.run.analyse import analyse as analyse_case
        from stemma.run.executor import Processes

        with Processes(workers) as executor:
            analyse_case(self._file, settings=self.settings, executor=executor)
        self.refresh()


def table_names() -> tuple[str, ...]:
    """Return the names that `Case.table` knows."""
    from stemma.render.exports.tables import BY_NAME

    return tuple(BY_NAME)


def open_case(path: Place, *, settings: Settings | None = None) -> Case:
    """Open a case that exists, to look at it.

    Raises:
        CaseError: The file does not exist, is damaged, newer, or no case.
    """
    return Case(path, settings=settings)


def read(
    sources: Place | Iterable[Place],
    *,
    case: Place,
    settings: Settings | None = None,
    stdin: BinaryIO | None = None,
    network: bool = True,
) -> Case:
    """Add articles to a case and return it open; nothing is analysed yet.

    Args:
        sources: Files, folders, patterns, `http(s)` addresses, feeds; one or several.
        case: The case file; made if it does not exist.
        settings: All settings; defaults if None.
        stdin: Where JSON lines come from if `-` is among the sources.
        network: Whether addresses may be fetched.
    """
    opened = Case(case, settings=settings, read_only=False)
    try:
        opened._read(_several(sources), stdin=stdin, network=network)
    except BaseException:
        opened.close()
        raise
    return opened


def analyse(
    sources: Place | Iterable[Place] = (),
    *,
    case: Place,
    settings: Settings | None = None,
    workers: int = 1,
    network: bool = True,
) -> Case:
    """Add articles to a case, bring every record up to date, and return the case open.

    Args:
        sources: As for `read`; none brings what the case holds up to date.
        case: The case file; made if it does not exist.
        settings: All settings; defaults if None.
        workers: Processes for the analysis; a script that asks for more than one needs the guard `if __name__ == "__main__":`.
        network: Whether addresses may be fetched.
    """
    opened = read(sources, case=case, settings=settings, network=network)
    try:
        opened._analyse(workers=workers)
    except BaseException:
        opened.close()
        raise
    return opened


def _several(sources: Place | Iterable[Place]) -> list[Place]:
    return [sources] if isinstance(sources, str | PathLike) else list(sources)
