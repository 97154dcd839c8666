"""Time and memory of grouping at scale: Reuters-21578 and variants of it, from extraction records to stories, and adding to a large case.

    python benchmarks/grouping.py CORPORA [--sizes 25000 50000 100000] [--add 1000]

CORPORA is a folder with `bulk/reuters21578`. Beyond the collection's own texts, six of ten articles are other happenings told in the same words
(names, places and figures made up), two are rewordings of a text at hand (sentences moved and left out) and two are cut copies. Reading,
extraction (plain sentences here) and the making of texts are not timed; signatures, passages and the rest are, one by one, in CPU seconds.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from math import log
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "evals"))

from corpus import KEEP, MID_SENTENCE, told_anew
from plain import plain_article, plain_extracted
from score_grouping import read_reuters

from stemma.model.article import Article, Basis, Published
from stemma.model.lineage import Passage, Story
from stemma.run.collector import no_collection
from stemma.settings import GroupSettings
from stemma.stages.group.memory import Memory
from stemma.stages.group.run import group_signed
from stemma.stages.group.signature import Signature
from stemma.stages.group.signature import signed as sign_all


def main() -> None:
    """Measure each size and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[25_000, 50_000, 100_000])
    parser.add_argument("--add", type=int, default=1000)
    args = parser.parse_args()
    signatures, signing = signed(args.corpora / "bulk/reuters21578", max(args.sizes) + args.add)
    spent = {}
    for size in sorted(args.sizes):
        spent[size] = measure(signatures[:size], signing, signatures[size : size + args.add])
    low, high = min(args.sizes), max(args.sizes)
    if low < high:
        print(f"exponent {low} to {high}: {log(spent[high] / spent[low]) / log(high / low):.2f}")


def signed(folder: Path, count: int) -> tuple[list[Signature], float]:
    """Return signatures of `count` articles in the order in which they were made, and the CPU seconds of one."""
    made: list[Signature] = []
    spent = 0.0
    told = map(plain_extracted, islice(variants([article for _, article in read_reuters(folder, 10**6)]), count))
    while batch := list(islice(told, 1000)):
        begun = time.process_time()
        made.extend(sign_all(batch))
        spent += time.process_time() - begun
    return made, spent / max(count, 1)


def variants(originals: list[Article]) -> Iterator[Article]:
    """Yield the originals, then variants of them without end; the same ones on every run."""
    choose = random.Random(21578)
    yield from originals
    number = 0
    while True:
        for original in originals:
            number += 1
            yield _variant(original, number, choose)


def _variant(original: Article, number: int, choose: random.Random) -> Article:
    title, _, body = original.text.partition("\n\n") if original.title else ("", "", original.text)
    sentences = [s for s in body.split(". ") if s.strip()]
    kind = choose.random()
    if kind < 0.8:
        kept = [s for s in sentences[1:] if choose.random() < 0.7]
        choose.shuffle(kept)
        sentences = sentences[:1] + kept
    else:
        sentences = sentences[: max(2, len(sentences) // 2)]
    text = ". ".join(sentences)
    day = date.fromisoformat(str(original.published.earliest)) + timedelta(days=choose.randrange(3))
    if kind < 0.6:
        renamed: dict[str, str] = {}
        known = set(MID_SENTENCE.findall(original.text)) - KEEP
        names = random.Random(number)
        title, text = (told_anew(part, known, renamed, names) for part in (title, text))
        day += timedelta(days=choose.randrange(-300, 300))
    article = plain_article(
        text, title=title or None, outlet=f"Outlet {number % 40}", url=f"variant/{number}",
        published=Published(day.isoformat(), day.isoformat(), Basis.STATED),
    )  # fmt: skip
    return replace(article, title=title or None)


def measure(signatures: list[Signature], signing: float, added: list[Signature]) -> float:
    """Print the CPU seconds of each step of grouping `signatures`, and of adding `added` to them; return those without passages."""
    settings, memory = GroupSettings(), Memory()
    whole = sorted(signatures, key=lambda s: s.article)
    more = sorted([*whole, *added], key=lambda s: s.article)
    with no_collection():
        first = {"signatures": signing * len(whole), **_timed(whole, settings, memory)}
        second = {"signatures": signing * len(added), **_timed(more, settings, memory)}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for what, steps in ((f"{len(whole)} articles", first), (f"adding {len(added)}", second)):
        print(what + ": " + ", ".join(f"{name} {value:.1f}" for name, value in steps.items()))
    print(f"adding costs {_seconds(second) / _seconds(first):.1%} of the whole; peak {peak:.0f} MB", flush=True)
    return first["signatures"] + first["stories"]


def _seconds(steps: dict[str, float]) -> float:
    return sum(steps[name] for name in ("signatures", "passages", "stock wording", "stories"))


def _timed(signatures: list[Signature], settings: GroupSettings, memory: Memory) -> dict[str, float]:
    """Return the CPU seconds up to the first passage, from there to the first problem, and from there to the end; and what was found."""
    steps = dict.fromkeys(("passages", "stock wording", "stories"), 0.0)
    found: Counter[str] = Counter()
    step, begun = "", time.process_time()
    for record in group_signed(signatures, (), settings, memory=memory):
        kind = "passages" if type(record) is Passage else "stories" if type(record) is Story else "stock wording"
        if kind != step:
            steps[kind] += time.process_time() - begun
            step, begun = kind, time.process_time()
        found[f"{kind} found"] += 1
        if isinstance(record, Story):
            found["stories of two or more"] += len(record.articles) > 1
            found["largest"] = max(found["largest"], len(record.articles))
    steps[step] += time.process_time() - begun
    return steps | dict(found)


if __name__ == "__main__":
    main()
