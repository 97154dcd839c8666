"""Score casualties on MUC-3/4 (terrorism in Latin America, 1989 to 1990, upper case): victims with a number and an effect.

Usage: python evals/score_muc.py FOLDER [--files N] [--first K] [--errors N] [--precision N]

FOLDER holds dev-muc3-* and key-dev-*.muc4. A victim is a string of slot 18 or 19 with a number in slot 21 and DEATH or INJURY in slot 23. It is
found where an event has a toll of that kind that holds the number, in a sentence with the last word of the victim's string; `anywhere` drops
the second condition;
victims that one toll sums ("six priests and two women", or "two reporters" with both names among the event's recipients) are added up.
Texts are lower-cased; what `lemma_forms.tsv` does not know as a common word gets a capital, and so do months before or after a number and titles
before a name; marks of the editors ("[EXCERPT]", "[NAME AS TRANSLITERATED]") are left out. Errors are read only in the first three files.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from event_reading import Reading, load, read

from stemma.lang.rarity import rarity
from stemma.lang.tables import read_table
from stemma.model.words import Quantity
from stemma.text.normalise import stem

_NAME_LIKE = 4.1
_KINDS = {"DEATH": "killed", "INJURY": "injured"}
_STRING = re.compile(r'"([^"]*)"')
_MARKS = re.compile(
    r"\[[^\]]*(?:TEXT|REPORT|ARTICLE|COMMENTARY|EDITORIAL|EXCERPT|RECORDING|INDISTINCT|OMITTED|SPEAKER|COMMUNIQUE| AS )[^\]]{0,80}\]|^[ \t]+",
    re.M,
)
_TITLES = frozenset(
    "minister president general colonel captain lieutenant sergeant major senator deputy mayor judge doctor father monsignor bishop archbishop "
    "sister comrade attorney governor ambassador secretary chief leader corporal dr gen col lt maj mr mrs ms capt sgt".split()
)
_CAPITALS = re.compile(
    r"\b(january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
    r"(?= \d)|\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|(?<=\d )(january|february|march|april|may|june|july|august|september"
    r"|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b"
)
_INFLECTED = re.compile("[a-z]{4,}(?:ed|ing|ly|tion|tions|ment|ments|ers)")


@dataclass(frozen=True)
class Victim:
    """One victim of a key: the strings that name it, how many, and the harm."""

    strings: tuple[str, ...]
    low: float
    high: float
    kind: str


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--files", type=int, default=1)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--precision", type=int, default=0, help="print that many tolls to be judged by hand")
    options = parser.parse_args()
    nlp = load()
    here = anywhere = total = shown = 0
    for path in sorted(options.folder.glob("dev-muc3-*"))[options.first : options.first + options.files]:
        victims = key(options.folder / f"key-dev-{path.name[9:13]}.muc4")
        for name, words in messages(path):
            if not victims.get(name) and not options.precision:
                continue
            reading = read(true_case(words), nlp)
            tolls = [
                (q, " ".join(reading.text.words(span) for span in (q.span, *(part.span for part in event.recipients))))
                for event in reading.events
                for q in event.quantities
                if q.kind in ("killed", "injured")
            ]
            if shown < options.precision:
                for quantity, said in tolls[:3]:
                    shown += 1
                    print(
                        f"{name} {quantity.kind} {quantity.low} {quantity.best} {quantity.high} [{said}] {_sentence(reading, quantity)}"
                    )
            wanted = victims.get(name, [])
            named = summed(wanted, tolls)
            for victim in wanted:
                total += 1
                holding = [
                    quantity for quantity, _ in tolls if quantity.kind == victim.kind and holds(quantity, victim)
                ]
                found = victim in named or any(_names(reading, quantity, victim) for quantity in holding)
                anywhere, here = anywhere + (found or bool(holding)), here + found
                if not found and options.errors > 0:
                    options.errors -= 1
                    print(f"{name} {victim.kind} {victim.low:g} {victim.strings} | {_where(words, victim)}")
    print(
        f"victims {total}: recall {here / max(1, total):.3f} in a sentence that names them, {anywhere / max(1, total):.3f} anywhere in the text"
    )


def summed(victims: list[Victim], tolls: list[tuple[Quantity, str]]) -> list[Victim]:
    """Return the victims named by one toll's words or by those it harmed, and whose numbers add up to it: the key splits what the text sums."""
    found = []
    for quantity, said in tolls:
        last = [
            (victim, [name.split()[-1].strip(".,'") for name in victim.strings if name.split()]) for victim in victims
        ]
        inside = [
            victim for victim, names in last if victim.kind == quantity.kind and any(n in said.upper() for n in names)
        ]
        whole = Victim((), sum(victim.low for victim in inside), sum(victim.high for victim in inside), quantity.kind)
        if inside and holds(quantity, whole):
            found += inside
    return found


