"""Score which words are taken for events, and which mentions within one article are joined as one event, on ECB+.

Usage: python evals/score_event_words.py FOLDER [--half read|unread] [--missed N] [--errors N]

FOLDER: the topics of ECB+ (Cybulska & Vossen 2014; newsreader.eu, CC BY 3.0), one folder per topic. `read` are topics with an odd number.
An annotated action is found if an event record's trigger overlaps it; reporting, perception and states are set apart, for they are statements or
no events here. Only annotated sentences count. Joining: over pairs of found actions of one article, the pairs that the annotation calls one event
(same instance) against the pairs that `same_as` joins; beside it, joining by the same lemma alone.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

from event_reading import load, read

from stemma.model.event import Event

_EVENTS = ("ACTION_OCCURRENCE", "NEG_ACTION_OCCURRENCE", "ACTION_ASPECTUAL", "NEG_ACTION_ASPECTUAL", "ACTION_CAUSATIVE")
_QUOTES = {"``": '"', "''": '"'}


@dataclass(frozen=True)
class Action:
    """One annotated action: its characters, its event's instance and its kind."""

    start: int
    end: int
    instance: str
    kind: str


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=("read", "unread"), default="read")
    parser.add_argument("--missed", type=int, default=0, help="print the words most often missed")
    parser.add_argument("--errors", type=int, default=0, help="print wrong and missed joins")
    options = parser.parse_args()
    nlp = load()
    found, missed = Counter[str](), Counter[str]()
    joins, lemmas = Counter[str](), Counter[str]()
    left = options.errors if options.half == "read" else 0
    for path in _files(options.folder, options.half):
        text, actions = annotated(path)
        reading = read(text, nlp)
        at = {id(action): _event_at(action, reading.events) for action in actions}
        for action in actions:
            found[action.kind] += 1
            if at[id(action)] is not None:
                found["found " + action.kind] += 1
            else:
                missed[text[action.start : action.end].lower()] += 1
        known = [(action, event) for action in actions if (event := at[id(action)]) is not None]
        for (one, first), (other, second) in combinations(known, 2):
            gold, made = one.instance == other.instance, (first.same_as or first.id) == (second.same_as or second.id)
            joins[f"{gold} {made}"] += 1
            lemmas[f"{gold} {first.lemma == second.lemma}"] += 1
            if gold != made and left > 0:
                left -= 1
                words = [text[max(0, a.start - 60) : a.end + 60].replace("\n", " / ") for a in (one, other)]
                print(
                    f"{path.stem} gold {gold}: [{text[one.start : one.end]}] {words[0]!r} ~ [{text[other.start : other.end]}] {words[1]!r}"
                )
    for kind in sorted(kind for kind in found if not kind.startswith("found ")):
        print(f"{kind}: {found['found ' + kind]}/{found[kind]} = {found['found ' + kind] / found[kind]:.3f}")
    _report("joined by same_as", joins)
    _report("joined by lemma", lemmas)
    if options.missed and options.half == "read":
        print(", ".join(f"{word} {count}" for word, count in missed.most_common(options.missed)))


def annotated(path: Path) -> tuple[str, list[Action]]:
    """Return the text of an ECB+ file, one sentence a line, and its annotated actions."""
    root = ElementTree.parse(path).getroot()
    text, spans = _text(root)
    instance: dict[str, str] = {}
    targets = {mark.get("m_id"): mark.get("instance_id") or mark.get("m_id") for mark in root.find("Markables") or ()}
    for relation in root.find("Relations") or ():
        target = relation.find("target")
        name = relation.get("note") or (targets.get(target.get("m_id")) if target is not None else None) or ""
        for source in relation.iter("source"):
            instance[source.get("m_id") or ""] = name
    actions = []
    for mark in root.find("Markables") or ():
        anchors = [anchor.get("t_id") or "" for anchor in mark.iter("token_anchor")]
        if mark.tag in _EVENTS and anchors:
            number = mark.get("m_id") or ""
            start, end = spans[anchors[0]][0], spans[anchors[-1]][1]
            actions.append(Action(start, end, instance.get(number, f"{path.stem}-{number}"), mark.tag))
    return text, actions


def _text(root: ElementTree.Element) -> tuple[str, dict[str, tuple[int, int]]]:
    pieces: list[str] = []
    spans: dict[str, tuple[int, int]] = {}
    size, sentence = 0, None
    for token in root.iter("token"):
        word = _QUOTES.get(token.text or "", token.text or "")
        gap = "" if sentence is None else "\n" if token.get("sentence") != sentence else " "
        sentence = token.get("sentence")
        pieces += [gap, word]
        size += len(gap)
        spans[token.get("t_id") or ""] = (size, size + len(word))
        size += len(word)
    return "".join(pieces), spans


def _event_at(action: Action, events: tuple[Event, ...]) -> Event | None:
    return next((e for e in events if e.trigger.start < action.end and action.start < e.trigger.end), None)


def _report(name: str, counts: Counter[str]) -> None:
    hit, gold = counts["True True"], counts["True True"] + counts["True False"]
    made = hit + counts["False True"]
    precision, recall = hit / max(1, made), hit / max(1, gold)
    score = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"{name}: {gold} pairs are one event; P {precision:.3f} R {recall:.3f} F1 {score:.3f}")


def _files(folder: Path, half: str) -> Iterator[Path]:
    for topic in sorted(folder.iterdir(), key=lambda path: (len(path.name), path.name)):
        if topic.is_dir() and topic.name.isdigit() and (int(topic.name) % 2 == 1) == (half == "read"):
            yield from sorted(topic.glob("*.xml"))


if __name__ == "__main__":
    main()
