"""Scores contradictions on pairs of clauses: `python evals/score_edits.py [--sealed] [--misses] [--json FILE]`.

`evals/gold/edits.jsonl` holds pairs of clauses (`evals/gold/GUIDE.md`): contradicting, told with another value, the same in other words, or of
another matter. All first clauses are read as one article, a paragraph each, and all second ones as another, so that every clause has the others
for rivals, as in a story. A contradiction or another value is found where a disagreement is stated between the two clauses of a pair, in
whatever slot; on pairs that say the same, or speak of another matter, and between clauses of two pairs, anything stated is false. Figures
are given for what is stated as certain, and for that together with what is told differently at most ("possible").
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from stemma.model.article import Article, Block, BlockKind
from stemma.model.claim import Disagreement
from stemma.model.extracted import Extracted, gather_extracted
from stemma.model.ids import article_id
from stemma.model.lineage import Story
from stemma.model.words import Entity
from stemma.run.story import StoryInput, analyse_story
from stemma.run.worker import ExtractJob, encode_article, extract_job, with_vectors
from stemma.settings import Settings
from stemma.stages.link.run import link_entities

GOLD = Path(__file__).parent / "gold" / "edits.jsonl"
Json = dict[str, Any]


def read_side(pairs: list[Json], side: str, settings: Settings) -> tuple[Extracted, list[int]]:
    """Return one side of all pairs read as one article, a paragraph each, and where each paragraph starts."""
    starts, text = [], ""
    for pair in pairs:
        starts.append(len(text))
        text += pair[side] + "\n\n"
    sha = hashlib.sha256(text.encode()).hexdigest()
    blocks = tuple(
        Block(start, start + len(pair[side]), BlockKind.BODY) for start, pair in zip(starts, pairs, strict=True)
    )
    article = Article(
        id=article_id(canonical=None, outlet=side, sha256=sha),
        places=(side,),
        sha256=sha,
        text=text,
        blocks=blocks,
        outlet=f"telling {side}",
        language="en",
    )
    extracted = gather_extracted(article, extract_job(ExtractJob(article, settings.extract)).records)
    return with_vectors(extracted, encode_article(extracted)), starts


def stated(pairs: list[Json]) -> Iterator[tuple[Disagreement, set[int]]]:
    """Give each disagreement stated between the two sides, with the numbers of the pairs whose clauses it names."""
    settings = Settings()
    sides = [read_side(pairs, side, settings) for side in ("a", "b")]
    starts = {telling.article.id: where for telling, where in sides}
    tellings = tuple(telling for telling, _ in sides)
    entities = tuple(e for e in link_entities(list(tellings), []) if isinstance(e, Entity))
    story = Story("story", "pairs", tuple(telling.article.id for telling in tellings))
    made = analyse_story(StoryInput(story, tellings, (), entities, (), settings))
    for found in made.disagreements:
        spans = [value.span for value in found.values if value.span is not None]
        yield found, {bisect_right(starts[span.article], span.start) - 1 for span in spans}


def wanted(*, sealed: bool) -> Iterator[Json]:
    """Give the pairs that may be looked at: open ones, or with `sealed` the sealed ones only."""
    pairs = (json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines())
    return (pair for pair in pairs if bool(pair["sealed"]) == sealed)


def score(pairs: list[Json], misses: list[str]) -> dict[str, list[float]]:
    """Return measure → [share, out of]."""
    grades: defaultdict[int, set[str]] = defaultdict(set)
    between = 0
    for found, numbers in stated(pairs):
        if len(numbers) == 1:
            grades[next(iter(numbers))].add(found.grade)
        elif found.grade == "certain":
            between += 1
            misses.append(f"between pairs, {found.slot}: {' | '.join(value.value for value in found.values)}")
    counts: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    for number, pair in enumerate(pairs):
        clashing = pair["label"] in ("contradicting", "value")
        for name, hit in (("certain", "certain" in grades[number]), ("certain or possible", bool(grades[number]))):
            counts[f"{'found' if clashing else 'stated on other pairs'}, {name}"][hit] += 1
            counts[f"{pair['label']}: {pair['slot'] or 'no clash'}, {name}"][hit] += 1
        if ("certain" in grades[number]) != clashing:
            misses.append(
                f"{pair['id']} {pair['label']} {pair['slot']} {sorted(grades[number])}: {pair['a']} | {pair['b']}"
            )
    table = {name: [round(c[True] / max(1, c.total()), 3), c.total()] for name, c in sorted(counts.items())}
    return {**table, "stated between two pairs, certain": [between, len(pairs)]}


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sealed", action="store_true", help="score the sealed pairs (the last measurement only)")
    parser.add_argument("--misses", action="store_true", help="list what was missed or falsely stated as certain")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    options = parser.parse_args()
    misses: list[str] = []
    table = score(list(wanted(sealed=options.sealed)), misses)
    for measure, (share, total) in table.items():
        print(f"{measure:50} {share:6.3f}  of {total}")
    if options.misses:
        print("\n".join(["", *misses]))
    if options.json:
        options.json.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
