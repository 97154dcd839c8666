"""Writes the lemma tables: `python lemmas.py --data DATA --out src/stemma/resources`."""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from pathlib import Path

import spacy_lookups_data
from corpora import read_conllu

HEAD = """# Lemmas by form (lower case) and universal part of speech.
# Source: training parts of UD English EWT and of the free genres of UD English GUM (news, interview, bio, voyage, textbook,
# speech, vlog), and irregular forms from the exception table of spacy-lookups-data (MIT, after WordNet).
# Licence: CC BY-SA 4.0. Made by training/lemmas.py.
"""
VERBS = """# English verbs, base forms, used to undo "-ing" and "-ed".
# Source: the verb index of spacy-lookups-data, which is after WordNet 3.0. Licence: MIT and WordNet 3.0. Made by training/lemmas.py.
"""
_KINDS = {"verb": "VERB", "noun": "NOUN", "adj": "ADJ", "adv": "ADV"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    tables = Path(spacy_lookups_data.__file__).parent / "data"
    exceptions = json.loads(gzip.open(tables / "en_lemma_exc.json.gz").read())
    index = json.loads(gzip.open(tables / "en_lemma_index.json.gz").read())
    verbs = frozenset(index["verb"])
    counts: dict[tuple[str, str], Counter] = defaultdict(Counter)
    for name in ("ewt", "gum_open"):
        for document in read_conllu(options.data / f"ud/en_{name}-train.conllu"):
            for sentence in document.sentences:
                for word in sentence.words:
                    if (
                        word.lemma
                        and word.lemma != "_"
                        and (word.upos != "PROPN" or word.xpos == "NNPS" or word.form.isupper())
                    ):
                        lemma = _verb(word.lemma, verbs) if word.upos == "VERB" else word.lemma
                        counts[word.form.lower().replace("’", "'"), word.upos][lemma] += 1
    seen_verbs = {lemma for (_, upos), c in counts.items() if upos == "VERB" for lemma in c}
    table = {key: counter.most_common(1)[0][0] for key, counter in counts.items() if "\t" not in key[0]}
    for kind, upos in _KINDS.items():
        for form, lemmas in exceptions.get(kind, {}).items():
            if form.isalpha() and form.isascii() and form not in index[kind]:
                table.setdefault((form, upos), lemmas[0])
    rows = sorted(f"{form}\t{upos}\t{lemma}\n" for (form, upos), lemma in table.items())
    (options.out / "lemma_forms.tsv").write_text(HEAD + "".join(rows), encoding="utf-8")
    bases = sorted(
        {v for v in index["verb"] if v.isalpha() and v.isascii()}
        | {v for v in seen_verbs if v.isalpha() and v.islower()}
    )
    (options.out / "lemma_verbs.txt").write_text(VERBS + "\n".join(bases) + "\n", encoding="utf-8")


def _verb(lemma: str, verbs: frozenset[str]) -> str:
    """Return the base form of a verb as it is spelt: a treebank now and then cuts its last "e" off ("fre") or keeps a capital."""
    lower = lemma.lower()
    return lower + "e" if lower not in verbs and lower + "e" in verbs else lower


if __name__ == "__main__":
    main()
