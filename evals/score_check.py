"""Scores `stemma check` on the examples: `python evals/score_check.py [--sealed] [--misses] [--json FILE]`.

`evals/gold/check_claims.jsonl` puts 120 claims to the examples as one case, `check_tracing.jsonl` 66 to six stories of the tracing benchmark.
What matters most is that nothing distorted, inverted, swapped or
invented comes back as supported. Beside it a baseline as published counters of origins work: a claim counts as told where enough of its words
stand in a headline or first sentence.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from stemma.model.extracted import Extracted
from stemma.run.analyse import analyse
from stemma.run.check import Searched, check_claim, read_question, searched
from stemma.run.ingest import ingest
from stemma.run.records import load_extracted
from stemma.run.report import report_case
from stemma.run.sources import receive
from stemma.settings import Settings
from stemma.store.case import Case
from stemma.text.stems import stem

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "src" / "stemma" / "examples"
GOLD = {"check": HERE / "gold" / "check_claims.jsonl", "check, tracing stories": HERE / "gold" / "check_tracing.jsonl"}
TRACING = HERE / "tracing" / "stories"
FALSE_KINDS = ("distorted", "inverted", "swapped", "invented")
_HEADLINE_SHARE = 0.5


def read_sources(sources: list[str], settings: Settings) -> list[Searched]:
    """Read and analyse all sources as one case and return what `check` reads of it."""
    with tempfile.TemporaryDirectory() as folder, Case(Path(folder) / "asked.stemma") as case:
        ingest(case, receive(sources, settings=settings.read), settings=settings)
        analyse(case, settings=settings)
        made = report_case(case, settings=settings)
        return [
            searched(report, tuple(load_extracted(case, article) for article in report.articles))
            for report in (*made.stories, *made.alone)
        ]


def read_tracing(rows: list[dict[str, Any]], settings: Settings) -> list[Searched]:
    """Read the stories of the tracing benchmark to which questions are put, hidden parents included."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "tellings.jsonl"
        lines = []
        for story in sorted({row["story"] for row in rows}):
            for text in json.loads((TRACING / f"{story}.json").read_text(encoding="utf-8"))["texts"]:
                kept = {key: text[key] for key in ("title", "outlet", "published", "text")}
                lines.append(json.dumps({"url": f"https://{story}.example/{text['label']}", **kept}))
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return read_sources([str(file)], settings)


def headline_baseline(question: Extracted, stories: list[Searched]) -> str:
    """Return "supported" where half of the question's words stand in one article's headline and first sentence."""
    asked = {stem(term) for sentence in question.sentences for term in sentence.terms}
    for story in stories:
        for telling in story.tellings:
            told = {stem(term) for sentence in telling.sentences[:2] for term in sentence.terms}
            if asked and len(asked & told) / len(asked) >= _HEADLINE_SHARE:
                return "supported"
    return "none"


def score(stories: list[Searched], rows: list[dict[str, Any]], settings: Settings) -> dict[str, Any]:
    """Return counts by kind of claim: answers of `check` and of the baseline, and what was missed."""
    answers: defaultdict[str, Counter[str]] = defaultdict(Counter)
    baseline: defaultdict[str, Counter[str]] = defaultdict(Counter)
    misses = []
    for row in rows:
        question = read_question(row["claim"], settings)
        answer = check_claim(question, stories, settings)
        answers[row["kind"]][answer.verdict] += 1
        baseline[row["kind"]][headline_baseline(question, stories)] += 1
        if answer.verdict != row["expect"]:
            found = [match for matches in answer.found.values() for match in matches]
            why = "; ".join(found[0].why) if found else ""
            misses.append(f"{row['kind']}: {answer.verdict} for {row['expect']}: {row['claim']} ({why})")
    return {"check": answers, "headlines": baseline, "misses": misses}


def figures(answers: dict[str, Counter[str]]) -> dict[str, list[float]]:
    """Return [share, out of] of true claims found and of false ones taken for support."""
    false = sum((answers[kind] for kind in FALSE_KINDS if kind in answers), Counter())
    twisted = sum((answers[kind] for kind in ("distorted", "inverted") if kind in answers), Counter())
    rows = {"true found": answers.get("true", Counter()), "false taken for support": false}
    rows["distorted or inverted taken for support"] = twisted
    return {name: [round(c["supported"] / max(1, c.total()), 3), c.total()] for name, c in rows.items()}


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sealed", action="store_true", help="score the sealed claims (the last measurement only)")
    parser.add_argument("--misses", action="store_true", help="list what came out otherwise than expected")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    options = parser.parse_args()
    settings = Settings()
    told: dict[str, dict[str, list[float]]] = {}
    for name, file in GOLD.items():
        every = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        rows = [row for row in every if bool(row.get("sealed")) == options.sealed]
        stories = read_sources([str(EXAMPLES)], settings) if name == "check" else read_tracing(every, settings)
        made = score(stories, rows, settings)
        told[name] = figures(made["check"])
        told["headlines" if name == "check" else "headlines, tracing stories"] = figures(made["headlines"])
        print("\n".join(f"{name}: {kind:12} {dict(counts)}" for kind, counts in sorted(made["check"].items())))
        if options.misses:
            print("\n".join(made["misses"]))
    for name, table in told.items():
        for measure, (share, total) in table.items():
            print(f"{name:28} {measure:42} {share:6.3f}  of {total}")
    if options.json:
        options.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
