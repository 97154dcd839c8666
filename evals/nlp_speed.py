"""Measures the shipped reader: `python evals/nlp_speed.py FOLDER_OF_TEXTS [--json evals/nlp_speed.json]`.

One core, CPU time, median of five passes over the texts; beside it, in the same run, spaCy's tokenizer alone (a fresh one each
time, which has no word in its store) and the network's forward pass alone, because the bare figure says as much about the
machine (and what else runs on it) as about the reader.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

REPEATS = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--texts", type=int, default=20)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    began, wall = time.process_time(), time.monotonic()
    import spacy

    import stemma.nlp

    nlp = stemma.nlp.load()
    nlp("Warm up.")
    loaded = {"load_cpu_s": round(time.process_time() - began, 2), "load_wall_s": round(time.monotonic() - wall, 2)}
    texts = [path.read_text(encoding="utf-8") for path in sorted(options.folder.iterdir()) if path.is_file()][
        : options.texts
    ]
    reader = nlp.get_pipe("stemma_reader")._reader
    feeds = record_feeds(reader, lambda: [stemma.nlp.read_article(nlp, t, [(0, len(t), "body")]) for t in texts])
    tokens = sum(len(stemma.nlp.read_article(nlp, t, [(0, len(t), "body")]).doc) for t in texts)
    whole = rate(tokens, lambda: [stemma.nlp.read_article(nlp, t, [(0, len(t), "body")]) for t in texts])
    forward = rate(tokens, lambda: [reader._network.run(None, feed) for feed in feeds])
    fresh = [spacy.blank("en").tokenizer for _ in range(REPEATS)]  # one that has seen a text only looks its words up
    tokenizer = rate(tokens, lambda: [words(t) for words in [fresh.pop()] for t in texts])
    out = loaded | {
        "tokens": tokens,
        "tokens_per_s": round(whole),
        "forward_tokens_per_s": round(forward),
        "tokenizer_tokens_per_s": round(tokenizer),
        "share_of_forward": round(whole / forward, 3),
        "share_of_tokenizer": round(whole / tokenizer, 4),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "torch_imported": "torch" in sys.modules,
        "machine_load": round(os.getloadavg()[0], 1),
    }
    sys.stdout.write(json.dumps(out, indent=1) + "\n")
    if options.json:
        options.json.write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")


def record_feeds(reader, work: Callable[[], object]) -> list[dict]:
    """Run `work` and keep what the network was fed."""
    feeds: list[dict] = []
    network = reader._network

    class Recorder:
        def run(self, names: object, feed: dict) -> object:
            feeds.append(feed)
            return network.run(names, feed)

    reader._network = Recorder()
    work()
    reader._network = network
    return feeds


def rate(tokens: int, work: Callable[[], object]) -> float:
    """Tokens per second of CPU time, median of `REPEATS` passes."""
    times = []
    for _ in range(REPEATS):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return tokens / statistics.median(times)


if __name__ == "__main__":
    main()
