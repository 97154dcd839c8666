"""Every command is documented, in the words of its own help."""

from __future__ import annotations

import runpy
from pathlib import Path

PAGES = Path(__file__).parents[2] / "docs" / "reference"


def test_every_command_is_in_the_reference() -> None:
    made = runpy.run_path(str(PAGES / "make_commands.py"))["commands_page"]()
    written = (PAGES / "commands.md").read_text(encoding="utf-8")
    headings = {line for line in made.splitlines() if line.startswith("## ")}
    assert headings == {line for line in written.splitlines() if line.startswith("## ")}, (
        "run docs/reference/make_commands.py"
    )
    options = {line.split()[0] for line in made.splitlines() if line.startswith("  --")}
    assert all(option in written for option in options), "run docs/reference/make_commands.py"


def test_the_readme_names_only_commands_that_exist() -> None:
    readme = (PAGES.parents[1] / "README.md").read_text(encoding="utf-8")
    known = {
        line.removeprefix("## ")
        for line in (PAGES / "commands.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("## ")
    }
    named = {words.split()[0] for words in readme.split("`stemma ")[1:]}
    assert {word.strip("`.,;:") for word in named if not word.startswith("-")} <= known
