"""The command that shows a case in the browser."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Annotated

import typer

from stemma.cli.interruption import say_when_stopped
from stemma.model.errors import MissingExtra, UsageError

CaseFile = Annotated[
    Path | None, typer.Option("--case", metavar="FILE", help="The case file; the one used last if not given.")
]


def add_commands(cli: typer.Typer) -> None:
    """Add this family's commands."""
    cli.command()(serve)


def serve(
    case: CaseFile = None,
    host: Annotated[
        str,
        typer.Option("--host", help="Address to listen on; others than this machine need the token that is printed."),
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535)] = 8765,
    name: Annotated[
        list[str] | None, typer.Option("--name", help="A further host name under which it is reached.")
    ] = None,
) -> None:
    """Show a case in the browser: read, search, correct, add."""
    try:
        import python_multipart  # noqa: F401 - the forms need it; only whether it is there
        import uvicorn

        from stemma.serve.app import create_app
        from stemma.serve.guard import LOCAL_HOSTS, Access
    except ImportError as error:
        raise MissingExtra(
            f"`stemma serve` needs {error.name}; install it with: pip install 'stemma-news[web]'"
        ) from error
    from stemma.run.places import last_case, remember

    path = case or last_case()
    say_when_stopped(path, read_only=False)
    if not path.parent.is_dir():
        raise UsageError(f"the folder {path.parent} does not exist; make it first or name another with --case FILE")
    local = host in LOCAL_HOSTS
    token = None if local and not name else secrets.token_urlsafe(24)
    app = create_app(path, access=Access((*LOCAL_HOSTS, host.lower(), *(n.lower() for n in name or ())), token))
    remember(path)
    app.state.prepare(lambda articles: typer.echo(f"making the lists of {articles} articles, once", err=True))
    shown = f"[{host}]" if ":" in host else host
    typer.echo(f"{path}: http://{shown}:{port}/" + (f"?token={token}" if token else ""), err=True)
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, proxy_headers=False)
