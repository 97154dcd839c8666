"""Make artificial traditions from the benchmark's own articles, trace them, and count the edges found.

python evals/score_traditions.py                24 traditions with all tellings shown, and again with three in ten hidden
python evals/score_traditions.py --errors       also name what went wrong
python evals/score_traditions.py --json FILE    also keep the figures

A tradition starts from the two or more reports of one open story that nobody else wrote first (origins) and grows by eight tellings, each made from
an earlier one by cutting, moving, rewording and rounding, or from two of different origin by joining halves. Seeds come from the story's number, so
the same traditions come out every time. Two tellings in three have a time, in the order of their making; none has an outlet or credit.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from plain import plain_article, plain_extracted
from score_tracing import read_stories, trace, with_vectors

from stemma.model.article import Basis, Published
from stemma.model.extracted import Extracted

_MADE = 8
_HIDDEN = 0.3
_DATED = 2 / 3
_SENTENCE = re.compile(r"(?<=[.!?][\"”])\s+|(?<=[.!?])\s+(?=[\"“A-Z])")
_SYNONYMS = {
    "said": "stated/told reporters/explained/added", "killed": "left dead/claimed the lives of/slain", "about": "some/roughly/around/nearly",
    "after": "following/once/in the wake of", "began": "started/set in/opened", "near": "close to/not far from/by", "people": "persons/residents/men and women",
    "officials": "authorities/functionaries/those in charge", "several": "a number of/some/a handful of", "large": "big/sizeable/vast",
    "police": "officers/the force/constables", "also": "as well/likewise/too", "more": "further/additional/upwards of", "first": "initial/earliest/opening",
    "found": "discovered/came upon/located", "called": "named/termed/described as", "would": "was going to/was to/meant to", "home": "house/dwelling/place",
    "children": "youngsters/minors/boys and girls", "help": "aid/assist/relief", "took": "carried/seized/brought", "came": "arrived/turned up/followed",
    "during": "in the course of/throughout/amid", "work": "labour/toil/operations", "asked": "requested/wanted/begged", "many": "numerous/scores of/plenty of",
    "including": "among them/counting/with", "told": "informed/let know/assured", "closed": "shut/sealed off/barred", "report": "account/paper/dispatch",
    "area": "zone/district/surroundings", "night": "evening/hours of darkness/small hours", "injured": "hurt/wounded/harmed", "company": "firm/business/concern",
    "government": "cabinet/state/administration", "leader": "head/chief/boss", "decision": "ruling/verdict/choice", "against": "in opposition to/versus/over",
    "still": "to this hour/even now/yet", "road": "route/highway/track", "built": "put up/erected/raised", "former": "one-time/past/ex-", "will": "is to/shall/is set to",
    "since": "from/as of/ever since", "between": "from among/amid/betwixt", "under": "beneath/below/subject to", "other": "further/another/different",
}  # fmt: skip


@dataclass
class Tradition:
    """Texts by label, who comes from whom, when each was put out (hour, None where unknown), and which are hidden."""

    story: str
    texts: dict[str, list[str]] = field(default_factory=dict)
    parents: dict[str, tuple[str, ...]] = field(default_factory=dict)
    hours: dict[str, int | None] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)

    def line(self, label: str) -> set[str]:
        """Return the origins of a telling."""
        above = self.parents[label]
        return set().union(*(self.line(parent) for parent in above)) if above else {label}

    def shown_parents(self, label: str) -> set[str]:
        """Return the nearest shown tellings that one comes from."""
        found: set[str] = set()
        for parent in self.parents[label]:
            found |= self.shown_parents(parent) if parent in self.hidden else {parent}
        return found


def traditions(*, hide: bool) -> Iterator[Tradition]:
    """Yield one tradition per open story of two or more origins."""
    for gold in read_stories(sealed=False):
        children = {edge["child"] for edge in gold["edges"]}
        origins = [text for text in gold["texts"] if text["label"] not in children]
        if len(origins) < 2:
            continue
        made = Tradition(gold["id"])
        for number, text in enumerate(origins[:2]):
            made.texts[f"o{number}"] = [s for p in text["text"].split("\n\n") for s in _SENTENCE.split(p.strip()) if s]
            made.parents[f"o{number}"] = ()
        dice = random.Random(int(gold["id"][:2]))
        grow(made, dice)
        if hide:
            made.hidden = set(dice.sample(sorted(made.texts), round(_HIDDEN * len(made.texts))))
        yield made


def grow(made: Tradition, dice: random.Random) -> None:
    """Add the derived tellings and the times."""
    for number in range(_MADE):
        label = f"t{number}"
        first = dice.choice(sorted(made.texts))
        others = [other for other in sorted(made.texts) if not made.line(other) & made.line(first)]
        if others and dice.random() < 0.15:
            second = dice.choice(others)
            made.parents[label] = (first, second)
            made.texts[label] = derive(_half(made.texts[first], dice), dice) + derive(
                _half(made.texts[second], dice), dice
            )
        else:
            made.parents[label] = (first,)
            made.texts[label] = derive(made.texts[first], dice)
    for hour, label in enumerate(made.texts):
        made.hours[label] = hour if dice.random() < _DATED else None


def derive(sentences: list[str], dice: random.Random) -> list[str]:
    """Return another telling: some sentences cut, some moved, common words replaced, some numbers rounded, first names dropped."""
    kept = [s for s in sentences if dice.random() > 0.2] or sentences[:]
    if dice.random() < 0.5:
        i, j = dice.randrange(len(kept)), dice.randrange(len(kept))
        kept.insert(j, kept.pop(i))
    share = dice.uniform(0.1, 0.6)
    return [_reworded(sentence, share, dice) for sentence in kept]


def _half(sentences: list[str], dice: random.Random) -> list[str]:
    kept = sorted(dice.sample(range(len(sentences)), (len(sentences) + 1) // 2))
    return [sentences[i] for i in kept]


def _reworded(sentence: str, share: float, dice: random.Random) -> str:
    def replaced(match: re.Match[str]) -> str:
        other = _SYNONYMS.get(match[0])
        return dice.choice(other.split("/")) if other and dice.random() < share else match[0]

    def rounded(match: re.Match[str]) -> str:
        value = int(match[0].replace(",", ""))
        return f"{round(value, -2):,}" if value >= 1000 and dice.random() < share / 2 else match[0]

    words = re.sub(r"\b[a-z]+\b", replaced, sentence)
    return re.sub(r"\b\d{1,3}(?:,\d{3})+\b", rounded, words)


def bundles_of(made: Tradition, *, vectors: bool = True) -> dict[str, Extracted]:
    """Return label → records of the tellings that are shown."""
    found = {}
    for label, sentences in made.texts.items():
        if label in made.hidden:
            continue
        hour = made.hours[label]
        moment = f"2031-05-{1 + (hour or 0) // 24:02d}T{(hour or 0) % 24:02d}:00:00Z"
        published = Published() if hour is None else Published(moment, moment, Basis.STATED)
        article = plain_article("\n\n".join(sentences), url=f"{made.story}/{label}", published=published)
        extracted = plain_extracted(article)
        found[label] = with_vectors(extracted) if vectors else extracted
    return found


def score(made: Tradition, counts: Counter[str], errors: list[str]) -> None:
    """Count, for every shown telling that has a parent, whether exactly its nearest shown parents were stated.

    Where a parent is hidden, an unseen one is right as well, if no telling is stated that is not the nearest.
    """
    bundles = bundles_of(made)
    stemma = trace(bundles)
    label_of = {bundle.article.id: label for label, bundle in bundles.items()}
    node = {n.id: label_of[n.article] if n.article else "unseen" for n in stemma.nodes}
    stated: dict[str, set[str]] = {label: set() for label in bundles}
    for edge in stemma.edges:
        stated[node[edge.child]].add(node[edge.parent])
    for label in bundles:
        if not made.parents[label]:
            continue
        true, found = made.shown_parents(label), stated[label] - {"unseen"}
        away = any(parent in made.hidden for parent in made.parents[label])
        right = found == true or (away and found <= true)
        part = "hidden" if made.hidden else "all shown"
        kind = "merged" if len(made.parents[label]) > 1 else "parent hidden" if away else "parent shown"
        for name in (part, f"{part}: {kind}"):
            counts[f"{name}/n"] += 1
            counts[f"{name}/hit"] += right
        if not right:
            errors.append(f"{made.story} {part} {label}: from {sorted(true)} found {sorted(stated[label])}")


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    counts: Counter[str] = Counter()
    errors: list[str] = []
    for hide in (False, True):
        for made in traditions(hide=hide):
            score(made, counts, errors)
    names = sorted({name.rsplit("/", 1)[0] for name in counts})
    figures = {
        n: {"share": round(counts[f"{n}/hit"] / counts[f"{n}/n"], 4), "hit": counts[f"{n}/hit"], "n": counts[f"{n}/n"]}
        for n in names
    }
    for name, figure in figures.items():
        sys.stdout.write(f"{name:30} {figure['share']:.3f}  {figure['hit']}/{figure['n']}\n")
    if args.errors:
        sys.stdout.write("\n".join(errors) + "\n")
    if args.json:
        args.json.write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
