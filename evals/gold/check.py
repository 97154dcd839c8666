"""Check the hand-written gold sets: offsets, enumerations, counts, ids and seals; exit 1 if anything is wrong."""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
STATUS = "asserted ongoing planned requested threatened conditional hypothetical denied negated failed".split()
HARM = "killed injured missing detained displaced".split()
KINDS = """person|office|organisation|government|armed group|document|outlet|agency|eyewitness|expert|official
diplomat|military|intelligence|police|medic|company|spokesperson|source|public|unknown""".replace("\n", "|").split("|")
ACTS = """say|deny|confirm|warn|threaten|promise|demand|accuse|predict|believe|refuse to comment
could not be verified|other""".replace("\n", "|").split("|")
SLOTS = "polarity status hedge role number time place actor quote".split()
EDITS = {"contradicting": 60, "value": 20, "same": 25, "different": 15}
SIZES = {"status": 300, "status_more": 150, "casualties": 200, "sources": 150, "sources_more": 160, "edits": 120}
Row = dict[str, Any]
wrong: list[str] = []


def need(holds: bool, where: str, what: str) -> None:
    if not holds:
        wrong.append(f"{where}: {what}")


def cut(row: Row, start: int | None, end: int | None, quoted: str | None) -> None:
    found = None if start is None else row["text"][start:end]
    need(found == quoted, row["id"], f"offsets do not cut {quoted!r}")


def check_status(row: Row) -> list[str]:
    for event in row["events"]:
        cut(row, event["start"], event["end"], event["trigger"])
        statuses = [event["status"], *event["also"]]
        need(set(statuses) <= set(STATUS) and len(set(statuses)) == len(statuses), row["id"], f"{statuses}")
        need(all(event[f] is None or event[f] in row["text"] for f in ("cue", "condition")), row["id"], "cue")
        need(event["status"] != "conditional" or bool(event["condition"]), row["id"], "condition missing")
    return [event["status"] for event in row["events"]]


def check_casualties(row: Row) -> list[str]:
    for quantity in row["quantities"]:
        cut(row, quantity["start"], quantity["end"], quantity["span"])
        need(quantity["kind"] in HARM, row["id"], "kind")
        figures = [quantity[f] for f in ("low", "best", "high") if quantity[f] is not None]
        need(bool(figures) and figures == sorted(figures), row["id"], f"figures {figures}")
        named = [quantity[f] for f in ("hedge", "counted_by", "as_of") if quantity[f] is not None]
        need(all(words in row["text"] for words in named), row["id"], "hedge, counter or as-of")
    return [quantity["kind"] for quantity in row["quantities"]] or ["none"]


def check_sources(row: Row) -> list[str]:
    for told in row["statements"]:
        cut(row, told["source_start"], told["source_end"], told["source"])
        cut(row, told["cue_start"], told["cue_end"], told["cue"])
        for part in told["content_spans"]:
            cut(row, part["start"], part["end"], part["text"])
        need(told["content"] == " ".join(p["text"] for p in told["content_spans"]), row["id"], "content")
        need(told["kind"] in KINDS and told["act"] in ACTS, row["id"], "kind or act")
        need(told["form"] in ("direct", "indirect", "mixed"), row["id"], "form")
        need(all(label in row["text"] for label in told["chain"]), row["id"], "chain")
    return [told["kind"] for told in row["statements"]] or ["none"]


def check_edits(row: Row) -> list[str]:
    need(row["label"] in EDITS, row["id"], "label")
    need((row["slot"] in SLOTS) == (row["label"] in ("contradicting", "value")), row["id"], "slot")
    return [row["label"]]


def check_names() -> Counter[str]:
    lines = (HERE / "name_pairs.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    for n, row in enumerate(rows, 1):
        need(len(row) == 6 and row[2] in "01" and row[5] == str(int(n % 3 == 0)), f"name_pairs {n}", "columns")
    need(len(rows) == 300, "name_pairs", "size")
    return Counter(f"{row[3]} {row[2]}" for row in rows)


def main() -> int:
    checks = {
        "status": check_status,
        "status_more": check_status,
        "casualties": check_casualties,
        "sources": check_sources,
        "sources_more": check_sources,
        "edits": check_edits,
    }
    for name, check in checks.items():
        rows = [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text("utf-8").splitlines()]
        need(len(rows) == SIZES[name], name, f"size {len(rows)}")
        counts: Counter[str] = Counter()
        for n, row in enumerate(rows, 1):
            need(row["id"] == f"{name}-{n:03d}" and row["sealed"] == (n % 3 == 0), row["id"], "id or seal")
            counts.update(check(row))
        need(name != "status" or min(counts[s] for s in STATUS) >= 20, name, "a status has fewer than 20")
        need(name != "edits" or counts == EDITS, name, "label counts")
        sys.stdout.write(f"{name}: {len(rows)} rows; {dict(counts.most_common())}\n")
    sys.stdout.write(f"name_pairs: {dict(check_names())}\n")
    sys.stdout.write("".join(f"WRONG {line}\n" for line in wrong))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
