"""Score times on TimeBank (TimeML): extents relaxed and strict, types and values.

Usage: python evals/score_times.py FOLDER [--half read|sealed] [--model] [--errors N]

FOLDER holds TimeBank's .tml files. `read` is every other file by name, beginning with the first; `sealed` the rest. Relaxed: the
spans overlap; strict: they are equal (a trailing possessive or full stop aside); value F1 counts pairs that overlap and agree in value.
"""

from __future__ import annotations

import argparse
import collections
import html
import json
import re
import sys
from pathlib import Path

import spacy

from stemma.model.article import Article, Basis, Block, BlockKind, Published
from stemma.model.span import Span
from stemma.model.words import Sentence, TimeRef
from stemma.stages.extract.text import Text
from stemma.stages.extract.times import find_times

_TIMEX = re.compile(r"<TIMEX3 ([^>]*)>|</TIMEX3>")
_TAG = re.compile(r"<[^>]*>")


def load(path: Path) -> tuple[str, str, list[tuple[int, int, str, str]]]:
    """Return the document's day, its text, and its times as (start, end, type, value)."""
    raw = path.read_text(encoding="utf-8", errors="replace")
    created = re.search(
        r"<DCT>.*?value=\"(\d{4}-\d\d-\d\d)|functionInDocument=\"(?:CREATION|PUBLICATION)_TIME\"[^>]*value=\"(\d{4}-\d\d-\d\d)",
        raw,
        re.S,
    )
    dct = next((group for group in created.groups() if group), "") if created else ""
    if not dct:
        any_dct = re.search(
            r"value=\"(\d{4}-\d\d-\d\d)[^\"]*\"[^>]*functionInDocument=\"(?:CREATION|PUBLICATION)_TIME\"", raw
        )
        dct = any_dct[1] if any_dct else ""
    body = raw[raw.find("<TEXT>") + 6 : raw.find("</TEXT>")]
    pieces: list[str] = []
    size, open_spans, gold = 0, [], []
    position = 0
    for tag in _TAG.finditer(body):
        words = html.unescape(body[position : tag.start()])
        pieces.append(words)
        size += len(words)
        position = tag.end()
        if tag[0].startswith("<TIMEX3 "):
            attributes = dict(re.findall(r'(\w+)="([^"]*)"', tag[0]))
            open_spans.append((size, attributes))
        elif tag[0] == "</TIMEX3>" and open_spans:
            start, attributes = open_spans.pop()
            if size > start:
                gold.append((start, size, attributes["type"], attributes.get("value", "")))
    pieces.append(html.unescape(body[position:]))
    return dct, "".join(pieces), sorted(gold)


def parse(text: str, name: str, dct: str, nlp: spacy.Language) -> Text:
    """Return the article as rules see it, sentences from the model or from a plain split."""
    doc = nlp(text)
    published = Published(dct, dct, Basis.STATED) if dct else Published()
    article = Article(
        id=name,
        places=(name,),
        sha256="",
        text=text,
        blocks=(Block(0, len(text), BlockKind.BODY),),
        published=published,
    )
    bounds = tuple((sent.start, sent.end) for sent in doc.sents)
    sentences = tuple(
        Sentence(
            id=f"{name}-{i}",
            span=Span(name, doc[a].idx, doc[b - 1].idx + len(doc[b - 1])),
            index=i,
            kind=BlockKind.BODY,
        )
        for i, (a, b) in enumerate(bounds)
    )
    return Text(article, doc, lambda a, b: (doc[a].idx, doc[b - 1].idx + len(doc[b - 1])), sentences, bounds)


def _same_extent(text: str, gold: tuple[int, int], found: tuple[int, int]) -> bool:
    def trim(start: int, end: int) -> tuple[int, int]:
        words = text[start:end]
        words = re.sub(r"(?:['’]s?|\.)$", "", words)
        return start, start + len(words)

    return trim(*gold) == trim(*found)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--half", choices=("read", "sealed", "all"), default="read")
    arguments.add_argument(
        "--model", action="store_true", help="parse with the shipped model instead of a bare tokenizer"
    )
    arguments.add_argument("--errors", type=int, default=0)
    arguments.add_argument("--json", type=Path)
    options = arguments.parse_args()
    if not options.folder.is_dir():
        sys.stderr.write(
            f"{options.folder}: not there. TimeBank 1.2 comes from the Linguistic Data Consortium (LDC2006T08).\n"
        )
        return 0
    files = sorted(options.folder.glob("*.tml"))
    files = {"read": files[::2], "sealed": files[1::2], "all": files}[options.half]
    nlp = _pipeline(options.model)
    totals: collections.Counter[str] = collections.Counter()
    errors: list[str] = []
    for path in files:
        _score_file(path, nlp, totals, errors)
    figures = {"files": len(files), "gold": totals["gold"], "found": totals["found"]}
    for name in ("relaxed", "strict", "type", "value"):
        precision, recall = totals[name] / max(1, totals["found"]), totals[name] / max(1, totals["gold"])
        figures[name] = {
            "precision": round(precision, 3),
            "recall": round(recall, 3),
            "f1": round(2 * precision * recall / max(1e-9, precision + recall), 3),
        }
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")
    for line in errors[: options.errors]:
        sys.stdout.write(line + "\n")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n")
    return 0


def _pipeline(model: bool) -> spacy.Language:
    if model:
        from stemma.nlp import load as load_pipeline

        return load_pipeline()
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


def _score_file(path: Path, nlp: spacy.Language, totals: collections.Counter[str], errors: list[str]) -> None:
    dct, words, gold = load(path)
    found = find_times(parse(words, path.stem, dct, nlp))
    totals["gold"] += len(gold)
    totals["found"] += len(found)
    used: set[str] = set()
    for start, end, kind, value in gold:
        match = _best(found, start, end, used)
        said = " ".join(words[start:end].split())
        around = " ".join(words[max(0, start - 40) : end + 30].split())
        if match is None:
            errors.append(f"MISS   {said} [{kind} {value}] … {around}")
            continue
        used.add(match.id)
        totals["relaxed"] += 1
        got = " ".join(words[match.span.start : match.span.end].split())
        if _same_extent(words, (start, end), (match.span.start, match.span.end)):
            totals["strict"] += 1
        else:
            errors.append(f"EXTENT {said} | {got}")
        totals["type"] += match.type == kind
        if match.value == value:
            totals["value"] += 1
        else:
            errors.append(
                f"VALUE  {said} | {got}: gold {kind} {value}, found {match.type} {match.value} (day {dct}) … {around}"
            )
    for ref in found:
        if ref.id not in used:
            around = " ".join(words[max(0, ref.span.start - 40) : ref.span.end + 30].split())
            errors.append(f"EXTRA  {' '.join(words[ref.span.start : ref.span.end].split())} … {around}")


def _best(found: tuple[TimeRef, ...], start: int, end: int, used: set[str]) -> TimeRef | None:
    overlaps = [(min(end, ref.span.end) - max(start, ref.span.start), ref) for ref in found if ref.id not in used]
    overlaps = [(size, ref) for size, ref in overlaps if size > 0]
    return max(overlaps, key=lambda pair: pair[0])[1] if overlaps else None


if __name__ == "__main__":
    raise SystemExit(main())
