"""The whole flow on a thousand real articles, on two processes: wall time by stage, CPU time and peak memory.

    python benchmarks/real_news.py CORPORA [--articles 1000] [--workers 2] [--json benchmarks/real_news.json]

CORPORA is a folder with `stories/news_cluster` (204 articles) and `bulk/te3_silver`, of which the newest articles of 150 words or more fill up the
number; their dates are moved by whole weeks into the time of news_cluster. Wall time says something only on a machine that does nothing else:
the load before the run is told with it.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from html import unescape
from itertools import islice
from pathlib import Path

LEAST_WORDS = 150
MOVED = timedelta(weeks=574)  # 2006 into 2017
_TAG = re.compile(r"<[^>]+>")


def agency_stories(folder: Path) -> Iterator[dict[str, str]]:
    """Give the articles of TE3 silver as JSON-lines records, newest first."""
    for path in sorted(folder.glob("*.tml"), key=lambda p: (p.stem.split("_")[2], p.stem), reverse=True):
        raw = path.read_text(encoding="utf-8")
        day, body = path.stem.split("_")[2].split(".")[0], re.search(r"<TEXT>(.*?)</TEXT>", raw, re.S)
        title = re.search(r"<TITLE>(.*?)</TITLE>", raw, re.S)
        text = unescape(_TAG.sub("", body.group(1))).strip() if body else ""
        if len(text.split()) >= LEAST_WORDS:
            published = date(int(day[:4]), int(day[4:6]), int(day[6:8])) + MOVED
            yield {
                "url": f"https://{path.stem[:3].lower()}.example/{path.stem}",
                "outlet": {"AFP": "Agence France-Presse", "XIN": "Xinhua"}[path.stem[:3]],
                "title": unescape(_TAG.sub("", title.group(1))).strip() if title else "",
                "text": text,
                "published": published.isoformat(),
            }


def main() -> None:
    """Run once and print."""
    from stemma.model.lineage import Story
    from stemma.run.analyse import analyse
    from stemma.run.executor import Processes
    from stemma.run.ingest import ingest
    from stemma.run.report import report_case
    from stemma.run.sources import receive
    from stemma.settings import Settings
    from stemma.store.case import Case

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    settings, load = Settings(), round(os.getloadavg()[0], 1)
    with tempfile.TemporaryDirectory() as folder:
        more = Path(folder) / "agencies.jsonl"
        clusters = [p for p in (given.corpora / "stories/news_cluster").rglob("*") if p.is_file()]
        told = list(islice(agency_stories(given.corpora / "bulk/te3_silver"), given.articles))
        begun = time.perf_counter()
        stages: Counter[str] = Counter()
        last = begun

        def lap(name: str, _done: int = 0, _total: int = 0) -> None:
            nonlocal last
            now = time.perf_counter()
            stages[name] += now - last
            last = now

        with Case(Path(folder) / "real.stemma") as case, Processes(given.workers) as executor:
            ingest(case, receive(sorted(map(str, clusters)), settings=settings.read), settings=settings)
            missing = given.articles - case.counts()["article"]
            more.write_text("\n".join(json.dumps(story) for story in told[: max(0, missing)]), encoding="utf-8")
            ingest(case, receive([str(more)], settings=settings.read), settings=settings)
            lap("read and clean")
            analyse(case, settings=settings, executor=executor, on_progress=lap)
            report_case(case, settings=settings)
            lap("report")
            words = sum(len(article.text.split()) for article in case.articles())
            sizes = [len(story.articles) for story in case.records(Story, "")]
            articles = case.counts()["article"]
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    figures = {
        "date": datetime.now(UTC).date().isoformat(),
        "load before": load,
        "articles": articles,
        "words each": round(words / max(1, articles)),
        "stories of two or more": sum(size > 1 for size in sizes),
        "workers": given.workers,
        "wall, s": round(last - begun, 1),
        "by stage, s": {name: round(seconds, 1) for name, seconds in stages.items()},
        "CPU, s": round(own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime, 1),
        "peak memory of a process, MB": round(max(own.ru_maxrss, children.ru_maxrss) / 1024),
    }
    print(json.dumps(figures, indent=1))
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
