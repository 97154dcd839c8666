"""What `stemma --licenses` prints: the licence of the code, of the weights, and of each table as its own header states it."""

from __future__ import annotations

import gzip
from importlib.resources import files

WEIGHTS = (
    ("code", "Apache License 2.0"),
    (
        "nlp/weights (language model)",
        "CC BY-SA 4.0; trained on UD English EWT, UD English GUM (free genres) and open name corpora, see docs/model-card.md",
    ),
    (
        "nlp/encoder (sentence encoder)",
        "Apache License 2.0; all-MiniLM-L6-v2 by the sentence-transformers authors, quantised",
    ),
    ("examples", "CC BY 4.0; invented for Stemma"),
)


def licence_text() -> str:
    """Return one line per part of the package that has a licence of its own."""
    folder = files("stemma") / "resources"
    tables = [item for item in folder.iterdir() if item.is_file()]
    tables += [item for sub in folder.iterdir() if sub.is_dir() for item in sub.iterdir() if item.is_file()]
    lines = [f"{name}: {licence}" for name, licence in WEIGHTS]
    lines += sorted(f"resources/{table.name}: {stated_licence(_head(table.read_bytes()))}" for table in tables)
    return "\n".join(lines)


def stated_licence(head: str) -> str:
    """Return what a table's header says after the word "Licence"; "not stated" where it says nothing."""
    comments = " ".join(line.lstrip("# ") for line in head.splitlines() if line.startswith("#"))
    _, found, rest = comments.partition("Licence:")
    return rest.split("Columns:")[0].split(". ")[0].strip(" .") if found else "not stated"


def _head(content: bytes) -> str:
    if content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
    return content[:4000].decode("utf-8", "replace")
