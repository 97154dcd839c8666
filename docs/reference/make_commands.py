"""Writes docs/reference/commands.md from the command line's own help: `python docs/reference/make_commands.py`."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from stemma.cli.main import cli

PAGE = Path(__file__).parent / "commands.md"


def commands_page() -> str:
    """Return the page: each command with its help."""
    names = sorted(name for name in (c.name or c.callback.__name__ for c in cli.registered_commands if c.callback) if name)
    parts = ["# Commands", "", "Written by `python docs/reference/make_commands.py`; a test holds it to the program.", ""]
    for name in names:
        shown = CliRunner().invoke(cli, [name, "--help"], env={"COLUMNS": "100", "TERMINAL_WIDTH": "100", "NO_COLOR": "1"})
        parts += [f"## {name}", "", "```", shown.output.strip(), "```", ""]
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(commands_page(), encoding="utf-8")
