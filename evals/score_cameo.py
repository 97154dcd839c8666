"""Score types and roles of events on sentences labelled in the CAMEO tradition.

Usage: python evals/score_cameo.py FOLDER [--half read|unread|both] [--errors N]

FOLDER holds cameo_class-train.tsv (sentence, class: 0 neutral statement, 1 verbal cooperation, 2 material cooperation, 3 verbal conflict,
4 material conflict), cameo_ner-train.txt (source S, target T or both sides R of one event per sentence, IOB), PETR.UnitTest.records.xml and its `dictionaries`.
`read` is every other sentence from the first; errors were read only there. The best event of a sentence is the one that `best_event`
takes: told by the main clause, with somebody on both sides. Class by PLOVER's quad categories, as `QUAD` has them (manual, draft 0.8).
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path

from event_reading import Reading, load, read
from spacy.language import Language
from spacy.tokens import Token

from stemma.model.event import Event, Participant, Status

QUAD = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1, "COOPERATE": 2, "AID": 2, "RETREAT": 2, "REQUEST": 3, "ACCUSE": 3, "REJECT": 3,
    "THREATEN": 3, "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip
_TO_COME = frozenset({Status.PLANNED, Status.CONDITIONAL, Status.HYPOTHETICAL})
_NOT_DONE = frozenset({Status.NEGATED, Status.DENIED})
# CAMEO roots as the labels group them: 01 statement and 02 appeal; 03 to 05; 06 to 08; 09 to 13 and 16; 14, 15 and 17 to 20.
ROOT_CLASS = (0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 3, 4, 4, 4, 4)
_RECORD = re.compile(r'<Sentence [^>]*?id *= *"([^"]*)"[^>]*>(.*?)</Sentence>', re.S)
_CODING = re.compile(r'<EventCoding sourcecode="([^"]*)" targetcode="([^"]*)" eventcode="([^"]*)"')


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=("read", "unread", "both"), default="read")
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    errors = options.errors if options.half == "read" else 0
    nlp = load()
    score_class(options.folder / "cameo_class-train.tsv", nlp, half=options.half, errors=errors)
    score_roles(options.folder / "cameo_ner-train.txt", nlp, half=options.half, errors=errors)
    score_records(options.folder / "PETR.UnitTest.records.xml", nlp, errors=errors)


def best_event(reading: Reading) -> Event | None:
    """Return the event that the sentence is mainly about, or None where its main clause only speaks.

    Nearest to the root; both sides filled counts two levels, a verb or a noun carried by a verb one and a half, history against it.
    """

    triggers = {reading.text.token_at(event.trigger.start) for event in reading.events}

    def rank(event: Event) -> tuple[float, int]:
        token = reading.text.doc[reading.text.token_at(event.trigger.start) or 0]
        sides = bool(event.actors) + bool(event.recipients)
        told = token.pos_ == "VERB" or is_carried(token)
        inside = token.pos_ == "NOUN" and token.head.i in triggers
        return 2.0 * inside + _depth(token) - 2.0 * sides - 1.5 * told - 1.0 * (
            event.type in QUAD
        ) + 2.0 * event.background, token.i

    best = min(reading.events, key=rank, default=None)
    if best is None:
        return None
    token = reading.text.doc[reading.text.token_at(best.trigger.start) or 0]
    speaks = token.pos_ == "NOUN" and not is_carried(token) and _depth(token) > 1
    return None if speaks else best


def is_carried(token: Token) -> bool:
    """Tell whether an event noun is the object or subject of a verb, or the root."""
    return token.dep_ in ("obj", "nsubj", "nsubj:pass", "ROOT") and token.pos_ == "NOUN"


def _depth(token: Token) -> int:
    depth, head = 0, token
    while head.head.i != head.i and depth < 12:
        depth, head = depth + 1, head.head
    return depth


def quad_of(event: Event | None) -> int:
    """Return the class of an event: by its CAMEO root where it has one, else by PLOVER's quad category; no event is a neutral statement.

    As PLOVER's manual asks, cooperation to come is an agreement (1) and violence threatened a threat (3); cooperation refused is a rejection (3).
    """
    if event is None or event.type not in QUAD:
        return 0
    quad = ROOT_CLASS[int(event.cameo[:2])] if event.cameo is not None else QUAD[event.type]
    if quad == 2 and event.status in _TO_COME:
        return 1
    if quad in (1, 2) and event.status in _NOT_DONE:
        return 3
    return 3 if quad == 4 and event.status is Status.THREATENED else quad


def score_class(path: Path, nlp: Language, *, half: str, errors: int) -> None:
    """Print accuracy of the quad class."""
    pairs: Counter[tuple[int, int]] = Counter()
    types: Counter[tuple[str, int]] = Counter()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        words, _, label = line.rpartition("\t")
        if not _in_half(number, half) or not words:
            continue
        reading = read(words, nlp)
        event = best_event(reading)
        got, want = quad_of(event), int(label)
        pairs[want, got] += 1
        types[event.type if event is not None else "-", want] += 1
        if got != want and errors > 0:
            errors -= 1
            told = (
                f"{event.type} {reading.text.words(event.trigger)} {event.status.value}" if event is not None else "-"
            )
            print(f"class gold {want} got {got} ({told}): {words[:260]}")
    right = sum(count for (want, got), count in pairs.items() if want == got)
    four = sum(count for (want, _), count in pairs.items() if want)
    print(f"quad class {right / pairs.total():.3f} of {pairs.total()}; without neutral statements "
          f"{sum(count for (want, got), count in pairs.items() if want == got and want) / four:.3f} of {four}")  # fmt: skip
    print("  (type, gold): " + ", ".join(f"{kind}>{want} {count}" for (kind, want), count in sorted(types.items())))
    print("  (gold, got): " + ", ".join(f"{want}>{got} {count}" for (want, got), count in sorted(pairs.items())))


def score_roles(path: Path, nlp: Language, *, half: str, errors: int) -> None:
    """Print token F1 of actor and recipient of the best event against source and target, labels and sides counted."""
    hit = made = gold = 0
    for number, block in enumerate(path.read_text(encoding="utf-8").split("\n\n")):
        rows = [line.rsplit(" ", 1) for line in block.splitlines() if " " in line]
        if not rows or not _in_half(number, half):
            continue
        words, spans = _join(rows)
        reading = read(words, nlp)
        event = best_event(reading)
        want = {(index, label[-1]) for index, (_, label) in enumerate(rows) if label != "O"}
        got = (
            _covered(event.actors, spans, "S") | _covered(event.recipients, spans, "T") if event is not None else set()
        )
        got = {(i, "R" if (i, "R") in want else side) for i, side in got}
        hit, made, gold = hit + len(want & got), made + len(got), gold + len(want)
        if errors > 0 and len(want & got) < len(want) / 2:
            errors -= 1
            told = _told(event, reading) if event is not None else "-"
            sides = {side: " ".join(rows[i][0] for i, s in sorted(want) if s == side) for side in "STR"}
            print(f"roles gold {sides} got {told}: {words[:240]}")
    precision, recall = hit / max(1, made), hit / max(1, gold)
    print(
        f"who to whom: token F1 {2 * precision * recall / max(1e-9, precision + recall):.3f} (P {precision:.2f} R {recall:.2f}, {gold} tokens)"
    )


def _told(event: Event, reading: Reading) -> str:
    sides = [[reading.text.words(part.span) for part in parts] for parts in (event.actors, event.recipients)]
    return f"{event.type} {reading.text.words(event.trigger)} actors {sides[0]} recipients {sides[1]}"


def _covered(parts: tuple[Participant, ...], spans: list[tuple[int, int]], side: str) -> set[tuple[int, str]]:
    return {
        (i, side)
        for i, (start, end) in enumerate(spans)
        for part in parts
        if part.span.start < end and start < part.span.end
    }


def _join(rows: list[list[str]]) -> tuple[str, list[tuple[int, int]]]:
    """Return the sentence of a list of tokens as it was printed, and where each token stands."""
    text, spans = "", []
    for number, (word, _) in enumerate(rows):
        before = rows[number - 1][0] if number else ""
        tight = (
            word in ".,;:!?)'’%-"
            or word.startswith(("'", "’", "n't"))
            or before in ("(", "$", "“", "-")
            or (before == "’" and len(word) < 3)
        )
        text += "" if not text or tight else " "
        spans.append((len(text), len(text) + len(word)))
        text += word
    return text, spans


def score_records(path: Path, nlp: Language, *, errors: int) -> None:
    """Print how often the root code of the best event is the record's, for records whose source and target the given dictionaries name.

    An actor counts as given where a name of its code, as the dictionaries beside the records list them, stands in the sentence. Of those records
    the ones are told apart whose code the given dictionary of verbs has at all: many test codes are made up (345, 905, 1717).
    """
    names, codes = actor_names(path.parent / "dictionaries"), verb_codes(path.parent / "dictionaries" / "CAMEO.2.0.txt")
    right, total, left = Counter[str](), Counter[str](), Counter[str]()
    for match in _RECORD.finditer(path.read_text(encoding="utf-8", errors="replace")):
        text = re.search(r"<Text>(.*?)</Text>", match[2], re.S)
        coded = _CODING.findall(match[2])
        if not coded or text is None:
            left["no code or text"] += 1
            continue
        words = " ".join(text[1].split())
        given = [
            code
            for source, target, code in coded
            if _is_named(source, words, names) and _is_named(target, words, names)
        ]
        if not given:
            left["actors not in the dictionaries or not in the sentence"] += 1
            continue
        event = best_event(read(words, nlp))
        part = "code of CAMEO" if any(code in codes for code in given) else "made-up code"
        total[part] += 1
        ok = event is not None and (event.cameo or "")[:2] in {code[:2] for code in given}
        right[part] += ok
        if not ok and errors > 0:
            errors -= 1
            print(f"record {match[1]} gold {given} got {event.cameo if event is not None else '-'}: {words[:150]}")
    told = ", ".join(f"{part} {right[part]}/{total[part]}" for part in total)
    print(f"unit records: root code {right.total()}/{total.total()} ({told}); left out: {dict(left)}")


def actor_names(folder: Path) -> dict[str, set[str]]:
    """Return the first three letters of an actor's code → its names in capitals, from the dictionaries `Phoenix.*.actors.txt`."""
    found: dict[str, set[str]] = {}
    for path in sorted(folder.glob("Phoenix.*.actors.txt")):
        names: set[str] = set()
        codes: set[str] = set()
        for raw in [*path.read_text(encoding="utf-8", errors="replace").splitlines(), "END"]:
            line = raw.split("#")[0].rstrip()
            if not line or line.startswith("<"):
                continue
            if not line.startswith(("+", "\t", " ")):
                for code in codes:
                    found.setdefault(code[:3], set()).update(names)
                names, codes = set(), set()
            if not line.startswith(("\t", " ")):
                names.add(_letters(re.split(r"[\[;]", line)[0]))
            codes.update(re.findall(r"\[([A-Z]{3,})", line))
    return found


def verb_codes(path: Path) -> frozenset[str]:
    """Return the event codes that the dictionary of verbs gives."""
    return frozenset(re.findall(r"\[(\d{2,4})[\]:]", path.read_text(encoding="utf-8", errors="replace")))


def _is_named(code: str, words: str, names: dict[str, set[str]]) -> bool:
    told = f" {_letters(words)} "
    return any(f" {name} " in told for name in names.get(code[:3], ()) if len(name) > 2)


def _letters(words: str) -> str:
    return " ".join(re.sub(r"[^A-Z]+", " ", words.upper()).split())


def _in_half(number: int, half: str) -> bool:
    return half == "both" or (number % 2 == 0) == (half == "read")


if __name__ == "__main__":
    main()
