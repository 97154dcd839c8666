"""Scores cleaning on hand-labelled articles: is the body kept whole, and is what is called boilerplate boilerplate?

    python evals/score_clean.py DATA/stories/news_cluster [--part dev|held]

`clean/labels.jsonl` labels the lines of 40 articles of the news_cluster corpus (half of them unread while the rules were made): file, sha256 of
its text, number of lines, and the label of every line that is not body. `headline` is the article's heading repeated among its lines.
Body recall: share of the characters of body lines that are body blocks (or the headline, where the first line is it). Boilerplate
precision: share of the lines typed boilerplate that are labelled boilerplate or headline.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

from stemma.model.article import Article, BlockKind, Page, Received
from stemma.settings import Settings
from stemma.stages.clean.run import clean_page
from stemma.stages.read.run import read_received

LABELS = Path(__file__).parent / "clean" / "labels.jsonl"


def score(folder: Path, *, part: str | None = None) -> dict[str, Any]:
    """Return figures over the labelled articles in `folder`, with every wrong line as file and number."""
    counts: Counter[tuple[str, str]] = Counter()
    chars: Counter[tuple[str, str]] = Counter()
    wrong: list[tuple[str, int, str, str]] = []
    articles = 0
    for row in map(json.loads, LABELS.read_text(encoding="utf-8").splitlines()):
        if part is not None and row["part"] != part:
            continue
        articles += 1
        for number, (line, got) in enumerate(_typed_lines(folder / row["file"], row["sha256"])):
            if not line.strip():
                continue
            label = row["labels"].get(str(number), "body")
            counts[label, got] += 1
            chars[label, got] += len(line)
            if label != got:
                wrong.append((row["file"], number, label, got))
    return {"articles": articles} | _figures(counts, chars) | {"wrong": wrong}


def _typed_lines(path: Path, sha256: str) -> list[tuple[str, str]]:
    content = path.read_bytes()
    text = json.loads(content)["text"]
    if hashlib.sha256(text.encode()).hexdigest() != sha256:
        raise SystemExit(f"{path} is not the text that was labelled")
    kinds = _kinds(Received(place=str(path), content=content))
    lines = []
    for line in text.split("\n"):
        kind = kinds.pop(0)[1] if kinds and kinds[0][0] == line.strip() else None
        lines.append((line, kind.value if kind else "boilerplate" if not kinds else "missing"))
    return lines


def _kinds(received: Received) -> list[tuple[str, BlockKind]]:
    """Return text and kind of every block; the title that the JSON states beside the text is left out where the text has none."""
    settings = Settings()
    title = json.loads(received.content)["title"]
    for page in read_received(received, settings=settings.read):
        if isinstance(page, Page):
            for article in clean_page(page, settings=settings.clean):
                if isinstance(article, Article):
                    kinds = [(article.text[block.start : block.end], block.kind) for block in article.blocks]
                    first = json.loads(received.content)["text"].split("\n")[0].strip()
                    return kinds if (kinds[0][0] == first and title != first) or kinds[0][0] == first else kinds[1:]
    return []


def _figures(counts: Counter[tuple[str, str]], chars: Counter[tuple[str, str]]) -> dict[str, float]:
    body = sum(number for (label, _), number in chars.items() if label == "body")
    kept = chars["body", "body"] + chars["body", "headline"]
    called = {label: number for (label, got), number in counts.items() if got == "boilerplate"}
    right = called.get("boilerplate", 0) + called.get("headline", 0)
    all_boilerplate = sum(number for (label, _), number in counts.items() if label == "boilerplate")
    captions = sum(number for (label, _), number in counts.items() if label == "caption")
    return {
        "body_recall": round(kept / body, 4) if body else 1.0,
        "body_characters": body,
        "boilerplate_precision": round(right / sum(called.values()), 4) if called else 1.0,
        "lines_called_boilerplate": sum(called.values()),
        "boilerplate_recall": round(counts["boilerplate", "boilerplate"] / all_boilerplate, 4)
        if all_boilerplate
        else 1.0,
        "boilerplate_lines": all_boilerplate,
        "caption_recall": round(counts["caption", "caption"] / captions, 4) if captions else 1.0,
        "caption_lines": captions,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder news_cluster of the data")
    parser.add_argument("--part", choices=("dev", "held"), default=None)
    chosen = parser.parse_args()
    if not chosen.folder.is_dir():
        raise SystemExit(
            f"{chosen.folder} is not there: get the news_cluster corpus (see docs/accuracy.md) or skip this score"
        )
    for name, value in score(chosen.folder, part=chosen.part).items():
        for line in value if isinstance(value, list) else [value]:
            print(name, line)


if __name__ == "__main__":
    main()
