"""Writes docs/benchmarks.md from the last results of `make bench` and `make soak`: `python benchmarks/tables.py`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "benchmarks.md"
_HEAD = """# Speed, memory and endurance

Written by `python benchmarks/tables.py` from `benchmarks/last.json` (`make bench`) and `benchmarks/soak.json` (`make soak`). Times are CPU
seconds where nothing else is said, because they were taken on two cores that other work shared; wall time there says nothing. The articles are the project's own
invented texts told again under other names, numbers and years (`benchmarks/corpus.py`), as plain records or as HTML pages with menus,
scripts, related links and adverts (`benchmarks/pages.py`).
"""

_GROWTH = ("real_news_1k.json", "real_news_10k.json")
_SERVED = {"serve_100k.json": "100,000 articles", "serve_10k.json": "10,000 articles in stories of ten tellings"}


def page() -> str:
    """Return the page as the results stand now."""
    parts = [_HEAD]
    if (HERE / "last.json").is_file():
        parts.append("\n".join(_flow(json.loads((HERE / "last.json").read_text(encoding="utf-8")))))
    if (HERE / "real_news.json").is_file():
        parts.append("\n".join(_real(json.loads((HERE / "real_news.json").read_text(encoding="utf-8")))))
    if all((HERE / name).is_file() for name in _GROWTH):
        parts.append("\n".join(_growth([json.loads((HERE / name).read_text(encoding="utf-8")) for name in _GROWTH])))
    for name, told in _SERVED.items():
        if (HERE / name).is_file():
            parts.append("\n".join(_served(json.loads((HERE / name).read_text(encoding="utf-8")), told)))
    if (HERE / "soak.json").is_file():
        parts.append("\n".join(_soak(json.loads((HERE / "soak.json").read_text(encoding="utf-8")))))
    return "\n".join(parts)


def _flow(last: dict[str, Any]) -> Iterator[str]:
    rows, exponents = last["rows"], last["exponents"]
    yield f"## The whole flow, on one core ({last['date']})\n"
    yield from _table(
        ["", *(f"{row['articles']} articles" for row in rows), "exponent"],
        [
            [name, *(row.get(name, "") for row in rows), exponents.get(name.removesuffix(", s"), "")]
            for name in rows[-1]
            if name != "articles"
        ],
    )
    pages = last["HTML pages"]
    yield f"\nReading, cleaning and storing HTML pages of {pages['kB a page']:.0f} kB: {pages['per CPU s']} a CPU second.\n"


def _real(found: dict[str, Any]) -> Iterator[str]:
    stages = found.pop("by stage, s")
    yield f"## A thousand real articles, on two processes ({found.pop('date')})\n"
    yield "`python benchmarks/real_news.py CORPORA`: 204 articles of news_cluster and agency stories. Wall time, with the machine's load before.\n"
    yield from _table(["", "value"], [*found.items(), *((f"{name}, wall s", value) for name, value in stages.items())])
    yield ""


def _growth(runs: list[dict[str, Any]]) -> Iterator[str]:
    small, large = runs
    yield f"## A thousand and ten thousand real articles, on one process ({large['date']})\n"
    yield "`python benchmarks/real_news.py CORPORA --articles N --workers 1`; the larger run fills up with Reuters-21578, whose texts are shorter. CPU seconds.\n"
    shown = (
        "articles",
        "words each",
        "stories of two or more",
        "largest story",
        "CPU, s",
        "peak memory of a process, MB",
    )
    rows = [[name, small[name], large[name], round(large[name] / small[name], 1)] for name in shown]
    stages = zip(small["by stage, CPU s"].items(), large["by stage, CPU s"].values(), strict=True)
    rows += [[f"{stage}, CPU s", one, ten, round(ten / one, 1)] for (stage, one), ten in stages]
    words = [run["articles"] * run["words each"] for run in runs]
    rows.append(["words", *words, round(words[1] / words[0], 1)])
    yield from _table(["", "1,000", "10,000", "times"], rows)
    yield ""


def _served(found: dict[str, Any], told: str) -> Iterator[str]:
    yield f"## The server on {told}, ten requests at once, two cores\n"
    yield (
        "`python benchmarks/serve_load.py CASE` on a case made by `large_case.py`, the server just started; client and server share the cores with "
        f"whatever else runs (load before: {found['load before']:.1f}). Times in ms.\n"
    )
    columns = ("p50", "p95", "p99", "per_second", "server_cpu_ms", "failed")
    rows = [[kind, *(row[c] for c in columns)] for kind, row in found.items() if isinstance(row, dict)]
    yield from _table(["request", *columns], rows)
    yield f"\nFirst answer after {found['first answer after, s']} s (the lists are made once); highest memory {found['highest memory, MB']} MB.\n"


def _soak(results: dict[str, Any]) -> Iterator[str]:
    yield "## Long runs\n"
    for name, found in results.items():
        rows = found.pop("rows", None)
        yield f"**{name.capitalize()}** ({found.pop('date')}, commit {found.pop('commit')}): {_told(found)}.\n"
        if rows:
            yield from _table(list(rows[0]), [list(row.values()) for row in rows])
            yield ""


def _told(figures: dict[str, Any]) -> str:
    return ", ".join(f"{name} {_value(value)}" for name, value in figures.items())


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return " ".join(map(str, value))
    return str(value)


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "| --- |" + " ---: |" * (len(head) - 1)
    for row in rows:
        yield "| " + " | ".join(map(str, row)) + " |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
