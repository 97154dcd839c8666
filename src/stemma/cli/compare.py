"""The command that sets two tellings side by side."""

from __future__ import annotations

from typing import Annotated

import typer

from stemma.cli.options import CaseOption, open_case, screen
from stemma.model.errors import UsageError


def add_commands(cli: typer.Typer) -> None:
    """Add this family's commands."""
    cli.command()(compare)


def compare(
    left: Annotated[
        str,
        typer.Argument(
            metavar="A", help="The beginning of an article's id, or part of its file name, outlet or title."
        ),
    ],
    right: Annotated[str, typer.Argument(metavar="B")],
    case: CaseOption = None,
) -> None:
    """Show two tellings of one story side by side."""
    from stemma.render.compare import compare_view, find_telling
    from stemma.run.report import report_case
    from stemma.settings import Settings

    with open_case(case) as opened:
        made = report_case(opened, settings=Settings())
    story, one = find_telling(made, left)
    other_story, other = find_telling(made, right)
    if story.story.id != other_story.story.id:
        raise UsageError(
            f"{one.id} and {other.id} tell different stories ({story.story.id}, {other_story.story.id}); nothing is aligned"
        )
    if one.id == other.id:
        raise UsageError(f"{left} and {right} are the same article, {one.id}; name two")
    screen().print(compare_view(story, one, other))
