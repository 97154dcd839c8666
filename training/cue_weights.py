"""Weighs how surely a word in its construction attributes: one logistic weight per feature, fitted on sentences labelled for this project.

    python training/cue_weights.py DATA TABLE

DATA holds `ner/gmb_ner_dataset.csv.zip` (Groningen Meaning Bank: news of public domain; only its words are read) and
`ud/en_gum_open-{train,dev}.conllu` (GUM: news, interviews, biographies under free licences). TABLE is the table written
(`resources/cue_weights.tsv`). `cue_labels.tsv` beside this file says where each labelled sentence stands, the hash of its text and the
places of the words in it that attribute; every other word of the sentence does not. What is kept are weights of words and constructions.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "evals"))

from score_polnear import article_of

from stemma.lang.cues import cue_words
from stemma.stages.extract.run import read_text
from stemma.stages.extract.statements.drafts import draft_of
from stemma.stages.extract.statements.frames import find_frames
from stemma.stages.extract.statements.scoring import Features
from stemma.stages.extract.statements.tree import read_tree

LABELS = Path(__file__).with_name("cue_labels.tsv")
_HELD = {"bias": 0.02, "word frame": 1.0, "word": 0.6}
_HELD_ELSE = 0.3
_LEAST_WEIGHT = 0.08
#: The labelled sentences were picked for their rare and doubtful words, so that fewer of them attribute than in running text: the bias is
#: raised until F on PolNeAR's development articles of even number is best at a score of one half. That number is all that comes from there.
_RAISED = 0.62
_TIGHT = ((" ,", ","), (" .", "."), (" 's", "'s"), (" n't", "n't"), (" ;", ";"), (" :", ":"), ("( ", "("), (" )", ")"))
_TIGHT_TOO = ((" '", "'"), (" %", "%"), ("$ ", "$"))
_HEADER = (
    "# How much each thing seen speaks for a word being a cue of attribution: logistic weights, added up (see scoring.features_of).\n"
    "# Source: fitted by training/cue_weights.py on about 1,160 sentences labelled for this project (Groningen Meaning Bank's news of public\n"
    "# domain and GUM's free genres; training/cue_labels.tsv). Licence: Apache-2.0, as the project's code.\n"
    "feature\tvalue\tweight\n"
)

Row = tuple[Features, bool]


def labelled(folder: Path) -> Iterator[tuple[str, set[int]]]:
    """Give each labelled sentence with the places at which its attributing words begin; a sentence whose hash differs stops the run."""
    texts = {"gmb": _gmb_sentences(folder), "gum": _gum_documents(folder)}
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or line.startswith("corpus"):
            continue
        corpus, name, first, end, digest, cues = line.split("\t")
        text = texts[corpus][name][int(first) : int(end)]
        if hashlib.sha256(text.encode()).hexdigest()[:16] != digest:
            raise SystemExit(f"{corpus} {name} holds another text than was labelled")
        yield text, {int(cue) for cue in cues.split(",") if cue}


def _gmb_sentences(folder: Path) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    name = ""
    with zipfile.ZipFile(folder / "ner" / "gmb_ner_dataset.csv.zip") as archive:
        rows = csv.DictReader(io.TextIOWrapper(archive.open(archive.namelist()[0]), encoding="latin-1"))
        for row in rows:
            name = row["Sentence #"].removeprefix("Sentence: ") or name
            found.setdefault(name, []).append(row["Word"])
    return {name: join_words(words) for name, words in found.items()}


def join_words(words: list[str]) -> str:
    """Return tokens as running text: punctuation close, straight quotation marks opening and closing in turn."""
    text = " ".join(words)
    for loose, tight in (*_TIGHT, *_TIGHT_TOO):
        text = text.replace(loose, tight)
    first, *rest = text.split('"')
    opens = False
    for part in rest:
        opens = not opens
        first = (
            first.rstrip() + ' "' + part.lstrip()
            if opens and first
            else first.rstrip() + '"' + part.lstrip(" " * opens)
        )
    return first.strip()


def _gum_documents(folder: Path) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    name = ""
    for part in ("train", "dev"):
        for line in (folder / "ud" / f"en_gum_open-{part}.conllu").read_text(encoding="utf-8").splitlines():
            if line.startswith("# newdoc"):
                name = line.split("=")[1].strip()
                found[name] = [""]
            elif line.startswith("# newpar"):
                found[name].append("")
            elif line.startswith("# text ="):
                found[name][-1] = f"{found[name][-1]} {line[9:].strip()}".strip()
    return {name: "\n".join(filter(None, paragraphs)) for name, paragraphs in found.items()}


def examples(text, cues: set[int]) -> Iterator[Row]:
    """Give every word that might attribute, with what is seen of it and whether it was labelled as attributing."""
    tree = read_tree(text)
    for frame in find_frames(tree):
        if frame.pos == "VERB" or (tree.lemmas[frame.token], frame.pos) in cue_words():
            yield draft_of(tree, frame)[1], text.offsets(frame.token, frame.token + 1)[0] in cues


def fit(rows: list[Row]) -> list[tuple[tuple[str, str], float]]:
    """Return weights by logistic regression; narrower features are held to smaller weights."""
    names = [("bias", ""), *sorted(Counter(pair for features, _ in rows for pair in features))]
    number = {pair: n for n, pair in enumerate(names)}
    at, indices = [0], []
    for features, _ in rows:
        indices += [0, *(number[pair] for pair in features)]
        at.append(len(indices))
    matrix = csr_matrix((np.ones(len(indices)), indices, at), shape=(len(rows), len(names)))
    labels = np.array([right for _, right in rows], float)
    penalty = np.array([_HELD.get(name, _HELD_ELSE) for name, _ in names])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total = matrix @ weights
        value = np.logaddexp(0, total).sum() - labels @ total + 0.5 * (penalty * weights**2).sum()
        return value, matrix.T @ (1 / (1 + np.exp(-total)) - labels) + penalty * weights

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    pairs = zip(names, found, strict=True)
    return [
        (pair, weight + _RAISED * (pair[0] == "bias"))
        for pair, weight in pairs
        if abs(weight) >= _LEAST_WEIGHT or pair[0] == "bias"
    ]


def write(weights: list[tuple[tuple[str, str], float]], table: Path) -> None:
    """Write the table, in order of feature and value."""
    rows = [f"{feature}\t{value}\t{weight:.2f}\n" for (feature, value), weight in sorted(weights)]
    table.write_text(_HEADER + "".join(rows), encoding="utf-8")


def main() -> None:
    """Read, fit, write."""
    from stemma.nlp import load

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DATA")
    parser.add_argument("table", type=Path, metavar="TABLE")
    options = parser.parse_args()
    nlp, rows = load(), []
    for text, cues in labelled(options.folder):
        rows += examples(read_text(article_of(text, body_only=True), nlp), cues)
    print(f"{len(rows)} words, {sum(right for _, right in rows)} attribute")
    write(fit(rows), options.table)


if __name__ == "__main__":
    main()
