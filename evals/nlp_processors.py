"""Compares what the reader decides on two kinds of processor: `python evals/nlp_processors.py FOLDER --emulator "qemu-x86_64 -cpu Haswell"`.

The same texts are read here and by the same interpreter under an emulator of a processor without VNNI; the share of tokens on which every
decision agrees (tag, features, head, label, sentence start, name) is printed. Slow: an emulated processor is a hundred times slower.
"""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import sys
from pathlib import Path


def decisions(folder: Path, texts: int) -> list[list[str | int | bool]]:
    """Read the first texts of a folder; give one row of decisions a token."""
    import stemma.nlp

    nlp, rows = stemma.nlp.load(), []
    for path in sorted(p for p in folder.rglob("*.txt"))[:texts]:
        text = path.read_text(encoding="utf-8")
        for token in stemma.nlp.read_article(nlp, text, [(0, len(text), "body")]).doc:
            starts = bool(token.is_sent_start)
            rows.append(
                [
                    token.text,
                    token.tag_,
                    str(token.morph),
                    token.head.i,
                    token.dep_,
                    starts,
                    token.ent_iob_,
                    token.ent_type_,
                ]
            )
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--texts", type=int, default=8)
    parser.add_argument("--emulator", help="command to put before the interpreter")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    here = decisions(options.folder, options.texts)
    if not options.emulator:
        sys.stdout.write(json.dumps(here))
        return
    command = [
        *shlex.split(options.emulator),
        sys.executable,
        __file__,
        str(options.folder),
        "--texts",
        str(options.texts),
    ]
    there = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    same = sum(a == b for a, b in zip(here, there, strict=True))
    out = {"tokens": len(here), "agree": round(same / len(here), 5), "emulator": options.emulator}
    sys.stdout.write(json.dumps(out) + "\n")
    if options.json:
        options.json.write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
