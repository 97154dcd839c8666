"""The whole flow on a thousand real articles, or ten thousand: time by stage, CPU time and peak memory.

    python benchmarks/real_news.py CORPORA [--articles 1000] [--workers 2] [--case FILE] [--json benchmarks/real_news.json]

CORPORA is a folder with `stories/news_cluster` (204 articles) and `bulk/te3_silver`, of which the newest articles of 150 words or more fill up the
number; where these are used up, `bulk/reuters21578`, newest and then longest first, of 90 words or more. Their dates are moved by whole weeks into
the time of news_cluster. Wall time says something only on a machine that does nothing else: the load before the run is told with it. On one process
every stage has its CPU time.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from html import unescape
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stemma.settings import Settings
    from stemma.store.case import Case

LEAST_WORDS = 150
MOVED = timedelta(weeks=574)  # 2006 into 2017
LEAST_WORDS_OF_REUTERS = 90
MOVED_REUTERS = timedelta(weeks=1570)  # 1987 into 2017
_REUTERS = re.compile(r"<REUTERS.*?</REUTERS>", re.S)
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


def reuters_stories(folder: Path) -> Iterator[dict[str, str]]:
    """Give the articles of Reuters-21578 as JSON-lines records, newest day first, of one day the longest first."""
    found = []
    for path in sorted(folder.glob("*.sgm")):
        for match in _REUTERS.finditer(path.read_text(encoding="latin-1")):
            number, day, title, body = (_part(match.group(), tag) for tag in ("NEWID", "DATE", "TITLE", "BODY"))
            words = len(body.split())
            if words >= LEAST_WORDS_OF_REUTERS:
                when = datetime.strptime(day.split()[0].title(), "%d-%b-%Y").date()
                found.append((when, words, int(number), title, body))
    for when, _, number, title, body in sorted(found, reverse=True):
        yield {
            "url": f"https://reuters.example/{number}",
            "outlet": "Reuters",
            "title": title,
            "text": "\n\n".join(" ".join(part.split()) for part in re.split(r"\n {4}", body.removesuffix("\x03"))),
            "published": (when + MOVED_REUTERS).isoformat(),
        }


def _part(story: str, tag: str) -> str:
    if tag == "NEWID":
        return re.search(r'NEWID="(\d+)"', story).group(1)
    found = re.search(rf"<{tag}>(.*?)</{tag}>", story, re.S)
    return unescape(found.group(1)).replace("\x03", "").strip() if found else ""


def fill(case: Case, given: argparse.Namespace, *, settings: Settings, folder: Path) -> None:
    """Read the articles into `case`."""
    from stemma.run.ingest import ingest
    from stemma.run.sources import receive

    clusters = [str(p) for p in (given.corpora / "stories/news_cluster").rglob("*") if p.is_file()]
    ingest(case, receive(sorted(clusters), settings=settings.read), settings=settings)
    missing = max(0, given.articles - case.counts()["article"])
    bulk = given.corpora / "bulk"
    told = islice(chain(agency_stories(bulk / "te3_silver"), reuters_stories(bulk / "reuters21578")), missing)
    more = folder / "agencies.jsonl"
    more.write_text("\n".join(json.dumps(story) for story in told), encoding="utf-8")
    ingest(case, receive([str(more)], settings=settings.read), settings=settings)


class _Clock:
    """Wall and CPU seconds of this process, by stage."""

    def __init__(self) -> None:
        self.wall: Counter[str] = Counter()
        self.cpu: Counter[str] = Counter()
        self._last = time.perf_counter(), time.process_time()

    def lap(self, name: str, done: int = 0, total: int = 0) -> None:
        now = time.perf_counter(), time.process_time()
        self.wall[name] += now[0] - self._last[0]
        self.cpu[name] += now[1] - self._last[1]
        self._last = now
        if total > 1 and done % max(1, total // 20) == 0:
            print(f"{name} {done}/{total}: {self.cpu[name]:.0f} CPU s", file=sys.stderr, flush=True)


def main() -> None:
    """Run once and print."""
    from stemma.model.lineage import Story
    from stemma.run.analyse import analyse
    from stemma.run.executor import Processes
    from stemma.run.report import report_case
    from stemma.settings import Settings
    from stemma.store.case import Case

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--case", type=Path, help="keep the case here; a run that was stopped goes on from there")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    settings, load = Settings(), round(os.getloadavg()[0], 1)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        with Case(given.case or folder / "real.stemma") as case, Processes(given.workers) as executor:
            clock = _Clock()
            fill(case, given, settings=settings, folder=folder)
            clock.lap("read and clean")
            analyse(case, settings=settings, executor=executor, on_progress=clock.lap, answers=False)
            report_case(case, settings=settings)
            clock.lap("report")
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
        "wall, s": round(sum(clock.wall.values()), 1),
        "by stage, s": _rounded(clock.wall),
        "CPU, s": round(own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime, 1),
        "peak memory of a process, MB": round(max(own.ru_maxrss, children.ru_maxrss) / 1024),
    }
    if given.workers == 1:
        figures |= {"largest story": max(sizes, default=0), "by stage, CPU s": _rounded(clock.cpu)}
    print(json.dumps(figures, indent=1))
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _rounded(seconds: Counter[str]) -> dict[str, float]:
    return {name: round(value, 1) for name, value in seconds.items()}


if __name__ == "__main__":
    main()
