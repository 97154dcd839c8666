"""Attribution measured on PolNeAR's development articles: content, cue and source.

    python evals/score_polnear.py FOLDER [--half even|odd] [--json FILE]

FOLDER is PolNeAR's `dev` (text/ and attributions/). One annotator per article, the first by name; discontinuous spans are joined;
contents are matched one to one by shared characters, best overlap first. PolNeAR has no nested attributions, so nested
predictions are left out here (the outermost stays), and so are those without content or inside a longer quotation.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from stemma.lang.cues import cue_words
from stemma.model.article import Article, Block, BlockKind
from stemma.model.span import Span
from stemma.model.statement import Statement
from stemma.settings import ExtractSettings
from stemma.stages.extract.mentions import find_mentions
from stemma.stages.extract.quotes import find_quotes
from stemma.stages.extract.run import read_text
from stemma.stages.extract.statements import find_statements
from stemma.stages.extract.text import Text

Range = tuple[int, int]
_ROW = re.compile(r"^([TE]\d+)\t(\S+)(?: ([\d ;]+)\t.*|(.*))$")
_SHORT_QUOTE = 7
_LEMMA_ENDINGS = (("ied", "y"), ("ies", "y"), ("ed", ""), ("ed", "e"), ("s", ""), ("es", ""), ("ing", ""), ("ing", "e"))
_IRREGULAR = {
    "said": "say", "told": "tell", "wrote": "write", "written": "write", "found": "find", "put": "put", "read": "read", "shown": "show",
    "heard": "hear", "spoke": "speak", "sought": "seek", "thought": "think", "knew": "know", "felt": "feel", "saw": "see", "swore": "swear",
    "quipped": "quip", "admitted": "admit", "tweeting": "tweet", "began": "begin", "meant": "mean", "forgot": "forget", "laid": "lay",
}  # fmt: skip


@dataclass(slots=True)
class Relation:
    """One attribution as stretches of characters; `words` is the article's text."""

    words: str
    content: list[Range]
    cue: list[Range]
    source: list[Range]
    form: str = ""
    head: int | None = None


@dataclass(slots=True)
class Tally:
    """Counts of one group of attributions: how many stand in the reference and the prediction, and how many match at each threshold."""

    gold: int = 0
    found: int = 0
    matched: dict[float, int] = field(default_factory=lambda: {0.3: 0, 0.5: 0, 0.8: 0})
    source: int = 0
    cue: int = 0
    cue_half: int = 0

    def report(self) -> dict[str, float]:
        """Return precision, recall and F in percent, and the shares of matched ones whose source and cue are right."""
        hit = self.matched[0.5]
        row: dict[str, float] = {"gold": self.gold, "found": self.found}
        for threshold, count in self.matched.items():
            row[f"f{threshold}"] = round(200 * count / max(1, self.gold + self.found), 1)
        row |= {"p": round(100 * hit / max(1, self.found), 1), "r": round(100 * hit / max(1, self.gold), 1)}
        return row | {name: round(100 * getattr(self, name) / max(1, hit), 1) for name in ("source", "cue", "cue_half")}


def articles(folder: Path) -> Iterator[tuple[str, str, list[Relation]]]:
    """Give name, text and attributions of each article, in order of name."""
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        rows = sorted((folder / "attributions").glob(f"{path.stem}_*.ann"))
        if rows:
            yield path.stem, text, list(_relations(text, rows[0]))


def _relations(text: str, path: Path) -> Iterator[Relation]:
    spans: dict[str, list[Range]] = {}
    events: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        found = _ROW.match(line)
        if found and found[1].startswith("T") and found[3]:
            spans[found[1]] = [(int(a), int(b)) for a, b in (part.split() for part in found[3].split(";"))]
        elif line.startswith("E") and "\t" in line:
            events.append(line.split("\t")[1].split())
    for event in events:
        parts: dict[str, list[Range]] = {"Content": [], "Cue": [], "Source": []}
        for pair in event:
            name, _, target = pair.partition(":")
            name = name.rstrip("0123456789")
            if name in parts:
                parts[name] += spans.get(target, [])
        if parts["Content"]:
            yield Relation(
                text,
                sorted(parts["Content"]),
                sorted(parts["Cue"]),
                sorted(parts["Source"]),
                form_of(text, parts["Content"]),
            )


def form_of(text: str, content: Iterable[Range]) -> str:
    """Return direct, mixed or indirect from the share of words in quotation marks."""
    quotes = find_quotes(text, blocks_of(text))
    inside = total = 0
    for start, end in content:
        for word in re.finditer(r"\w+", text[start:end]):
            total += 1
            inside += any(quote.start <= start + word.start() < quote.end for quote in quotes)
    share = inside / max(1, total)
    return "direct" if share >= 0.9 else "mixed" if share > 0 else "indirect"


def blocks_of(text: str) -> tuple[Block, ...]:
    """Return a block per line, the first a headline."""
    lines = [match.span() for match in re.finditer(r"[^\n]+", text)]
    return tuple(
        Block(a, b, BlockKind.BODY if n else BlockKind.HEADLINE) for n, (a, b) in enumerate(lines) if text[a:b].strip()
    )


def article_of(text: str, *, body_only: bool = False) -> Article:
    """Return a plain text as an article; with `body_only` a first line that ends in a stop is no headline."""
    blocks = blocks_of(text)
    if body_only and text.rstrip().endswith((".", "!", "?", '"', "”", "»")):
        blocks = tuple(Block(b.start, b.end, BlockKind.BODY) for b in blocks)
    return Article("art_0", (), "", text, blocks, language="en")


