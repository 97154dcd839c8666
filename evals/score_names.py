"""Score the comparison of names on the hand-written pairs: precision and recall of "same", with no context but the kind.

Usage: python evals/score_names.py [--sealed] [--errors N] [--json FILE]
"""

from __future__ import annotations

import argparse
import collections
import json
import sys
from pathlib import Path

from stemma.stages.link.compare import compare_names


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--gold", type=Path, default=Path(__file__).parent / "gold" / "name_pairs.tsv")
    arguments.add_argument("--sealed", action="store_true")
    arguments.add_argument("--errors", type=int, default=0)
    arguments.add_argument("--json", type=Path)
    options = arguments.parse_args()
    lines = [
        line.split("\t")
        for line in options.gold.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ][1:]
    counts: collections.Counter[str] = collections.Counter()
    errors = []
    for left, right, same, kind, note, sealed in lines:
        if (sealed.strip() == "1") is not options.sealed:
            continue
        likeness = compare_names(left, right, kind)
        counts[
            ("true " if (same == "1") == likeness.same else "false ") + ("same" if likeness.same else "different")
        ] += 1
        if (same == "1") != likeness.same:
            errors.append(
                f"{left} | {right} gold {same} ({note}): {likeness.score} {[r.feature for r in likeness.reasons]}"
            )
    right, found, gold = (
        counts["true same"],
        counts["true same"] + counts["false same"],
        counts["true same"] + counts["false different"],
    )
    figures = {
        "pairs": sum(counts.values()),
        "gold same": gold,
        "precision": round(right / max(1, found), 3),
        "recall": round(right / max(1, gold), 3),
    }
    sys.stdout.write(json.dumps(figures, indent=1) + "\n" + "\n".join(sorted(errors)[: options.errors]) + "\n")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
