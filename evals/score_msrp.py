"""Scores sentence pairs of the MSRP corpus: `python evals/score_msrp.py DATA/similarity/msr_paraphrase_train.txt [--limit N] [--json FILE]`.

Each sentence is read like an article of one sentence; a pair is measured by what `claims` measures between clauses (the best partner of each
clause, over both sides) and between the sentences as wholes. One logistic is fitted on the pairs with an even number and scored on the odd
ones. Beside it the cosine of the sentence vectors alone, cut at its best on the even pairs.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from plain import plain_article

from stemma.lang.kin import single_words
from stemma.model.extracted import Extracted, gather_extracted
from stemma.nlp.encoder import encode
from stemma.run.worker import ExtractJob, extract_job, with_vectors
from stemma.run.worker import encode_article as vectors_of
from stemma.settings import Settings
from stemma.stages.claims.pairs import compare_units
from stemma.stages.claims.units import gather_units
from stemma.text.stems import stem

Rows = NDArray[np.float64]


def read_pairs(path: Path, limit: int | None) -> list[tuple[bool, str, str]]:
    """Return (told the same, one sentence, the other)."""
    lines = path.read_text(encoding="utf-8-sig").splitlines()[1:]
    fields = [line.split("\t") for line in lines[:limit]]
    return [(row[0] == "1", row[3], row[4]) for row in fields if len(row) >= 5]


def measure(pairs: list[tuple[bool, str, str]]) -> Rows:
    """Return one row of features per pair, the cosine of the two sentences first."""
    rows = []
    for number, (_, one, other) in enumerate(pairs):
        left, right = (_read(text, f"pair:{number}:{side}") for side, text in enumerate((one, other)))
        vectors = encode([one, other])
        rows.append([float(vectors[0] @ vectors[1]), *_wholes(left, right), *_clauses(left, right)])
    return np.array(rows)


def _read(text: str, url: str) -> Extracted:
    article = plain_article(text, url=url)
    result = extract_job(ExtractJob(article, Settings().extract))
    made = gather_extracted(article, result.records)
    return with_vectors(made, vectors_of(made))


def _wholes(left: Extracted, right: Extracted) -> list[float]:
    """Return shared words of both and of the shorter, the same by kin, figures and names that only one side has, and lengths."""
    one, other = ({stem(term) for sentence in side.sentences for term in sentence.terms} for side in (left, right))
    met = sum(word in other or bool(single_words(word) & other) for word in one)
    met += sum(word in one or bool(single_words(word) & one) for word in other)
    figures, names = (
        [{d.key for d in side.details if d.kind == kind} for side in (left, right)] for kind in ("number", "name")
    )
    return [
        len(one & other) / max(1, len(one | other)),
        len(one & other) / max(1, min(len(one), len(other))),
        met / max(1, len(one) + len(other)),
        len(figures[0] ^ figures[1]) / 3,
        len(names[0] ^ names[1]) / 3,
        float(bool(figures[0] & figures[1])),
        min(len(one), len(other)) / max(1, len(one), len(other)),
    ]


def _clauses(left: Extracted, right: Extracted) -> list[float]:
    """Return the mean over the clauses of the surest partner on the other side, the best and the worst of them."""
    units = gather_units([left, right], ())
    best = dict.fromkeys(range(len(units.items)), 0.0)
    for pair in compare_units(units, (), nearest=6):
        for number in (pair.left, pair.right):
            best[number] = max(best[number], pair.probability)
    values = list(best.values()) or [0.0]
    return [sum(values) / len(values), max(values), min(values)]


def fit(rows: Rows, wanted: Rows) -> Rows:
    """Return the weights of a logistic over standardised rows, the bias last."""
    table = np.hstack([rows, np.ones((len(rows), 1))])
    weights = np.zeros(table.shape[1])
    for _ in range(25):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (wanted - chance) - weights
        curve = (table * (chance * (1 - chance))[:, None]).T @ table + np.eye(table.shape[1])
        weights += np.linalg.solve(curve, slope)
    return weights


def figures(said: NDArray[np.bool_], wanted: NDArray[np.bool_]) -> list[float]:
    """Return [accuracy, F1]."""
    right = int((said & wanted).sum())
    return [round(float((said == wanted).mean()), 3), round(2 * right / max(1, int(said.sum() + wanted.sum())), 3)]


def score(pairs: list[tuple[bool, str, str]]) -> dict[str, Any]:
    """Return accuracy and F1 on the odd pairs, of the logistic and of the cosine alone."""
    rows, wanted = measure(pairs), np.array([same for same, _, _ in pairs])
    even, odd = np.arange(len(pairs)) % 2 == 0, np.arange(len(pairs)) % 2 == 1
    middle, spread = rows[even].mean(axis=0), rows[even].std(axis=0) + 1e-9
    weights = fit((rows[even] - middle) / spread, wanted[even].astype(float))
    said = np.hstack([(rows - middle) / spread, np.ones((len(rows), 1))]) @ weights > 0
    cuts = np.arange(0.4, 1.0, 0.01)
    cut = max(cuts, key=lambda c: ((rows[even, 0] >= c) == wanted[even]).mean())
    return {
        "pairs": int(odd.sum()),
        "accuracy, F1": figures(said[odd], wanted[odd]),
        "cosine alone": figures(rows[odd, 0] >= cut, wanted[odd]),
    }


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path, help="msr_paraphrase_train.txt")
    parser.add_argument("--limit", type=int, help="only the first N pairs")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    options = parser.parse_args()
    if not options.file.is_file():
        raise SystemExit(f"{options.file} is not there: get the MSRP corpus or skip this score")
    found = score(read_pairs(options.file, options.limit))
    print(json.dumps(found, indent=1))
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
