"""The `stemma` command: commands are gathered here from one file per family."""

from __future__ import annotations

import sqlite3
import sys
from typing import Annotated

import typer

from stemma.cli import analyse, check, compare, decide, export, mcp, serve, show, watch
from stemma.model.errors import StemmaError, UsageError

cli = typer.Typer(
    name="stemma",
    help="Reads all the tellings of a story and gives one sourced record. English only for now.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
analyse.add_commands(cli)
show.add_commands(cli)
compare.add_commands(cli)
decide.add_commands(cli)
check.add_commands(cli)
export.add_commands(cli)
mcp.add_commands(cli)
watch.add_commands(cli)
serve.add_commands(cli)


@cli.callback(invoke_without_command=True)
def main(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
    licenses: Annotated[
        bool, typer.Option("--licenses", help="Print the licences of code, weights and tables and stop.")
    ] = False,
) -> None:
    """Reads all the tellings of a story and gives one sourced record."""
    if version:
        from stemma.run.report import package_version

        typer.echo(f"stemma {package_version()}")
        raise typer.Exit
    if licenses:
        from stemma.cli.licences import licence_text

        typer.echo(licence_text())
        raise typer.Exit


def app() -> None:
    """Run the command line; wrong use exits with 2, an unusable case with 1, a closed pipe quietly."""
    try:
        cli()
    except UsageError as error:
        _fail(str(error), status=2)
    except StemmaError as error:
        _fail(str(error), status=1)
    except sqlite3.DatabaseError as error:
        _fail(
            f"the case is damaged or cannot be used ({error}); restore it from a copy or read the sources anew",
            status=1,
        )
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(0) from None
    except OSError as error:
        _fail(f"{error.filename or 'a file'} cannot be read or written ({error.strerror or error})", status=1)


def _fail(message: str, *, status: int) -> None:
    typer.echo(f"stemma: {message}", err=True)
    raise SystemExit(status)