def holds(quantity: Quantity, victim: Victim) -> bool:
    """Tell whether the interval of a toll holds the key's number."""
    low = quantity.low if quantity.low is not None else (quantity.best or 0) * 0.9
    high = (
        quantity.high
        if quantity.high is not None
        else (quantity.best or quantity.low or 0) * 1.1
        if quantity.low is None
        else 1e9
    )
    return low <= victim.high and victim.low <= high


def _names(reading: Reading, quantity: Quantity, victim: Victim) -> bool:
    sentence = _sentence(reading, quantity).upper()
    return any(string.split()[-1].strip(".,'") in sentence for string in victim.strings if string.split())


def _sentence(reading: Reading, quantity: Quantity) -> str:
    token = reading.text.token_at(quantity.span.start) or 0
    return " ".join(reading.text.words(reading.text.sentence_of(token).span).split())


def _where(words: str, victim: Victim) -> str:
    flat = " ".join(words.split())
    spot = flat.find(victim.strings[0])
    return flat[max(0, spot - 90) : spot + 110] if spot >= 0 else "(string not in the text)"


def true_case(words: str) -> str:
    """Return upper-case text with capitals at sentence starts and on words that no common word list has."""
    text = _MARKS.sub("", words).replace("[", "(").replace("]", ")")
    text = re.sub(r"\n(?!\n)", " ", text)
    text = re.sub(r" {2,}", " ", text)
    cased = re.sub(r"[A-Z][A-Z'\-]*", lambda match: _cased(match[0]), text)
    cased = _CAPITALS.sub(lambda match: match[0].capitalize(), cased)
    cased = re.sub(r"\b([a-z]+)(\.? )(?=[A-Z])", lambda match: _titled(match[1]) + match[2], cased)
    cased = re.sub(r"\b[a-z](?:\.[a-z])+\.", lambda match: match[0].upper(), cased)
    return re.sub(r"(^|[.!?]\s+|\n|-- )([a-z])", lambda match: match[1] + match[2].upper(), cased)


def _titled(word: str) -> str:
    """Return a title before a name with its capital."""
    return word.capitalize() if word in _TITLES else word


def _cased(word: str) -> str:
    low = word.lower()
    return (
        low
        if _is_common(low) or len(word) < 2 or "'" in word
        else "-".join(part.capitalize() for part in low.split("-"))
    )


@cache
def _is_common(word: str) -> bool:
    """Tell whether a lower-case word is no name: frequent in news, or a form that the lemma table knows."""
    known = rarity("word", stem(word)) < _NAME_LIKE or word in _forms() or word.removesuffix("s") in _forms()
    return known or _INFLECTED.fullmatch(word) is not None


@cache
def _forms() -> frozenset[str]:
    rows = read_table("lemma_forms.tsv")
    column = next(iter(rows[0]))
    return frozenset(row[column] for row in rows if row[column].islower())


def messages(path: Path) -> Iterator[tuple[str, str]]:
    """Give the name and text of each message of a file."""
    for block in re.split(r"\n(?=DEV-MUC3-\d{4})", path.read_text(encoding="latin-1")):
        head, _, body = block.strip().partition("\n")
        if head.startswith("DEV-MUC3"):
            yield head.split()[0], body


def key(path: Path) -> dict[str, list[Victim]]:
    """Return message → victims with a number and death or injury, each once."""
    found: dict[str, dict[tuple[str, ...], Victim]] = {}
    for template in re.split(r"\n(?=0\.\s+MESSAGE: ID)", path.read_text(encoding="latin-1")):
        name = re.search(r"MESSAGE: ID\s+(DEV-MUC3-\d{4})", template)
        if name is None:
            continue
        effects = {strings: value for value, strings in _slot(template, "HUM TGT: EFFECT OF INCIDENT")}
        for value, strings in _slot(template, "HUM TGT: NUMBER"):
            bounds = re.fullmatch(r"~?\s*(\d+)(?:\s*-\s*(\d+))?", value)
            harm = next((effect for names, effect in effects.items() if set(names) & set(strings)), "")
            kind = _KINDS.get(harm.split("/")[0].strip())
            if bounds is not None and kind is not None:
                low = float(bounds[1])
                found.setdefault(name[1], {})[strings] = Victim(strings, low, float(bounds[2] or low), kind)
    return {name: list(victims.values()) for name, victims in found.items()}


def _slot(template: str, title: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    match = re.search(rf"\d+\.\s+{re.escape(title)}\s+(.*?)(?=\n\d+\.\s|\Z)", template, re.S)
    for line in match[1].splitlines() if match is not None else ():
        value, _, rest = line.strip().lstrip("?").strip().partition(":")
        strings = tuple(_STRING.findall(rest))
        if strings:
            yield value.strip(), strings


if __name__ == "__main__":
    main()
