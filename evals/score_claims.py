"""Scores same or different on labelled pairs of clauses: `python evals/score_claims.py DATA/stories/news_cluster [--json FILE]`.

`evals/gold/claim_pairs.jsonl` labels pairs of clauses of the news_cluster corpus, drawn evenly over likeness, as telling the same or not: file,
sha256 of its text, offsets of the clauses and of their acts. A figure, place or name that differs leaves two clauses the same. A pair
counts as found where the product's clauses hold the labelled acts. The shipped weights were fitted on these pairs too; what they reach on stories
left out of the fitting is in `docs/accuracy/claims.md`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from plain import plain_article

from stemma.model.extracted import Extracted
from stemma.model.words import Entity
from stemma.run.worker import ExtractJob, encode_article, extract_job, with_vectors
from stemma.settings import Settings
from stemma.stages.claims.pairs import compare_with
from stemma.stages.claims.units import Units, gather_units
from stemma.stages.link.run import link_entities

GOLD = Path(__file__).parent / "gold" / "claim_pairs.jsonl"
FIELDS = {
    "Sentence": "sentences",
    "Mention": "mentions",
    "TimeRef": "times",
    "Quantity": "quantities",
    "Statement": "statements",
    "Proposition": "propositions",
    "Detail": "details",
}
CUTS = (0.5, 0.6, 0.7)


def score(folder: Path) -> dict[str, Any]:
    """Return precision, recall and F1 at each cut, and how many labelled pairs have clauses on both sides."""
    by_story: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in map(json.loads, GOLD.read_text(encoding="utf-8").splitlines()):
        by_story[row["story"]].append(row)
    measured: list[tuple[float, bool]] = []
    for rows in by_story.values():
        files = sorted({row[side]["file"] for row in rows for side in ("left", "right")})
        tellings = [_read(folder / name, rows) for name in files]
        entities = [e for e in link_entities(tellings, ()) if isinstance(e, Entity)]
        units = gather_units(tellings, entities)
        for row in rows:
            found = _probability(units, files, row)
            if found is not None:
                measured.append((found, row["same"]))
    return {"pairs": sum(map(len, by_story.values())), "clauses found": len(measured), **_figures(measured)}


def _read(path: Path, rows: list[dict[str, Any]]) -> Extracted:
    text = json.loads(path.read_bytes())["text"]
    wanted = next(row[side]["sha256"] for row in rows for side in ("left", "right") if row[side]["file"] == path.name)
    if hashlib.sha256(text.encode()).hexdigest() != wanted:
        raise SystemExit(f"{path} is not the text that was labelled")
    article = plain_article(text, url=f"file:{path.name}")
    result = extract_job(ExtractJob(article, Settings().extract))
    made = Extracted(article, **{field: tuple(result.records.get(kind, ())) for kind, field in FIELDS.items()})
    return with_vectors(made, encode_article(made))


def _probability(units: Units, files: list[str], row: dict[str, Any]) -> float | None:
    sides = []
    for side in ("left", "right"):
        at, telling = row[side]["act"], files.index(row[side]["file"])
        holding = [
            u
            for u in units.items
            if u.telling == telling and u.proposition.predicate_span.start <= at < u.proposition.predicate_span.end
        ]
        if not holding:
            return None
        sides.append(holding[0].number)
    return next(p.probability for p in compare_with(units, sides[0]) if sides[1] in (p.left, p.right))


def _figures(measured: list[tuple[float, bool]]) -> dict[str, list[float]]:
    rows = {}
    for cut in CUTS:
        right = sum(same and value >= cut for value, same in measured)
        said, wanted = sum(value >= cut for value, _ in measured), sum(same for _, same in measured)
        precision, recall = right / max(1, said), right / max(1, wanted)
        rows[f"P, R, F1 at {cut}"] = [
            round(v, 3) for v in (precision, recall, 2 * precision * recall / max(1e-9, precision + recall))
        ]
    return rows


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, help="folder news_cluster of the data")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    options = parser.parse_args()
    if not options.folder.is_dir():
        raise SystemExit(f"{options.folder} is not there: get the news_cluster corpus or skip this score")
    figures = score(options.folder)
    print(json.dumps(figures, indent=1))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
