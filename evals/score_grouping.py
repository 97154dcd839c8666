"""Score grouping on public corpora: stories against event labels, noise drawn in, reuse against exhaustive comparison, and time.

    python evals/score_grouping.py CORPORA [--reuters N] [--json FILE]

CORPORA is a folder with `stories/news_cluster`, `stories/ecbplus`, `bulk/reuters21578` and `similarity`; parts that are absent are skipped.
The two sets of stories are read by the shipped pipeline (`--plain`: by plain sentences, in seconds), noise and pairs by plain sentences.
"""

from __future__ import annotations

import argparse
import csv
import html
import json
import re
import resource
import sys
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from plain import plain_article, plain_extracted

from stemma.model.article import Article, Basis, Published
from stemma.model.extracted import Extracted
from stemma.model.lineage import Passage, Story
from stemma.run.worker import ExtractJob, extract_job
from stemma.settings import GroupSettings, Settings
from stemma.stages.group.compare import corpus_of, features_of, likeness
from stemma.stages.group.memory import Memory
from stemma.stages.group.passages import find_reuse
from stemma.stages.group.run import group_signed
from stemma.stages.group.signature import Signature, sign

Labelled = tuple[str, Article]
_MONTHS = {m: i + 1 for i, m in enumerate("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split())}


def main() -> None:
    """Score every part that is there and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--reuters", type=int, default=5000, help="how many Reuters texts serve as noise and for reuse")
    parser.add_argument("--json", type=Path)
    parser.add_argument(
        "--plain", action="store_true", help="read the stories by plain sentences too, without the pipeline"
    )
    args = parser.parse_args()
    read = plain_extracted if args.plain else pipeline_extracted
    figures: dict[str, float | int | str] = {}
    news = _signed(read_news_cluster(args.corpora / "stories/news_cluster"), read)
    noise = _signed(read_reuters(args.corpora / "bulk/reuters21578", args.reuters))
    for name, labelled in (
        ("news_cluster", news),
        ("ecbplus", _signed(read_ecbplus(args.corpora / "stories/ecbplus"), read)),
    ):
        if labelled:
            figures |= {f"{name} {key}": value for key, value in score_stories(labelled).items()}
    if news and noise:
        figures |= score_noise(news, noise)
    if noise:
        figures |= score_reuse([signature for _, signature in noise])
    figures |= score_similarity(args.corpora / "similarity/semeval22_task8-train.csv")
    for key, value in figures.items():
        sys.stdout.write(f"{key:60} {value if isinstance(value, str) else round(value, 4)}\n")
    if args.json:
        args.json.write_text(
            json.dumps({k: v if isinstance(v, str) else round(v, 4) for k, v in figures.items()}, indent=1) + "\n"
        )


def _signed(
    labelled: Iterable[Labelled], read: Callable[[Article], Extracted] = plain_extracted
) -> list[tuple[str, Signature]]:
    return sorted(((label, sign(read(article))) for label, article in labelled), key=lambda pair: pair[1].article)


def pipeline_extracted(article: Article) -> Extracted:
    """Return the records of `article` as the product makes them."""
    made = extract_job(ExtractJob(article, Settings().extract)).records
    inferred = made.get("Published", [])
    if inferred and article.published.earliest is None:
        article = replace(article, published=inferred[0])
    return Extracted(article, tuple(made.get("Sentence", ())), details=tuple(made.get("Detail", ())))


def stories_of(signatures: Sequence[Signature]) -> dict[str, str]:
    """Return article → story."""
    found = group_signed(signatures, (), GroupSettings())
    return {article: story.id for story in found if isinstance(story, Story) for article in story.articles}


def score_stories(labelled: Sequence[tuple[str, Signature]]) -> dict[str, float]:
    """Return B-cubed of the stories against the labels, beside plain average linkage of TF-IDF at its best cut in hindsight."""
    signatures = [signature for _, signature in labelled]
    home = stories_of(signatures)
    labels = [label for label, _ in labelled]
    precision, recall, f = b_cubed(labels, [home[s.article] for s in signatures])
    return {
        "articles": len(labels),
        "P": precision,
        "R": recall,
        "B-cubed": f,
        "baseline B-cubed": _baseline(labels, signatures),
    }


def _baseline(labels: Sequence[str], signatures: Sequence[Signature]) -> float:
    from scipy.cluster.hierarchy import fcluster, linkage

    cosine = np.asarray((lambda m: m @ m.T)(corpus_of(signatures).content).todense())
    tree = linkage(np.clip(1 - cosine[np.triu_indices(len(labels), 1)], 0, None), "average")
    return max(b_cubed(labels, fcluster(tree, 1 - cut, "distance").tolist())[2] for cut in np.arange(0.04, 0.5, 0.02))


def b_cubed(labels: Sequence[str], found: Sequence[object]) -> tuple[float, float, float]:
    """Return B-cubed precision, recall and F1 (Bagga and Baldwin 1998)."""
    both, gold, made = Counter(zip(labels, found, strict=True)), Counter(labels), Counter(found)
    precision = sum(both[pair] / made[pair[1]] for pair in zip(labels, found, strict=True)) / len(labels)
    recall = sum(both[pair] / gold[pair[0]] for pair in zip(labels, found, strict=True)) / len(labels)
    return precision, recall, 2 * precision * recall / (precision + recall)


def score_noise(news: Sequence[tuple[str, Signature]], noise: Sequence[tuple[str, Signature]]) -> dict[str, float]:
    """Return B-cubed over the news when unrelated texts of the same years are added, and how many of these are drawn in."""
    everything = sorted((s for _, s in (*news, *noise)), key=lambda s: s.article)
    begun = time.process_time()
    home = stories_of(everything)
    spent = time.process_time() - begun
    real = {home[s.article] for _, s in news}
    drawn = sum(home[s.article] in real for _, s in noise)
    f = b_cubed([label for label, _ in news], [home[s.article] for _, s in news])[2]
    return {
        "noise texts": len(noise), "noise drawn into a story": drawn / len(noise), "news_cluster B-cubed in noise": f,
        "grouping CPU seconds, signatures given": spent,
        "peak memory MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }  # fmt: skip


def score_reuse(signatures: Sequence[Signature]) -> dict[str, float]:
    """Return the recall of pairs with 5-gram containment of 0.25 or more against exhaustive comparison."""
    memory = Memory()
    memory.begin(signatures, GroupSettings())
    reuse = find_reuse(signatures, GroupSettings(), memory)
    found = set(zip(reuse.pairs.left.tolist(), reuse.pairs.right.tolist(), strict=True))
    sizes = np.array([len(s.grams) for s in signatures])
    long_true, short_true = [], []
    for left, right, share in _exhaustive(signatures):
        if share >= 0.25:
            (long_true if min(sizes[left], sizes[right]) >= 80 else short_true).append((left, right) in found)
    passages = sum(isinstance(r, Passage) for r in group_signed(signatures, (), GroupSettings()))
    return {
        "reuse pairs, 80 5-grams or more": len(long_true), "reuse recall": float(np.mean(long_true)) if long_true else 1.0,
        "reuse pairs, shorter": len(short_true), "reuse recall, shorter": float(np.mean(short_true)) if short_true else 1.0,
        "passages": passages,
    }  # fmt: skip


def _exhaustive(signatures: Sequence[Signature]) -> Iterator[tuple[int, int, float]]:
    """Yield every pair that shares a 5-gram with its containment: no cap, no reach."""
    where: dict[int, list[int]] = {}
    for row, signature in enumerate(signatures):
        for gram in signature.grams.tolist():
            where.setdefault(gram, []).append(row)
    for row, signature in enumerate(signatures):
        shared = Counter(other for gram in signature.grams.tolist() for other in where[gram] if other > row)
        for other, n in shared.items():
            yield row, other, n / max(min(len(signature.grams), len(signatures[other].grams)), 1)


def score_similarity(path: Path) -> dict[str, float]:
    """Return Pearson's r of likeness with the human scores of SemEval-2022 task 8, English pairs."""
    if not path.exists():
        return {}
    csv.field_size_limit(10**7)
    rows = [r for r in csv.DictReader(path.open(encoding="utf-8")) if r["lang1"] == r["lang2"] == "en"]
    pairs = [
        [sign(plain_extracted(plain_article(r[k], url=f"{n}/{k}"))) for k in ("text1", "text2")]
        for n, r in enumerate(rows)
    ]
    signatures = [s for pair in pairs for s in pair]
    left = np.arange(0, len(signatures), 2)
    logit = likeness(features_of(corpus_of(signatures), left, left + 1))
    human = -np.array([float(r["Overall"]) for r in rows])
    return {"SemEval-2022 task 8 English pairs": len(rows), "Pearson r": float(np.corrcoef(logit, human)[0, 1])}


def read_news_cluster(folder: Path) -> Iterator[Labelled]:
    """Yield the event label and the article of each file."""
    for path in sorted(folder.glob("*.json")):
        item = json.loads(path.read_text("utf-8"))
        day = (item["date_publish"] or "")[:10] or None
        published = Published(day, day, Basis.STATED) if day else None
        yield (
            str(item["newsCluster"]["EventId"]),
            plain_article(
                item["text"], title=item["title"], outlet=item["source_domain"], url=item["url"], published=published
            ),
        )


def read_ecbplus(folder: Path) -> Iterator[Labelled]:
    """Yield the sub-topic and the article of each file; tokens are joined, addresses at the head left out."""
    for path in sorted(folder.glob("*/*.xml")):
        sentences: dict[str, list[str]] = {}
        for token in ET.parse(path).getroot().iter("token"):
            sentences.setdefault(token.get("sentence", ""), []).append(token.text or "")
        lines = [" ".join(words) for words in sentences.values()]
        lines = lines[1:] if lines and lines[0].startswith("http") else lines
        text = re.sub(r" ([.,;:!?%)\]]|'s|n't|'re|'ve|'ll|'m|'d)", r"\1", "\n".join(lines))
        text = text.replace("`` ", '"').replace(" ''", '"').replace("( ", "(").replace("$ ", "$")
        yield path.parent.name + ("plus" if path.stem.endswith("plus") else ""), plain_article(text, url=path.name)


def read_reuters(folder: Path, most: int) -> Iterator[Labelled]:
    """Yield Reuters texts of 20 words or more with their dates shifted by 30 years into 2016 to 2018."""
    count = 0
    for path in sorted(folder.glob("*.sgm")):
        for item in re.finditer(
            r'NEWID="(\d+)">.*?<DATE>\s*(\d+)-(\w+)-(\d+).*?</REUTERS>', path.read_text("latin-1"), re.S
        ):
            body, title = (
                re.search(r"<BODY>(.*?)</BODY>", item[0], re.S),
                re.search(r"<TITLE>(.*?)</TITLE>", item[0], re.S),
            )
            text = re.sub(r"\n(?!\s)", " ", html.unescape(body[1]).replace("\x03", "")) if body else ""
            if len(text.split()) < 20 or count >= most:
                continue
            count += 1
            day = date(2016, _MONTHS[item[3]], min(int(item[2]), 28)) + timedelta(days=(count * 37) % 730)
            published = Published(day.isoformat(), day.isoformat(), Basis.STATED)
            headline = html.unescape(title[1]) if title else None
            yield (
                f"r{item[1]}",
                plain_article(text, title=headline, outlet="Reuters", url=f"reuters/{item[1]}", published=published),
            )


if __name__ == "__main__":
    main()
