"""Sources measured on labelled sentences: anonymous or not, kind, number, nationality, act, and the chain.

    python evals/score_sources.py [--set sources|sources_more] [--sealed] [--json FILE] [--errors]

The gold, `evals/gold/sources.jsonl` and `evals/gold/sources_more.jsonl` (another hand), holds invented sentences with their statements; a
coordinated source stands as one statement per conjunct. Sealed items are left out unless asked for: they are for the last measurement only.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from score_polnear import article_of

from stemma.model.extracted import Extracted
from stemma.model.lineage import Story
from stemma.model.statement import Source, Statement
from stemma.settings import AttributeSettings, ExtractSettings
from stemma.stages.attribute.run import attribute_story
from stemma.stages.extract.mentions import find_mentions
from stemma.stages.extract.run import read_text
from stemma.stages.extract.statements import find_statements
from stemma.stages.extract.text import Text

GOLD = Path(__file__).parent / "gold"
SETS = ("sources", "sources_more")
_FIELDS = ("source", "anonymous", "kind", "count", "nationality", "act", "negated", "form", "chain")


@dataclass(frozen=True, slots=True)
class Found:
    """One predicted statement with one (conjunct of its) source, and the labels of its chain."""

    statement: Statement
    source: Source
    chain: tuple[str, ...]


def items(path: Path, *, sealed: bool) -> Iterator[dict[str, Any]]:
    """Give the labelled items: open ones, or with `sealed` only the sealed ones."""
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        if bool(item.get("sealed")) == sealed:
            yield item


def found_in(text: Text, settings: ExtractSettings) -> list[Found]:
    """Return the statements of a text, one row per conjunct of the source."""
    statements = find_statements(text, find_mentions(text), settings)
    extracted = Extracted(text.article, text.sentences, statements=statements)
    story = Story("story", "", (text.article.id,))
    chains = {chain.statement: chain for chain in attribute_story(story, [extracted], None, AttributeSettings())}
    rows = []
    for statement in statements:
        labels = tuple(link.label for link in chains[statement.id].links if link.label)
        for source in statement.source.parts or (statement.source,):
            own = tuple(source.text if label == statement.source.text else label for label in labels)
            rows.append(Found(statement, source, own))
    return rows


def align(gold: list[dict[str, Any]], found: list[Found]) -> list[tuple[dict[str, Any], Found | None]]:
    """Pair gold statements with predicted ones by the overlap of cue, content and source, best first."""
    scored = sorted(
        ((_likeness(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    pairs: dict[int, int] = {}
    for score, i, j in scored:
        if score > 0 and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(g, found[pairs[i]] if i in pairs else None) for i, g in enumerate(gold)]


def _likeness(gold: dict[str, Any], found: Found) -> float:
    cue = found.statement.cue
    same_cue = (
        cue is not None
        and gold["cue_start"] is not None
        and cue.start < gold["cue_end"]
        and gold["cue_start"] < cue.end
    )
    left = {c for span in gold["content_spans"] for c in range(span["start"], span["end"])}
    right = {c for span in found.statement.content for c in range(span.start, span.end)}
    overlap = len(left & right) / len(left | right) if left | right else 0.0
    if not same_cue and overlap < 0.5:
        return 0.0
    return 1.0 * same_cue + overlap + 0.5 * _same_source(gold, found.source)


def _same_source(gold: dict[str, Any], source: Source) -> bool:
    if gold["source"] is None or source.span is None:
        return gold["source"] is None and source.span is None
    low, high = max(gold["source_start"], source.span.start), min(gold["source_end"], source.span.end)
    return high - low > 0.5 * min(gold["source_end"] - gold["source_start"], len(source.span))


def right_fields(gold: dict[str, Any], found: Found) -> dict[str, bool]:
    """Tell for each field whether the prediction agrees."""
    source, statement = found.source, found.statement
    count = gold["count"]
    bounds = (source.count.low, source.count.high)
    return {
        "source": _same_source(gold, source),
        "anonymous": gold["anonymous"] == source.anonymous,
        "kind": gold["kind"] == source.kind,
        "count": (bounds == (count["low"], count["high"])) if count else bounds == (None, None),
        "nationality": gold["nationality"] == source.nationality,
        "act": gold["act"] == statement.act,
        "negated": gold["negated"] == statement.negated,
        "form": gold["form"] == statement.form,
        "chain": [_plain(label) for label in gold["chain"]] == [_plain(label) for label in found.chain],
    }


def _plain(label: str) -> str:
    return label.casefold().removeprefix("the ").strip()


def score(rows: list[tuple[dict[str, Any], Found | None]], spurious: int) -> dict[str, Any]:
    """Return recall of statements, the anonymous class's precision, recall and F, and the share of right fields among matched ones."""
    matched = [(g, f) for g, f in rows if f is not None]
    hits = sum(g["anonymous"] and f.source.anonymous for g, f in matched)
    gold_anonymous = sum(g["anonymous"] for g, _ in rows)
    found_anonymous = sum(f.source.anonymous for _, f in matched)
    fields = {
        name: round(sum(right_fields(g, f)[name] for g, f in matched) / max(1, len(matched)), 3) for name in _FIELDS
    }
    return {
        "statements": len(rows),
        "found": len(matched),
        "spurious": spurious,
        "anonymous": {
            "gold": gold_anonymous,
            "found": found_anonymous,
            "f1": round(2 * hits / max(1, gold_anonymous + found_anonymous), 3),
        },
        "right_of_found": fields,
    }


def main() -> None:
    """Read, score, print."""
    from stemma.nlp import load

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", choices=SETS, default=SETS[0])
    parser.add_argument("--sealed", action="store_true")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    nlp, rows, spurious = load(), [], 0
    for item in items(GOLD / f"{options.set}.jsonl", sealed=options.sealed):
        text = read_text(article_of(item["text"], body_only=True), nlp)
        found = found_in(text, ExtractSettings())
        pairs = align(item["statements"], found)
        rows += pairs
        used = {id(f) for _, f in pairs if f is not None}
        spurious += sum(id(f) not in used for f in found)
        if options.errors:
            _print_errors(item, pairs, [f for f in found if id(f) not in used])
    figures = score(rows, spurious)
    print(json.dumps(figures, indent=1))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _print_errors(item: dict[str, Any], pairs: list[tuple[dict[str, Any], Found | None]], extra: list[Found]) -> None:
    lines = []
    for gold, found in pairs:
        if found is None:
            lines.append(f"   MISSED {gold['source']!r} {gold['cue']!r}")
            continue
        wrong = [name for name, right in right_fields(gold, found).items() if not right]
        for name in wrong:
            value = {"source": found.source.text, "chain": found.chain, "count": found.source.count}.get(name)
            if value is None:
                value = (
                    getattr(found.source, name, None) if hasattr(found.source, name) else getattr(found.statement, name)
                )
            lines.append(f"   {name}: gold {gold[name]!r}, found {value!r}")
    lines += [
        f"   EXTRA {f.source.text!r} {item['text'][f.statement.cue.start : f.statement.cue.end]!r}"
        for f in extra
        if f.statement.cue
    ]
    if lines:
        print(item["id"], item["text"], *lines, sep="\n")


if __name__ == "__main__":
    main()
