"""Commands that carry a case into other tools and back: export, load."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stemma.cli.options import CaseOption, open_case
from stemma.model.errors import UsageError

if TYPE_CHECKING:
    from stemma.render.exports.places import Export
    from stemma.store.case import Case

FOLDERS = ("csv", "parquet", "worksheet")
FORMATS = ("jsonl", *FOLDERS, "plover", "webannotation", "geojson", "graphml", "dot", "ftm", "ftm-statements")


def add_commands(cli: typer.Typer) -> None:
    """Add this family's commands."""
    cli.command()(export)
    cli.command()(load)


def export(
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help=f"One of: {', '.join(FORMATS)}.")],
    case: CaseOption = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="PATH", help="Where to write: a folder for csv, parquet and worksheet, else a file."
        ),
    ] = None,
    story: Annotated[str | None, typer.Option("--story", metavar="ID", help="Only this story.")] = None,
    raw: Annotated[
        bool, typer.Option("--raw", help="Leave cells as they are that a spreadsheet would run as formulas.")
    ] = False,
) -> None:
    """Write a case in the format of another tool."""
    if to not in FORMATS:
        raise UsageError(f"--to {to} is not known; say one of: {', '.join(FORMATS)}")
    if to in FOLDERS and out is None:
        raise UsageError(f"--to {to} writes several files; name a folder with --out FOLDER")
    with open_case(case) as opened:
        if to == "jsonl":
            _export_jsonl(opened, out, story=story)
            return
        made = _report(opened, story=story)
    if to in FOLDERS and out is not None:
        out.mkdir(parents=True, exist_ok=True)
        for path in _folder_writer(to)(made, out, raw=raw):
            typer.echo(str(path), err=True)
        return
    made_export = _text_maker(to)(made)
    _deliver([made_export.text], out)
    for reason, number in sorted(made_export.left_out.items()):
        typer.echo(f"left out: {number} ({reason})", err=True)


def load(
    source: Annotated[
        str, typer.Argument(metavar="FILE", help="JSON lines from `stemma export --to jsonl`; - for input.")
    ],
    case: Annotated[Path, typer.Option("--case", metavar="FILE", help="The case file to make.")],
) -> None:
    """Make a case from JSON lines that `export --to jsonl` wrote."""
    from stemma.store.jsonl import load_case

    if source != "-" and not Path(source).is_file():
        raise UsageError(f"{source} does not exist; check the path")
    with open_case(case, read_only=False) as opened:
        if source == "-":
            number = load_case(opened, sys.stdin)
        else:
            with Path(source).open(encoding="utf-8") as lines:
                number = load_case(opened, lines)
    typer.echo(f"{number} articles in {case}", err=True)


def _export_jsonl(case: Case, out: Path | None, *, story: str | None) -> None:
    from stemma.store.jsonl import case_lines

    if story is not None:
        raise UsageError("--to jsonl writes the whole case; leave --story out")
    _deliver((f"{line}\n" for line in case_lines(case)), out)


def _report(case: Case, *, story: str | None) -> dict[str, Any]:
    from stemma.render.exports.places import with_story
    from stemma.render.report_json import report_json
    from stemma.run.report import report_case
    from stemma.settings import Settings

    made = report_json(report_case(case, settings=Settings()))
    if story is None:
        return made
    matching = [found["id"] for found in made["stories"] if found["id"].startswith(story) or story in found["was"]]
    if len(matching) != 1:
        raise UsageError(f"{len(matching)} stories have the id {story}; `stemma stories` lists them")
    return with_story(made, matching[0])


def _folder_writer(to: str) -> Callable[..., list[Path]]:
    if to == "csv":
        from stemma.render.exports.csv_tables import write_csv

        return write_csv
    if to == "worksheet":
        from stemma.render.exports.worksheet import write_worksheet

        return write_worksheet
    from stemma.render.exports.arrow import write_parquet

    return lambda made, folder, raw: write_parquet(made, folder)


def _text_maker(to: str) -> Callable[[dict[str, Any]], Export]:
    from stemma.render.exports.places import Export

    if to == "plover":
        from stemma.render.exports.plover import plover_lines

        return plover_lines
    if to == "geojson":
        from stemma.render.exports.geojson import geojson

        return geojson
    if to == "ftm":
        from stemma.render.exports.ftm import ftm_lines

        return ftm_lines
    if to == "ftm-statements":
        from stemma.render.exports.ftm_statements import ftm_statement_lines

        return ftm_statement_lines
    if to == "webannotation":
        from stemma.render.exports.webannotation import web_annotations

        return lambda made: Export(web_annotations(made), {})
    from stemma.render.exports.graphs import dot, graphml

    return lambda made: Export(graphml(made) if to == "graphml" else dot(made), {})


def _deliver(pieces: Iterable[str], out: Path | None) -> None:
    if out is None:
        for piece in pieces:
            sys.stdout.buffer.write(piece.encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()
        return
    with out.open("wb") as stream:
        for piece in pieces:
            stream.write(piece.encode("utf-8", "backslashreplace"))
    typer.echo(str(out), err=True)
