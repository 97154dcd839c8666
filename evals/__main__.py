"""Scores every task and holds the figures against their floors: `python -m evals [--corpora FOLDER] [--only TASK ...] [--jobs N]`.

Tasks on the project's own gold run always; those on public corpora only where `--corpora` names the folder (docs/reference/corpora.md says
where to get them). Each task writes `evals/figures/<task>.json`; `evals/last.json` then holds the figures that have a floor, with the digests of the
model, encoder, resources and stages that they were measured with, and `docs/accuracy.md` shows them. Exit status 1 below a floor.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from stemma.flow import VERSIONS
from stemma.run.digests import resources_digest
from stemma.run.worker import encoder_digest, model_digest

HERE = Path(__file__).parent
DOCS = HERE.parent / "docs"
CORPORA = "{corpora}"

TASKS: dict[str, list[str]] = {
    "examples": ["score_examples.py"],
    "stories": ["score_examples.py", "--folder", "evals/stories/open"],
    "later stories": ["score_examples.py", "--folder", "evals/later_stories/open"],
    "latest stories": ["score_examples.py", "--folder", "evals/latest_stories/open"],
    "further stories": ["score_examples.py", "--folder", "evals/further_stories/open"],
    "tracing": ["score_tracing.py"],
    "casualties": ["score_casualties.py"],
    "names": ["score_names.py"],
    "sources": ["score_sources.py"],
    "check": ["score_check.py"],
    "edits": ["score_edits.py"],
    "attribution": ["score_polnear.py", f"{CORPORA}/polnear/dev", "--half", "even"],
    "times": ["score_times.py", f"{CORPORA}/timeml/TimeBank"],
    "reader": ["score_nlp.py", "--data", CORPORA, "--slices", "plain", "--no-names"],
}


def digests() -> dict[str, Any]:
    """Return what the figures were measured with."""
    return {"model": model_digest(), "encoder": encoder_digest(), "resources": resources_digest(), "stages": VERSIONS}


def run(task: str, corpora: Path | None) -> dict[str, Any] | None:
    """Run one task; return its figures with what they were measured with, or None where it could not be run."""
    words = TASKS[task]
    if corpora is None and any(CORPORA in word for word in words):
        print(f"{task}: skipped, needs --corpora", file=sys.stderr)
        return None
    output = HERE / "figures" / f"{task}.json"
    command = [sys.executable, str(HERE / words[0]), *(word.replace(CORPORA, str(corpora)) for word in words[1:])]
    done = subprocess.run([*command, "--json", str(output)], cwd=HERE.parent, check=False, stdout=subprocess.DEVNULL)
    print(f"{task}: {'done' if done.returncode == 0 else 'FAILED'}", file=sys.stderr)
    return gathered(task) if done.returncode == 0 else None


def gathered(task: str) -> dict[str, Any]:
    """Return the figures with a floor that a task's file holds, with the digests of what is shipped now."""
    found = {}
    for name in floors():
        first, *path = name.split("/")
        if first != task:
            continue
        value: Any = json.loads((HERE / "figures" / f"{task}.json").read_text(encoding="utf-8"))
        for key in path:
            value = value[int(key)] if isinstance(value, list) else value[key]
        found[name] = round(float(value), 4)
    return {"digests": digests(), "figures": found}


def floors() -> dict[str, dict[str, float]]:
    """Return figure → {"floor" or "ceiling", "aim"}."""
    loaded: dict[str, dict[str, float]] = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
    return loaded


def below(found: dict[str, float]) -> list[str]:
    """Return a line for each figure on the wrong side of its bound."""
    lines = []
    for name, bound in floors().items():
        if name not in found:
            lines.append(f"{name}: not measured yet")
            continue
        if "floor" in bound and found[name] < bound["floor"]:
            lines.append(f"{name}: {found[name]} is under its floor {bound['floor']}")
        if "ceiling" in bound and found[name] > bound["ceiling"]:
            lines.append(f"{name}: {found[name]} is over its ceiling {bound['ceiling']}")
    return lines


def write_accuracy(found: dict[str, float]) -> None:
    """Write docs/accuracy.md: the table of figures, then each task's own page."""
    rows = ["| figure | measured | floor | aim |", "| --- | --- | --- | --- |"]
    for name, bound in floors().items():
        limit = bound.get("floor", bound.get("ceiling"))
        sign = "at most " if "ceiling" in bound else ""
        rows.append(f"| {name} | {found.get(name, float('nan')):g} | {sign}{limit:g} | {bound.get('aim', '')} |")
    pages = sorted((DOCS / "accuracy").glob("*.md"))
    head = [
        "# Accuracy",
        "",
        "Written by `make eval`; every figure is measured with what is shipped. Development figures are optimistic: the rules were made while",
        "looking at that text. Figures on sealed or unread parts are marked as such on the pages of the tasks, with the errors read and grouped.",
        "",
        *rows,
        "",
        "## Pages",
        "",
        *(f"- [{page.stem}](accuracy/{page.name})" for page in pages),
    ]
    (DOCS / "accuracy.md").write_text("\n".join(head) + "\n", encoding="utf-8")


def main() -> int:
    """Run tasks, gather figures, compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--only", nargs="*", choices=sorted(TASKS))
    parser.add_argument("--jobs", type=int, default=1, help="how many tasks run at once")
    options = parser.parse_args()
    tasks = options.only or list(TASKS)
    last_file = HERE / "last.json"
    last: dict[str, Any] = json.loads(last_file.read_text(encoding="utf-8")) if last_file.exists() else {}
    with ThreadPoolExecutor(options.jobs) as pool:
        for task, made in zip(tasks, pool.map(lambda task: run(task, options.corpora), tasks), strict=True):
            if made is not None:
                last[task] = made
    last_file.write_text(json.dumps(dict(sorted(last.items())), indent=1) + "\n", encoding="utf-8")
    found = {name: value for made in last.values() for name, value in made["figures"].items()}
    write_accuracy(found)
    for line in below(found):
        print(line)
    return 1 if below(found) else 0


if __name__ == "__main__":
    sys.exit(main())
