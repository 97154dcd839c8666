"""Score names across articles on ECB+: B-cubed over gold named mentions of people, organisations and places, beside two baselines.

Usage: python evals/score_entities.py FOLDER [--half read|sealed|all] [--errors N] [--json FILE]

`read` is the topics of odd number. A gold mention counts as named if a word of it other than its first is capitalised, or its only word is.
Mentions that the pipeline did not find stand alone. "Exact" joins equal strings within a topic, "last" equal last words.
"""

from __future__ import annotations

import argparse
import collections
import json
import re
import sys
from collections.abc import Hashable, Iterator, Mapping
from pathlib import Path

from score_times import _pipeline, parse

from stemma.model.extracted import Extracted
from stemma.model.words import Entity
from stemma.stages.extract.mentions import find_mentions
from stemma.stages.link.run import link_entities

_KINDS = {
    "HUMAN_PART_PER": "person",
    "HUMAN_PART_ORG": "organisation",
    "HUMAN_PART_GPE": "place",
    "LOC_GEO": "place",
    "LOC_FAC": "place",
}
_TOKEN = re.compile(r'<token t_id="(\d+)" sentence="(\d+)" number="\d+">(.*?)</token>')
_MARKABLE = re.compile(r'<(\w+) m_id="(\d+)"\s*>((?:\s*<token_anchor t_id="\d+"/>)+)\s*</\1>')
_COREF = re.compile(r'<CROSS_DOC_COREF r_id="\d+" note="([^"]+)"\s*>(.*?)</CROSS_DOC_COREF>', re.DOTALL)
_ENTITIES = {"&apos;": "'", "&quot;": '"', "&amp;": "&", "&lt;": "<", "&gt;": ">"}
_PLAIN = frozenset(
    {"The", "A", "An", "He", "She", "They", "It", "We", "His", "Her", "Their", "I", "Two", "Police", "Who"}
)


def main() -> int:
    options = ecb_options(__doc__)
    if options is None:
        return 0
    nlp = _pipeline(model=True)
    gold: dict[Hashable, str] = {}
    kinds: dict[Hashable, str] = {}
    system: dict[Hashable, Hashable] = {}
    exact: dict[Hashable, Hashable] = {}
    last: dict[Hashable, Hashable] = {}
    said: dict[Hashable, str] = {}
    extracted, pending = [], []
    for topic in sorted(
        (path for path in options.folder.iterdir() if path.is_dir() and path.name.isdigit()),
        key=lambda path: int(path.name),
    ):
        if options.half != "all" and (int(topic.name) % 2 == 1) != (options.half == "read"):
            continue
        for path in sorted(topic.glob("*.xml")):
            text, marks = _load(path.read_text(encoding="utf-8"))
            read = parse(text, path.stem, "", nlp)
            mentions = find_mentions(read)
            extracted.append(Extracted(read.article, read.sentences, mentions))
            for mark, (start, end, kind, instance) in marks.items():
                key = (path.stem, mark)
                gold[key], kinds[key], said[key] = instance, kind, text[start:end]
                exact[key] = (topic.name, text[start:end].lower())
                last[key] = (topic.name, text[start:end].lower().split()[-1])
                pending.append((key, path.stem, start, end, mentions))
    entity_of = {
        m.mention: record.id
        for record in link_entities(extracted, ())
        if isinstance(record, Entity)
        for m in record.mentions
    }
    for key, _, start, end, mentions in pending:
        inside = [m for m in mentions if start <= m.span.start and m.span.end <= end and m.id in entity_of]
        covering = [m for m in mentions if m.span.start <= start and end <= m.span.end and m.id in entity_of]
        best = max(inside, key=lambda m: (m.span.end, len(m.span)), default=None) or min(
            covering, key=lambda m: len(m.span), default=None
        )
        system[key] = entity_of[best.id] if best else key
    figures = {
        "articles": len(extracted),
        "named mentions": len(gold),
        "found": round(sum(1 for key in gold if system[key] != key) / max(1, len(gold)), 3),
    }
    for kind in ("person", "organisation", "place", "all"):
        chosen = [key for key in gold if kind in (kinds[key], "all")]
        figures[kind] = {"mentions": len(chosen)} | {
            name: _b_cubed(chosen, gold, clusters)
            for name, clusters in (("stemma", system), ("exact string", exact), ("last name", last))
        }
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")
    for line in _drift(gold, system, said)[: options.errors]:
        sys.stdout.write(line + "\n")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n")
    return 0


