"""Count in how many news texts each word, name and number stands, and write the frozen table `resources/rarity/terms.tsv.gz`.

    python training/rarity_table.py FOLDER_OF_CORPORA

The folder holds the Groningen Meaning Bank's texts (Voice of America, public domain; twelve sentences in a row count as one text),
TempEval-3 silver (agency news of the 1990s), Reuters-21578 (1987) and UD English GUM and EWT. Only counts are kept: in how many texts a
single word, a name's skeleton or a number stands, as facts about usage. Shares of the corpora are averaged, newer news weighing most.
"""

from __future__ import annotations

import csv
import gzip
import html
import io
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from stemma.model.article import BlockKind
from stemma.model.span import Span
from stemma.model.words import Sentence
from stemma.stages.extract.details import details_of
from stemma.text.normalise import WORD, stem

sys.path.insert(0, str(Path(__file__).parents[1] / "evals"))
from plain import plain_article

_OUT = Path(__file__).parents[1] / "src/stemma/resources/rarity/terms.tsv.gz"
_WEIGHTS = {"gmb": 0.5, "te3": 0.25, "ud": 0.1, "reuters": 0.15}
_GMB_SENTENCES = 12
_LEAST_SHARE = 75e-6


def main() -> None:
    """Write the table."""
    root = Path(sys.argv[1])
    sources = {"gmb": _gmb(root), "te3": _te3(root), "ud": _ud(root), "reuters": _reuters(root)}
    shares: Counter[tuple[str, str]] = Counter()
    for name, texts in sources.items():
        total, counts = _count(texts)
        for key, n in counts.items():
            if n > 1:
                shares[key] += _WEIGHTS[name] * n / total  # type: ignore[assignment]
    lines = [
        "# Share of news texts (per million) that have a term. Columns: kind (w word stem, n name skeleton, d number), key, share.",
        "# Source: counts over Groningen Meaning Bank texts (VOA), TempEval-3 silver, Reuters-21578, UD English GUM and EWT;",
        "# made by training/rarity_table.py.",
        "# Licence: CC0-1.0 (counts are facts; no text is reproduced).",
    ]
    lines += [f"{k}\t{key}\t{round(1e6 * s)}" for (k, key), s in sorted(shares.items()) if s >= _LEAST_SHARE]
    with gzip.GzipFile(filename="", fileobj=_OUT.open("wb"), mode="wb", mtime=0) as out:
        out.write(("\n".join(lines) + "\n").encode())


def _count(texts: Iterator[str]) -> tuple[int, Counter[tuple[str, str]]]:
    counts: Counter[tuple[str, str]] = Counter()
    total = 0
    for text in texts:
        total += 1
        article = plain_article(text)
        sentences = [
            Sentence(str(i), Span(article.id, b.start, b.end), i, BlockKind.BODY) for i, b in enumerate(article.blocks)
        ]
        keys = {("w", stem(match[0])) for match in WORD.finditer(text) if match[0][0].isalpha()}
        for detail in details_of(article, sentences):
            if detail.kind in ("name", "number"):
                keys.add(("n" if detail.kind == "name" else "d", detail.key))
        counts.update(keys)
    return total, counts


def _gmb(root: Path) -> Iterator[str]:
    with zipfile.ZipFile(root / "ner/gmb_ner_dataset.csv.zip") as packed:
        rows = csv.reader(io.TextIOWrapper(packed.open(packed.namelist()[0]), "latin-1"))
        next(rows)
        sentences: list[str] = []
        words: list[str] = []
        for row in rows:
            if row[0]:
                sentences.append(" ".join(words))
                words = []
                if len(sentences) >= _GMB_SENTENCES:
                    yield "\n".join(sentences)
                    sentences = []
            words.append(row[1])


def _te3(root: Path) -> Iterator[str]:
    for path in sorted((root / "bulk/te3_silver").glob("*.tml")):
        body = path.read_text("utf-8", "replace").partition("<TEXT>")[2]
        yield html.unescape(re.sub(r"<[^>]+>", "", body)).replace("\n\n", "\0").replace("\n", " ").replace("\0", "\n")


def _ud(root: Path) -> Iterator[str]:
    for path in sorted((root / "ud").glob("*train.conllu")):
        for document in path.read_text("utf-8").split("# newdoc")[1:]:
            yield "\n".join(re.findall(r"^# text = (.+)$", document, re.M))


def _reuters(root: Path) -> Iterator[str]:
    for path in sorted((root / "bulk/reuters21578").glob("*.sgm")):
        for body in re.findall(r"<BODY>(.*?)</BODY>", path.read_text("latin-1"), re.S):
            yield re.sub(r"\n(?!\s)", " ", html.unescape(body).replace("\x03", ""))


if __name__ == "__main__":
    main()
