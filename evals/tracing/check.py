"""Check the structure of the tracing benchmark and count what it holds.

Run from anywhere: ``python evals/tracing/check.py``. Exit status 1 if a file breaks a rule of GUIDE.md.
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

STORIES = Path(__file__).parent / "stories"
RELATIONS = ("copy", "edited copy", "rewrite", "translation", "update")
STORY_FIELDS = {"id", "domain", "sealed", "facts", "texts", "edges", "origins", "common_source"}
TEXT_FIELDS = {"label", "outlet", "published", "title", "text", "credit", "writer"}
PUBLISHED = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d))?")


def roots_of(label: str, parents: dict[str, list[str]], seen: tuple[str, ...] = ()) -> set[str]:
    """Return the labels that ``label`` descends from at last (itself if it has no parent)."""
    if label in seen:
        raise ValueError(f"cycle through {label}")
    if not parents[label]:
        return {label}
    return set().union(*(roots_of(parent, parents, (*seen, label)) for parent in parents[label]))


def text_faults(text: dict, derived: bool) -> list[str]:
    """Return what is wrong with one text record."""
    faults = [] if set(text) - {"hidden"} == TEXT_FIELDS else ["fields of a text"]
    if text["published"] is not None and not PUBLISHED.fullmatch(text["published"]):
        faults.append("published")
    if text["credit"] is not None and (not derived or text["credit"] not in text["text"]):
        faults.append("credit is not in the text, or is on an origin")
    if not 60 <= len(text["text"].split()) <= 450:
        faults.append("length")
    return [f"{text['label']}: {fault}" for fault in faults]


def story_faults(story: dict, place: int) -> list[str]:
    """Return what is wrong with one story; ``place`` is its 1-based place in the order of ids."""
    labels = [text["label"] for text in story["texts"]]
    ends = [label for edge in story["edges"] for label in (edge["parent"], edge["child"])]
    if set(story) != STORY_FIELDS or len(labels) != len(set(labels)) or not set(ends) <= set(labels):
        return ["fields or labels"]
    parents = {label: [edge["parent"] for edge in story["edges"] if edge["child"] == label] for label in labels}
    faults = [fault for text in story["texts"] for fault in text_faults(text, bool(parents[text["label"]]))]
    faults += [f"relation {edge['relation']}" for edge in story["edges"] if edge["relation"] not in RELATIONS]
    faults += [f"origins of {label}" for label in labels if set(story["origins"][label]) != roots_of(label, parents)]
    faults += ["three parents" for found in parents.values() if len(found) > 2]
    faults += ["sealed"] if story["sealed"] != (place % 3 == 0) else []
    return faults


def counts_of(stories: list[dict]) -> Counter:
    """Count stories, texts, origins, relations (a merger is one text) and credits."""
    counts: Counter = Counter(stories=len(stories), texts=sum(len(story["texts"]) for story in stories))
    for story in stories:
        edges = Counter(edge["child"] for edge in story["edges"])
        counts["origins"] += len(story["texts"]) - len(edges)
        counts["merger"] += sum(number == 2 for number in edges.values())
        counts["hidden"] += sum(text.get("hidden", False) for text in story["texts"])
        counts["derived, credited"] += sum(text["credit"] is not None for text in story["texts"])
        counts.update(edge["relation"] for edge in story["edges"] if edges[edge["child"]] == 1)
    return counts


def main() -> int:
    """Check every story and write the table of counts."""
    stories = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(STORIES.glob("*.json"))]
    faults = [f"{s['id']}: {fault}" for place, s in enumerate(stories, 1) for fault in story_faults(s, place)]
    sealed, opened = counts_of([s for s in stories if s["sealed"]]), counts_of([s for s in stories if not s["sealed"]])
    rows = [f"{name:20s}{opened[name]:6d}{sealed[name]:8d}{opened[name] + sealed[name]:7d}" for name in opened | sealed]
    sys.stdout.write("\n".join([f"{'':20s}  open  sealed    all", *rows, *faults, ""]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
