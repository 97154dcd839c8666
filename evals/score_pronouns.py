"""Score pronouns on ECB+: is a pronoun bound to a mention of what it stands for?

Usage: python evals/score_pronouns.py FOLDER [--half read|sealed|all] [--errors N] [--json FILE]

`read` is the topics of odd number. A pronoun is right if a mention of whom it is bound to overlaps another gold mention of the same instance in
its article, wrong if none does; where the gold has no other mention, it must stay unbound to be right, and is counted apart.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from score_entities import ecb_articles, ecb_options
from score_times import _pipeline, parse

from stemma.model.words import Mention
from stemma.stages.extract.mentions import find_mentions

_GROUPS = {
    "he": "he", "him": "he", "she": "she", "her": "she", "it": "it", "they": "they", "them": "they", "who": "who",
}  # fmt: skip


def main() -> int:
    options = ecb_options(__doc__)
    if options is None:
        return 0
    nlp = _pipeline(model=True)
    counts: dict[str, Counter[str]] = {}
    shown: list[str] = []
    for _, name, text, marks in ecb_articles(options.folder, half=options.half):
        for group, verdict, line in _verdicts(text, marks, find_mentions(parse(text, name, "", nlp))):
            counts.setdefault(group, Counter())[verdict] += 1
            if verdict not in ("right", "unbound, rightly"):
                shown.append(f"{name} {verdict}: {line}".replace("\n", " "))
    figures = {group: dict(found) | _rates(found) for group, found in sorted(counts.items())}
    figures["all"] = _rates(sum(counts.values(), Counter()))
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")
    for line in shown[: options.errors]:
        sys.stdout.write(line + "\n\n")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


def _verdicts(
    text: str, marks: Sequence[tuple[int, int, str]], mentions: Sequence[Mention]
) -> Iterator[tuple[str, str, str]]:
    """Give pronoun, verdict and a line to read for every pronoun of the gold."""
    by_id = {mention.id: mention for mention in mentions}
    for start, end, instance in marks:
        group = _GROUPS.get(text[start:end].lower())
        mine = next((m for m in mentions if (m.span.start, m.span.end) == (start, end)), None)
        if group is None or (mine is None and text[start:end].lower() == "her"):
            continue  # "her lawyer" is no mention of ours
        others = [(s, e) for s, e, i in marks if i == instance and (s, e) != (start, end)]
        target = by_id.get(mine.refers_to or "") if mine is not None else None
        if target is None:
            verdict = "unbound" if others else "unbound, rightly"
        elif any(_overlaps(m, others) for m in mentions if m is not mine and target.id in (m.id, m.refers_to)):
            verdict = "right"
        else:
            verdict = "wrong" if others else "bound, nothing to bind to"
        said = text[target.span.start : target.span.end] if target else "-"
        gold = [text[s:e] for s, e in others][:3]
        yield group, verdict, f"[{said}] gold {gold}: {text[max(0, start - 200) : start]}>>{text[start : end + 40]}"


def _overlaps(mention: Mention, places: list[tuple[int, int]]) -> bool:
    return any(start < mention.span.end and mention.span.start < end for start, end in places)


def _rates(found: Counter[str]) -> dict[str, float]:
    bound = found["right"] + found["wrong"]
    return {
        "precision": round(found["right"] / max(1, bound), 3),
        "recall": round(found["right"] / max(1, bound + found["unbound"]), 3),
    }


if __name__ == "__main__":
    sys.exit(main())
