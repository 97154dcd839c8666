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

from stemma.model.claim import Claim
from stemma.model.extracted import Extracted, gather_extracted
from stemma.model.lineage import Story
from stemma.model.words import Entity
from stemma.run.worker import ExtractJob, encode_article, extract_job, with_vectors
from stemma.settings import Settings
from stemma.stages.claims.pairs import compare_with
from stemma.stages.claims.run import find_claims
from stemma.stages.claims.units import Units, gather_units
from stemma.stages.link.run import link_entities
from stemma.text.normalise import WORD

GOLD = Path(__file__).parent / "gold" / "claim_pairs.jsonl"
CUTS = (0.45, 0.5, 0.6, 0.7)
OWN_SHARE = 0.05


def score(folder: Path) -> dict[str, Any]:
    """Return precision, recall and F1 at each cut, and how many labelled pairs have clauses on both sides."""
    by_story: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in map(json.loads, GOLD.read_text(encoding="utf-8").splitlines()):
        by_story[row["story"]].append(row)
    measured: list[tuple[float, bool]] = []
    own: list[tuple[float, bool]] = []
    joined: list[tuple[float, bool]] = []
    for rows in by_story.values():
        files = sorted({row[side]["file"] for row in rows for side in ("left", "right")})
        tellings = [_read(folder / name, rows) for name in files]
        entities = [e for e in link_entities(tellings, ()) if isinstance(e, Entity)]
        units = gather_units(tellings, entities)
        homes = _homes(tellings, entities)
        for row in rows:
            found = _probability(units, files, row)
            if found is not None:
                measured.append((found, row["same"]))
                left, right = (homes[units.items[n].proposition.id] for n in _numbers(units, files, row))
                joined.append((float(left == right), row["same"]))
                texts = [tellings[files.index(row[side]["file"])].article.text for side in ("left", "right")]
                if _shared(*texts) < OWN_SHARE:
                    own.append((found, row["same"]))
    return {
        "pairs": sum(map(len, by_story.values())),
        "clauses found": len(measured),
        **_figures(measured),
        "in one claim": _figures(joined, (0.5,)),
        "own reports": {"pairs": len(own), **_figures(own)},
    }


def _shared(one: str, other: str) -> float:
    """Return the share of five-word runs of the shorter text that the longer has: copies and rewrites share some, own reports next to none."""
    runs = []
    for text in (one, other):
        words = [match[0].lower() for match in WORD.finditer(text)]
        runs.append({tuple(words[at : at + 5]) for at in range(len(words) - 4)})
    return len(runs[0] & runs[1]) / max(1, min(map(len, runs)))


def _read(path: Path, rows: list[dict[str, Any]]) -> Extracted:
    text = json.loads(path.read_bytes())["text"]
    wanted = next(row[side]["sha256"] for row in rows for side in ("left", "right") if row[side]["file"] == path.name)
    if hashlib.sha256(text.encode()).hexdigest() != wanted:
        raise SystemExit(f"{path} is not the text that was labelled")
    article = plain_article(text, url=f"file:{path.name}")
    result = extract_job(ExtractJob(article, Settings().extract))
    made = gather_extracted(article, result.records)
    return with_vectors(made, encode_article(made))


def _homes(tellings: list[Extracted], entities: list[Entity]) -> dict[str, str]:
    """Return proposition → the claim that it tells."""
    story = Story("labelled", "", tuple(telling.article.id for telling in tellings))
    made = find_claims(story, tellings, (), entities, (), Settings().claims)
    return {proposition: claim.id for claim in made if isinstance(claim, Claim) for proposition in claim.propositions}


def _numbers(units: Units, files: list[str], row: dict[str, Any]) -> list[int]:
    """Return the units that hold the labelled acts, left and right; fewer than two where one was not found."""
    sides = []
    for side in ("left", "right"):
        at, telling = row[side]["act"], files.index(row[side]["file"])
        spans = [(u.number, u.proposition.predicate_span) for u in units.items if u.telling == telling]
        sides += [number for number, span in spans if span.start <= at < span.end][:1]
    return sides


def _probability(units: Units, files: list[str], row: dict[str, Any]) -> float | None:
    sides = _numbers(units, files, row)
    if len(sides) < 2:
        return None
    return next(p.probability for p in compare_with(units, sides[0]) if sides[1] in (p.left, p.right))


def _figures(measured: list[tuple[float, bool]], cuts: tuple[float, ...] = CUTS) -> dict[str, list[float]]:
    rows = {}
    for cut in cuts:
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
