"""Score casualties on the hand-written set: kind, low, best and high of each counted group, spans by overlap.

Usage: python evals/score_casualties.py [--sealed] [--errors N] [--json FILE]
"""

from __future__ import annotations

import argparse
import collections
import json
import sys
from pathlib import Path

from score_times import _pipeline, parse

from stemma.model.words import Quantity
from stemma.stages.extract.mentions import find_mentions
from stemma.stages.extract.quantities import find_quantities
from stemma.stages.extract.times import find_times

_KINDS = {"killed", "injured", "missing", "detained", "displaced"}


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--gold", type=Path, default=Path(__file__).parent / "gold" / "casualties.jsonl")
    arguments.add_argument("--sealed", action="store_true", help="score the sealed third instead of the open part")
    arguments.add_argument("--errors", type=int, default=0)
    arguments.add_argument("--json", type=Path)
    options = arguments.parse_args()
    rows = [json.loads(line) for line in options.gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    rows = [row for row in rows if row["sealed"] is options.sealed]
    nlp = _pipeline(model=True)
    totals: collections.Counter[str] = collections.Counter()
    errors = []
    for row in rows:
        text = parse(row["text"], row["id"], "", nlp)
        mentions = find_mentions(text)
        found = [quantity for quantity in find_quantities(text, mentions, find_times(text)) if quantity.kind in _KINDS]
        wrong = _score_row(row["quantities"], found, totals)
        if wrong:
            said = [(q.kind, q.low, q.best, q.high, q.hedge, text.words(q.span)) for q in found]
            errors.append(
                f"{row['id']}: {row['text']}\n   gold  {[(q['kind'], q['low'], q['best'], q['high'], q['span']) for q in row['quantities']]}\n   found {said}"
            )
        else:
            totals["sentences right"] += 1
    precision, recall = totals["right"] / max(1, totals["found"]), totals["right"] / max(1, totals["gold"])
    figures = {
        "sentences": len(rows), "sentences right": round(totals["sentences right"] / max(1, len(rows)), 3), "gold": totals["gold"], "found": totals["found"],
        "precision": round(precision, 3), "recall": round(recall, 3), "f1": round(2 * precision * recall / max(1e-9, precision + recall), 3),
    }  # fmt: skip
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")
    for line in errors[: options.errors]:
        sys.stdout.write(line + "\n")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n")
    return 0


def _score_row(gold: list[dict], found: list[Quantity], totals: collections.Counter[str]) -> bool:
    totals["gold"] += len(gold)
    totals["found"] += len(found)
    left = list(found)
    right = 0
    for row in gold:
        match = next(
            (
                q
                for q in left
                if q.span.start < row["end"]
                and row["start"] < q.span.end
                and (q.kind, q.low, q.best, q.high) == (row["kind"], row["low"], row["best"], row["high"])
            ),
            None,
        )
        if match is not None:
            left.remove(match)
            right += 1
    totals["right"] += right
    return right < len(gold) or len(found) > right


if __name__ == "__main__":
    raise SystemExit(main())
