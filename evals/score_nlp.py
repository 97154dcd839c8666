"""Scores the shipped reader, or another, on raw text: `python evals/score_nlp.py --data DATA --json evals/nlp.json`.

Tags, trees, lemmas and sentence ends on the development parts of UD EWT and of the free genres of UD GUM, read as the product
reads an article (its tokenizer, its sentence ends; F1 over words and over sentences as in the CoNLL 2018 shared task); names
against gold spans of PERSON, ORG and LOC; the same texts as headlines, in capitals, without capitals, with noise. The corpora
are not part of the project; training/README.md says where to get them. Names that a reader did not see are scored with
`--weights FOLDER --slices ""` on a reader trained with `--fold`, which holds out the half or the tenth scored here.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import stemma.nlp
from stemma.nlp import Reading
from stemma.nlp.reader import WEIGHTS, model_digest

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))
from augment import headline, speech_clauses
from corpora import Document, Sentence, Word, parts
from mix import countries_as_places, development, sentences

Rows = list[tuple[int, int, Word]]
Change = Callable[[Sentence, random.Random], Sentence | None]
_TYPES = ("PERSON", "ORG", "LOC")
_NOISE = {".": "..", '"': "»", "'": "’"}


def _map(forms: Callable[[str], str]) -> Change:
    def change(sentence: Sentence, _: random.Random) -> Sentence:
        return Sentence([replace(w, form=forms(w.form)) for w in sentence.words], sentence.paragraph)

    return change


def _noisy(sentence: Sentence, rng: random.Random) -> Sentence:
    """Double full stops and turn quotes, each with one chance in two."""
    words = [replace(w, form=_NOISE.get(w.form, w.form) if rng.random() < 0.5 else w.form) for w in sentence.words]
    return Sentence(words, sentence.paragraph)


def _headline(sentence: Sentence, rng: random.Random) -> Sentence | None:
    made = headline(sentence, rng) if 5 < len(sentence.words) < 25 else None
    return Sentence(made.words, True) if made else None


def _speech(sentence: Sentence, rng: random.Random) -> Sentence | None:
    made = speech_clauses(sentence, rng)
    return Sentence(made.words, True) if made else None


SLICES: dict[str, Change] = {
    "plain": lambda sentence, _: sentence,
    "caps": _map(str.upper),
    "lower": _map(str.lower),
    "noise": _noisy,
    "headline": _headline,
    "speech last": _speech,
}


def raw(document: list[Sentence]) -> tuple[str, list[Rows]]:
    """Write a document as running text, paragraphs parted by an empty line, with the places of its words."""
    text, rows = "", []
    for sentence in document:
        if text and sentence.paragraph:
            text = text.rstrip() + "\n\n"
        row = []
        for word in sentence.words:
            row.append((len(text), len(text) + len(word.form), word))
            text += word.form + (" " if word.space else "")
        text += "" if text.endswith((" ", "\n")) else " "
        rows.append(row)
    return text, rows


_USED: list[Path] = [WEIGHTS]


def read(text: str) -> Reading:
    """Read a text as one article."""
    return stemma.nlp.read_article(stemma.nlp.load(_USED[-1]), text, [(0, len(text), "body")])


def score_documents(documents: list[Document], change: Change) -> dict[str, float]:
    """Score tags, trees, lemmas and sentences; percentages."""
    rng, right, sizes = random.Random(0), Counter(), Counter()
    for document in documents:
        text, gold = raw([made for s in document.sentences if (made := change(s, rng)) is not None])
        score_document(read(text), gold, right, sizes)
    out: dict[str, float] = {"words": sizes["gold"], "sentences": sizes["gold sentences"]}
    for name in ("tokens", "upos", "xpos", "feats", "lemma", "uas", "las"):
        out[name] = round(200 * right[name] / (sizes["gold"] + sizes["read"]), 2)
    out["sentence_f"] = round(200 * right["sentences"] / (sizes["gold sentences"] + sizes["read sentences"]), 2)
    labels = {n.partition(" ")[2] for n in sizes if n.startswith("label ")}
    out["labels"] = {  # type: ignore[assignment]
        name: round(200 * right[f"label {name}"] / (sizes[f"label {name}"] + sizes[f"mine {name}"]), 1)
        for name in sorted(labels)
        if sizes[f"label {name}"] >= 50
    }
    return out


def score_document(reading: Reading, gold: list[Rows], right: Counter, sizes: Counter) -> None:
    """Count what is right in one document."""
    words = {(low, high): (word, row) for row in gold for low, high, word in row}
    sizes["gold"] += len(words)
    sizes["read"] += len(reading.doc)
    for word, _ in words.values():
        sizes[f"label {word.deprel}"] += 1
    for token in reading.doc:
        label = "root" if token.dep_ == "ROOT" else token.dep_
        sizes[f"mine {label}"] += 1
        found = words.get(reading.span(token.i, token.i + 1))
        if found is None:
            continue
        word, row = found
        right["tokens"] += 1
        right["upos"] += token.pos_ == word.upos
        right["xpos"] += token.tag_ == word.xpos
        right["feats"] += (str(token.morph) or "_") == word.feats
        right["lemma"] += token.lemma_.lower() == (word.lemma or "").lower()
        head = row[word.head - 1][:2] if word.head else None
        mine = None if token.head == token else reading.span(token.head.i, token.head.i + 1)
        right["uas"] += mine == head
        right["las"] += mine == head and label == word.deprel
        right[f"label {label}"] += mine == head and label == word.deprel
    ends = {(row[0][0], row[-1][1]) for row in gold}
    mine_ends = {reading.span(sent.start, sent.end) for sent in reading.doc.sents}
    right["sentences"] += len(ends & mine_ends)
    sizes["gold sentences"] += len(ends)
    sizes["read sentences"] += len(mine_ends)


def score_names(documents: list[list[Sentence]]) -> dict[str, dict[str, float]]:
    """Score names of three types by exact span; precision, recall and F as percentages."""
    right, mine, want = Counter(), Counter(), Counter()
    for document in documents:
        text, rows = raw(document)
        gold = {span for row in rows for span in _gold_names(row)}
        reading = read(text)
        found = {(*reading.span(e.start, e.end), e.label_) for e in reading.doc.ents if e.label_ in _TYPES}
        for counter, spans in ((right, gold & found), (mine, found), (want, gold)):
            counter.update(kind for _, _, kind in spans)
            counter["all"] += len(spans)
    return {
        kind: {
            "precision": round(100 * right[kind] / max(1, mine[kind]), 1),
            "recall": round(100 * right[kind] / max(1, want[kind]), 1),
            "f": round(200 * right[kind] / max(1, mine[kind] + want[kind]), 1),
            "names": want[kind],
        }
        for kind in ("all", *_TYPES)
    }


def _gold_names(row: Rows) -> list[tuple[int, int, str]]:
    out: list[tuple[int, int, str]] = []
    for low, high, word in row:
        prefix, _, kind = (word.name or "O").partition("-")
        if prefix == "I" and out and out[-1][2] == kind:
            out[-1] = (out[-1][0], high, kind)
        elif kind:
            out.append((low, high, kind))
    return [span for span in out if span[2] in _TYPES]


def uner_documents(data: Path) -> dict[str, list[list[Sentence]]]:
    """Give EWT's development texts with the names of UNER, parted as the training folds do: by place in UNER's file."""
    read_names = sentences(data, "uner")
    names = {s.sent_id: s for s in read_names}
    low = {read_names[n].sent_id for n in parts(len(read_names), 0, 2)}
    out: dict[str, list[list[Sentence]]] = {"first": [], "second": []}
    for document in development(data, "ewt"):
        made = [_with_names(s, names[s.sent_id]) for s in document.sentences]
        for half, kept in (
            ("first", [s for s in made if s.sent_id in low]),
            ("second", [s for s in made if s.sent_id not in low]),
        ):
            if kept:
                out[half].append(kept)
    return out


def _with_names(sentence: Sentence, named: Sentence) -> Sentence:
    """Carry names over by characters: UNER cuts some words as an earlier release of EWT did."""
    labels: list[str] = []
    for word in named.words:
        label = word.name or "O"
        labels += [label, *["I-" + label[2:] if label != "O" else label] * (len(word.form) - 1)]
    words, at = [], 0
    for word in sentence.words:
        words.append(replace(word, name=labels[at] if at < len(labels) else "O"))
        at += len(word.form)
    if at != len(labels):
        raise ValueError(f"UNER and EWT disagree at {sentence.sent_id}")
    return Sentence(words, sentence.paragraph, sentence.sent_id)


def plain_documents(read_sentences: list[Sentence], size: int = 25) -> list[list[Sentence]]:
    """Group sentences of a names-only corpus, in its order, into texts; each sentence is a paragraph."""
    return [read_sentences[i : i + size] for i in range(0, len(read_sentences), size)]


def score_trees(data: Path, wanted: list[str]) -> dict[str, dict]:
    """Score every slice of both treebanks."""
    results = {}
    for name in ("ewt", "gum_open"):
        documents = development(data, name)
        for slice_ in wanted:
            began = time.process_time()
            scores = score_documents(documents, SLICES[slice_])
            scores["words_per_cpu_second"] = round(scores["words"] / (time.process_time() - began))
            results[f"{name} {slice_}"] = scores
            sys.stdout.write(f"{name} {slice_}: {scores}\n")
    return results


def score_all_names(data: Path) -> dict[str, dict]:
    """Score names on every gold set at hand."""
    wiki = sentences(data, "wikigold")
    uner = uner_documents(data)
    held = parts(len(wiki), 9, 10)
    sets = {
        "uner_ewt dev, first half": uner["first"],
        "uner_ewt dev, second half": uner["second"],
        "wikigold, last tenth": plain_documents([wiki[i] for i in held]),
        "gum_open dev (names derived from entities)": [
            [countries_as_places(s) for s in d.sentences] for d in development(data, "gum_open")
        ],
    }
    results = {}
    for name, documents in sets.items():
        results[name] = score_names(documents)
        sys.stdout.write(f"{name}: {results[name]}\n")
    return results


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--slices", default=",".join(SLICES), help="comma-separated; empty: names only")
    parser.add_argument("--no-names", action="store_true")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="another reader, as training/export.py writes it")
    options = parser.parse_args()
    _USED.append(options.weights)
    if not (options.data / "ud/en_ewt-dev.conllu").exists():
        sys.exit(f"no ud/en_ewt-dev.conllu under {options.data}; training/README.md says where to get the corpora")
    results = {
        "model": model_digest(options.weights),
        "trees": score_trees(options.data, [s for s in options.slices.split(",") if s]),
    }
    if not options.no_names:
        results["names"] = score_all_names(options.data)
    if options.json:
        options.json.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
