"""Score the status of events on the hand-written set and on TimeBank.

Usage: python evals/score_status.py [--timebank FOLDER] [--half read|unread|both] [--errors N] [--sealed]

Hand-written sets (evals/gold/status.jsonl and status_more.jsonl, each with a sealed third;
status_turns.jsonl, whose sentences were all read in the end): the status that the rules read at the marked trigger, and how often an event was found
there. TimeBank (FOLDER of .tml files, from the LDC or TimeML distributions): status at each annotated event, both sides reduced to four
classes by the tables below. `read` is every other file by name from the first; errors were read only there.

TimeBank → class, the first that holds: negated = polarity NEG, SLINK COUNTER_FACTIVE or NEG_EVIDENTIAL into the event; future = tense FUTURE;
modal = a modality, SLINK MODAL or CONDITIONAL into the event, or tense INFINITIVE without SLINK FACTIVE; else asserted.
Stemma → class: denied, negated, failed = negated; planned by a bare "will" or "shall" = future; conditional, threatened, requested,
planned, hypothetical = modal; ongoing, asserted = asserted.
"""

from __future__ import annotations

import argparse
import html
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from event_reading import head_token, load, read, rows
from spacy.language import Language
from spacy.tokens import Token

from stemma.model.event import Status
from stemma.stages.extract.events.find import status_at
from stemma.stages.extract.events.reading import StatusReading

GOLD = Path(__file__).parent / "gold" / "status.jsonl"
MORE = Path(__file__).parent / "gold" / "status_more.jsonl"
TURNS = Path(__file__).parent / "gold" / "status_turns.jsonl"
_TAG = re.compile(r"<[^>]*>")
_NEGATED = frozenset({Status.DENIED, Status.NEGATED, Status.FAILED})
_WILL = frozenset({"will", "'ll", "’ll", "wo", "shall"})


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--timebank", type=Path)
    parser.add_argument("--half", choices=("read", "unread", "both"), default="read")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument(
        "--sealed", action="store_true", help="score the sealed third of the hand-written set, without showing errors"
    )
    options = parser.parse_args()
    nlp = load()
    for gold in (GOLD, MORE):
        score_gold(gold, nlp, sealed=options.sealed, errors=0 if options.sealed else options.errors)
    if not options.sealed:
        score_turns(nlp)
    if options.timebank is not None:
        score_timebank(options.timebank, nlp, half=options.half, errors=options.errors if options.half == "read" else 0)


def score_gold(gold: Path, nlp: Language, *, sealed: bool, errors: int) -> None:
    """Print accuracy at the marked triggers of the open or the sealed rows, and by status."""
    right, total, found = Counter[str](), Counter[str](), 0
    conditions = [0, 0]
    for row in rows(gold):
        if row["sealed"] is not sealed:
            continue
        reading = read(str(row["text"]), nlp)
        for event in row["events"]:  # type: ignore[attr-defined]
            token = head_token(reading.text, event["start"], event["end"])
            got = status_at(token) if token is not None else None
            status = got.status.value if got is not None else "none"
            total[event["status"]] += 1
            right[event["status"]] += status == event["status"]
            found += any(
                made.trigger.start < event["end"] and event["start"] < made.trigger.end for made in reading.events
            )
            if event["condition"]:
                conditions[1] += 1
                conditions[0] += got is not None and got.condition is not None
            if status != event["status"] and errors > 0:
                errors -= 1
                cue = reading.text.doc[got.cue].text if got is not None and got.cue is not None else "-"
                print(f"{row['id']} [{event['trigger']}] gold {event['status']} got {status} ({cue}): {row['text']}")
    rights = sum(right.values())
    count, part = total.total(), "sealed" if sealed else "open"
    print(f"{gold.stem}, {part}: status {rights / count:.3f} of {count} triggers; event found at {found / count:.3f}")
    print(f"  condition found {conditions[0]}/{conditions[1]}")
    print("  " + ", ".join(f"{status} {right[status]}/{total[status]}" for status in total))


def score_turns(nlp: Language) -> None:
    """Print accuracy at the marked triggers of the further turns of phrase, by the round in which they were written."""
    right, total = Counter[int](), Counter[int]()
    for row in rows(TURNS):
        reading = read(str(row["text"]), nlp)
        for event in row["events"]:  # type: ignore[attr-defined]
            token = head_token(reading.text, event["start"], event["end"])
            total[row["round"]] += 1  # type: ignore[index]
            right[row["round"]] += token is not None and status_at(token).status.value == event["status"]  # type: ignore[index]
    told = ", ".join(f"round {part} {right[part] / total[part]:.3f} of {total[part]}" for part in sorted(total))
    print(f"turns of phrase: {right.total() / total.total():.3f} of {total.total()} ({told})")


