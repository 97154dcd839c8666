"""Commands that read and analyse: report, read, update, demo."""

from __future__ import annotations

import json
import sys
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stemma.cli.options import CaseOption, Sources, Strict, Workers, check_folder_of, open_case, screen
from stemma.model.errors import UsageError

if TYPE_CHECKING:
    from stemma.model.report import CaseReport
    from stemma.run.ingest import Ingest
    from stemma.settings import Settings
    from stemma.store.case import Case

HtmlOption = Annotated[
    Path | None, typer.Option("--html", metavar="FILE", help="Write the report as one self-contained page.")
]
JsonOption = Annotated[
    str | None, typer.Option("--json", metavar="FILE", help="Write the report as JSON; - for standard output.")
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column", metavar="ROLE=FIELD", help="Which field of a table holds what: text, title, url, outlet, date."
    ),
]
Excerpts = Annotated[
    bool, typer.Option("--excerpts", help="In the page, keep only 200 characters around what is cited.")
]


def add_commands(cli: typer.Typer) -> None:
    """Add this family's commands."""
    cli.command()(report)
    cli.command()(read)
    cli.command()(update)
    cli.command()(demo)


def report(
    sources: Sources,
    html: HtmlOption = None,
    json_: JsonOption = None,
    case: CaseOption = None,
    excerpts: Excerpts = False,
    strict: Strict = False,
    workers: Workers = None,
    column: Columns = None,
) -> None:
    """Read, analyse and print the stories."""
    from stemma.run.places import cached_case

    check_folder_of(html, json_)
    place = case or cached_case(sources)
    with open_case(place, read_only=False) as opened:
        counts = _read_into(opened, sources, settings=_settings(column), quiet=json_ == "-")
        if case is None:
            _forget_others(opened, counts)
        _analyse(opened, settings=_settings(), workers=workers, answers=case is not None)
        made = _report(opened, settings=_settings())
        _deliver(made, html=html, json_=json_, excerpts=excerpts)
        if json_ != "-":
            typer.echo(f"case: {place}", err=True)
    _leave(counts, made, strict=strict)


def read(sources: Sources, case: CaseOption = None, strict: Strict = False, column: Columns = None) -> None:
    """Add articles to a case."""
    with open_case(case, read_only=False) as opened:
        counts = _read_into(opened, sources, settings=_settings(column), quiet=False)
    _tell_problems(counts)
    if counts.articles == 0 or (strict and counts.problems):
        raise typer.Exit(1)


def update(case: CaseOption = None, workers: Workers = None) -> None:
    """Make anew whatever is stale; decisions are kept."""
    with open_case(case, read_only=False) as opened:
        _analyse(opened, settings=_settings(), workers=workers)
        typer.echo(f"up to date: {opened.path}", err=True)


def demo(html: HtmlOption = None, json_: JsonOption = None, workers: Workers = None) -> None:
    """Report on the examples that come with Stemma."""
    report([str(files("stemma") / "examples")], html=html, json_=json_, workers=workers)


def analysed_case(sources: list[str], case: Path | None) -> CaseReport:
    """Read and analyse `sources` as `report` does, and return the report without showing it."""
    from stemma.run.places import cached_case

    with open_case(case or cached_case(sources), read_only=False) as opened:
        counts = _read_into(opened, sources, settings=_settings(), quiet=True)
        if case is None:
            _forget_others(opened, counts)
        _analyse(opened, settings=_settings(), workers=None, answers=case is not None)
        return _report(opened, settings=_settings())


def _settings(columns: list[str] | None = None) -> Settings:
    from stemma.settings import ReadSettings, Settings

    named = []
    for column in columns or ():
        role, equals, field = column.partition("=")
        if not (role and equals and field):
            raise UsageError(f"--column {column} is not understood; write it as --column text=FIELD")
        named.append((role, field))
    return Settings(read=ReadSettings(columns=tuple(named)))


def _read_into(case: Case, sources: list[str], *, settings: Settings, quiet: bool) -> Ingest:
    from stemma.cli.progress import progress_shown
    from stemma.run.fetch import fetch
    from stemma.run.ingest import ingest
    from stemma.run.sources import receive

    with progress_shown() as show:
        counts = ingest(
            case,
            receive(sources, settings=settings.read, stdin=sys.stdin.buffer, fetch=fetch),
            settings=settings,
            on_progress=lambda c: show("reading", c.articles, 0),
        )
    if not quiet:
        added, noted = _several(counts.added, "article"), _several(sum(counts.problems.values()), "problem")
        typer.echo(f"{counts.received} received, {added} added, {counts.known} known, {noted}", err=True)
    return counts


def _tell_problems(counts: Ingest) -> None:
    """Say at once what was wrong, as far as it fits on a screen."""
    from stemma.render.quote import plain

    for detail in counts.told:
        typer.echo(f"  {plain(detail)}", err=True)
    more = sum(counts.problems.values()) - len(counts.told)
    if more:
        typer.echo(f"  and {_several(more, 'more problem')}: `stemma doctor` lists them", err=True)


def _several(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _forget_others(case: Case, counts: Ingest) -> None:
    """A case kept for a list of sources holds what those sources hold now, and nothing that was there before."""
    gone = [article for article in case.article_ids() if article not in counts.seen]
    with case.writing():
        for article in gone:
            case.remove_article(article)


def _analyse(case: Case, *, settings: Settings, workers: int | None, answers: bool = True) -> None:
    from stemma.cli.progress import progress_shown
    from stemma.run.analyse import analyse
    from stemma.run.executor import Processes

    with Processes(workers) as executor, progress_shown() as show:
        analyse(case, settings=settings, executor=executor, on_progress=show, answers=answers)


def _report(case: Case, *, settings: Settings) -> CaseReport:
    from stemma.run.report import report_case

    return report_case(case, settings=settings)


def _deliver(made: CaseReport, *, html: Path | None, json_: str | None, excerpts: bool) -> None:
    if json_ is not None:
        from stemma.render.report_json import report_json

        text = json.dumps(report_json(made), ensure_ascii=False, indent=1) + "\n"
        if json_ == "-":
            sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        else:
            Path(json_).write_text(text, encoding="utf-8", errors="backslashreplace")
            typer.echo(f"JSON: {json_}", err=True)
    if html is not None:
        from stemma.render.html import report_html

        html.write_text(report_html(made, excerpts=excerpts), encoding="utf-8", errors="backslashreplace")
        typer.echo(f"page: {html}", err=True)
    if json_ != "-":
        from stemma.render.terminal import print_report

        print_report(made, screen())


def _leave(counts: Ingest, made: CaseReport, *, strict: bool) -> None:
    if counts.articles == 0:
        typer.echo("stemma: nothing could be read; `stemma doctor` says why", err=True)
        raise typer.Exit(1)
    if strict and made.problems:
        raise typer.Exit(1)
