"""Time, peak memory and quality of the same run at three sizes: `python benchmarks/whole_flow.py [--sizes 100,300,900] [--json FILE]`.

Each size runs in a process of its own, on one core, and time is CPU time. Quality is B-cubed F1 of the stories against those the corpus was
made from. The exponents say how time grows with size, by stage: 1 is linear. Beside it stands how many HTML pages are read and cleaned per
CPU second, storing them included.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from corpus import articles
from pages import pages

PAGES = 200
_SHORTEST = 0.2


def run_once(size: int) -> dict[str, float]:
    """Read, analyse and report `size` articles in this process; return the figures."""
    from stemma.model.lineage import Story
    from stemma.run.analyse import analyse
    from stemma.run.ingest import ingest
    from stemma.run.report import report_case
    from stemma.run.sources import receive
    from stemma.run.worker import pipeline
    from stemma.settings import Settings
    from stemma.store.case import Case

    settings = Settings()
    made = list(articles(size))
    pipeline()
    figures: dict[str, float] = {"articles": size}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corpus.jsonl"
        path.write_text("\n".join(json.dumps(article) for article in made), encoding="utf-8")
        with Case(Path(folder) / "bench.stemma") as case:
            clock = _Clock()
            ingest(case, receive([str(path)], settings=settings.read), settings=settings)
            figures["read and clean, s"] = clock.lap()
            analyse(case, settings=settings, on_progress=clock.stage)
            figures |= clock.stages()
            report_case(case, settings=settings)
            figures["report, s"] = clock.lap()
            gold = {article["url"]: article["story"] for article in made}
            urls = {article.id: article.url or "" for article in case.articles()}
            found = {urls[a]: story.id for story in case.records(Story, "") for a in story.articles}
            figures["stories, B-cubed F1"] = round(b_cubed({url: gold[url] for url in found}, found), 4)
            figures["case, MB"] = round((Path(folder) / "bench.stemma").stat().st_size / 1e6, 1)
    figures["total, s"] = round(sum(value for name, value in figures.items() if name.endswith(", s")), 2)
    figures["peak memory, MB"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    return figures


def pages_per_second() -> dict[str, float]:
    """Read, clean and store HTML pages in this process; return how many per CPU second, and their mean size."""
    from stemma.model.article import Received
    from stemma.run.ingest import ingest
    from stemma.settings import Settings
    from stemma.store.case import Case

    settings = Settings()
    made = [Received(place=name, content=text.encode()) for name, text in pages(PAGES)]
    with tempfile.TemporaryDirectory() as folder:
        with Case(Path(folder) / "warm.stemma") as case:
            ingest(case, made[:5], settings=settings)
        with Case(Path(folder) / "bench.stemma") as case:
            clock = _Clock()
            ingest(case, made, settings=settings)
            passed = clock.lap()
    return {"per CPU s": round(PAGES / passed, 1), "kB a page": round(sum(len(m.content) for m in made) / PAGES / 1e3)}


class _Clock:
    """CPU seconds of this process since the last lap, and by stage."""

    def __init__(self) -> None:
        self._last = time.process_time()
        self._by_stage: Counter[str] = Counter()

    def lap(self) -> float:
        now = time.process_time()
        passed, self._last = now - self._last, now
        return round(passed, 2)

    def stage(self, name: str, _done: int, _total: int) -> None:
        self._by_stage[name] += self.lap()

    def stages(self) -> dict[str, float]:
        self.lap()
        return {f"{name}, s": round(seconds, 2) for name, seconds in self._by_stage.items()}


def b_cubed(gold: dict[str, str], found: dict[str, str]) -> float:
    """Return B-cubed F1 of a grouping against a gold one, over the same items."""
    both = Counter((gold[item], found[item]) for item in gold)
    by_gold, by_found = Counter(gold.values()), Counter(found[item] for item in gold)
    precision = sum(n * n / by_found[f] for (_, f), n in both.items()) / len(gold)
    recall = sum(n * n / by_gold[g] for (g, _), n in both.items()) / len(gold)
    return 2 * precision * recall / (precision + recall)


def main() -> None:
    """Run every size in a process of its own and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="100,300,900")
    parser.add_argument("--one", type=int, help="run this size here and print JSON")
    parser.add_argument("--pages", action="store_true", help="read HTML pages here and print JSON")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(run_once(options.one)))
        return
    if options.pages:
        print(json.dumps(pages_per_second()))
        return
    rows = [_in_a_process("--one", size) for size in options.sizes.split(",")]
    read = _in_a_process("--pages")
    for name in rows[-1]:
        print(f"{name:24}" + "".join(f"{row.get(name, 0):>12}" for row in rows))
    exponents = _exponents(rows[0], rows[-1])
    for name, exponent in exponents.items():
        print(f"{'exponent of ' + name:36}{exponent:>8.2f}")
    print(f"{'HTML pages per CPU second':36}{read['per CPU s']:>8}")
    if options.json:
        told = {"date": datetime.now(UTC).date().isoformat(), "rows": rows, "exponents": exponents, "HTML pages": read}
        options.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def _in_a_process(*words: str) -> dict[str, float]:
    done = subprocess.run([sys.executable, __file__, *words], capture_output=True, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def _exponents(first: dict[str, float], last: dict[str, float]) -> dict[str, float]:
    """Return how each stage's time grows with size; a stage too short to be timed is left out."""
    grown = math.log(last["articles"] / first["articles"])
    timed = [name for name in last if name.endswith(", s") and first.get(name, 0) >= _SHORTEST]
    return {name.removesuffix(", s"): round(math.log(last[name] / first[name]) / grown, 2) for name in timed}


if __name__ == "__main__":
    main()