def score_timebank(folder: Path, nlp: Language, *, half: str, errors: int) -> None:
    """Print F1 per class, macro F1, and F1 of all that is not asserted."""
    pairs: Counter[tuple[str, str]] = Counter()
    for number, path in enumerate(sorted(folder.glob("*.tml"))):
        if half != "both" and (number % 2 == 0) != (half == "read"):
            continue
        words, gold = timebank(path)
        reading = read(words, nlp)
        for start, end, want in gold:
            token = head_token(reading.text, start, end)
            if token is None:
                continue
            got = _class(status_at(token), token)
            pairs[want, got] += 1
            if want != got and errors > 0 and "asserted" in (want, got):
                errors -= 1
                print(f"{path.stem[:12]} gold {want} got {got} [{token.text}]: {token.sent.text[:230]!r}")
    report(pairs)


def report(pairs: Counter[tuple[str, str]]) -> None:
    """Print the scores of a confusion count."""
    classes = ("asserted", "negated", "future", "modal")
    scores = {name: f1(pairs, {name}) for name in classes}
    told = [f"{name} {scores[name][2]:.3f} (P {scores[name][0]:.2f} R {scores[name][1]:.2f})" for name in classes]
    print(f"TimeBank: {pairs.total()} events; {', '.join(told)}")
    not_asserted = f1(pairs, {"negated", "future", "modal"})
    macro = sum(score[2] for score in scores.values()) / 4
    precision, recall, joint = not_asserted
    print(f"  macro F1 {macro:.3f}; not asserted F1 {joint:.3f} (P {precision:.2f} R {recall:.2f})")
    print(
        "  confusion (gold, got): " + ", ".join(f"{want}>{got} {count}" for (want, got), count in pairs.most_common())
    )


def f1(pairs: Counter[tuple[str, str]], names: set[str]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of a set of classes taken together."""
    hit = sum(count for (want, got), count in pairs.items() if want in names and got in names)
    gold = sum(count for (want, _), count in pairs.items() if want in names)
    made = sum(count for (_, got), count in pairs.items() if got in names)
    precision, recall = hit / max(1, made), hit / max(1, gold)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def _class(got: StatusReading, token: Token) -> str:
    if got.status in _NEGATED:
        return "negated"
    if got.status in (Status.ONGOING, Status.ASSERTED):
        return "asserted"
    if got.status is Status.PLANNED and got.cue is not None and token.doc[got.cue].lower_ in _WILL:
        return "future"
    return "modal"


def timebank(path: Path) -> tuple[str, list[tuple[int, int, str]]]:
    """Return the text of a TimeML file and its events as (start, end, class)."""
    raw = path.read_text(encoding="utf-8", errors="replace")
    body = raw[raw.find("<TEXT>") + 6 : raw.find("</TEXT>")]
    classes = _event_classes(raw)
    pieces: list[str] = []
    size, position, opened = 0, 0, []
    gold = []
    for tag in _TAG.finditer(body):
        words = html.unescape(body[position : tag.start()])
        pieces.append(words)
        size, position = size + len(words), tag.end()
        if tag[0].startswith("<EVENT "):
            opened.append((size, dict(re.findall(r'(\w+)="([^"]*)"', tag[0])).get("eid", "")))
        elif tag[0] == "</EVENT>" and opened:
            start, eid = opened.pop()
            if eid in classes and size > start:
                gold.append((start, size, classes[eid]))
    pieces.append(html.unescape(body[position:]))
    return "".join(pieces), sorted(gold)


def _event_classes(raw: str) -> dict[str, str]:
    """Return event id → class, from the first instance of each event."""
    into: dict[str, set[str]] = {}
    for link in _attributes(raw, "SLINK"):
        into.setdefault(link.get("subordinatedEventInstance", ""), set()).add(link.get("relType", ""))
    found: dict[str, str] = {}
    for made in _attributes(raw, "MAKEINSTANCE"):
        found.setdefault(made.get("eventID", ""), _gold_class(made, into.get(made.get("eiid", ""), set())))
    return found


def _gold_class(made: dict[str, str], links: set[str]) -> str:
    if made.get("polarity") == "NEG" or links & {"COUNTER_FACTIVE", "NEG_EVIDENTIAL"}:
        return "negated"
    if made.get("tense") == "FUTURE":
        return "future"
    if made.get("modality", "none").lower() not in ("none", "") or links & {"MODAL", "CONDITIONAL"}:
        return "modal"
    return "modal" if made.get("tense") == "INFINITIVE" and "FACTIVE" not in links else "asserted"


def _attributes(raw: str, name: str) -> Iterator[dict[str, str]]:
    for match in re.finditer(rf"<{name} ([^>]*)/?>", raw):
        yield dict(re.findall(r'(\w+)="([^"]*)"', match[1]))


if __name__ == "__main__":
    main()
