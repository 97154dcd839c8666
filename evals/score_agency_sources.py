"""Kind and anonymity of sources in agency stories that no rule was made on: `python evals/score_agency_sources.py FOLDER [--sealed] [--errors]`.

FOLDER holds the TimeML files of the TempEval-3 silver corpus. The gold, `evals/gold/agency_sources.jsonl`, has file name, sha256 of the text,
offsets and labels, no words; the text is the content of TEXT without tags. With `--sealed` only the sealed rows are scored.
"""

from __future__ import annotations

import argparse
import hashlib
import html
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from score_polnear import article_of

from stemma.model.statement import Source
from stemma.nlp import load
from stemma.settings import ExtractSettings
from stemma.stages.extract.mentions import find_mentions
from stemma.stages.extract.run import read_text
from stemma.stages.extract.statements import find_statements

GOLD = Path(__file__).parent / "gold" / "agency_sources.jsonl"


def text_of(path: Path, digest: str) -> str:
    """Return a file's text; raises ValueError where it is not the one that was labelled."""
    found = re.search(r"<TEXT>(.*?)</TEXT>", path.read_text(encoding="utf-8"), re.S)
    text = html.unescape(re.sub(r"<[^>]+>", "", found[1])) if found else ""
    if hashlib.sha256(text.encode()).hexdigest() != digest:
        raise ValueError(f"{path.name} is not the text that was labelled; get the TempEval-3 silver corpus")
    return text


def find_source(row: dict[str, Any], sources: list[Source]) -> Source | None:
    """Return the shortest predicted source that overlaps the labelled one by half of the shorter, or None."""
    low, high = row["source"]
    near = []
    for source in sources:
        if source.span is None:
            continue
        shared = min(high, source.span.end) - max(low, source.span.start)
        if shared > 0.5 * min(high - low, len(source.span)):
            near.append(source)
    return min(near, key=lambda s: (len(s.span or ()), s.id), default=None)


def main() -> None:
    """Read, score, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sealed", action="store_true")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    by_file: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if row["sealed"] == options.sealed:
            by_file[row["file"]].append(row)
    nlp, pairs = load(), []
    for name, gold in sorted(by_file.items()):
        body = text_of(options.folder / name, gold[0]["sha256"])
        text = read_text(article_of(body, body_only=True), nlp)
        shift = text.article.text.find(body.strip()[:30]) - body.find(body.strip()[:30])
        moved = [{**row, "source": [at + shift for at in row["source"]]} for row in gold]
        found = find_statements(text, find_mentions(text), ExtractSettings())
        sources = [part for s in found for part in (s.source.parts or (s.source,))]
        pairs += [(row, find_source(row, sources), text.article.text) for row in moved]
    for row, source, words in pairs:
        wrong = source is None or (source.kind, source.anonymous) != (row["kind"], row["anonymous"])
        if options.errors and wrong:
            got = (source.text, source.kind, source.anonymous) if source else None
            print(row["file"], repr(words[slice(*row["source"])]), row["kind"], row["anonymous"], got)
    matched = [(row, source) for row, source, _ in pairs if source is not None]
    hits = sum(row["anonymous"] and source.anonymous for row, source in matched)
    total = sum(row["anonymous"] for row, _, _ in pairs) + sum(source.anonymous for _, source in matched)
    right = sum(row["kind"] == source.kind for row, source in matched)
    print(
        json.dumps(
            {
                "sources": len(pairs),
                "found": len(matched),
                "anonymous_f1": round(2 * hits / max(1, total), 3),
                "kind_right_of_found": round(right / max(1, len(matched)), 3),
            }
        )
    )


if __name__ == "__main__":
    main()
