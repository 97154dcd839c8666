"""What several commands share: options, the case in hand, and the screen."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stemma.cli.interruption import say_when_stopped
from stemma.model.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from stemma.store.case import Case

CaseOption = Annotated[
    Path | None, typer.Option("--case", metavar="FILE", help="The case file; the one used last if not given.")
]
Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE", help="Files, folders, globs, addresses (by name), feeds, WARC files; - for JSON lines."
    ),
]
OptionalSources = Annotated[
    list[str] | None, typer.Argument(metavar="SOURCE", help="What to read; the case used last if not given.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 1 if anything was noted as a problem.")]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers", "-j", min=1, max=64, help="Processes for the analysis; one per core, at most eight, if not given."
    ),
]


@contextmanager
def open_case(path: Path | None, *, read_only: bool = True) -> Iterator[Case]:
    """Open the named case, or the one used last."""
    from stemma.run.places import last_case, remember
    from stemma.store.case import Case

    chosen = path or last_case()
    if path is not None and not path.parent.is_dir():
        raise UsageError(f"the folder {path.parent} does not exist; make it first or name another with --case FILE")
    say_when_stopped(chosen, read_only=read_only)
    with Case(chosen, read_only=read_only) as case:
        remember(chosen)
        yield case


def check_folder_of(*files: Path | str | None) -> None:
    """Refuse a file to be written whose folder does not exist, before any work is done for it."""
    for file in files:
        if file is not None and file != "-" and not Path(file).parent.is_dir():
            raise UsageError(f"the folder {Path(file).parent} does not exist; make it first or name another file")


def screen(*, to_stderr: bool = False) -> Console:
    """Return the terminal to print on; never interprets text as markup."""
    from rich.console import Console

    return Console(
        stderr=to_stderr,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
        width=None if sys.stdout.isatty() else 120,
    )
