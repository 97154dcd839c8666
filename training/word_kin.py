"""Make `resources/word_kin.tsv` from Princeton WordNet 3.0: `python training/word_kin.py FOLDER_OF_DICT OUT`.

FOLDER_OF_DICT holds WordNet's `data.*` and `index.*` files and `cntlist.rev` (Debian's package wordnet-base has them). Kept are words that news uses in
senses that WordNet's own tagged texts have often: rarer senses tie words that no reader of news would. What is kept of each word: words of its synsets and of their derivations
(`same`), and its antonyms (`opposite`).
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from stemma.lang.rarity import rarity
from stemma.text.normalise import stem

_LEAST_USED = 2
_LEAST_SHARE = 0.15
_RAREST = 7.0
_PARTS = ("noun", "verb", "adj")
_LETTER = {"noun": "n", "verb": "v", "adj": "a"}


@dataclass
class Words:
    """WordNet as far as it is needed: much used senses of a lemma, and of a synset its words, derivations and antonyms."""

    senses: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    members: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    derived: defaultdict[tuple[str, str, int], list[tuple[str, str, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    opposite: defaultdict[tuple[str, str, int], list[tuple[str, str, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )


def read_words(folder: Path) -> Words:
    """Return what the dictionary files say."""
    words = Words()
    used = _used(folder)
    for part in _PARTS:
        for line in _lines(folder / f"index.{part}"):
            fields = line.split()
            counts = used.get((_LETTER[part], fields[0]), {})
            least = max(_LEAST_USED, _LEAST_SHARE * sum(sum(used.get((p, fields[0]), {}).values()) for p in "nva"))
            synsets = fields[6 + int(fields[3]) :][: int(fields[2])]
            words.senses[_LETTER[part], fields[0]] = [s for n, s in enumerate(synsets, 1) if counts.get(n, 0) >= least]
        for line in _lines(folder / f"data.{part}"):
            _read_synset(line.split("|")[0].split(), _LETTER[part], words)
    return words


def _used(folder: Path) -> dict[tuple[str, str], dict[int, int]]:
    """Return (part of speech, lemma) → number of the sense → how often WordNet's tagged texts have it."""
    found: defaultdict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    for line in (folder / "cntlist.rev").read_text(encoding="latin-1").splitlines():
        key, number, count = line.split()
        lemma, _, rest = key.partition("%")
        part = {"1": "n", "2": "v", "3": "a", "5": "a"}.get(rest[0])
        if part is not None:
            found[part, lemma][int(number)] = int(count)
    return found


def _lines(path: Path) -> Iterator[str]:
    return (line for line in path.read_text(encoding="latin-1").splitlines() if not line.startswith("  "))


def _read_synset(fields: list[str], part: str, words: Words) -> None:
    key, count = (part, fields[0]), int(fields[3], 16)
    words.members[key] = [re.sub(r"\(.*\)", "", name).lower() for name in fields[4 : 4 + 2 * count : 2]]
    at = 5 + 2 * count
    for number in range(int(fields[4 + 2 * count])):
        sign, target, target_part, ends = fields[at + 4 * number : at + 4 * number + 4]
        target_part = "a" if target_part == "s" else target_part
        if sign in ("+", "!"):
            kept = words.derived if sign == "+" else words.opposite
            kept[(*key, int(ends[:2], 16))].append((target_part, target, int(ends[2:], 16)))


def kin_of(words: Words) -> Iterator[tuple[str, str, list[str]]]:
    """Give (relation, lemma, other lemmas)."""
    found: dict[str, defaultdict[str, set[str]]] = {name: defaultdict(set) for name in ("same", "opposite")}
    for (part, lemma), synsets in words.senses.items():
        if not _in_news(lemma):
            continue
        for synset in synsets:
            number = words.members[part, synset].index(lemma) + 1 if lemma in words.members[part, synset] else 0
            found["same"][lemma] |= {o for o in words.members[part, synset] if _leads(o, part, synset, words)}
            found["same"][lemma] |= _linked(words.derived[part, synset, number], words)
            found["opposite"][lemma] |= _linked(words.opposite[part, synset, number], words)
    for relation, table in found.items():
        for lemma, others in sorted(table.items()):
            kept = sorted(o for o in others - {lemma} if _in_news(o) and (relation != "same" or stem(o) != stem(lemma)))
            if kept:
                yield relation, lemma, kept


def _leads(lemma: str, part: str, synset: str, words: Words) -> bool:
    return synset in words.senses.get((part, lemma), [])


def _linked(links: list[tuple[str, str, int]], words: Words) -> set[str]:
    named = {
        (part, synset, words.members[part, synset][number - 1])
        for part, synset, number in links
        if (part, synset) in words.members
    }
    return {lemma for part, synset, lemma in named if _leads(lemma, part, synset, words)}


def _in_news(lemma: str) -> bool:
    parts = lemma.split("_")
    return len(parts) <= 3 and all(part.isalpha() and rarity("word", stem(part)) < _RAREST for part in parts)


def main() -> None:
    """Write the table."""
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    lines = [
        "# Words that mean the same, and opposites, in the common senses of words that news uses; read by stemma.lang.kin.",
        "# Source: Princeton WordNet 3.0, Copyright 2006 by Princeton University, all rights reserved; made by training/word_kin.py. "
        "Licence: WordNet 3.0",
        "relation\tword\tothers",
    ]
    lines += [
        f"{relation}\t{lemma.replace('_', ' ')}\t{'|'.join(others).replace('_', ' ')}"
        for relation, lemma, others in kin_of(read_words(folder))
    ]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
