"""Weighs how surely a word in its construction attributes: one logistic weight per feature, counted on annotated articles.

    python training/cue_weights.py FOLDER TABLE

FOLDER is PolNeAR's `train` (text/ and attributions/), TABLE the table written (`resources/cue_weights.tsv`). What is kept are weights
of verbs, nouns and constructions; nothing of the texts.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "evals"))

from score_polnear import Relation, article_of, articles

from stemma.stages.extract.run import read_text
from stemma.stages.extract.statements.drafts import draft_of
from stemma.stages.extract.statements.frames import find_frames
from stemma.stages.extract.statements.scoring import Features
from stemma.stages.extract.statements.tree import read_tree

_LEAST = 3
_STRENGTH = {"word frame": 1.0, "word": 0.6}
_HEADER = (
    "# How much each thing seen speaks for a word being a cue of attribution: logistic weights, added up (see scoring.features_of).\n"
    "# Source: fitted by training/cue_weights.py on PolNeAR's training articles (840 articles, https://github.com/networkdynamics/PolNeAR);\n"
    "# facts about words and constructions, none of its text. Licence: Apache-2.0, as the project's code.\n"
    "feature\tvalue\tweight\n"
)

Row = tuple[Features, bool]


def examples(text, gold: list[Relation]) -> Iterable[Row]:
    """Give every word that might attribute, with what is seen of it and whether annotators took it as a cue with some of that content."""
    tree = read_tree(text)
    cue = {c for r in gold for a, b in r.cue for c in range(a, b)}
    owner = {c: n for n, r in enumerate(gold) for a, b in r.cue for c in range(a, b)}
    for frame in find_frames(tree):
        draft, features = draft_of(tree, frame)
        start = text.offsets(frame.token, frame.token + 1)[0]
        right = False
        if start in cue:
            content = gold[owner[start]].content
            spans = [text.offsets(*stretch) for stretch in draft.content]
            right = not spans or any(a < y and x < b for a, b in spans for x, y in content)
        yield features, right


def fit(rows: list[Row]) -> list[tuple[tuple[str, str], float]]:
    """Return weights of the features seen at least three times, by logistic regression; narrower features are held to smaller weights."""
    counts = Counter(pair for features, _ in rows for pair in features)
    names = [("bias", ""), *sorted(pair for pair, count in counts.items() if count >= _LEAST)]
    number = {pair: n for n, pair in enumerate(names)}
    at, indices = [0], []
    for features, _ in rows:
        indices += [0, *(number[pair] for pair in features if pair in number)]
        at.append(len(indices))
    matrix = csr_matrix((np.ones(len(indices)), indices, at), shape=(len(rows), len(names)))
    labels = np.array([right for _, right in rows], float)
    penalty = np.array([0.0, *(_STRENGTH.get(name, 0.3) for name, _ in names[1:])])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total = matrix @ weights
        value = np.logaddexp(0, total).sum() - labels @ total + 0.5 * (penalty * weights**2).sum()
        return value, matrix.T @ (1 / (1 + np.exp(-total)) - labels) + penalty * weights

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 120}).x
    return [
        (pair, weight) for pair, weight in zip(names, found, strict=True) if abs(weight) >= 0.08 or pair[0] == "bias"
    ]


def write(weights: list[tuple[tuple[str, str], float]], table: Path) -> None:
    """Write the table, in order of feature and value."""
    rows = [f"{feature}\t{value}\t{weight:.2f}\n" for (feature, value), weight in sorted(weights)]
    table.write_text(_HEADER + "".join(rows), encoding="utf-8")


def main() -> None:
    """Read, count, fit, write."""
    from stemma.nlp import load

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("table", type=Path)
    options = parser.parse_args()
    nlp, rows = load(), []
    for _, words, gold in articles(options.folder):
        rows += examples(read_text(article_of(words), nlp), gold)
    write(fit(rows), options.table)


if __name__ == "__main__":
    main()
