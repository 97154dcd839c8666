"""Score tracing on the project's benchmark of invented stories: parents, relations, roots, independence, by relation and by story.

python evals/score_tracing.py                   the open stories, by plain sentences and vectors
python evals/score_tracing.py --sealed          the sealed third (once per release; never while tuning)
python evals/score_tracing.py --announcements   eight stories of one statement each, told by several newsrooms (open, made with the rules)
python evals/score_tracing.py --without credits --without vectors --errors
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from plain import plain_article, plain_extracted

from stemma.lang.agencies import agency_named, agency_pattern
from stemma.model.article import Basis, Credit, CreditPlace, Published
from stemma.model.extracted import Extracted
from stemma.model.ids import members_id
from stemma.model.lineage import Stemma, Story, Verdict
from stemma.model.span import Span
from stemma.model.words import Vector
from stemma.settings import TraceSettings
from stemma.stages.clean.credits import find_credits
from stemma.stages.trace.run import trace_story

_STORIES = Path(__file__).parent / "tracing/stories"
Gold = dict[str, Any]


@dataclass
class Tally:
    """Counts over stories, and the errors in words."""

    counts: Counter[str] = field(default_factory=Counter)
    by_story: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    errors: list[str] = field(default_factory=list)

    def add(self, story: str, name: str, hit: bool) -> None:
        """Count one case of `name`."""
        for counts in (self.counts, self.by_story[story]):
            counts[f"{name}/n"] += 1
            counts[f"{name}/hit"] += int(hit)


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sealed", action="store_true")
    parser.add_argument("--announcements", action="store_true")
    parser.add_argument("--without", action="append", default=[], choices=["credits", "vectors", "dates"])
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--hide", action="store_true", help="also hide each parent of two or more in turn")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    tally = Tally()
    for gold in read_announcements() if args.announcements else read_stories(sealed=args.sealed):
        bundles = bundles_of(gold, without=args.without)
        score_story(gold, bundles, tally)
        if args.hide:
            for label in _parents_of_two(gold):
                score_hidden(gold, {k: v for k, v in bundles.items() if k != label}, label, tally)
    figures = {name: f"{tally.counts[f'{name}/hit']}/{tally.counts[f'{name}/n']}" for name in _names(tally)}
    for name, figure in figures.items():
        hit, n = map(int, figure.split("/"))
        sys.stdout.write(f"{name:58} {hit / max(n, 1):.3f}  {figure}\n")
    if args.errors:
        sys.stdout.write("\n".join(tally.errors) + "\n")
    if args.json:
        part = " ".join(
            [
                "announcements" if args.announcements else "sealed" if args.sealed else "open",
                *(f"without {name}" for name in args.without),
            ]
        )
        _keep(args.json, part, tally)


def _keep(path: Path, part: str, tally: Tally) -> None:
    """Write the figures of one part of the benchmark beside those of the others."""
    kept = json.loads(path.read_text("utf-8")) if path.exists() else {}
    kept[part] = {
        name: {"share": round(hit / n, 4), "hit": hit, "n": n}
        for name in _names(tally)
        if (n := tally.counts[f"{name}/n"]) and (hit := tally.counts[f"{name}/hit"]) is not None
    }
    path.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def read_stories(*, sealed: bool) -> Iterator[Gold]:
    """Yield the open or the sealed stories."""
    for path in sorted(_STORIES.glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        if gold["sealed"] == sealed:
            yield gold


def read_announcements() -> list[Gold]:
    """Return the stories of one statement each; they are no part of the benchmark."""
    return list(json.loads((_STORIES.parent / "announcements.json").read_text("utf-8")))


def bundles_of(gold: Gold, *, without: list[str] = ()) -> dict[str, Extracted]:
    """Return label → extracted records of the texts that are not hidden."""
    bundles = {}
    for text in gold["texts"]:
        if text.get("hidden"):
            continue
        date = None if "dates" in without else text["published"]
        published = Published(date, date, Basis.STATED) if date else None
        outlet = None if "credits" in without else text["outlet"]
        article = plain_article(
            text["text"], title=text["title"], outlet=outlet, url=f"{gold['id']}/{text['label']}", published=published
        )
        extracted = plain_extracted(replace(article, url=None))
        if "credits" not in without:
            extracted = with_credits(extracted)
        bundles[text["label"]] = extracted if "vectors" in without else with_vectors(extracted)
    return bundles


def with_credits(extracted: Extracted) -> Extracted:
    """Add the credits that cleaning finds, and every agency named in a sentence in place of the carriers that statements give."""
    article = extracted.article
    credits = list(find_credits((), text=article.text, blocks=article.blocks, article=article.id))
    known = {credit.span for credit in credits}
    for match in agency_pattern().finditer(article.text):
        agency, span = agency_named(match[0]), Span(article.id, *match.span())
        if agency and not any(k and k.overlaps(span) for k in known):
            credits.append(Credit(agency.name, CreditPlace.BODY, span))
    return replace(extracted, article=replace(article, credits=tuple(credits)))


def with_vectors(extracted: Extracted) -> Extracted:
    """Add sentence vectors."""
    from stemma.nlp import encode

    text = extracted.article.text
    rows = encode([text[s.span.start : s.span.end] for s in extracted.sentences]).astype(np.float32)
    return replace(extracted, vectors=Vector(extracted.article.id, "", len(rows), rows.tobytes()))


def trace(bundles: dict[str, Extracted]) -> Stemma:
    """Trace one story."""
    ids = tuple(sorted(b.article.id for b in bundles.values()))
    story = Story(members_id("story", ids[:1]), "", ids)
    *_, stemma = trace_story(story, list(bundles.values()), (), (), TraceSettings())
    return stemma


def score_story(gold: Gold, bundles: dict[str, Extracted], tally: Tally, *, prefix: str = "") -> None:
    """Compare the stemma of one story with what its writers say."""
    stemma = trace(bundles)
    label_of = {b.article.id: label for label, b in bundles.items()}
    node = {n.id: (label_of[n.article] if n.article else f"unseen:{n.label}") for n in stemma.nodes}
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for edge in stemma.edges:
        found[node[edge.child]][node[edge.parent]] = edge.relation.value
    true: dict[str, dict[str, str]] = defaultdict(dict)
    for edge in gold["edges"]:
        true[edge["child"]][edge["parent"]] = edge["relation"]
    for label in bundles:
        _score_telling(gold, label, (true[label], found[label]), set(bundles), tally, prefix=prefix)
    _score_pairs(gold, stemma, label_of, tally, prefix=prefix)


def _score_telling(
    gold: Gold, label: str, edges: tuple[dict[str, str], dict[str, str]], seen: set[str], tally: Tally, *, prefix: str
) -> None:
    true, found = edges
    stated = {p: r for p, r in found.items() if not p.startswith("unseen:")}
    in_case = {p: r for p, r in true.items() if p in seen}
    story = gold["id"]
    for parent in stated:
        tally.add(story, f"{prefix}stated parents that are true", parent in in_case)
    if not in_case:
        tally.add(
            story,
            f"{prefix}{'roots left alone' if not true else 'children of an unseen parent left without a seen one'}",
            not stated,
        )
    elif len(true) > 1:
        tally.add(story, f"{prefix}true parent: merger, one", bool(stated.keys() & in_case.keys()))
        tally.add(story, f"{prefix}true parent: merger, both", stated.keys() == in_case.keys())
    else:
        ((parent, relation),) = in_case.items()
        tally.add(story, f"{prefix}true parent: {relation}", parent in stated)
        if parent in stated:
            tally.add(story, f"{prefix}relation right, given the parent", stated[parent] == relation)
            tally.add(story, f"{prefix}relation right: {relation}", stated[parent] == relation)
            if stated[parent] != relation:
                tally.errors.append(f"{story} {label}: {relation} called {stated[parent]}")
    if in_case:
        tally.add(story, f"{prefix}true parent: any", bool(stated.keys() & in_case.keys()))
    if stated.keys() != in_case.keys():
        tally.errors.append(f"{prefix}{story} {label}: parents {in_case} found {found}")


def _score_pairs(gold: Gold, stemma: Stemma, label_of: dict[str, str], tally: Tally, *, prefix: str) -> None:
    verdicts = {
        frozenset((label_of[i.left], label_of[i.right])): i.verdict for i in stemma.independence if i.of == "articles"
    }
    for a, b in combinations(sorted(label_of.values()), 2):
        verdict = verdicts[frozenset((a, b))]
        shared = bool(set(gold["origins"][a]) & set(gold["origins"][b]))
        common = any(a in group and b in group for group in gold["common_source"])
        story = gold["id"]
        if shared:
            tally.add(story, f"{prefix}one origin: shared", verdict is Verdict.SHARED)
            tally.add(story, f"{prefix}one origin: false independent", verdict is Verdict.INDEPENDENT)
        else:
            kind = "common source" if common else "independent"
            tally.add(story, f"{prefix}{kind}: false shared", verdict is Verdict.SHARED)
            tally.add(story, f"{prefix}{kind}: shown independent", verdict is Verdict.INDEPENDENT)
        right = verdict is (Verdict.SHARED if shared else Verdict.INDEPENDENT)
        tally.add(story, f"{prefix}decided rightly", right)
        if verdict is not Verdict.NOT_ESTABLISHED and not right:
            tally.errors.append(
                f"{prefix}{story} {a} {b}: {'one origin' if shared else 'independent'} called {verdict.value}"
            )


def _parents_of_two(gold: Gold) -> list[str]:
    children = Counter(edge["parent"] for edge in gold["edges"])
    return sorted(label for label, n in children.items() if n >= 2 and label not in {e["child"] for e in gold["edges"]})


def score_hidden(gold: Gold, bundles: dict[str, Extracted], hidden: str, tally: Tally) -> None:
    """Score a story with one parent taken out: its children should hang on an unseen one."""
    if len(bundles) < 2:
        return
    score_story(gold, bundles, tally, prefix="hidden: ")
    stemma = trace(bundles)
    label_of = {b.article.id: label for label, b in bundles.items()}
    children = sorted({e["child"] for e in gold["edges"] if e["parent"] == hidden} & set(bundles))
    verdicts = {
        frozenset((label_of[i.left], label_of[i.right])): i.verdict for i in stemma.independence if i.of == "articles"
    }
    for a, b in combinations(children, 2):
        tally.add(
            gold["id"], "hidden: siblings of the unseen parent joined", verdicts[frozenset((a, b))] is Verdict.SHARED
        )


def _names(tally: Tally) -> list[str]:
    return sorted({name.rsplit("/", 1)[0] for name in tally.counts})


if __name__ == "__main__":
    main()
