"""The command that lets software agents ask a case."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from stemma.cli.interruption import say_when_stopped
from stemma.cli.options import CaseOption
from stemma.model.errors import UsageError


def add_commands(cli: typer.Typer) -> None:
    """Add this family's commands."""
    cli.command()(mcp)


def mcp(
    case: CaseOption = None,
    allow_add: Annotated[
        Path | None,
        typer.Option("--allow-add", metavar="FOLDER", help="Let agents read files of this folder into the case."),
    ] = None,
    allow_url: Annotated[
        bool, typer.Option("--allow-url", help="Let agents fetch pages of public hosts into the case.")
    ] = False,
) -> None:
    """Answer software agents over standard input and output (Model Context Protocol)."""
    from stemma.run.places import last_case
    from stemma.serve.mcp import Desk
    from stemma.serve.mcp_server import make_server
    from stemma.store.case import Case

    place = case or last_case()
    say_when_stopped(place, read_only=allow_add is None)
    if allow_add is not None and not allow_add.is_dir():
        raise UsageError(f"--allow-add {allow_add} is no folder; name one that exists")
    with Case(place, read_only=True):
        pass
    desk = Desk(place, allow_add=allow_add, allow_url=allow_url)
    make_server(desk, writable=allow_add is not None, fetching=allow_url).run("stdio")
