"""Scores certain disagreements on whole untouched stories: `python evals/score_clashes.py DATA/stories/news_cluster [--half read|unread|later] [--json FILE]`.

`evals/gold/clashes.jsonl` labels what the product once stated as certain on the news_cluster corpus: each was read by one reader, its values
within what stands around them, and is right, wrong, or arguable, with the cause where it is not right. No text is published: file, sha256 of the frozen text
(headline, then body), offsets. The whole flow is run anew; what it states is held against the labels by slot and by the places of its values.
What is stated and has no label is counted apart, and nothing is assumed about it. Recall is not measured here. `half` tells by the
story whether a clash was labelled before ("read") or after ("unread") the rules that the labels led to were begun, or whether it was first stated, and labelled, later ("later").
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from stemma.model.article import Article
from stemma.model.claim import Disagreement
from stemma.run.analyse import analyse
from stemma.run.ingest import ingest
from stemma.run.records import tellings_of
from stemma.run.sources import receive
from stemma.settings import Settings
from stemma.store.case import Case

GOLD = Path(__file__).parent / "gold" / "clashes.jsonl"
Json = dict[str, Any]


def write_lines(folder: Path, to: Path) -> dict[str, str]:
    """Write the corpus as JSON lines that `stemma read` takes; return URL → file."""
    files = {}
    with to.open("w", encoding="utf-8") as lines:
        for path in sorted(folder.glob("*.json")):
            row = json.loads(path.read_text(encoding="utf-8"))
            files[row["url"]] = path.name
            told = {"url": row["url"], "title": row["title"], "outlet": row["source_domain"]}
            lines.write(json.dumps({**told, "published": row["date_publish"], "text": row["text"]}) + "\n")
    return files


def certain(folder: Path) -> Iterator[Json]:
    """Give what the flow states as certain: its slot, and file, hash and offsets of each value."""
    settings = Settings()
    with tempfile.TemporaryDirectory() as place, Case(Path(place) / "clashes.stemma") as case:
        files = write_lines(folder, Path(place) / "clashes.jsonl")
        ingest(case, receive([str(Path(place) / "clashes.jsonl")], settings=settings.read), settings=settings)
        analyse(case, settings=settings)
        articles = {article.id: article for article in tellings_of(case)}
        for scope in case.scopes(Disagreement):
            for found in case.records(Disagreement, scope):
                if found.grade == "certain":
                    yield {"slot": found.slot, "values": list(places(found, articles, files))}


def places(found: Disagreement, articles: dict[str, Article], files: dict[str, str]) -> Iterator[Json]:
    """Give where each value of a disagreement stands."""
    for value in found.values:
        article = articles[value.article]
        if value.span is not None:
            yield {
                "file": files.get(article.url or "", ""),
                "sha256": hashlib.sha256(article.text.encode()).hexdigest(),
                "start": value.span.start,
                "end": value.span.end,
            }


def agrees(found: Json, labelled: Json) -> bool:
    """Tell whether a stated disagreement is the labelled one: its slot, and as many places of it as show it (one, where only one has one)."""
    if found["slot"] != labelled["slot"]:
        return False
    met = sum(any(touches(one, other) for one in found["values"]) for other in labelled["values"])
    return met >= min(2, len(labelled["values"]))


def touches(one: Json, other: Json) -> bool:
    """Tell whether two places share a character of one text."""
    return one["sha256"] == other["sha256"] and one["start"] < other["end"] and other["start"] < one["end"]


def score(found: Iterable[Json], labels: list[Json]) -> dict[str, dict[str, float]]:
    """Return slot (and "all") → how many are right, arguable, wrong and without label, and the share right of all labelled (arguable
    ones counting as not right) and of those that are not arguable.
    """
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for item in found:
        label = next((known["label"] for known in labels if agrees(item, known)), "no label")
        for slot in (item["slot"], "all"):
            counts[slot][label] += 1
    table = {}
    for slot, count in sorted(counts.items()):
        read = count["right"] + count["wrong"] + count["arguable"]
        settled = read - count["arguable"]
        table[slot] = {
            **count,
            "labelled": read,
            "precision": round(count["right"] / max(1, read), 3),
            "precision, arguable ones aside": round(count["right"] / max(1, settled), 3),
        }
    return table


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="the news_cluster corpus")
    parser.add_argument("--half", choices=("read", "unread", "later"), help="only labels of the stories of one half")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    options = parser.parse_args()
    labels = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    table = score(certain(options.folder), [row for row in labels if options.half in (None, row["half"])])
    for slot, row in table.items():
        print(f"{slot:16} {row}")
    if options.json:
        options.json.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