def predicted(text: Text, statements: Iterable[Statement]) -> list[Relation]:
    """Return statements in PolNeAR's terms: no nested ones, none inside a longer quotation, the relative pronoun for its noun."""
    body = text.article.text
    kept = [s for s in statements if s.content and s.cue is not None and not _in_quote(body, s)]
    outer = [s for s in kept if not any(o is not s and any(c.covers(s.cue) for c in o.content) for o in kept)]
    found = []
    for s in outer:
        spans = [span for reason in s.reasons if reason.feature == "relative pronoun" for span in reason.spans]
        source = spans[:1] or ([s.source.span] if s.source.span else [])
        content = [_range(c) for c in s.content]
        found.append(Relation(body, content, [_range(s.cue)], [_range(x) for x in source], form_of(body, content)))
    return found


def _range(span: Span) -> Range:
    return span.start, span.end


def _in_quote(body: str, statement: Statement) -> bool:
    cue = statement.cue
    for quote in find_quotes(body, blocks_of(body)):
        if cue is not None and quote.start <= cue.start < quote.end:
            return len(body[quote.start : quote.end].split()) > _SHORT_QUOTE - 1
    return False


def match(gold: list[Relation], found: list[Relation]) -> list[tuple[float, int, int]]:
    """Return one-to-one pairs (overlap, gold number, found number) by shared characters of content, best overlap first."""
    chars = [[_chars(r.content) for r in side] for side in (gold, found)]
    scored = []
    for i, left in enumerate(chars[0]):
        for j, right in enumerate(chars[1]):
            both = len(left & right)
            if both:
                scored.append((both / len(left | right), i, j))
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for overlap, i, j in sorted(scored, key=lambda row: (-row[0], row[1], row[2])):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            pairs.append((overlap, i, j))
    return pairs


def _chars(ranges: Iterable[Range]) -> set[int]:
    return {c for a, b in ranges for c in range(a, b)}


def source_right(gold: Relation, found: Relation, head: int | None) -> bool:
    """Tell whether two sources agree: both empty, one head in common, or each head within the other's words."""
    if not gold.source or not found.source:
        return not gold.source and not found.source
    left, right = _chars(gold.source), _chars(found.source)
    if not left & right:
        return False
    return len(left & right) / min(len(left), len(right)) > 0.5 or (head is not None and head in left and head in right)


def is_statement(relation: Relation) -> bool:
    """Tell whether the cue holds a statement verb or noun, "according to" or a colon."""
    cue = " ".join(relation.words[a:b] for a, b in relation.cue).lower()
    if "according" in cue or ":" in cue:
        return True
    return any(_is_statement_word(word) for word in re.findall(r"[a-z]+", cue))


def _is_statement_word(word: str) -> bool:
    lemmas = {word, _IRREGULAR.get(word, word)}
    for ending, put in _LEMMA_ENDINGS:
        if word.endswith(ending):
            stem = word[: -len(ending)]
            lemmas |= {stem + put, stem[:-1] if len(stem) > 3 and stem[-1:] == stem[-2:-1] else stem + put}
    table = cue_words()
    return any((found := table.get((lemma, "VERB"))) is not None and found.category == "statement" for lemma in lemmas)


def add(tally: Tally, gold: list[Relation], found: list[Relation]) -> None:
    """Count one article's attributions into `tally`."""
    tally.gold += len(gold)
    tally.found += len(found)
    for overlap, i, j in match(gold, found):
        for threshold in tally.matched:
            tally.matched[threshold] += overlap >= threshold
        if overlap >= 0.5:
            left, right = _chars(gold[i].cue), _chars(found[j].cue)
            tally.source += source_right(gold[i], found[j], found[j].head)
            tally.cue += bool(left & right)
            tally.cue_half += len(left & right) >= 0.5 * len(left | right)


def score(pairs: Iterable[tuple[list[Relation], list[Relation]]]) -> dict[str, dict[str, float]]:
    """Return the figures of all attributions, of statements alone, and by form."""
    tallies = {name: Tally() for name in ("all", "statements", "direct", "mixed", "indirect")}
    for gold, found in pairs:
        add(tallies["all"], gold, found)
        add(tallies["statements"], [r for r in gold if is_statement(r)], [r for r in found if is_statement(r)])
        for form in ("direct", "mixed", "indirect"):
            add(tallies[form], [r for r in gold if r.form == form], [r for r in found if r.form == form])
    return {name: tally.report() for name, tally in tallies.items()}


def main() -> None:
    """Read, score, print."""
    from stemma.nlp import load

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=("even", "odd"))
    parser.add_argument("--threshold", type=float, default=0.5)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if not (options.folder / "text").is_dir():
        parser.exit(
            0, f"PolNeAR is not at {options.folder}: nothing scored. See the corpus's own site for where to get it.\n"
        )
    nlp, settings, pairs = load(), ExtractSettings(min_cue_score=options.threshold), []
    for number, (_, words, gold) in enumerate(articles(options.folder)):
        if options.half and (number % 2 == 0) != (options.half == "even"):
            continue
        text = read_text(article_of(words), nlp)
        pairs.append((gold, predicted(text, find_statements(text, find_mentions(text), settings))))
    figures = score(pairs)
    for name, row in figures.items():
        print(f"{name:11}", row)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
