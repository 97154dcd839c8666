"""Commands that show what a case holds: stories, story, compare, quotes, events, why, check, doctor."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stemma.cli.options import CaseOption, OptionalSources, open_case, screen
from stemma.model.errors import UsageError

if TYPE_CHECKING:
    from stemma.model.report import CaseReport, StoryReport
    from stemma.store.case import Case


def add_commands(cli: typer.Typer) -> None:
    """Add this family's commands."""
    for command in (stories, story, quotes, events, why, doctor):
        cli.command()(command)


def stories(case: CaseOption = None) -> None:
    """List the stories of a case."""
    from rich.table import Table

    from stemma.render.quote import plain

    with open_case(case) as opened:
        made = _report(opened)
    table = Table(box=None, padding=(0, 2, 0, 0))
    for column in ("id", "tellings", "from", "to", "title"):
        table.add_column(column)
    for report in (*made.stories, *made.alone):
        span = report.story
        table.add_row(
            span.id,
            str(len(report.articles)),
            (span.earliest or "?")[:10],
            (span.latest or "?")[:10],
            plain(span.title),
        )
    screen().print(table)


def story(identifier: Annotated[str, typer.Argument(metavar="ID")], case: CaseOption = None) -> None:
    """Show one story; the beginning of its id is enough."""
    from stemma.render.terminal import story_view

    with open_case(case) as opened:
        made = _report(opened)
    screen().print(story_view(_found(made, identifier)))


def quotes(sources: OptionalSources = None, case: CaseOption = None) -> None:
    """List who is said to have said what."""
    from stemma.render.terminal import quotes_view

    for report in _reports_on(sources, case):
        screen().print(quotes_view(report))


def events(
    sources: OptionalSources = None,
    case: CaseOption = None,
    to: Annotated[str, typer.Option("--to", help="table or csv")] = "table",
) -> None:
    """List what is said to have happened, and whether it is said to have happened at all."""
    reports = _reports_on(sources, case)
    if to == "csv":
        from stemma.render.csv import events_csv

        typer.echo(events_csv(reports), nl=False)
        return
    if to != "table":
        raise UsageError(f"--to {to} is not known here; say table or csv")
    from stemma.render.terminal import events_view

    for report in reports:
        screen().print(events_view(report))


def why(
    identifier: Annotated[str, typer.Argument(metavar="ID")],
    case: CaseOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, as whenever the output is no screen.")] = False,
) -> None:
    """Show the reasons and the exact words behind any record: as lines on a screen, else as JSON."""
    from stemma.render.report_json import report_json

    with open_case(case) as opened:
        made = report_json(_report(opened))
    found = [record for record in _records_in(made) if record.get("id") == identifier]
    if not found:
        raise UsageError(f"nothing in the case has the id {identifier}; ids stand in `--json` and in the page")
    if as_json or not screen().is_terminal:
        typer.echo(json.dumps(found[0], ensure_ascii=False, indent=1))
        return
    from stemma.render.why import why_view

    screen().print(why_view(found[0], made))


def doctor(case: CaseOption = None) -> None:
    """List problems, and counts in and out."""
    from rich.padding import Padding
    from rich.text import Text

    from stemma.render.phrases import counted
    from stemma.render.quote import plain

    with open_case(case) as opened:
        counts, problems = opened.counts(), opened.problems()
        typer.echo(
            f"case {opened.path}: "
            + ", ".join(counted(counts[kind], kind) for kind in ("article", "problem", "decision"))
        )
    for problem in problems:
        screen().print(
            Text.assemble(
                (problem.code, "bold"), (f"  {problem.stage}  {plain(problem.place or problem.article or '')}", "dim")
            )
        )
        screen().print(Padding(Text(plain(problem.detail)), (0, 0, 0, 2), expand=False))


def _records_in(value: object) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            found.append(item)
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)
    return found


def _report(case: Case) -> CaseReport:
    from stemma.run.records import tellings_of
    from stemma.run.report import report_case
    from stemma.settings import Settings

    made = report_case(case, settings=Settings())
    told = {article.id for report in (*made.stories, *made.alone) for article in report.articles}
    waiting = sum(article.analysed and article.id not in told for article in tellings_of(case))
    if waiting:
        are = "article is" if waiting == 1 else "articles are"
        typer.echo(f"{waiting} {are} not analysed yet; do it with: stemma update --case {case.path}", err=True)
    return made


def _reports_on(sources: list[str] | None, case: Path | None) -> list[StoryReport]:
    if sources:
        from stemma.cli.analyse import analysed_case

        made = analysed_case(sources, case)
    else:
        with open_case(case) as opened:
            made = _report(opened)
    return [*made.stories, *made.alone]


def _found(made: CaseReport, identifier: str) -> StoryReport:
    reports = (*made.stories, *made.alone)
    matching = [r for r in reports if r.story.id.startswith(identifier) or identifier in r.story.was]
    if not matching:
        raise UsageError(f"no story has the id {identifier}; `stemma stories` lists them")
    if len(matching) > 1:
        raise UsageError(f"{len(matching)} stories have ids that begin with {identifier}; give more of it")
    return matching[0]
