"""Scores the sentence encoder: `python evals/nlp_encoder.py --data DATA [--json evals/nlp_encoder.json]`.

Spearman with human scores on the STS benchmark's development part, all and news; Pearson with the overall score of the English
pairs of SemEval 2022 task 8 (training part; 1 is most alike there, so the sign is turned), articles compared by the mean of their
sentence vectors. The corpora are not part of the project; training/README.md says where to get them.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from pathlib import Path

import numpy as np
from scipy.stats import pearsonr, spearmanr

from stemma.nlp import encode, encoder_digest

_ENDS = re.compile(r"(?<=[.!?])\s+")


def sts(path: Path) -> dict[str, float]:
    """Score single sentences."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    first, second = (encode([row[n] for row in rows]) for n in (5, 6))
    alike = (first * second).sum(1)
    gold = np.array([float(row[4]) for row in rows])
    news = np.array(["news" in row[0] for row in rows])
    return {
        "pairs": len(rows),
        "spearman_all": round(float(spearmanr(alike, gold)[0]), 3),
        "spearman_news": round(float(spearmanr(alike[news], gold[news])[0]), 3),
    }


def semeval(path: Path) -> dict[str, float]:
    """Score pairs of English articles."""
    csv.field_size_limit(10**8)
    with path.open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["lang1"] == row["lang2"] == "en"]
    alike = [float(_mean(row["text1"]) @ _mean(row["text2"])) for row in rows]
    gold = [-float(row["Overall"]) for row in rows]
    return {"pairs": len(rows), "pearson_overall": round(float(pearsonr(alike, gold)[0]), 3)}


def _mean(text: str) -> np.ndarray:
    parts = [s for s in _ENDS.split(text) if len(s) > 10][:30] or [text[:200]]
    mean = encode(parts).mean(0)
    return mean / np.linalg.norm(mean)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    files = {"sts dev": (sts, "sts-dev.csv"), "semeval22 task8 train, en": (semeval, "semeval22_task8-train.csv")}
    results: dict[str, object] = {"encoder": encoder_digest()}
    for name, (score, file) in files.items():
        path = options.data / "similarity" / file
        results[name] = score(path) if path.exists() else "skipped: no file"
        sys.stdout.write(f"{name}: {results[name]}\n")
    if options.json:
        options.json.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
