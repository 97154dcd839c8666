"""The table of problems names every code that reading and cleaning can give."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
TABLE = ROOT / "docs" / "reference" / "problems.md"
MODULES = [
    *(ROOT / "src/stemma/stages/read").glob("*.py"),
    *(ROOT / "src/stemma/stages/clean").glob("*.py"),
    *(ROOT / "src/stemma/run").glob("[fs]*.py"),
]
_CODE = re.compile(r'(?:code=|code: str = |_problem\(\s*|_NotFetchedError\(\s*|Problem\(\s*)"([a-z]+(?:-[a-z]+)+)"')


def test_every_code_is_in_the_table() -> None:
    given = {code for module in MODULES for code in _CODE.findall(module.read_text(encoding="utf-8"))}
    documented = set(re.findall(r"^\| `([a-z-]+)` \|", TABLE.read_text(encoding="utf-8"), re.MULTILINE))
    assert len(given) > 20
    assert given - documented == set()