def ecb_options(description: str | None) -> argparse.Namespace | None:
    """Return what the command line asks of a scorer on ECB+; None, having said so, where the corpus is not there."""
    arguments = argparse.ArgumentParser(description=description)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--half", choices=("read", "sealed", "all"), default="read")
    arguments.add_argument("--errors", type=int, default=0)
    arguments.add_argument("--json", type=Path)
    options = arguments.parse_args()
    if options.folder.is_dir():
        return options
    sys.stderr.write(f"{options.folder}: not there. ECB+ is at github.com/cltl/ecbPlus (CC BY 3.0).\n")
    return None


def ecb_articles(folder: Path, *, half: str) -> Iterator[tuple[str, str, str, list[tuple[int, int, str]]]]:
    """Give topic, name, text and all gold mentions with an instance (start, end, instance) of each article; `half` is read, sealed or all."""
    for topic in sorted((path for path in folder.iterdir() if path.name.isdigit()), key=lambda path: int(path.name)):
        if half == "all" or (int(topic.name) % 2 == 1) == (half == "read"):
            for path in sorted(topic.glob("*.xml")):
                text, marks = _marked(path.read_text(encoding="utf-8"))
                yield (
                    topic.name,
                    path.stem,
                    text,
                    [(start, end, instance) for start, end, _, instance in marks.values()],
                )


def _load(raw: str) -> tuple[str, dict[str, tuple[int, int, str, str]]]:
    """Return the text and its named gold mentions: start, end, kind, instance."""
    text, marks = _marked(raw)
    return text, {
        mark: (start, end, _KINDS[kind], instance)
        for mark, (start, end, kind, instance) in marks.items()
        if kind in _KINDS and _named(text[start:end])
    }


def _marked(raw: str) -> tuple[str, dict[str, tuple[int, int, str, str]]]:
    """Return the text and its gold mentions of which an instance is known: start, end, label of the corpus, instance."""
    pieces, offsets, size, before = [], {}, 0, None
    for number, sentence, word in _TOKEN.findall(raw):
        for entity, character in _ENTITIES.items():
            word = word.replace(entity, character)
        gap = "" if before is None else "\n\n" if sentence != before else " "
        pieces.append(gap + word)
        size += len(gap)
        offsets[number] = (size, size + len(word))
        size += len(word)
        before = sentence
    text = "".join(pieces)
    instances = {mark: note for note, body in _COREF.findall(raw) for mark in re.findall(r'<source m_id="(\d+)"', body)}
    marks = {}
    for kind, mark, anchors in _MARKABLE.findall(raw):
        tokens = re.findall(r't_id="(\d+)"', anchors)
        start, end = offsets[tokens[0]][0], offsets[tokens[-1]][1]
        if mark in instances:
            marks[mark] = (start, end, kind, instances[mark])
    return text, marks


def _named(words: str) -> bool:
    return (
        any(word[:1].isupper() and word not in _PLAIN and len(word) > 1 for word in words.split())
        and len(words.split()) <= 8
    )


def _b_cubed(
    keys: list[Hashable], gold: Mapping[Hashable, Hashable], found: Mapping[Hashable, Hashable]
) -> dict[str, float]:
    by_gold, by_found = collections.defaultdict(set), collections.defaultdict(set)
    for key in keys:
        by_gold[gold[key]].add(key)
        by_found[found[key]].add(key)
    precision = sum(len(by_gold[gold[key]] & by_found[found[key]]) / len(by_found[found[key]]) for key in keys) / max(
        1, len(keys)
    )
    recall = sum(len(by_gold[gold[key]] & by_found[found[key]]) / len(by_gold[gold[key]]) for key in keys) / max(
        1, len(keys)
    )
    return {
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "f1": round(2 * precision * recall / max(1e-9, precision + recall), 3),
    }


def _drift(
    gold: Mapping[Hashable, str], system: Mapping[Hashable, Hashable], said: Mapping[Hashable, str]
) -> list[str]:
    """Entities that hold several gold instances, and instances that lie in several entities."""
    lines = []
    for name, left, right in (("JOINED", system, gold), ("SPLIT", gold, system)):
        groups = collections.defaultdict(lambda: collections.defaultdict(collections.Counter))
        for key in gold:
            groups[left[key]][right[key]][said[key]] += 1
        for inner in sorted(groups.values(), key=lambda inner: -sum(sum(c.values()) for c in inner.values())):
            if len(inner) > 1:
                lines.append(
                    name
                    + "  "
                    + " || ".join(
                        ", ".join(f"{text}×{n}" for text, n in counts.most_common(4))
                        for counts in list(inner.values())[:6]
                    )
                )
    return lines


if __name__ == "__main__":
    raise SystemExit(main())
